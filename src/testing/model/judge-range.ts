import { NO_ID } from "../../core/id/id.ts";
import type { FoundRange } from "../history/finding.ts";
import type { RangeFault } from "../history/law-fault.ts";
import type { Flaw } from "./judgement.ts";
import { Knowledge, type Model } from "./model.ts";

/**
 * Whether a pod without any range may have one: of the length `want`, `undefined` for any number of whole slots,
 * aligned as promised unless told.
 */
export function isFit(
  model: Model,
  { start, size }: FoundRange,
  want: number | undefined,
  isAligned: boolean = Knowledge.rulesOf(model).aligned,
): boolean {
  const rules = Knowledge.rulesOf(model);
  return (
    Number.isSafeInteger(start) &&
    start >= rules.start &&
    start + size <= rules.end &&
    (want === undefined ? isWhole(size, rules.idsPerPod) : size === want) &&
    (!isAligned || start % size === 0) &&
    rules.exclude.every((other) => !overlap(other, { start, size })) &&
    !Knowledge.stateOf(model).overlaps(start, size)
  );
}

/** What is wrong with a range, the worst first; `want` and `isAligned` as in {@link isFit}. */
export function rangeFlaw(
  model: Model,
  range: FoundRange,
  want: number | undefined,
  isAligned: boolean = Knowledge.rulesOf(model).aligned,
): Flaw {
  const rules = Knowledge.rulesOf(model);
  const { start, size } = range;
  const end = start + size;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end))
    return { law: "answers", fault: { code: "no-ids", range }, range };
  if (end > NO_ID) return { law: "no-last-id", fault: { code: "past-last-id", range }, range };
  if (start < rules.start || end > rules.poolEnd) return outOfPool(model, range);
  if (want === undefined ? !isWhole(size, rules.idsPerPod) : size !== want)
    return { law: "answers", fault: wrongSize(model, range, want), range };
  if (isAligned && start % size !== 0) return { law: "aligned", fault: { code: "unaligned", range }, range };
  const excluded = rules.exclude.find((other) => overlap(other, range));
  if (excluded !== undefined) return { law: "in-pool", fault: { code: "excluded", range, excluded }, range };
  return taken(model, range);
}

function isWhole(size: number, idsPerPod: number): boolean {
  return size > 0 && size % idsPerPod === 0;
}

function outOfPool(model: Model, range: FoundRange): Flaw {
  const rules = Knowledge.rulesOf(model);
  const pool = { start: rules.start, size: rules.poolEnd - rules.start };
  return { law: "in-pool", fault: { code: "outside-pool", range, pool }, range, expected: pool };
}

function wrongSize(model: Model, range: FoundRange, want: number | undefined): RangeFault {
  const { idsPerPod } = Knowledge.rulesOf(model);
  return { code: "wrong-size", range, wanted: want ?? idsPerPod, isMultiple: want === undefined };
}

function overlap(a: FoundRange, b: FoundRange): boolean {
  return a.start < b.start + b.size && b.start < a.start + a.size;
}

/** The slow way to whose it is, taken once a history. */
function taken(model: Model, range: FoundRange): Flaw {
  for (const [podUid, { ranges }] of Knowledge.stateOf(model).inOrder())
    for (const other of ranges)
      if (overlap(range, other)) {
        const by = { podUid, range: other };
        return { law: "disjoint", fault: { code: "taken", range, by }, range, other: by };
      }
  return { law: "disjoint", fault: { code: "taken", range }, range };
}
