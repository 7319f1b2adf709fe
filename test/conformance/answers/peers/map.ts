import {
  type ContainerId,
  covers,
  createIdMap,
  type HostId,
  type IdMapping,
  type IdRange,
  mergeConsecutive,
  type RangeSet,
  rangeSet,
} from "../../../../src/index.ts";
import { asArray, asFields, field } from "../../fields.ts";
import { gives, givesOrRefuses, type Operations, refuses } from "./answer.ts";
import { integer, mappings, pairs, ranges, shown } from "./input.ts";
import { firstToContainer, firstToHost } from "./lookup.ts";

/** The operations `map.*` on one map. */
export const mapOperations: Operations = {
  "map.hostIds": (input) => gives(pairs(hostsOf(mappings(input, "map")))),
  "map.containerIds": (input) =>
    gives(pairs(rangeSet(mappings(input, "map").map(({ containerId, size }) => ({ start: containerId, size }))))),
  "map.toHost": (input) => givesOrRefuses(firstToHost(mappings(input, "map"), integer(input, "id"))),
  "map.toContainer": (input) => givesOrRefuses(firstToContainer(mappings(input, "map"), integer(input, "id"))),
  "map.overlaps": (input) => {
    const map = createIdMap(mappings(input, "map"));
    if (map.ok) return gives(false);
    return map.error.code === "overlapping-mappings" ? gives(true) : refuses(map.error.errno);
  },
  "map.isContiguous": (input) => {
    const map = createIdMap(mappings(input, "map"));
    if (map.ok) return gives(mergeConsecutive(map.value).mappings.length <= 1);
    // Where two mappings overlap, neither begins where the other ends.
    return map.error.code === "overlapping-mappings" ? gives(false) : refuses(map.error.errno);
  },
  "map.fromSubids": (input) => gives(shown(chained(ranges(input, "ranges")))),
  "map.hostIdsCoveredBy": (input) => {
    const entry = asFields(field(input, "entry", "input"), "input.entry");
    const isCovered = (kind: "uid" | "gid", allowed: string): boolean =>
      mappings({ entry: [entry] }, "entry", kind).every(({ hostId, size }) =>
        mappings(input, allowed, kind).some((one) => covers(hostsOf([one]), { start: hostId, size })),
      );
    return gives(isCovered("uid", "allowedUids") && isCovered("gid", "allowedGids"));
  },
  "map.hostRoot.runc": (input) =>
    input["userns"] === true ? givesOrRefuses(firstToHost(mappings(input, "map"), 0 as ContainerId)) : gives(0),
  // containerd looks for a mapping that begins at 0, and not into sizes: one without IDs counts as well.
  "map.firstHostOfContainer0": (input) => {
    const root = asArray(field(input, "gids", "input"), "input.gids").map((each) => asFields(each, "input.gids"));
    return gives(root.find(({ containerId }) => containerId === 0)?.["hostId"] ?? 0);
  },
  "map.mergeConsecutive": (input) => {
    const map = createIdMap(mappings(input, "map"));
    return map.ok ? gives(shown(mergeConsecutive(map.value).mappings)) : refuses(map.error.errno);
  },
};

function hostsOf(some: readonly IdMapping[]): RangeSet {
  return rangeSet(some.map(({ hostId, size }) => ({ start: hostId, size })));
}

/** Ranges one behind the other from container ID 0 on. */
function chained(some: readonly IdRange[]): readonly IdMapping[] {
  let next = 0;
  return some.map(({ start, size }) => {
    const mapping = { containerId: next as ContainerId, hostId: start as HostId, size };
    next += size;
    return mapping;
  });
}
