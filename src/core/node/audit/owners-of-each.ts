import type { HostId } from "../../id/id.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { endOf, type IdRange } from "../../range/range.ts";
import { type IdOwner, ownersAmong, type PodMaps } from "./owners-of.ts";

/** What somebody wants to know the owners of. */
export interface AskedRange extends IdRange<HostId> {
  /** Comes back with the answer. */
  readonly about: number;
}

/** Who has IDs that were asked about. */
export interface FoundOwners {
  readonly about: number;
  readonly owners: readonly IdOwner[];
  /** How many mappings were looked at. */
  readonly looks: number;
}

/**
 * The owners of many ranges, in the order of where these begin. One look through all mappings does for all of them: a text may
 * name a hundred thousand IDs, and a node may have a hundred thousand pods.
 *
 * @param most - how many mappings are looked at for one range, where more than one pod has it
 */
export function* ownersOfEach(
  pods: readonly PodMaps[],
  asked: readonly AskedRange[],
  most: number = Number.POSITIVE_INFINITY,
): Generator<FoundOwners> {
  const held = pods.flatMap(heldBy).sort((a, b) => a.mapping.hostId - b.mapping.hostId);
  const ends = held.map((_, place) => place).sort((a, b) => endAt(held, a) - endAt(held, b));
  const open = listOfPlaces(held.length);
  let next = 0;
  let ended = 0;
  for (const range of [...asked].sort((a, b) => a.start - b.start)) {
    for (; hostIdAt(held, next) <= range.start; next++) open.add(next);
    for (; ended < ends.length && endAt(held, ends[ended] as number) <= range.start; ended++)
      open.drop(ends[ended] as number);
    const met = open.first(most).map((place) => held[place] as Held);
    const end = endOf(range);
    for (let at = next; met.length < most && hostIdAt(held, at) < end; at++) met.push(held[at] as Held);
    yield { about: range.about, owners: met.length === 0 ? [] : ownersAmong(podsOf(met), range), looks: met.length };
  }
}

function hostIdAt(held: readonly Held[], place: number): number {
  return held[place]?.mapping.hostId ?? Number.POSITIVE_INFINITY;
}

function endAt(held: readonly Held[], place: number): number {
  return (held[place] as Held).end;
}

interface Places {
  add(place: number): void;
  drop(place: number): void;
  first(most: number): readonly number[];
}

/** A list of places, linked both ways: mappings end in another order than that in which they begin. */
function listOfPlaces(size: number): Places {
  // Place `size` stands before the first, and behind the last.
  const before = new Uint32Array(size + 1).fill(size);
  const behind = new Uint32Array(size + 1).fill(size);
  const link = (one: number, other: number): void => {
    behind[one] = other;
    before[other] = one;
  };
  return {
    add: (place) => {
      link(before[size] as number, place);
      link(place, size);
    },
    drop: (place) => link(before[place] as number, behind[place] as number),
    first: (most) => {
      const places: number[] = [];
      for (let at = behind[size] as number; at !== size && places.length < most; at = behind[at] as number)
        places.push(at);
      return places;
    },
  };
}

interface Held {
  /** Its place among the pods. */
  readonly pod: number;
  readonly podUid: string;
  readonly map: "uids" | "gids";
  readonly mapping: IdMapping;
  readonly end: number;
}

function heldBy({ podUid, uids, gids }: PodMaps, pod: number): readonly Held[] {
  const of = (map: Held["map"], mappings: readonly IdMapping[]): readonly Held[] =>
    mappings.map((mapping) => ({ pod, podUid, map, mapping, end: mapping.hostId + mapping.size }));
  return [...of("uids", uids), ...of("gids", gids)];
}

/** The pods of some mappings, in their own order, with these mappings alone. */
function podsOf(met: readonly Held[]): readonly PodMaps[] {
  const maps = new Map<number, { podUid: string; uids: IdMapping[]; gids: IdMapping[] }>();
  for (const { pod, podUid, map, mapping } of met) {
    const known = maps.get(pod) ?? { podUid, uids: [], gids: [] };
    known[map].push(mapping);
    maps.set(pod, known);
  }
  return [...maps].sort(([a], [b]) => a - b).map(([, found]) => found);
}
