import { toHost } from "../../../core/idmap/translate.ts";
import { createProcess, type Process } from "../../../core/kernel/credentials/process.ts";
import { sameNamespace } from "../../../core/kernel/credentials/user-namespace.ts";
import { Failure } from "../../base/failure.ts";
import { OWNED_WORDS, type Question } from "../question/question.ts";
import { type Files, filesOf } from "./files.ts";
import { namespaceOf } from "./namespace-of.ts";
import { OWNED, ownedBy } from "./owned.ts";
import { type MapName, type Place, placeOf } from "./place.ts";

export interface World extends Files {
  readonly process: Process;
  readonly target: Process;
  /** Where the target lives. */
  readonly place: Place;
}

/**
 * @param mapName - the options that the map of who asks is made of
 * @throws Failure when there can be no such world
 */
export function worldOf(question: Question, mapName: MapName): World {
  const process = askerOf(question, mapName);
  const place = placeOf(question, process, mapName);
  return { process, target: targetOf(question, place, process), place, ...filesOf(question, process) };
}

function askerOf({ map, uid, gid, group = [], caps, owns }: Question, mapName: MapName): Process {
  const userNamespace = namespaceOf("--map", map, "asker");
  const ids = { userNamespace, uid, gid, groups: group.filter(({ onHost }) => !onHost).map(({ id }) => id) };
  expectMapped(mapName, ids);
  if (map === undefined && owns !== undefined)
    throw new Failure("--owns has a meaning with --map only: the host's user namespace owns all of the host's");
  const owned = ownedBy(userNamespace, map === undefined ? [] : (owns ?? OWNED_WORDS));
  const process = createProcess({ ...ids, ...owned, ...(caps === undefined ? {} : { capabilities: caps }) });
  const onHost = group.filter((each) => each.onHost).map(({ id }) => id);
  return { ...process, groups: [...process.groups, ...onHost] };
}

/** Another pod, and a namespace below, have namespaces of their own of every kind; the same pod has those of who asks. */
function targetOf({ target, samePod }: Question, { userNamespace, option }: Place, asker: Process): Process {
  const ids = { userNamespace, ...target, groups: [] };
  expectMapped(option, ids);
  if (samePod)
    return {
      ...createProcess(ids),
      ...Object.fromEntries(OWNED_WORDS.map((word) => [OWNED[word], asker[OWNED[word]]])),
    };
  const { parent } = userNamespace;
  if (parent === undefined) return createProcess(ids);
  const isBelow = sameNamespace(parent, asker.userNamespace);
  return createProcess({ ...ids, ...ownedBy(userNamespace, OWNED_WORDS, isBelow ? asker.pidNamespace : undefined) });
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
