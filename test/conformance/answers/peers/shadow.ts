import { firstGap, parseSubid, rangeSet } from "../../../../src/index.ts";
import { givesOrRefuses, type Operations, refuses } from "./answer.ts";
import { integer, text } from "./input.ts";

/** One past the last 32-bit number. */
const END = 2 ** 32;

/** useradd's choice of a subordinate range: the first gap between the entries of all owners. */
export const shadowOperations: Operations = {
  "alloc.shadowFirstFit": (input) => {
    const [min, max, count] = [integer(input, "min"), integer(input, "max"), integer(input, "count")];
    // useradd checks its settings before it looks at any entry.
    if (count === 0 || min > max || count >= max || min + count - 1 > max) return refuses("EINVAL");
    const taken = rangeSet(
      parseSubid(text(input, "text")).entries.map((entry) => ({
        start: entry.start,
        // Nothing keeps an entry from reaching past the last number; what lies there is nobody's to take.
        size: Math.min(entry.count, END - entry.start),
      })),
    );
    return givesOrRefuses(firstGap(taken, { start: min, size: max + 1 - min }, count), "EUSERS");
  },
};
