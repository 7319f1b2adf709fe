import { setFileCapability } from "../../../../src/core/kernel/attributes/file-capability.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { accessFile, effectiveAccess } from "../../../../src/core/kernel/fs/access-file.ts";
import { chmodFile } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { createDirectory, createFile, mknod } from "../../../../src/core/kernel/fs/create-file.ts";
import { linkFile } from "../../../../src/core/kernel/fs/link-file.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { renameFile } from "../../../../src/core/kernel/fs/rename-file.ts";
import { statFile } from "../../../../src/core/kernel/fs/stat-file.ts";
import { unlinkFile } from "../../../../src/core/kernel/fs/unlink-file.ts";
import { utimesFile } from "../../../../src/core/kernel/fs/utimes-file.ts";
import { writeFile } from "../../../../src/core/kernel/fs/write-file.ts";
import type { Acl, AclEntry } from "../../../../src/core/kernel/inode/acl.ts";
import { existingDirectory, existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import {
  type CredentialRow,
  type MountRows,
  mountOf,
  type NamespaceRow,
  numberOf,
  processOf,
  type World,
} from "./world.ts";

type Owner = readonly [uid: number, gid: number];
type InodeRow = readonly [uid: number, gid: number, mode: number];
type AclRow = readonly [mode: number, entries: readonly (readonly [tag: string, id: number, permissions: number])[]];

/** What a case of access.json asks: everything before the column of the results. */
export type AccessInput = readonly [
  credentials: number,
  mount: number,
  file: InodeRow,
  acl: AclRow | null,
  directory: InodeRow,
  victim: Owner,
  chownUid: number,
  chownGid: number,
  chmodMode: number,
  createMode: number,
];

/** What was observed, or what the model answers. */
export type AccessOutput = readonly [
  results: readonly number[],
  stat: Owner,
  post: readonly (InodeRow | 0)[],
  created: InodeRow | null,
  made: InodeRow | null,
  noop: InodeRow | 0,
  fileCapability: string | null | 0,
];

/** The file access.json. */
export interface AccessVectors {
  readonly ops: readonly string[];
  readonly namespaces: readonly NamespaceRow[];
  readonly mounts: MountRows;
  readonly creds: readonly CredentialRow[];
  readonly cases: readonly (readonly [...AccessInput, ...AccessOutput])[];
}

/** How many columns of a case are input. */
export const ACCESS_INPUTS = 10;

/** Decides every operation of a case; the files are those that `through` makes of what lies on the mount. */
export function decideAccess(
  world: World,
  vectors: Pick<AccessVectors, "mounts" | "creds">,
  input: AccessInput,
  through: (file: Inode) => Inode = (file) => file,
) {
  const [credentials, mountId, [uid, gid, fileMode], acl, [duid, dgid, dmode], [vuid, vgid], toUid, toGid, mode, made] =
    input;
  const process = processOf(world, vectors.creds[credentials] as CredentialRow);
  const above = existingDirectory({ mode: 0o777, mount: mountOf(world, vectors.mounts, mountId) });
  const lying = existingFile({ uid, gid, mode: fileMode, directory: above });
  const listed =
    acl === null ? lying : existingFile({ uid, gid, mode: acl[0], acl: acl[1].map(entryOf), directory: above });
  const below = existingDirectory({ uid: duid, gid: dgid, mode: dmode, directory: above });
  const [plain, file, directory] = [through(lying), through(listed), through(below)];
  const victim = through(existingFile({ uid: vuid, gid: vgid, mode: 0o644, directory: below }));
  const decisions = {
    r: effectiveAccess(process, file, "r"),
    w: effectiveAccess(process, file, "w"),
    x: effectiveAccess(process, file, "x"),
    rw: effectiveAccess(process, file, "rw"),
    access_r: accessFile(process, file, "r"),
    access_w: accessFile(process, file, "w"),
    open_r: openFile(process, file, "r"),
    open_w: openFile(process, plain, "w"),
    chown_u: chownFile(process, plain, toUid, NONE),
    chown_g: chownFile(process, plain, NONE, toGid),
    chown_ug: chownFile(process, plain, toUid, toGid),
    chmod: chmodFile(process, plain, mode),
    utimes_now: utimesFile(process, plain, "now"),
    utimes_set: utimesFile(process, plain, "given"),
    stat: statFile(process, file),
    create: createFile(process, directory, made),
    mkdir: createDirectory(process, directory, 0o755),
    unlink: unlinkFile(process, directory, victim),
    rename: renameFile(process, directory, victim),
    link: linkFile(process, file, directory),
    mknod_chr: mknod(process, directory, "character-device", 0o644),
    mknod_whiteout: mknod(process, directory, "whiteout", 0o644),
    mkfifo: mknod(process, directory, "fifo", 0o644),
    setfcap: setFileCapability(process, plain, { permitted: 1 }),
    dir_r: effectiveAccess(process, directory, "r"),
    dir_w: effectiveAccess(process, directory, "w"),
    dir_x: effectiveAccess(process, directory, "x"),
    chown_noop: chownFile(process, plain, NONE, NONE),
    exec: execFile(process, file),
  };
  return { process, plain, decisions };
}

/** Answers a case. */
export function answerAccess(
  world: World,
  vectors: Pick<AccessVectors, "mounts" | "creds" | "ops">,
  input: AccessInput,
  through?: (file: Inode) => Inode,
): AccessOutput {
  const { process, plain, decisions } = decideAccess(world, vectors, input, through);
  const { open_w, chown_u, chown_g, chown_ug, chmod, chown_noop, stat, create, mkdir, setfcap } = decisions;
  const written = open_w.allowed ? writeFile(process, plain).value : undefined;
  return [
    vectors.ops.map((op) => numberOf((decisions as Readonly<Record<string, Decision<unknown>>>)[op]?.errno)),
    stat.allowed ? [stat.value.uid, stat.value.gid] : [0, 0],
    [written, chown_u.value, chown_g.value, chown_ug.value, chmod.value].map((after) => changed(plain, after)),
    inodeOf(create.value),
    inodeOf(mkdir.value),
    changed(plain, chown_noop.value),
    fileCapabilityOf(setfcap.value),
  ];
}

const NONE = 4294967295;

const TAGS: Readonly<Record<string, "owner" | "owning-group" | "mask" | "other">> = {
  "u:": "owner",
  "g:": "owning-group",
  m: "mask",
  o: "other",
};

function entryOf([tag, id, permissions]: readonly [string, number, number]): Acl[number] {
  if (tag === "u") return { tag: "user", id, permissions };
  if (tag === "g") return { tag: "group", id, permissions };
  return { tag: TAGS[tag], permissions } as AclEntry;
}

function inodeOf(file: Inode | undefined): InodeRow | null {
  return file === undefined ? null : [file.uid, file.gid, file.mode];
}

function changed(before: Inode, after: Inode | undefined): InodeRow | 0 {
  const same = after === undefined || String(inodeOf(after)) === String(inodeOf(before));
  return same ? 0 : [after.uid, after.gid, after.mode];
}

/** The host reads a version 3 capability of root 0 as version 2. */
function fileCapabilityOf(file: Inode | undefined): string | null {
  const capability = file?.capability;
  if (capability === undefined) return null;
  return capability.rootId === undefined || capability.rootId === 0 ? "v2" : `v3:${capability.rootId}`;
}
