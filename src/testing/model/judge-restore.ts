import type { Answer } from "../history/answer.ts";
import type { RestoreOperation } from "../history/operation.ts";
import { isFit, rangeFlaw } from "./judge-range.ts";
import { type Flaw, isFault, type Judgement, strategyBlamed } from "./judgement.ts";
import { Knowledge, type Model } from "./model.ts";

/** What is sound is taken up, and nothing else. */
export function judgeRestore(model: Model, operation: RestoreOperation, answer: Answer): Judgement {
  const { podUid, start, size } = operation;
  const range = { start, size };
  const held = Knowledge.stateOf(model).pods.get(podUid);
  const isOwn = held?.ranges.length === 1 && held.ranges.every((own) => own.start === start && own.size === size);
  const flaw = restoreFlaw(model, operation, answer, held !== undefined, isOwn);
  if (flaw !== undefined) return { model, finding: { operation, answer, ...flaw } };
  if ("error" in answer) return { model, finding: undefined };
  if (held !== undefined) return { model: Knowledge.seenAgain(model, podUid, held), finding: undefined };
  return { model: Knowledge.granted(model, podUid, [range]), finding: undefined };
}

function restoreFlaw(
  model: Model,
  { podUid, start, size }: RestoreOperation,
  answer: Answer,
  isLive: boolean,
  isOwn: boolean,
): Flaw | undefined {
  const range = { start, size };
  if ("error" in answer && isFault(answer)) return { law: "accepted", fault: strategyBlamed(answer), range };
  const isSound = isOwn || (!isLive && isFit(model, range, undefined));
  if ("error" in answer) {
    if (!isSound) return undefined;
    return {
      law: "restart",
      fault: { code: "not-restored", podUid, range, error: answer.error },
      range,
    };
  }
  if ("start" in answer && (answer.start !== start || answer.size !== size))
    return {
      law: "restart",
      fault: { code: "other-range", podUid, range, gets: answer },
      range: answer,
      expected: range,
    };
  // What was given once may lie anywhere; whoever promises to align may take it or leave it.
  if (isSound || (!isLive && isFit(model, range, undefined, false))) return undefined;
  if (isLive) return { law: "same-range", fault: { code: "second-range", podUid, range }, range };
  return rangeFlaw(model, range, undefined, false);
}
