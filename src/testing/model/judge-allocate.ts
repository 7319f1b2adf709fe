import type { Answer, RangeAnswer } from "../history/answer.ts";
import type { FoundRange } from "../history/finding.ts";
import type { AllocateOperation } from "../history/operation.ts";
import { isFit, rangeFlaw } from "./judge-range.ts";
import { refusalFlaw } from "./judge-refusal.ts";
import type { Flaw, Judgement } from "./judgement.ts";
import { Knowledge, type Model } from "./model.ts";
import type { Held } from "./model-state.ts";

export function judgeAllocate(model: Model, operation: AllocateOperation, answer: Answer): Judgement {
  const state = Knowledge.stateOf(model);
  const held = state.pods.get(operation.podUid);
  if ("start" in answer) {
    const ranges = rangesIn(answer);
    const flaw =
      held === undefined
        ? grantFlaw(model, operation, ranges)
        : sameRanges(held.ranges, ranges)
          ? undefined
          : moved(model, operation.podUid, held, answer);
    if (flaw !== undefined) return found(model, operation, answer, flaw);
    if (held !== undefined) return { model: Knowledge.seenAgain(model, operation.podUid, held), finding: undefined };
    return { model: Knowledge.granted(model, operation.podUid, ranges), finding: undefined };
  }
  const flaw =
    "ok" in answer
      ? ({ law: "answers", fault: { code: "told-of-none", podUid: operation.podUid } } as const)
      : held !== undefined
        ? asksForMore(model, operation, held) || Knowledge.marksOf(model).corrupt.includes(operation.podUid)
          ? undefined
          : moved(model, operation.podUid, held, answer)
        : refusalFlaw(model, slotsAsked(model, operation), answer);
  return flaw === undefined ? { model, finding: undefined } : found(model, operation, answer, flaw);
}

function found(model: Model, operation: AllocateOperation, answer: Answer, flaw: Flaw): Judgement {
  return { model, finding: { operation, answer, ...flaw } };
}

/** Checks what a pod without a range gets. */
function grantFlaw(model: Model, operation: AllocateOperation, ranges: readonly FoundRange[]): Flaw | undefined {
  const rules = Knowledge.rulesOf(model);
  const want = slotsAsked(model, operation) * rules.idsPerPod;
  const [first, second] = ranges;
  if (first !== undefined && second === undefined)
    return isFit(model, first, want) ? undefined : rangeFlaw(model, first, want);
  const unfit = ranges.find((range) => !isFit(model, range, undefined));
  if (unfit !== undefined) return rangeFlaw(model, unfit, undefined);
  const size = ranges.reduce((sum, range) => sum + range.size, 0);
  if (size === want && !rules.oneRange && areDisjoint(ranges)) return undefined;
  return { law: "answers", fault: { code: "other-size", podUid: operation.podUid, wanted: want, ranges } };
}

function slotsAsked(model: Model, { size }: AllocateOperation): number {
  const { idsPerPod } = Knowledge.rulesOf(model);
  return size === undefined ? 1 : Math.ceil(size / idsPerPod);
}

/** A live pod that names another size than it has may be refused: its map cannot grow while it runs. */
function asksForMore(model: Model, operation: AllocateOperation, { ranges }: Held): boolean {
  const size = ranges.reduce((sum, range) => sum + range.size, 0);
  return operation.size !== undefined && slotsAsked(model, operation) * Knowledge.rulesOf(model).idsPerPod !== size;
}

function rangesIn({ start, size, more }: RangeAnswer): readonly FoundRange[] {
  return more === undefined ? [{ start, size }] : [{ start, size }, ...more];
}

function sameRanges(held: readonly FoundRange[], ranges: readonly FoundRange[]): boolean {
  return (
    held.length === ranges.length &&
    held.every(({ start, size }) => ranges.some((range) => range.start === start && range.size === size))
  );
}

function areDisjoint(ranges: readonly FoundRange[]): boolean {
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  let end = 0;
  return sorted.every(({ start, size }) => {
    const isBehind = start >= end;
    end = start + size;
    return isBehind;
  });
}

/** A pod that has ranges gets others, or is refused. */
function moved(model: Model, podUid: string, { ranges, epoch }: Held, answer: Answer): Flaw {
  const marks = Knowledge.marksOf(model);
  const gets = "start" in answer ? rangesIn(answer) : undefined;
  // A restart brings back what is written down, and no more.
  const isAfterRestart = epoch !== marks.epoch && !marks.lost.includes(podUid);
  const [expected] = ranges;
  return {
    law: isAfterRestart ? "restart" : "same-range",
    fault: { code: "moved", podUid, had: ranges, gets, isAfterRestart },
    ...("start" in answer ? { range: { start: answer.start, size: answer.size } } : {}),
    ...(expected === undefined ? {} : { expected }),
  };
}
