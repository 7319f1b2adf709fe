import { toHost } from "../../../core/idmap/translate.ts";
import { createProcess, type Process } from "../../../core/kernel/credentials/process.ts";
import { Failure } from "../../base/failure.ts";
import { namespaceOf } from "../../options/mapping-option.ts";
import { OWNED_WORDS, type Question } from "../question/question.ts";
import { type Files, filesOf } from "./files.ts";
import { ownedBy } from "./owned.ts";
import { type Place, placeOf } from "./place.ts";

export interface World extends Files {
  readonly process: Process;
  readonly target: Process;
  /** Where the target lives. */
  readonly place: Place;
}

/** @throws Failure when there can be no such world. */
export function worldOf(question: Question): World {
  const process = askerOf(question);
  const place = placeOf(question, process);
  return { process, target: targetOf(question, place), place, ...filesOf(question, process) };
}

function askerOf({ map, uid, gid, group = [], caps, owns }: Question): Process {
  const userNamespace = namespaceOf("--map", map, "asker");
  const ids = { userNamespace, uid, gid, groups: group.filter(({ onHost }) => !onHost).map(({ id }) => id) };
  expectMapped("--map", ids);
  if (map === undefined && owns !== undefined)
    throw new Failure("--owns has a meaning with --map only: the host's user namespace owns all of the host's");
  const owned = ownedBy(userNamespace, map === undefined ? [] : (owns ?? OWNED_WORDS));
  const process = createProcess({ ...ids, ...owned, ...(caps === undefined ? {} : { capabilities: caps }) });
  const onHost = group.filter((each) => each.onHost).map(({ id }) => id);
  return { ...process, groups: [...process.groups, ...onHost] };
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
