import { type GivenAcl, setAcl } from "../../../../src/core/kernel/attributes/set-acl.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { chmodFile } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { createDirectory, createFile, mknod } from "../../../../src/core/kernel/fs/create-file.ts";
import { openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { writeFile } from "../../../../src/core/kernel/fs/write-file.ts";
import type { Acl, AclEntry } from "../../../../src/core/kernel/inode/acl.ts";
import { existingDirectory, existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { modeOfAcl, saysMoreThanMode } from "../../../../src/core/kernel/inode/inherited-acl.ts";
import { tmpfsOf } from "./tmpfs.ts";
import { type CredentialRow, numberOf, processOf, type World } from "./world.ts";

type InodeRow = readonly [uid: number, gid: number, mode: number];
/** A list: its entries with the tags of access.json, and 4294967295 for the ID of an entry without one. */
export type ListRow = readonly (readonly [tag: string, id: number, permissions: number])[];

/** What a case of lists asks: a file with a list, a directory with a default list, and a list that is set. */
export type ListsInput = readonly [
  credentials: number,
  idmapNamespace: number,
  file: InodeRow,
  list: ListRow,
  directory: InodeRow,
  defaultList: ListRow,
  toUid: number,
  toGid: number,
  toMode: number,
  createMode: number,
  newList: ListRow,
];

/** A file with both its lists; null where there is none. */
type ListedRow = readonly [...InodeRow, access: ListRow, defaults: ListRow] | null;

/** How many columns of a case are input. */
export const LISTS_INPUTS = 11;

/** The operations, in the order of the results. */
export const LISTS_OPS = [
  ..."chmod chown write set remove set_default set_default_of_file remove_default_of_file create mkdir mkfifo".split(
    " ",
  ),
];

/** The operations whose file is looked at afterwards, the first six on one that was there. */
export const LISTS_WATCHED = ["chmod", "chown", "write", "set", "remove", "set_default", "create", "mkdir", "mkfifo"];

/** Decides every operation of a case. */
export function decideLists(world: World, creds: readonly CredentialRow[], input: ListsInput) {
  const [one, idmap, [uid, gid, mode], list, directoryRow, defaults, toUid, toGid, toMode, made, given] = input;
  const process = processOf(world, creds[one] as CredentialRow);
  const mount = tmpfsOf(world, idmap);
  const acl = list.map(entryOf);
  const listed = {
    uid,
    gid,
    mount,
    mode: acl.length === 0 ? mode : (mode & 0o7000) | modeOfAcl(acl),
    ...(saysMoreThanMode(acl) && { acl }),
  };
  const file = existingFile(listed);
  const folder = existingDirectory(listed);
  const directory = existingDirectory({
    uid: directoryRow[0],
    gid: directoryRow[1],
    mode: directoryRow[2],
    mount,
    ...(defaults.length > 0 && { defaultAcl: defaults.map(entryOf) }),
  });
  const asked = given.map(entryOf) as unknown as GivenAcl;
  const opened = openFile(process, file, "w");
  const decisions: Readonly<Record<string, Decision<unknown>>> = {
    chmod: chmodFile(process, file, toMode),
    chown: chownFile(process, file, toUid, toGid),
    write: opened.allowed ? writeFile(process, file) : opened,
    set: setAcl(process, file, "access", asked),
    remove: setAcl(process, file, "access", undefined),
    set_default: setAcl(process, folder, "default", asked),
    set_default_of_file: setAcl(process, file, "default", asked),
    remove_default_of_file: setAcl(process, file, "default", undefined),
    create: createFile(process, directory, made),
    mkdir: createDirectory(process, directory, made),
    mkfifo: mknod(process, directory, "fifo", made),
  };
  return { file, folder, decisions };
}

/** Answers a case. */
export function answerLists(
  world: World,
  creds: readonly CredentialRow[],
  input: ListsInput,
): readonly [results: readonly number[], after: readonly ListedRow[]] {
  const { file, folder, decisions } = decideLists(world, creds, input);
  const after = (op: string, at: number): ListedRow => {
    const decided = decisions[op];
    const before = op === "set_default" ? folder : at < BEFORE ? file : undefined;
    return rowOf(decided?.allowed === true ? (decided.value as Inode) : before);
  };
  return [LISTS_OPS.map((op) => numberOf(decisions[op]?.errno)), LISTS_WATCHED.map(after)];
}

/** How many of the files were there. */
const BEFORE = 6;

function rowOf(file: Inode | undefined): ListedRow {
  return file === undefined ? null : [file.uid, file.gid, file.mode, listOf(file.acl), listOf(file.defaultAcl)];
}

function listOf(acl: Acl = []): ListRow {
  return acl.map((entry) => [
    TAGS.find(([, tag]) => tag === entry.tag)?.[0] ?? "",
    "id" in entry ? entry.id : NONE,
    entry.permissions,
  ]);
}

/** An entry, with an ID where its tag has one. */
export function entryOf([word, id, permissions]: ListRow[number]): AclEntry {
  const tag = TAGS.find(([short]) => short === word)?.[1];
  if (tag === undefined) throw new RangeError(`expected a tag, got ${word}`);
  return tag === "user" || tag === "group" ? { tag, id, permissions } : { tag, permissions };
}

const NONE = 4294967295;

const TAGS: readonly (readonly [string, AclEntry["tag"]])[] = [
  ["u:", "owner"],
  ["u", "user"],
  ["g:", "owning-group"],
  ["g", "group"],
  ["m", "mask"],
  ["o", "other"],
];
