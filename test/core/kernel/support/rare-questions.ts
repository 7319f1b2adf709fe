import { accessProcess } from "../../../../src/core/kernel/access-process.ts";
import { chmodFile } from "../../../../src/core/kernel/chmod-file.ts";
import { containerRoot, throughOverlay } from "../../../../src/core/kernel/container-root.ts";
import { createNode } from "../../../../src/core/kernel/create-file.ts";
import type { Decision } from "../../../../src/core/kernel/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec-file.ts";
import { existingDirectory, existingFile, type File, type FileOptions } from "../../../../src/core/kernel/file.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/kernel-settings.ts";
import { linkFile } from "../../../../src/core/kernel/link-file.ts";
import { newuidmap } from "../../../../src/core/kernel/newuidmap.ts";
import { openFile } from "../../../../src/core/kernel/open-file.ts";
import { createProcess } from "../../../../src/core/kernel/process.ts";
import { setfsuid } from "../../../../src/core/kernel/set-user-id.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/user-namespace.ts";
import { writeFile } from "../../../../src/core/kernel/write-file.ts";
import { writeIdMap } from "../../../../src/core/kernel/write-id-map.ts";
import { inA, mapsA, user } from "./cast.ts";

/** Questions about what no random situation has in it. */
export const rareQuestions: readonly (() => Decision<unknown>)[] = [
  () => writeIdMap(createProcess(), fresh(), "uid", "0 1 1", { positioned: true }),
  () => writeIdMap(createProcess(), fresh(), "uid", "0 1 1".padEnd(4096)),
  () => setfsuid(user(), 5),
  () => setfsuid(createProcess(), 5),
  () => setfsuid({ ...createProcess(), fsuid: 5 }, 0),
  () => openFile(inA(), image({ mode: 0o644 }), "r"),
  () =>
    chmodFile(
      inA(),
      image({ mode: 0o644, directory: existingDirectory({ uid: 70000, mode: 0o777, mount: LAYER }) }),
      0o600,
    ),
  () => chmodFile(inA(), image({ mode: 0o674, acl: LIST_OF_NOBODY }), 0o600),
  () => writeFile(createProcess(), existingFile({ mode: 0o644 })),
  () => linkFile(createProcess(), existingDirectory({ mode: 0o755 }), existingDirectory({ mode: 0o755 })),
  () => createNode(inA(), throughOverlay(existingDirectory({ mode: 0o777, mount: LAYER })), "whiteout", 0),
  () => execFile({ ...user(), bounding: 0 }, existingFile({ mode: 0o755, capability: CAPABILITY })),
  () =>
    execFile({ ...user(), permitted: 0x20, inheritable: 0x20, ambient: 0x20 }, existingFile({ uid: 5, mode: 0o4755 })),
  () => execFile(user(), existingFile({ mode: 0o4755, capability: CAPABILITY })),
  () => accessProcess(user(), user(), "attach", { settings: { ...DEFAULT_SETTINGS, ptraceScope: 1 } }),
  () => newuidmap(1000, [], [{ containerId: 0, hostId: 1000, size: 1 }]),
];

const LAYER = containerRoot(mapsA()).lower;
const CAPABILITY = { permitted: 0x400, inheritable: 0, effective: true, rootId: undefined };
const LIST_OF_NOBODY = [
  { tag: "owner", permissions: 6 },
  { tag: "group", id: 70000, permissions: 7 },
  { tag: "mask", permissions: 7 },
  { tag: "other", permissions: 4 },
] as const;

/** A file of the image, as it is found in the container. */
function image(options: FileOptions): File {
  return throughOverlay(existingFile({ mount: LAYER, ...options }));
}

function fresh(): UserNamespace {
  return createUserNamespace(initialNamespace(), { id: "new" });
}
