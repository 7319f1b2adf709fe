import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { HistoryStep, LoseRecordOperation, ReleaseOperation, RestartOperation } from "../history/operation.ts";
import { judgeAllocate } from "./judge-allocate.ts";
import { judgeRestore } from "./judge-restore.ts";
import { isFault, type Judgement, strategyBlamed } from "./judgement.ts";
import { Model } from "./model.ts";

/**
 * Judges the answer to one operation. This is the only place where histories are judged.
 *
 * A pod whose record is lost is live until the next restart; then it has left, and what it had counts as free. The answer
 * to the release of a pod that has nothing may be either.
 *
 * @param model - what is known so far
 * @param operation - what the allocator was asked
 * @param answer - what it answered
 * @returns what is known now, and the first law that is broken
 */
export function judge(model: Model, operation: HistoryStep, answer: Answer): Judgement {
  const { unsupported } = model.rules;
  if (unsupported.length > 0 && unsupported.includes(operation.op)) return { model, finding: undefined };
  switch (operation.op) {
    case "allocate":
      return judgeAllocate(model, operation, answer);
    case "release":
      return judgeRelease(model, operation, answer);
    case "restore":
      return judgeRestore(model, operation, answer);
    case "restart":
      return judgeRestart(model, operation, answer);
    case "loseRecord":
      return judgeLoseRecord(model, operation, answer);
  }
}

function judgeRelease(model: Model, operation: ReleaseOperation, answer: Answer): Judgement {
  const { podUid } = operation;
  const held = Model.stateOf(model).pods.get(podUid);
  if (held !== undefined && "error" in answer) {
    if (isFault(answer)) return found(model, { law: "accepted", operation, answer, fault: strategyBlamed(answer) });
    const fault = { code: "not-given-back", podUid, error: answer.error } as const;
    return found(model, { law: "gives-back", operation, answer, fault });
  }
  if ("start" in answer) return misfit(model, operation, answer);
  if (held === undefined) return { model, finding: undefined };
  const lost = without(model.marks.lost, podUid);
  const isSame = model.marks.hasReleased && lost === model.marks.lost;
  const marks = isSame ? model.marks : { ...model.marks, hasReleased: true, lost };
  return { model: Model.after(model, marks, podUid, held, undefined), finding: undefined };
}

function judgeRestart(model: Model, operation: RestartOperation, answer: Answer): Judgement {
  if ("error" in answer)
    return found(model, { law: "restart", operation, answer, fault: { code: "not-back", error: answer.error } });
  if ("start" in answer) return misfit(model, operation, answer);
  const { epoch, hasReleased, lost } = model.marks;
  let after = model;
  for (const podUid of lost) {
    const held = Model.stateOf(after).pods.get(podUid);
    after = Model.after(after, model.marks, podUid, held, undefined);
  }
  const marks = { epoch: epoch + 1, hasReleased: hasReleased || lost.length > 0, lost: [] };
  return { model: Model.marked(after, marks), finding: undefined };
}

function judgeLoseRecord(model: Model, operation: LoseRecordOperation, answer: Answer): Judgement {
  const { podUid } = operation;
  const isLive = Model.stateOf(model).pods.has(podUid);
  if ("start" in answer || (isLive && "error" in answer)) return misfit(model, operation, answer);
  const { marks } = model;
  if (!isLive || marks.lost.includes(podUid)) return { model, finding: undefined };
  return { model: Model.marked(model, { ...marks, lost: [...marks.lost, podUid] }), finding: undefined };
}

function misfit(model: Model, operation: HistoryStep, answer: Answer): Judgement {
  return found(model, { law: "answers", operation, answer, fault: { code: "misfit", op: operation.op, answer } });
}

function found(model: Model, finding: LawFinding): Judgement {
  return { model, finding };
}

/** The same list when the pod is not in it, which is nearly always. */
function without(lost: readonly string[], podUid: string): readonly string[] {
  return lost.length > 0 && lost.includes(podUid) ? lost.filter((other) => other !== podUid) : lost;
}
