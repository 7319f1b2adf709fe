import {
  type ContainerId,
  type IdMapping,
  type IdRange,
  intersect,
  type RangeSet,
  rangeSet,
  rangesOverlap,
  subtract,
} from "../../../../src/index.ts";
import { type Answer, gives, type Operations, refuses } from "./answer.ts";
import { integer } from "./input.ts";
import { type KindMapping, kindMapping, kindMappings, kindsOf, shownKinds } from "./kind-mappings.ts";

/**
 * The operations `map.*.incus`, on sets of mappings that have a kind. Where Incus is wrong about the last ID of a range, or
 * about a mapping of both kinds, these say what is right: `addSafe` of the form raw-idmap says what Incus does.
 */
export const incusMapOperations: Operations = {
  "map.insert.incus": (input) => shownOrRefused(inserted(kindMappings(input, "map"), kindMapping(input, "entry"))),
  "map.insertMany.incus": (input) =>
    shownOrRefused(insertedAll(kindMappings(input, "map"), kindMappings(input, "entries"))),
  "map.intersects.incus": (input) => {
    const entry = kindMapping(input, "entry");
    return gives(
      kindMappings(input, "map").some((other) => meet(other, entry, "containerId") || meet(other, entry, "hostId")),
    );
  },
  "map.hostIdsIntersect.incus": (input) => {
    const entry = kindMapping(input, "entry");
    return gives(kindMappings(input, "map").some((other) => meet(other, entry, "hostId")));
  },
  "map.split.incus": (input) => {
    const limit = (name: string): number | undefined => (integer(input, name) < 0 ? undefined : integer(input, name));
    const limits = {
      minSize: limit("minSize"),
      maxSize: limit("maxSize"),
      minHost: limit("minHost"),
      maxHost: limit("maxHost"),
    };
    const picked = (["uid", "gid"] as const).map((kind) => largest(kindMappings(input, "map"), kind, limits));
    return shownOrRefused(picked.every((each) => each !== undefined) ? picked : undefined);
  },
};

/** A set with all entries, one after the other; `undefined` where one is refused. */
export function insertedAll(
  set: readonly KindMapping[],
  entries: readonly KindMapping[],
): readonly KindMapping[] | undefined {
  let result: readonly KindMapping[] | undefined = set;
  for (const entry of entries) result = result && inserted(result, entry);
  return result;
}

/** The new entry has its container IDs, at the place of the first whose IDs it takes; host IDs that are there refuse it. */
function inserted(set: readonly KindMapping[], entry: KindMapping): readonly KindMapping[] | undefined {
  if (set.some((other) => meet(other, entry, "hostId"))) return undefined;
  const result: KindMapping[] = [];
  let added = false;
  for (const other of set) {
    if (!meet(other, entry, "containerId")) {
      result.push(other);
      continue;
    }
    const pieces = piecesOf(other, subtract(containersOf(other), containersOf(entry)));
    result.push(...pieces.filter(({ containerId }) => containerId < entry.containerId));
    if (!added) result.push(entry);
    added = true;
    // An entry for users alone takes nothing from the groups.
    for (const kind of kindsOf(other).filter((each) => !kindsOf(entry).includes(each)))
      for (const piece of piecesOf(other, intersect(containersOf(other), containersOf(entry))))
        result.push({ ...piece, kind });
    result.push(...pieces.filter(({ containerId }) => containerId > entry.containerId));
  }
  return added ? result : [...result, entry];
}

interface Limits {
  readonly minSize: number | undefined;
  readonly maxSize: number | undefined;
  readonly minHost: number | undefined;
  readonly maxHost: number | undefined;
}

/** Of the entries of a kind the one with most host IDs within the limits, of several the first. */
function largest(set: readonly KindMapping[], kind: "uid" | "gid", limits: Limits): KindMapping | undefined {
  const { minSize = 1, maxSize = Infinity, minHost = 0, maxHost = Infinity } = limits;
  return set
    .filter((entry) => kindsOf(entry).includes(kind))
    .map((entry) => {
      const hostId = Math.max(entry.hostId, minHost);
      const end = Math.min(entry.hostId + entry.size, maxHost + 1);
      return { ...entry, kind, hostId, size: Math.min(end - hostId, maxSize) };
    })
    .filter(({ size }) => size >= Math.max(minSize, 1))
    .reduce<KindMapping | undefined>(
      (best, each) => (best !== undefined && best.size >= each.size ? best : each),
      undefined,
    );
}

function meet(a: KindMapping, b: KindMapping, side: Side): boolean {
  return kindsOf(a).some((kind) => kindsOf(b).includes(kind)) && rangesOverlap(rangeOf(a, side), rangeOf(b, side));
}

type Side = "hostId" | "containerId";

function rangeOf(mapping: IdMapping, side: Side): IdRange<number> {
  return { start: mapping[side], size: mapping.size };
}

function containersOf({ containerId, size }: IdMapping): RangeSet<ContainerId> {
  return rangeSet<ContainerId>([{ start: containerId, size }]);
}

/** What a mapping says of some of its container IDs. */
function piecesOf(mapping: KindMapping, containers: RangeSet<ContainerId>): readonly KindMapping[] {
  return Array.from(containers, ({ start, size }) => ({
    ...mapping,
    containerId: start,
    hostId: mapping.hostId + (start - mapping.containerId),
    size,
  }));
}

function shownOrRefused(set: readonly KindMapping[] | undefined): Answer {
  return set === undefined ? refuses() : gives(shownKinds(set));
}
