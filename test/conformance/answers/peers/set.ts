import {
  clip,
  contains,
  covers,
  type IdRange,
  nextLower,
  partition,
  type RangeSet,
  rangeSet,
  sameRanges,
  sizeOf,
  subtract,
  take,
  union,
  zip,
} from "../../../../src/index.ts";
import { MalformedRow } from "../../fields.ts";
import { gives, givesOrRefuses, type Operations, refuses } from "./answer.ts";
import { entries, integer, pairs, ranges, set, text } from "./input.ts";
import { firstToHost } from "./lookup.ts";

/** One past the last 32-bit number. */
const END = 2 ** 32;

/** The operations `set.*`. */
export const setOperations: Operations = {
  "set.normalize": (input) => gives(pairs(set(input, "ranges"))),
  "set.subtract": (input) => gives(pairs(subtract(set(input, "a"), set(input, "b")))),
  "set.union": (input) => gives(pairs(union(set(input, "a"), set(input, "b")))),
  "set.size": (input) => gives(sizeOf(set(input, "ranges"))),
  "set.take": (input) => {
    // storage takes a number below 0 for none.
    const taken = take(set(input, "ranges"), Math.max(integer(input, "n"), 0));
    return taken === undefined ? refuses() : gives(pairs(taken));
  },
  "set.zip": (input) => gives(zip(set(input, "host"), set(input, "container"))),
  "set.contains": (input) => gives(contains(set(input, "ranges"), integer(input, "id"))),
  "set.covers": (input) => {
    const range = { start: integer(input, "start"), size: integer(input, "count") };
    // A range that leaves the space of IDs is a mistake of the caller to the library, and covered by no set to systemd.
    return gives(range.start + range.size <= END && covers(set(input, "ranges"), range));
  },
  "set.nextLower": (input) => givesOrRefuses(nextLower(set(input, "ranges"), integer(input, "search")), "EBUSY"),
  "set.clip": (input) => {
    const min = integer(input, "min");
    const max = integer(input, "max");
    return min > max
      ? refuses("EINVAL")
      : gives(pairs(clip(set(input, "ranges"), { start: min, size: max + 1 - min })));
  },
  "set.partition": (input) => gives(pairs(partition(set(input, "ranges"), integer(input, "size")))),
  "set.remove": (input) => {
    const removed = rangeSet([{ start: integer(input, "start"), size: integer(input, "count") }]);
    return gives(pairs(subtract(set(input, "ranges"), removed)));
  },
  "set.addText": (input) => gives(pairs(union(set(input, "ranges"), inclusiveRange(text(input, "text"))))),
  "set.equal": (input) => gives(sameRanges(set(input, "a"), set(input, "b"))),
  "set.translate": (input) => {
    const from = ranges(input, "from");
    const to = ranges(input, "to");
    if (from.length !== to.length || from.some(({ size }, index) => size !== to[index]?.size)) return refuses("EINVAL");
    const mappings = from.map(({ start, size }, index) => ({
      containerId: start as number,
      hostId: to[index]?.start ?? 0,
      size,
    }));
    return givesOrRefuses(firstToHost(mappings, integer(input, "id")), "ESRCH");
  },
  "set.commonRanges": (input) => {
    const others = entries(input, "b");
    return gives(
      entries(input, "a").filter((a) => others.some((b) => a.owner === b.owner && sameRanges(single(a), single(b)))),
    );
  },
};

function single(range: IdRange): RangeSet {
  return rangeSet([{ start: range.start, size: range.size }]);
}

/** systemd's notation: `500-999` with both ends inside, or one ID. */
function inclusiveRange(notation: string): RangeSet {
  const found = /^(\d+)(?:-(\d+))?$/.exec(notation);
  if (found === null) throw new MalformedRow("input.text", "one ID, or two joined by a hyphen", notation);
  const first = Number(found[1]);
  const last = Number(found[2] ?? found[1]);
  return rangeSet([{ start: first, size: last + 1 - first }]);
}
