import { toHost } from "../../core/idmap/translate.ts";
import { createProcess, type Process } from "../../core/kernel/credentials/process.ts";
import { existingFile, type Inode } from "../../core/kernel/inode/file.ts";
import { createMount } from "../../core/kernel/inode/mount.ts";
import { Failure } from "../base/failure.ts";
import { namespaceOf } from "../options/mapping-option.ts";
import { type Place, placeOf } from "./place.ts";
import { isOnIdmappedMount, type Question } from "./question.ts";

export interface World {
  readonly process: Process;
  readonly target: Process;
  /** Where the target lives. */
  readonly place: Place;
  readonly file: Inode;
  readonly directory: Inode;
}

/** @throws Failure when there can be no such world. */
export function worldOf(question: Question): World {
  const { owner, mode } = question;
  const process = askerOf(question);
  const place = placeOf(question, process);
  const { uidMap: uid, gidMap: gid } = process.userNamespace;
  const on = isOnIdmappedMount(question) ? { mount: createMount({ idmap: { uid, gid } }) } : {};
  return {
    process,
    target: targetOf(question, place),
    place,
    file: existingFile({ ...owner, mode, ...on }),
    directory: existingFile({ ...question.directory, type: "directory", ...on }),
  };
}

function askerOf({ map, uid, gid, group: groups = [], caps }: Question): Process {
  const userNamespace = namespaceOf("--map", map, "asker");
  const ids = { userNamespace, uid, gid, groups };
  expectMapped("--map", ids);
  return createProcess({ ...ids, ...(caps === undefined ? {} : { capabilities: caps }) });
}

function targetOf({ target }: Question, { userNamespace, option }: Place): Process {
  const ids = { userNamespace, ...target, groups: [] };
  expectMapped(option, ids);
  return createProcess(ids);
}

type Ids = Pick<Process, "userNamespace"> & {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
};

/** Users and groups have the same map here. */
function expectMapped(option: string, { userNamespace, uid, gid, groups }: Ids): void {
  for (const id of [uid, gid, ...groups])
    if (toHost(userNamespace.uidMap, id) === undefined)
      throw new Failure(`ID ${id} is not mapped by ${option}, so no process can have it`);
}
