import type { Answer } from "../history/answer.ts";
import { expectAnswer, expectOperation } from "../history/expect-history.ts";
import type { LawFinding } from "../history/finding.ts";
import {
  type CleanupOperation,
  type CorruptRecordOperation,
  HISTORY_STEPS,
  type HistoryStep,
  type LoseRecordOperation,
  type ReleaseOperation,
  type RestartOperation,
} from "../history/operation.ts";
import { judgeAllocate } from "./judge-allocate.ts";
import { judgeRestore } from "./judge-restore.ts";
import { isFault, type Judgement, strategyBlamed } from "./judgement.ts";
import { Knowledge, livePods, type Model } from "./model.ts";

/**
 * Judges the answer to one operation. This is the only place where histories are judged.
 *
 * A pod whose record is lost is live until the next restart; then it has left, and what it had counts as free. Where it asked
 * again before, the allocator may have written down what it has: then either is right after the restart. The answer
 * to the release of a pod that has nothing may be either. A cleanup releases whoever it names neither as known nor as
 * running. A pod whose record is corrupt may be refused when it asks again, as what is written down cannot be trusted.
 *
 * @param model - what is known so far
 * @param operation - what the allocator was asked
 * @param answer - what it answered
 * @returns what is known now, and the first law that is broken
 */
export function judge(model: Model, operation: HistoryStep, answer: Answer): Judgement {
  Knowledge.expect("judge", model);
  expectOperation("judge", operation, HISTORY_STEPS);
  expectAnswer("judge", answer);
  const { unsupported } = Knowledge.rulesOf(model);
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
    case "corruptRecord":
      return judgeLoseRecord(model, operation, answer);
    case "cleanup":
      return judgeCleanup(model, operation, answer);
  }
}

function judgeRelease(model: Model, operation: ReleaseOperation, answer: Answer): Judgement {
  const { podUid } = operation;
  const held = Knowledge.stateOf(model).pods.get(podUid);
  if (held !== undefined && "error" in answer) {
    if (isFault(answer)) return found(model, { law: "accepted", operation, answer, fault: strategyBlamed(answer) });
    const fault = { code: "not-given-back", podUid, error: answer.error } as const;
    return found(model, { law: "gives-back", operation, answer, fault });
  }
  if ("start" in answer) return misfit(model, operation, answer);
  const before = Knowledge.marksOf(model);
  if (held === undefined) {
    const doubtful = before.doubtful.filter((pod) => pod.podUid !== podUid);
    if (doubtful.length === before.doubtful.length) return { model, finding: undefined };
    return { model: Knowledge.marked(model, { ...before, doubtful }), finding: undefined };
  }
  const lost = without(before.lost, podUid);
  const [corrupt, again] = [without(before.corrupt, podUid), without(before.again, podUid)];
  const marks = lost === before.lost ? before : { ...before, lost, corrupt, again };
  return { model: Knowledge.after(model, marks, podUid, held, undefined), finding: undefined };
}

function judgeRestart(model: Model, operation: RestartOperation, answer: Answer): Judgement {
  if ("error" in answer)
    return found(model, { law: "restart", operation, answer, fault: { code: "not-back", error: answer.error } });
  if ("start" in answer) return misfit(model, operation, answer);
  const before = Knowledge.marksOf(model);
  const { epoch, lost, again, doubtful } = before;
  const returning = livePods(model).filter(({ podUid }) => again.includes(podUid));
  const marks = {
    ...before,
    epoch: epoch + 1,
    lost: [],
    corrupt: [],
    again: [],
    doubtful: [...doubtful, ...returning],
  };
  return { model: Knowledge.marked(leave(model, lost), marks), finding: undefined };
}

function judgeCleanup(model: Model, operation: CleanupOperation, answer: Answer): Judgement {
  if (!("ok" in answer)) return misfit(model, operation, answer);
  const needed = new Set([...operation.known, ...operation.running]);
  const gone = livePods(model).flatMap(({ podUid }) => (needed.has(podUid) ? [] : [podUid]));
  const before = Knowledge.marksOf(model);
  const { lost, corrupt, again, doubtful } = before;
  const stay = (podUids: readonly string[]): readonly string[] => podUids.filter((podUid) => needed.has(podUid));
  const marks = {
    ...before,
    lost: stay(lost),
    corrupt: stay(corrupt),
    again: stay(again),
    doubtful: doubtful.filter(({ podUid }) => needed.has(podUid)),
  };
  return { model: Knowledge.marked(leave(model, gone), marks), finding: undefined };
}

function leave(model: Model, podUids: readonly string[]): Model {
  const marks = Knowledge.marksOf(model);
  let after = model;
  for (const podUid of podUids) {
    const held = Knowledge.stateOf(after).pods.get(podUid);
    after = Knowledge.after(after, marks, podUid, held, undefined);
  }
  return after;
}

function judgeLoseRecord(
  model: Model,
  operation: LoseRecordOperation | CorruptRecordOperation,
  answer: Answer,
): Judgement {
  const { op, podUid } = operation;
  const isLive = Knowledge.stateOf(model).pods.has(podUid);
  if ("start" in answer || (isLive && "error" in answer)) return misfit(model, operation, answer);
  const marks = Knowledge.marksOf(model);
  if (!isLive || marks.lost.includes(podUid)) return { model, finding: undefined };
  const corrupt = op === "corruptRecord" ? [...marks.corrupt, podUid] : marks.corrupt;
  return { model: Knowledge.marked(model, { ...marks, lost: [...marks.lost, podUid], corrupt }), finding: undefined };
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
