import { podIdMap } from "../../src/core/idmap/pod-id-map.ts";
import { createProcess, type Process } from "../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../src/core/kernel/credentials/user-namespace.ts";
import type { OpenMode } from "../../src/core/kernel/fs/open-file.ts";
import { existingDirectory, existingFile, type Inode } from "../../src/core/kernel/inode/file.ts";
import { createMount } from "../../src/core/kernel/inode/mount.ts";

/** One process that asks for one file. */
export interface Question {
  readonly process: Process;
  readonly file: Inode;
  readonly mode: OpenMode;
}

/** Keeps the answers in use, so that no compiler may drop the work. */
export const sink = { value: 0 };

const MODES: readonly OpenMode[] = ["r", "w", "rw"];
const PERMISSIONS = [0o600, 0o640, 0o644, 0o660, 0o666, 0o000, 0o755];

/**
 * Every process of a host and two pods against every file of theirs, plain and through an idmapped mount.
 *
 * Owners, groups, others and capabilities all get to decide some of them, so that no branch is always taken.
 */
export function questions(): readonly Question[] {
  const host = initialNamespace();
  const pods = [65536, 131072].map((start) => {
    const maps = podIdMap({ start, size: 65536 });
    return { start, maps, namespace: createUserNamespace(host, { id: `pod-${start}`, maps }) };
  });
  const processes = [
    createProcess(),
    createProcess({ uid: 1000, gid: 1000, groups: [4, 24] }),
    ...pods.flatMap(({ namespace }) => [
      createProcess({ userNamespace: namespace }),
      createProcess({ userNamespace: namespace, uid: 1000, gid: 1000, groups: [2000] }),
    ]),
  ];
  const plain = createMount();
  const mounts = [plain, ...pods.map(({ maps }) => createMount({ idmap: maps }))];
  const owners = [0, 1000, ...pods.flatMap(({ start }) => [start, start + 1000])];
  const files = mounts.flatMap((mount) => {
    const directory = existingDirectory({ mode: 0o755, mount });
    return owners.flatMap((uid) => PERMISSIONS.map((mode) => existingFile({ uid, gid: uid, mode, directory })));
  });
  return processes.flatMap((process) => files.flatMap((file) => MODES.map((mode) => ({ process, file, mode }))));
}
