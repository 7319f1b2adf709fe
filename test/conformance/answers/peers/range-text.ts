import { contains, type IdRange, type RangeSet, rangeSet } from "../../../../src/index.ts";
import { type Answer, gives, type Operations } from "./answer.ts";
import { integer, ranges, text } from "./input.ts";

/** The operations on ranges written as `FIRST-LAST`, both ends inside. */
export const rangeTextOperations: Operations = {
  "range.contains": (input) =>
    gives(contains(rangeSet(ranges({ range: [input["range"]] }, "range")), integer(input, "id"))),
  "parse.range.systemd": (input) => inclusive(text(input, "text"), "EINVAL"),
  "parse.range.shadow": (input) => {
    const given = text(input, "text");
    return given.includes("-") ? inclusive(given) : { error: {} };
  },
  "parse.rangeList.nomadDenied": (input) => {
    const read = listed(text(input, "text"));
    return typeof read === "string" ? { error: { message: read } } : gives(true);
  },
  "validate.deniedRanges": (input) => {
    for (const kind of ["uid", "gid"]) {
      const denied = listed(text(input, kind === "uid" ? "deniedUids" : "deniedGids"));
      if (typeof denied === "string") return { error: { message: denied } };
      const id = integer(input, kind);
      if (contains(denied, id)) return { error: { message: `running as ${kind} ${id} is disallowed` } };
    }
    return gives(null);
  },
};

function inclusive(given: string, code?: string): Answer {
  const range = rangeOf(given);
  if (typeof range === "string") return { error: code === undefined ? {} : { code } };
  return gives([range.start, range.start + range.size - 1]);
}

/** Nomad's list: ranges between commas. The texts are Nomad's. */
function listed(given: string): RangeSet | string {
  const found: IdRange[] = [];
  for (const part of given.split(",")) {
    const range = rangeOf(part);
    if (typeof range === "string") return range;
    found.push(range);
  }
  return rangeSet(found);
}

function rangeOf(given: string): IdRange | string {
  const found = /^(0|[1-9]\d*)(?:-(0|[1-9]\d*))?$/.exec(given);
  if (found === null) return "range bound not valid";
  const [first, last] = [Number(found[1]), Number(found[2] ?? found[1])];
  return last < first ? "lower bound cannot be greater than upper bound" : { start: first, size: last + 1 - first };
}
