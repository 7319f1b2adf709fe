import { toHost } from "../../../../src/core/idmap/translate.ts";
import { setFileCapability } from "../../../../src/core/kernel/attributes/file-capability.ts";
import { ALL_CAPABILITIES } from "../../../../src/core/kernel/credentials/capability.ts";
import type { Process } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { effectiveAccess } from "../../../../src/core/kernel/fs/access-file.ts";
import { chmodFile } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { createDirectory, createFile, mknod } from "../../../../src/core/kernel/fs/create-file.ts";
import { linkFile } from "../../../../src/core/kernel/fs/link-file.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { renameFile } from "../../../../src/core/kernel/fs/rename-file.ts";
import { statFile } from "../../../../src/core/kernel/fs/stat-file.ts";
import { unlinkFile } from "../../../../src/core/kernel/fs/unlink-file.ts";
import { utimesFile } from "../../../../src/core/kernel/fs/utimes-file.ts";
import { existingDirectory, existingFile, type FileType, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { tmpfsOf } from "./tmpfs.ts";
import { type CredentialRow, namespaceOf, numberOf, processOf, type World } from "./world.ts";

type InodeRow = readonly [uid: number, gid: number, mode: number];

/** What a case of kinds asks: the mount's namespace (0 for no maps) and flags, the root of which namespace mounted an overlay over it. */
export type KindsInput = readonly [
  credentials: number,
  idmapNamespace: number,
  flags: number,
  mounter: number | null,
  type: FileType,
  file: InodeRow,
  directory: InodeRow,
  toUid: number,
  toGid: number,
  toMode: number,
  createMode: number,
];

/** What was observed, or what the model answers; 0 for a file that stayed as it was, null for one that is not there. */
export type KindsOutput = readonly [results: readonly number[], changed: readonly (InodeRow | 0 | null)[]];

/** How many columns of a case are input. */
export const KINDS_INPUTS = 11;

/** The operations, in the order of the results. */
export const KINDS_OPS = [
  ..."open_r open_w open_rw open_noatime r w x chmod chown_u chown_g chown_noop utimes_now utimes_set stat".split(" "),
  ..."unlink rename link setfcap create mkdir mknod_chr mkfifo exec".split(" "),
];

/** Decides every operation of a case. */
export function decideKinds(world: World, creds: readonly CredentialRow[], input: KindsInput) {
  const [one, idmapNamespace, flags, mounter, type, [uid, gid, mode], [duid, dgid, dmode], toUid, toGid, toMode, made] =
    input;
  const process = processOf(world, creds[one] as CredentialRow);
  const mount = tmpfsOf(world, idmapNamespace, flags);
  const who = mounter === null ? undefined : rootOf(world, mounter);
  const through = (file: Inode): Inode => (who === undefined ? file : throughOverlay(file, who));
  // Above it is the root of the filesystem, which everybody may search, and which an overlay need not copy.
  const below = existingDirectory({ uid: duid, gid: dgid, mode: dmode, mount });
  const lying = existingFile({ type, uid, gid, mode: type === "symlink" ? 0o777 : mode, directory: below });
  const [file, directory] = [through(lying), through(below)];
  const decisions: Readonly<Record<string, Decision<unknown>>> = {
    open_r: openFile(process, file, "r"),
    open_w: openFile(process, file, "w"),
    open_rw: openFile(process, file, "rw"),
    open_noatime: openFile(process, file, "r-noatime"),
    r: effectiveAccess(process, file, "r"),
    w: effectiveAccess(process, file, "w"),
    x: effectiveAccess(process, file, "x"),
    chmod: chmodFile(process, file, toMode),
    chown_u: chownFile(process, file, toUid, KEEP),
    chown_g: chownFile(process, file, KEEP, toGid),
    chown_noop: chownFile(process, file, KEEP, KEEP),
    utimes_now: utimesFile(process, file, "now"),
    utimes_set: utimesFile(process, file, "given"),
    stat: statFile(process, file),
    unlink: unlinkFile(process, directory, file),
    rename: renameFile(process, directory, file),
    link: linkFile(process, file, directory),
    setfcap: setFileCapability(process, file, { permitted: 1 }),
    create: createFile(process, directory, made),
    mkdir: createDirectory(process, directory, 0o755),
    mknod_chr: mknod(process, directory, "character-device", 0o644),
    mkfifo: mknod(process, directory, "fifo", 0o644),
    exec: execFile(process, file),
  };
  return { file, decisions };
}

/** Who mounts: user 0 of a namespace, with all capabilities there. */
function rootOf(world: World, namespace: number): Process {
  const { uidMap, gidMap } = namespaceOf(world, namespace);
  const [uid, gid] = [toHost(uidMap, 0) ?? KEEP, toHost(gidMap, 0) ?? KEEP];
  const all = (namespace === 0 ? ALL_CAPABILITIES - 2 ** 24 : ALL_CAPABILITIES).toString(16);
  return processOf(world, [namespace, [uid, uid, uid, uid], [gid, gid, gid, gid], [], all, all, ""]);
}

/** Answers a case. */
export function answerKinds(world: World, creds: readonly CredentialRow[], input: KindsInput): KindsOutput {
  const { file, decisions } = decideKinds(world, creds, input);
  const inode = ({ uid, gid, mode }: Inode): InodeRow => [uid, gid, mode];
  const changed = (op: string): InodeRow | 0 => {
    const after = decisions[op]?.value as Inode | undefined;
    return after === undefined || String(inode(after)) === String(inode(file)) ? 0 : inode(after);
  };
  const made = (op: string): InodeRow | null => {
    const after = decisions[op]?.value as Inode | undefined;
    return after === undefined ? null : inode(after);
  };
  return [
    KINDS_OPS.map((op) => numberOf(decisions[op]?.errno)),
    [...["chmod", "chown_u", "chown_g", "chown_noop"].map(changed), ...["create", "mkdir"].map(made)],
  ];
}

const KEEP = 4294967295;
