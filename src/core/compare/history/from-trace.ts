import { expectArray, expectObject, expectOneOf, expectText } from "../../misuse/misuse.ts";
import { Dice } from "../../random/dice.ts";
import { err, ok, type Result } from "../../result.ts";
import { type ChurnError, outOfRange } from "./churn-error.ts";
import type { PodEnd, PodEvent, PodHistory } from "./history.ts";
import { drawLeftFiles, type LeftoverParameters, leftoverLimits } from "./leftovers.ts";

/** One step of a recorded history, as far as it tells when pods start and end. Each takes one tick. */
export type TraceStep = TracedPod | TracedPods | TracedNothing;

/** A pod starts or ends. */
export interface TracedPod {
  /** What happens. */
  readonly type: "start" | "end";
  /** The UID of the pod. */
  readonly podUid: string;
}

/** All pods end but some. */
export interface TracedPods {
  /** What happens. */
  readonly type: "only";
  /** The UIDs of those that go on, if they run. */
  readonly pods: readonly string[];
}

/** No pod starts, and none ends. */
export interface TracedNothing {
  /** What happens. */
  readonly type: "nothing";
}

/**
 * Makes a history of what was recorded, with pods of one slot each and a tick a step.
 *
 * Pods that start again while they run, and end when they do not, are passed over. Nobody recorded which files the pods
 * left behind, so that is drawn.
 *
 * @param steps - what was recorded
 * @param leftovers - how often pods leave files behind
 * @returns the history; or the first parameter that is not possible
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { historyFromTrace, type TraceStep } from "userns-sim/compare";
 *
 * const steps: TraceStep[] = [{ type: "start", podUid: "web" }, { type: "nothing" }, { type: "only", pods: [] }];
 * const history = unwrap(historyFromTrace(steps, { leftovers: 0, cleanup: 1, seed: 1 }));
 * history.map(({ at, what, podUid }) => [at, what, podUid]); // => [[0, "start", "web"], [2, "end", "web"]]
 * ```
 */
export function historyFromTrace(
  steps: readonly TraceStep[],
  leftovers: LeftoverParameters,
): Result<PodHistory, ChurnError> {
  expectArray("historyFromTrace", "steps", steps, "an array of steps { type }");
  for (const step of steps) expectStep(step);
  expectObject("historyFromTrace", "leftovers", leftovers, "an object { leftovers, cleanup, seed }");
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

function expectStep(step: TraceStep): void {
  expectObject("historyFromTrace", "each step", step, "an object { type }");
  expectOneOf("historyFromTrace", "type", step.type, ["start", "end", "only", "nothing"]);
  if (step.type === "only") expectArray("historyFromTrace", "pods", step.pods, "an array of UIDs");
  else if (step.type !== "nothing") expectText("historyFromTrace", "podUid", step.podUid);
}
