import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { effectiveAccess } from "../../../../src/core/kernel/fs/access-file.ts";
import { linkFile } from "../../../../src/core/kernel/fs/link-file.ts";
import { renameFile } from "../../../../src/core/kernel/fs/rename-file.ts";
import { setgroups } from "../../../../src/core/kernel/identity/set-groups.ts";
import { existingDirectory, existingFile, type FileType } from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { mountFilesystem } from "../../../../src/core/kernel/mounts/mount-filesystem.ts";
import { chargeUser } from "../../../../src/core/kernel/userns/ucounts.ts";
import { writeIdMap } from "../../../../src/core/kernel/userns/write-id-map.ts";
import { inA, mapsA, user } from "./cast.ts";

/** Questions with the words of facts that random situations seldom have in them. */
export const wordQuestions: readonly (() => Decision<unknown>)[] = [
  ...types().map((type) => () => renameFile(createProcess(), tmp(), of(type), tmp(), of("directory"))),
  ...types().map((type) => () => renameFile(createProcess(), tmp(), of("directory"), tmp(), of(type))),
  ...types().map((type) => () => execFile(createProcess(), of(type))),
  ...["0 0\n", "0 0 x", "0 0 1 x", "0 0 0", "0 4294967295 1", "0 4294967290 20", "0 0 2\n1 5 1", manyLines()].map(
    (text) => () => writeIdMap(createProcess(), fresh(), "uid", text),
  ),
  () => writeIdMap(createProcess(), written(), "projid", "0 0 1"),
  () => writeIdMap(user(), { ...fresh(), owner: 1000, setgroups: "deny" }, "gid", "0 7 1"),
  () => mountFilesystem(createProcess(), "sysfs"),
  () => mountFilesystem(createProcess(), "sysfs", { uid: 0 }),
  () => mountFilesystem(createProcess(), "tmpfs", { gid: 4294967295 }),
  () => chargeUser(user(), "inotifyWatches"),
  ...[createProcess(), user(), { ...user(), egid: 0 }].map((process) => () => effectiveAccess(process, sysctl(), "r")),
  () => effectiveAccess(user(), sysctl(), "x"),
  () => execFile({ ...user(), ambient: 0x20 }, existingFile({ mode: 0o755, capability: CAPABILITY })),
  () => execFile(user(), existingFile({ mode: 0o4755, mount: foreignMount() })),
  () => execFile({ ...user(), ruid: 0 }, existingFile({ mode: 0o755 })),
  () => linkFile(user(), existingFile({ mode: 0o2755 }), tmp()),
  () => setgroups(createProcess({ userNamespace: { ...inA().userNamespace, setgroups: "deny" } }), [1]),
];

function types(): readonly FileType[] {
  return ["regular", "directory", "symlink", "character-device", "block-device", "fifo", "socket"];
}

function of(type: FileType): ReturnType<typeof existingFile> {
  return existingFile({ type, mode: 0o755 });
}

function tmp(): ReturnType<typeof existingDirectory> {
  return existingDirectory({ mode: 0o777 });
}

function sysctl(): ReturnType<typeof existingFile> {
  return existingFile({ mode: 0o644, sysctl: { table: "global" } });
}

function foreignMount(): ReturnType<typeof createMount> {
  return createMount({ namespace: { id: "elsewhere", owner: initialNamespace() } });
}

function fresh(): ReturnType<typeof createUserNamespace> {
  return createUserNamespace(initialNamespace(), { id: "fresh" });
}

function written(): ReturnType<typeof createUserNamespace> {
  const map = createIdMap([{ containerId: 0, hostId: 0, size: 1 }]);
  if (!map.ok) throw new Error("expected a map");
  return { ...createUserNamespace(initialNamespace(), { id: "fresh", maps: mapsA() }), projidMap: map.value };
}

/** One line more than a map may have, and less than a page. */
function manyLines(): string {
  return Array.from({ length: 341 }, (_, at) => `${at} ${at} 1\n`).join("");
}

const CAPABILITY = { permitted: 0x20, inheritable: 0, effective: false, rootId: undefined };
