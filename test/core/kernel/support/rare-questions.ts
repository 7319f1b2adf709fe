import { createProcess, type PidNamespace } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { chmodFile } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { mknod } from "../../../../src/core/kernel/fs/create-file.ts";
import { linkFile } from "../../../../src/core/kernel/fs/link-file.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { renameFile } from "../../../../src/core/kernel/fs/rename-file.ts";
import { writeFile } from "../../../../src/core/kernel/fs/write-file.ts";
import { setfsuid } from "../../../../src/core/kernel/identity/set-user-id.ts";
import {
  existingDirectory,
  existingFile,
  type FileOptions,
  type Inode,
} from "../../../../src/core/kernel/inode/file.ts";
import { containerRoot, throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { mountFilesystem } from "../../../../src/core/kernel/mounts/mount-filesystem.ts";
import { unshareNamespaces } from "../../../../src/core/kernel/namespaces/unshare-namespaces.ts";
import { accessProcess } from "../../../../src/core/kernel/processes/access-process.ts";
import { writeIdMap } from "../../../../src/core/kernel/userns/write-id-map.ts";
import { newgidmap, newuidmap } from "../../../../src/core/userland/newuidmap.ts";
import { runNewuidmap } from "../../../../src/core/userland/run-newuidmap.ts";
import { inA, mapsA, podA, user } from "./cast.ts";

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
  () => chmodFile(createProcess(), existingFile({ mode: 0o674, acl: LIST_OF_NOBODY }), 0o600),
  () => chmodFile(inA(), image({ mode: 0o674, acl: LIST_OF_NOBODY }), 0o600),
  () => writeFile(createProcess(), existingFile({ mode: 0o644 })),
  () => linkFile(createProcess(), existingDirectory({ mode: 0o755 }), existingDirectory({ mode: 0o755 })),
  () => mknod(inA(), throughOverlay(existingDirectory({ mode: 0o777, mount: LAYER })), "whiteout", 0),
  () => renameFile(inA(), directoryOfImage(), directoryOfImage()),
  () => mknod(createProcess(), throughOverlay(existingDirectory({ mode: 0o777 })), "block-device", 0),
  () => openFile(inA(), existingFile({ mode: 0o644, sysctl: { table: "net", namespace: podA() } }), "w"),
  () => chmodFile(createProcess(), existingFile({ mode: 0o644, sysctl: { table: "global" } }), 0o666),
  () => chmodFile(createProcess(), throughOverlay(existingFile({ mode: 0o644 })), 0o2755),
  () => execFile({ ...user(), bounding: 0 }, existingFile({ mode: 0o755, capability: CAPABILITY })),
  () =>
    execFile({ ...user(), permitted: 0x20, inheritable: 0x20, ambient: 0x20 }, existingFile({ uid: 5, mode: 0o4755 })),
  () => execFile(user(), existingFile({ mode: 0o4755, capability: CAPABILITY })),
  () => unshareNamespaces({ ...createProcess(), pidNamespace: { id: "pod-a", owner: podA() } }, ["pid"], "new"),
  () => mountFilesystem(createProcess(), "nosuchfs"),
  () => mountFilesystem(createProcess(), "ext4", { uid: 0 }),
  () => unshareNamespaces({ ...createProcess(), pidNamespace: nested(32) }, ["pid"], "deep"),
  () => accessProcess(user(), user(), "attach", { settings: { ...DEFAULT_SETTINGS, ptraceScope: 1 } }),
  () => newgidmap(1000, [], [{ containerId: 0, hostId: 1000, size: 1 }]),
  () => newuidmap(1000, [], [{ containerId: 0, hostId: 1000, size: 1 }]),
  () => newuidmap(1000, [], [{ containerId: 0, hostId: 4294967295, size: 1 }]),
  () => runNewuidmap({ caller: user(), target: createProcess(), mappings: [], grants: [] }),
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
function image(options: FileOptions): Inode {
  return throughOverlay(existingFile({ mount: LAYER, ...options }));
}

function directoryOfImage(): Inode {
  return throughOverlay(existingDirectory({ mode: 0o777, mount: LAYER }));
}

/** So many PID namespaces in one another. */
function nested(level: number): PidNamespace {
  const id = level === 0 ? "host" : `level ${level}`;
  return { id, owner: initialNamespace(), ...(level > 0 && { parent: nested(level - 1) }) };
}

function fresh(): UserNamespace {
  return createUserNamespace(initialNamespace(), { id: "new" });
}
