import { createIdMap, mergeConsecutive, rangeSet } from "../../../../src/index.ts";
import { gives, givesOrRefuses, type Operations, refuses } from "./answer.ts";
import { integer, mappings, pairs, shown } from "./input.ts";
import { firstToContainer, firstToHost } from "./lookup.ts";

/** The operations `map.*` on one map. */
export const mapOperations: Operations = {
  "map.hostIds": (input) =>
    gives(pairs(rangeSet(mappings(input, "map").map(({ hostId, size }) => ({ start: hostId, size }))))),
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
  "map.mergeConsecutive": (input) => {
    const map = createIdMap(mappings(input, "map"));
    return map.ok ? gives(shown(mergeConsecutive(map.value).mappings)) : refuses(map.error.errno);
  },
};
