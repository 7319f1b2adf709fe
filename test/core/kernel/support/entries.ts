import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { linkFile } from "../../../../src/core/kernel/fs/link-file.ts";
import { renameFile } from "../../../../src/core/kernel/fs/rename-file.ts";
import { existingDirectory, existingFile, type FileType } from "../../../../src/core/kernel/inode/file.ts";
import type { Mount } from "../../../../src/core/kernel/inode/mount.ts";
import { tmpfsOf } from "./tmpfs.ts";
import { type CredentialRow, numberOf, processOf, type World } from "./world.ts";

type InodeRow = readonly [uid: number, gid: number, mode: number];
type TypedRow = readonly [type: FileType, uid: number, gid: number, mode: number];

/** What a case of entries asks: the namespaces whose maps the two mounts have, null where there is but one mount. */
export type EntriesInput = readonly [
  credentials: number,
  idmapNamespace: number,
  otherNamespace: number | null,
  sameDirectory: 0 | 1,
  file: TypedRow,
  replaced: TypedRow | null,
  from: InodeRow,
  to: InodeRow,
];

/** How many columns of a case are input. */
export const ENTRIES_INPUTS = 8;

/** Decides a rename of a file, and a second name for its like. */
export function decideEntries(
  world: World,
  creds: readonly CredentialRow[],
  input: EntriesInput,
): { readonly rename: Decision; readonly link: Decision } {
  const [one, idmapNamespace, otherNamespace, sameDirectory, file, replaced, from, to] = input;
  const process = processOf(world, creds[one] as CredentialRow);
  const here = tmpfsOf(world, idmapNamespace);
  const there = otherNamespace === null ? here : tmpfsOf(world, otherNamespace);
  const directoryOf = ([uid, gid, mode]: InodeRow, mount: Mount) => existingDirectory({ uid, gid, mode, mount });
  const fileOf = ([type, uid, gid, mode]: TypedRow, mount: Mount) =>
    existingFile({ type, uid, gid, mode: type === "symlink" ? 0o777 : mode, mount });
  const source = directoryOf(from, here);
  const target =
    sameDirectory === 0 ? directoryOf(to, there) : otherNamespace === null ? source : directoryOf(from, there);
  const moved = fileOf(file, here);
  return {
    rename: renameFile(process, source, moved, target, replaced === null ? undefined : fileOf(replaced, there)),
    link: linkFile(process, { ...moved, directory: source }, target),
  };
}

/** Answers a case. */
export function answerEntries(
  world: World,
  creds: readonly CredentialRow[],
  input: EntriesInput,
): readonly [rename: number, link: number] {
  const { rename, link } = decideEntries(world, creds, input);
  return [numberOf(rename.errno), numberOf(link.errno)];
}
