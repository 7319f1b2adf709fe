import { type IdRange, intersect, rangeSet, subtract, union } from "../../../../src/index.ts";
import type { Fields } from "../../fields.ts";
import { gives, type Operations } from "./answer.ts";
import { pairs, ranges } from "./input.ts";

/** The operations `interval.*`: what a range is to the library, but it may be empty, and then it touches nothing. */
export const intervalOperations: Operations = {
  "interval.length": (input) => gives(the(input, "a")?.size ?? 0),
  "interval.isEmpty": (input) => gives(the(input, "a") === undefined),
  "interval.intersect": (input) => gives(pair([...intersect(setOf(input, "a"), setOf(input, "b"))])),
  "interval.before": (input) => {
    const [a, b] = [the(input, "a"), the(input, "b")];
    return gives(a !== undefined && b !== undefined && a.start + a.size < b.start);
  },
  "interval.subtract": (input) => {
    const b = the(input, "b");
    const rest = [...subtract(setOf(input, "a"), setOf(input, "b"))];
    const isLeft = ({ start }: IdRange): boolean => b === undefined || start < b.start;
    return gives([pair(rest.filter(isLeft)), pair(rest.filter((range) => !isLeft(range)))]);
  },
  "interval.adjoin": (input) => {
    const [a, b] = [setOf(input, "a"), setOf(input, "b")];
    const both = [...union(a, b)];
    const touch = [...a].length + [...b].length === 2 && both.length === 1 && [...intersect(a, b)].length === 0;
    return gives(touch ? pair(both) : null);
  },
  "interval.encompass": (input) => {
    const both = [...union(setOf(input, "a"), setOf(input, "b"))];
    const [first, last] = [both[0], both.at(-1)];
    if (first === undefined || last === undefined) return gives(null);
    return gives([first.start, last.start + last.size]);
  },
};

function the(input: Fields, name: string): IdRange | undefined {
  return ranges({ [name]: [input[name]] }, name)[0];
}

function setOf(input: Fields, name: string) {
  const range = the(input, name);
  return rangeSet(range === undefined ? [] : [range]);
}

function pair(some: readonly IdRange[]): readonly [number, number] | null {
  return pairs(some)[0] ?? null;
}
