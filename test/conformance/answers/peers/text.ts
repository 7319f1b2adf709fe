import {
  createIdMap,
  formatGetsubids,
  formatProcMap,
  parseGetsubids,
  parseShownProcMap,
  parseSubid,
  rangeSet,
} from "../../../../src/index.ts";
import { gives, type Operations, refuses } from "./answer.ts";
import { mappings, pairs, ranges, text } from "./input.ts";

/** The operations on texts: `/etc/subuid`, what getsubids prints, `/proc/PID/uid_map`. */
export const textOperations: Operations = {
  "parse.subid": (input) => {
    const owner = "owner" in input ? text(input, "owner") : undefined;
    const found = parseSubid(text(input, "text"))
      .entries.filter((entry) => owner === undefined || entry.owner === owner)
      .map((entry) => ({ owner: entry.owner, start: entry.start, size: entry.count }));
    // LXD makes it an error when no line is the owner's.
    return found.length === 0 && input["requireMatch"] === true ? refuses() : gives(found);
  },
  "parse.getsubids": (input) =>
    gives(pairs(parseGetsubids(text(input, "text")).entries.map(({ start, count }) => ({ start, size: count })))),
  "format.getsubids": (input) => {
    const owner = text(input, "name");
    return gives(formatGetsubids(ranges(input, "ranges").map(({ start, size }) => ({ owner, start, count: size }))));
  },
  "parse.procMap.inside": (input) => {
    const shown = parseShownProcMap(text(input, "text"));
    if (!shown.ok) return refuses();
    return gives(pairs(rangeSet(shown.value.map(({ containerId, size }) => ({ start: containerId, size })))));
  },
  "format.procMap": (input) => {
    const map = createIdMap(mappings(input, "map"));
    // youki ends the last line without a newline, which the kernel takes as well.
    return map.ok ? gives(formatProcMap(map.value).replace(/\n$/, "")) : refuses(map.error.errno);
  },
};
