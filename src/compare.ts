/**
 * One history of pods that come and go, and what each strategy makes of it, in numbers.
 *
 * @module userns-sim/compare
 */

export { type ChurnParameters, churn, type WeightedSize } from "./core/compare/history/churn.ts";
export type { ChurnError, NoSizes, ParameterOutOfRange } from "./core/compare/history/churn-error.ts";
export {
  historyFromTrace,
  type TracedNothing,
  type TracedPod,
  type TracedPods,
  type TraceStep,
} from "./core/compare/history/from-trace.ts";
export type { LeftFiles, PodEnd, PodEvent, PodHistory, PodStart } from "./core/compare/history/history.ts";
export type { LeftoverParameters } from "./core/compare/history/leftovers.ts";
export { play } from "./core/compare/play/play.ts";
export type {
  Distances,
  ExposureScore,
  QuestionScore,
  ReturnScore,
  ReuseScore,
  Score,
} from "./core/compare/play/score.ts";
export { sharedRange } from "./core/compare/play/shared-range.ts";
export { type CompareTexts, english, explain } from "./core/explain/compare.ts";
export type { Coded, Explanation, Explanations } from "./core/explanations.ts";
