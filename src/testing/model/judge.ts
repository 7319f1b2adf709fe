import { quote } from "../../core/allocate/explain-part.ts";
import type { Answer } from "../history/answer.ts";
import type { Finding } from "../history/finding.ts";
import type { LoseRecordOperation, ReleaseOperation, RestartOperation, Step } from "../history/operation.ts";
import { judgeAllocate } from "./judge-allocate.ts";
import { judgeRestore } from "./judge-restore.ts";
import { faultText, isFault, type Judgement } from "./judgement.ts";
import { Referee } from "./model.ts";

/**
 * Judges the answer to one operation. This is the only place where histories are judged.
 *
 * A pod whose record is lost is live until the next restart; then it has left, and what it had counts as free. The answer
 * to the release of a pod that has nothing may be either.
 *
 * @param referee - what is known so far
 * @param operation - what the allocator was asked
 * @param answer - what it answered
 * @returns what is known now, and the first law that is broken
 */
export function judge(referee: Referee, operation: Step, answer: Answer): Judgement {
  const { unsupported } = referee.rules;
  if (unsupported.length > 0 && unsupported.includes(operation.op)) return { referee, finding: undefined };
  switch (operation.op) {
    case "allocate":
      return judgeAllocate(referee, operation, answer);
    case "release":
      return judgeRelease(referee, operation, answer);
    case "restore":
      return judgeRestore(referee, operation, answer);
    case "restart":
      return judgeRestart(referee, operation, answer);
    case "loseRecord":
      return judgeLoseRecord(referee, operation, answer);
  }
}

function judgeRelease(referee: Referee, operation: ReleaseOperation, answer: Answer): Judgement {
  const { pod } = operation;
  const held = Referee.bookOf(referee).pods.get(pod);
  if (held !== undefined && "error" in answer) {
    if (isFault(answer)) return found(referee, { law: "accepted", operation, answer, text: faultText(answer) });
    const text = `pod ${quote(pod)} has a range and cannot give it back: ${quote(answer.error)}`;
    return found(referee, { law: "gives-back", operation, answer, text });
  }
  if ("start" in answer) return misfit(referee, operation, answer);
  if (held === undefined) return { referee, finding: undefined };
  const lost = without(referee.marks.lost, pod);
  const isSame = referee.marks.hasReleased && lost === referee.marks.lost;
  const marks = isSame ? referee.marks : { ...referee.marks, hasReleased: true, lost };
  return { referee: Referee.after(referee, marks, pod, held, undefined), finding: undefined };
}

function judgeRestart(referee: Referee, operation: RestartOperation, answer: Answer): Judgement {
  if ("error" in answer)
    return found(referee, { law: "restart", operation, answer, text: `it does not come back: ${quote(answer.error)}` });
  if ("start" in answer) return misfit(referee, operation, answer);
  const { epoch, hasReleased, lost } = referee.marks;
  let after = referee;
  for (const pod of lost) {
    const held = Referee.bookOf(after).pods.get(pod);
    after = Referee.after(after, referee.marks, pod, held, undefined);
  }
  const marks = { epoch: epoch + 1, hasReleased: hasReleased || lost.length > 0, lost: [] };
  return { referee: Referee.marked(after, marks), finding: undefined };
}

function judgeLoseRecord(referee: Referee, operation: LoseRecordOperation, answer: Answer): Judgement {
  const { pod } = operation;
  const isLive = Referee.bookOf(referee).pods.has(pod);
  if ("start" in answer || (isLive && "error" in answer)) return misfit(referee, operation, answer);
  const { marks } = referee;
  if (!isLive || marks.lost.includes(pod)) return { referee, finding: undefined };
  return { referee: Referee.marked(referee, { ...marks, lost: [...marks.lost, pod] }), finding: undefined };
}

function misfit(referee: Referee, operation: Step, answer: Answer): Judgement {
  const text = `the answer to ${operation.op} must not be ${quote(JSON.stringify(answer))}`;
  return found(referee, { law: "answers", operation, answer, text });
}

function found(referee: Referee, finding: Finding): Judgement {
  return { referee, finding };
}

/** The same list when the pod is not in it, which is nearly always. */
function without(lost: readonly string[], pod: string): readonly string[] {
  return lost.length > 0 && lost.includes(pod) ? lost.filter((other) => other !== pod) : lost;
}
