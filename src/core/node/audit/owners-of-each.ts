import type { HostId } from "../../id/id.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { endOf, type IdRange } from "../../range/range.ts";
import { type IdOwner, ownersAmong, type PodMaps } from "./owners-of.ts";

/** What somebody wants to know the owners of. */
export interface AskedRange extends IdRange<HostId> {
  /** Comes back with the answer. */
  readonly about: number;
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
): Generator<{ readonly about: number; readonly owners: readonly IdOwner[] }> {
  const held = pods.flatMap(heldBy).sort((a, b) => a.mapping.hostId - b.mapping.hostId);
  let next = 0;
  let open: Held[] = [];
  let soonestEnd = Number.POSITIVE_INFINITY;
  for (const range of [...asked].sort((a, b) => a.start - b.start)) {
    for (let begun = held[next]; begun !== undefined && begun.mapping.hostId <= range.start; begun = held[++next]) {
      open.push(begun);
      soonestEnd = Math.min(soonestEnd, begun.end);
    }
    if (soonestEnd <= range.start) {
      open = open.filter(({ end }) => end > range.start);
      soonestEnd = open.reduce((soonest, { end }) => Math.min(soonest, end), Number.POSITIVE_INFINITY);
    }
    const met = open.slice(0, most);
    const end = endOf(range);
    for (let at = next; met.length < most; at += 1) {
      const later = held[at];
      if (later === undefined || later.mapping.hostId >= end) break;
      met.push(later);
    }
    yield { about: range.about, owners: met.length === 0 ? [] : ownersAmong(podsOf(met), range) };
  }
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
