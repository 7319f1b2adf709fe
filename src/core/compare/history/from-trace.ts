import { Dice } from "../../random/dice.ts";
import { err, ok, type Result } from "../../result.ts";
import { type ChurnError, outOfRange } from "./churn-error.ts";
import type { History, PodEnd, PodEvent } from "./history.ts";
import { drawLeftFiles, type LeftoverParameters, leftoverLimits } from "./leftovers.ts";

/** One step of a recorded history, as far as it tells when pods start and end. Each takes one tick. */
export type TraceStep = TracedPod | TracedPods | TracedNothing;

/** A pod starts or ends. */
export interface TracedPod {
  readonly type: "start" | "end";
  readonly podUid: string;
}

/** All pods end but some. */
export interface TracedPods {
  readonly type: "only";
  /** The UIDs of those that go on, if they run. */
  readonly pods: readonly string[];
}

/** No pod starts, and none ends. */
export interface TracedNothing {
  readonly type: "nothing";
}

/**
 * Makes a history, with pods of one slot each and a tick a step, or gives the first parameter that is not possible.
 * Pods that start again while they run, and end when they do not, are passed over. Nobody recorded which files the pods
 * left behind, so that is drawn.
 */
export function historyFromTrace(
  steps: readonly TraceStep[],
  leftovers: LeftoverParameters,
): Result<History, ChurnError> {
  const fault = outOfRange(leftoverLimits(leftovers));
  if (fault !== undefined) return err(fault);
  const dice = new Dice(leftovers.seed);
  const running = new Set<string>();
  const events: PodEvent[] = [];
  const end = (podUid: string, at: number): PodEnd => {
    running.delete(podUid);
    return { at, what: "end", podUid, leaves: drawLeftFiles(dice, leftovers, at) };
  };
  for (const [at, step] of steps.entries()) {
    if (step.type === "start" && !running.has(step.podUid)) {
      running.add(step.podUid);
      events.push({ at, what: "start", podUid: step.podUid, slots: 1 });
    } else if (step.type === "end" && running.has(step.podUid)) events.push(end(step.podUid, at));
    else if (step.type === "only") {
      const stay = new Set(step.pods);
      for (const podUid of [...running]) if (!stay.has(podUid)) events.push(end(podUid, at));
    }
  }
  return ok(events);
}
