import { accessFile, effectiveAccess } from "../../../../src/core/kernel/access-file.ts";
import type { Acl, AclEntry } from "../../../../src/core/kernel/acl.ts";
import { chmodFile } from "../../../../src/core/kernel/chmod-file.ts";
import { chownFile } from "../../../../src/core/kernel/chown-file.ts";
import { createDirectory, createFile, createNode } from "../../../../src/core/kernel/create-file.ts";
import type { Decision } from "../../../../src/core/kernel/decision.ts";
import { existingDirectory, existingFile, type File } from "../../../../src/core/kernel/file.ts";
import { setFileCapability } from "../../../../src/core/kernel/file-capability.ts";
import { linkFile } from "../../../../src/core/kernel/link-file.ts";
import { openFile } from "../../../../src/core/kernel/open-file.ts";
import { renameFile } from "../../../../src/core/kernel/rename-file.ts";
import { statFile } from "../../../../src/core/kernel/stat-file.ts";
import { unlinkFile } from "../../../../src/core/kernel/unlink-file.ts";
import { utimesFile } from "../../../../src/core/kernel/utimes-file.ts";
import { writeFile } from "../../../../src/core/kernel/write-file.ts";
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
type Inode = readonly [uid: number, gid: number, mode: number];
type AclRow = readonly [mode: number, entries: readonly (readonly [tag: string, id: number, permissions: number])[]];

/** What a case of access.json asks: everything before the column of the results. */
export type AccessInput = readonly [
  credentials: number,
  mount: number,
  file: Inode,
  acl: AclRow | null,
  directory: Inode,
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
  post: readonly (Inode | 0)[],
  created: Inode | null,
  made: Inode | null,
  noop: Inode | 0,
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

/** Answers a case. */
export function answerAccess(
  world: World,
  vectors: Pick<AccessVectors, "mounts" | "creds" | "ops">,
  input: AccessInput,
): AccessOutput {
  const [
    credentials,
    mountId,
    [uid, gid, fileMode],
    acl,
    [duid, dgid, dmode],
    [vuid, vgid],
    toUid,
    toGid,
    mode,
    createMode,
  ] = input;
  const process = processOf(world, vectors.creds[credentials] as CredentialRow);
  const mount = mountOf(world, vectors.mounts, mountId);
  const above = existingDirectory({ mode: 0o777, mount });
  const plain = existingFile({ uid, gid, mode: fileMode, directory: above });
  const file =
    acl === null ? plain : existingFile({ uid, gid, mode: acl[0], acl: acl[1].map(entryOf), directory: above });
  const directory = existingDirectory({ uid: duid, gid: dgid, mode: dmode, directory: above });
  const victim = existingFile({ uid: vuid, gid: vgid, mode: 0o644, directory });

  const opened = openFile(process, plain, "w");
  const chowns = [
    chownFile(process, plain, toUid, NONE),
    chownFile(process, plain, NONE, toGid),
    chownFile(process, plain, toUid, toGid),
  ] as const;
  const chmod = chmodFile(process, plain, mode);
  const stat = statFile(process, file);
  const created = createFile(process, directory, createMode);
  const made = createDirectory(process, directory, 0o755);
  const noop = chownFile(process, plain, NONE, NONE);
  const capability = setFileCapability(process, plain, { permitted: 1 });
  const answers: Readonly<Record<string, Decision<unknown>>> = {
    r: effectiveAccess(process, file, "r"),
    w: effectiveAccess(process, file, "w"),
    x: effectiveAccess(process, file, "x"),
    rw: effectiveAccess(process, file, "rw"),
    access_r: accessFile(process, file, "r"),
    access_w: accessFile(process, file, "w"),
    open_r: openFile(process, file, "r"),
    open_w: opened,
    chown_u: chowns[0],
    chown_g: chowns[1],
    chown_ug: chowns[2],
    chmod,
    utimes_now: utimesFile(process, plain, "now"),
    utimes_set: utimesFile(process, plain, "given"),
    stat,
    create: created,
    mkdir: made,
    unlink: unlinkFile(process, directory, victim),
    rename: renameFile(process, directory, victim),
    link: linkFile(process, file, directory),
    mknod_chr: createNode(process, directory, "character-device", 0o644),
    mknod_whiteout: createNode(process, directory, "whiteout", 0o644),
    mkfifo: createNode(process, directory, "fifo", 0o644),
    setfcap: capability,
    dir_r: effectiveAccess(process, directory, "r"),
    dir_w: effectiveAccess(process, directory, "w"),
    dir_x: effectiveAccess(process, directory, "x"),
    chown_noop: noop,
  };
  const written = opened.allowed ? writeFile(process, plain).value : undefined;
  return [
    vectors.ops.map((op) => numberOf((answers[op] as Decision).errno)),
    stat.allowed ? [stat.value.uid, stat.value.gid] : [0, 0],
    [written, chowns[0].value, chowns[1].value, chowns[2].value, chmod.value].map((after) => changed(plain, after)),
    inodeOf(created.value),
    inodeOf(made.value),
    changed(plain, noop.value),
    fileCapabilityOf(capability.value),
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

function inodeOf(file: File | undefined): Inode | null {
  return file === undefined ? null : [file.uid, file.gid, file.mode];
}

function changed(before: File, after: File | undefined): Inode | 0 {
  const same = after === undefined || String(inodeOf(after)) === String(inodeOf(before));
  return same ? 0 : [after.uid, after.gid, after.mode];
}

/** The host reads a version 3 capability of root 0 as version 2. */
function fileCapabilityOf(file: File | undefined): string | null {
  const capability = file?.capability;
  if (capability === undefined) return null;
  return capability.rootId === undefined || capability.rootId === 0 ? "v2" : `v3:${capability.rootId}`;
}
