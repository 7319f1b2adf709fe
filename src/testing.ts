/**
 * A kit for fast-check: laws that every allocator must keep, histories that break them, and counterexamples that say what broke.
 *
 * @module userns-sim/testing
 */

export { type HistoryConstraints, podHistories } from "./testing/arbitraries/histories.ts";
export { type IdConstraints, ids } from "./testing/arbitraries/ids.ts";
export {
  KUBELET_DISK_FAULTS,
  type KubeletDisk,
  type KubeletDiskConstraints,
  type KubeletDiskFault,
  kubeletDisks,
} from "./testing/arbitraries/kubelet-disks.ts";
export {
  type InvalidMappings,
  invalidMappings,
  type MappingsConstraints,
  mappings,
} from "./testing/arbitraries/mappings.ts";
export { type InvalidPool, invalidPools, type PoolConstraints, pools } from "./testing/arbitraries/pools.ts";
export {
  type RangeConstraints,
  type RangeSetConstraints,
  rangeSets,
  ranges,
} from "./testing/arbitraries/ranges.ts";
export { assertAllocator, assertStrategy } from "./testing/check/assert.ts";
export { checkAllocator, checkStrategy } from "./testing/check/check.ts";
export {
  allocatorProperty,
  type PropertyOptions,
  strategyLaw,
  strategyProperty,
} from "./testing/check/property.ts";
export type { CheckParameters, CheckReport } from "./testing/check/report.ts";
export type { Tried } from "./testing/check/tried.ts";
export {
  type AsyncCommandsConstraints,
  allocatorCommands,
  type CommandsConstraints,
} from "./testing/commands/commands.ts";
export {
  type AllocatorCommand,
  type AsyncAllocatorCommand,
  type CommandModel,
  commandSetup,
  livePodAt,
  performOperation,
} from "./testing/commands/model.ts";
export { type CommandPlan, OperationCommand } from "./testing/commands/operation-command.ts";
export { BrokenLaw } from "./testing/counterexample/broken-law.ts";
export {
  type AnswerTexts,
  type CounterexampleTexts,
  english,
  type StepTexts,
} from "./testing/counterexample/english.ts";
export { explain, explainFinding } from "./testing/counterexample/explain.ts";
export {
  type Coverage,
  EXPLORE_STEPS,
  type Exploration,
  type ExploreBounds,
  type ExploreStep,
  type StepCount,
} from "./testing/explore/bounds.ts";
export { explore } from "./testing/explore/explore.ts";
export type { Answer, DoneAnswer, RangeAnswer, RefusalAnswer, RefusalCode } from "./testing/history/answer.ts";
export type { FaultTexts, FindingTexts, Say } from "./testing/history/english.ts";
export type { FoundRange, LawFinding } from "./testing/history/finding.ts";
export type { History, HistoryPool } from "./testing/history/history.ts";
export type { LaneEvent, Lanes } from "./testing/history/lanes.ts";
export type {
  AllocateFault,
  LawFault,
  OwnFault,
  RangeFault,
  RefusalFault,
  RepeatFault,
  RestoreFault,
  StepFault,
} from "./testing/history/law-fault.ts";
export {
  type AllocateOperation,
  type HistoryOperation,
  type HistoryStep,
  type LoseRecordOperation,
  OPERATION_NAMES,
  type OperationName,
  type ReleaseOperation,
  type RestartOperation,
  type RestoreOperation,
} from "./testing/history/operation.ts";
export type { Counterexample, HistoryOutcome } from "./testing/history/outcome.ts";
export {
  type AllocatorTrace,
  type TraceOp,
  type TraceOptions,
  type TraceOutcome,
  traceOf,
} from "./testing/history/trace.ts";
export { ALL_LAWS, type AnyLaw, LAWS, type Law, type LawName } from "./testing/laws/laws.ts";
export { createModel } from "./testing/model/create-model.ts";
export { judge } from "./testing/model/judge.ts";
export type { Judgement } from "./testing/model/judgement.ts";
export {
  type LivePod,
  livePods,
  type Model,
  unclaimedSlots,
} from "./testing/model/model.ts";
export type { LawOptions, OwnLaw, OwnLawFacts } from "./testing/model/own-laws.ts";
export type { AllocatorPromise, ModelOptions } from "./testing/model/rules.ts";
export { runAllocator } from "./testing/run/run-allocator.ts";
export { runStrategy } from "./testing/run/run-strategy.ts";
export type { OperationWeights } from "./testing/soak/operation-table.ts";
export { type SoakOptions, type SoakReport, soak } from "./testing/soak/soak.ts";
export type {
  AllocatorAdapter,
  AllocatorFacts,
  AsyncAllocatorAdapter,
  AsyncRunningAllocator,
  RunningAllocator,
  StartTools,
} from "./testing/subject/adapter.ts";
export type { MakeStrategy } from "./testing/subject/subject.ts";
