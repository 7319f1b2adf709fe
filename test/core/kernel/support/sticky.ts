import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { DEFAULT_SETTINGS, type KernelSettings } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { followLink } from "../../../../src/core/kernel/fs/follow-link.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { existingDirectory, existingFile, type FileType } from "../../../../src/core/kernel/inode/file.ts";
import { tmpfsOf } from "./tmpfs.ts";
import { type CredentialRow, numberOf, processOf, type World } from "./world.ts";

type InodeRow = readonly [uid: number, gid: number, mode: number];

/** `fs.protected_symlinks`, `fs.protected_fifos` and `fs.protected_regular`. */
export type ProtectedRow = readonly [symlinks: 0 | 1, fifos: 0 | 1 | 2, regular: 0 | 1 | 2];

/** What a case of sticky asks: a file and a link in a directory. */
export type StickyInput = readonly [
  credentials: number,
  settings: ProtectedRow,
  idmapNamespace: number,
  type: FileType,
  file: InodeRow,
  directory: InodeRow,
  link: readonly [uid: number, gid: number],
];

/** How many columns of a case are input. */
export const STICKY_INPUTS = 7;

/** Decides opening the file with O_CREAT, for reading, writing and both, and following the link. */
export function decideSticky(world: World, creds: readonly CredentialRow[], input: StickyInput): readonly Decision[] {
  const [one, [symlinks, protectedFifos, protectedRegular], idmap, type, [uid, gid, mode], above, link] = input;
  const settings: KernelSettings = {
    ...DEFAULT_SETTINGS,
    protectedSymlinks: symlinks === 1,
    protectedFifos,
    protectedRegular,
  };
  const process = processOf(world, creds[one] as CredentialRow);
  const mount = tmpfsOf(world, idmap);
  const directory = existingDirectory({ uid: above[0], gid: above[1], mode: above[2], mount });
  const file = existingFile({ type, uid, gid, mode: type === "symlink" ? 0o777 : mode, directory });
  const way = existingFile({ type: "symlink", uid: link[0], gid: link[1], mode: 0o777, directory });
  return [
    ...(["r-create", "w-create", "rw-create"] as const).map((how) => openFile(process, file, how, settings)),
    followLink(process, way, settings),
  ];
}

/** Answers a case. */
export function answerSticky(world: World, creds: readonly CredentialRow[], input: StickyInput): readonly [number[]] {
  return [decideSticky(world, creds, input).map(({ errno }) => numberOf(errno))];
}
