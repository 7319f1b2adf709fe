import { quote } from "../../core/allocate/explain-part.ts";
import type { Answer } from "../history/answer.ts";
import type { RestoreOperation } from "../history/operation.ts";
import { isFit, rangeFlaw, shown } from "./judge-range.ts";
import { type Flaw, faultText, isFault, type Judgement } from "./judgement.ts";
import { Referee } from "./model.ts";

/**
 * Judges the answer to a pod whose recorded range is handed to the allocator: what is sound is taken up, and nothing else.
 * @returns what is known now, and the first law that is broken
 */
export function judgeRestore(referee: Referee, operation: RestoreOperation, answer: Answer): Judgement {
  const { pod, start, size } = operation;
  const range = { start, size };
  const held = Referee.bookOf(referee).pods.get(pod);
  const isOwn = held?.ranges.length === 1 && held.ranges.every((own) => own.start === start && own.size === size);
  const flaw = restoreFlaw(referee, operation, answer, held !== undefined, isOwn);
  if (flaw !== undefined) return { referee, finding: { operation, answer, ...flaw } };
  if (isOwn || "error" in answer) return { referee, finding: undefined };
  return { referee: Referee.granted(referee, pod, [range]), finding: undefined };
}

function restoreFlaw(
  referee: Referee,
  { pod, start, size }: RestoreOperation,
  answer: Answer,
  isLive: boolean,
  isOwn: boolean,
): Flaw | undefined {
  const range = { start, size };
  if ("error" in answer && isFault(answer)) return { law: "accepted", text: faultText(answer), range };
  const isSound = isOwn || (!isLive && isFit(referee, range, undefined));
  if ("error" in answer) {
    if (!isSound) return undefined;
    return {
      law: "restart",
      text: `pod ${quote(pod)} does not get ${shown(range)} back: ${quote(answer.error)}`,
      range,
    };
  }
  if ("start" in answer && (answer.start !== start || answer.size !== size))
    return {
      law: "restart",
      text: `pod ${quote(pod)} gets ${shown(answer)} for ${shown(range)}`,
      range: answer,
      expected: range,
    };
  // What was given once may lie anywhere; whoever promises to align may take it or leave it.
  if (isSound || (!isLive && isFit(referee, range, undefined, false))) return undefined;
  if (isLive) return { law: "same-range", text: `pod ${quote(pod)} has a range and gets ${shown(range)} too`, range };
  return rangeFlaw(referee, range, undefined, false);
}
