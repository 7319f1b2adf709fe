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
export { checkAllocator } from "./testing/check/check-allocator.ts";
export {
  checkStrategy,
  type StrategyPropertyOptions,
  strategyLaw,
  strategyProperty,
} from "./testing/check/check-strategy.ts";
export type { CheckParameters, CheckReport } from "./testing/check/report.ts";
export { runAllocator, runAsyncAllocator } from "./testing/check/run-allocator.ts";
export { type MakeStrategy, runStrategy } from "./testing/check/run-strategy.ts";
export { type SoakOptions, type SoakReport, soak } from "./testing/check/soak.ts";
export {
  AllocateCommand,
  allocatorCommands,
  type CommandsConstraints,
  LivePodCommand,
  LoseRecordCommand,
  ReleaseCommand,
  RestartCommand,
} from "./testing/commands/commands.ts";
export {
  type AllocatorCommand,
  type CommandModel,
  commandSetup,
  livePodAt,
  performOperation,
} from "./testing/commands/model.ts";
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
export type { Answer, DoneAnswer, RangeAnswer, RefusalAnswer } from "./testing/history/answer.ts";
export type { FaultTexts, FindingTexts, Say } from "./testing/history/english.ts";
export type { FoundRange, LawFinding } from "./testing/history/finding.ts";
export type { History, HistoryPool } from "./testing/history/history.ts";
export type {
  AllocateFault,
  LawFault,
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
export {
  type DrawnOperation,
  drawOperation,
  type OperationTable,
  type OperationTableOptions,
  operationTable,
} from "./testing/history/operation-table.ts";
export type { Counterexample, HistoryOutcome } from "./testing/history/outcome.ts";
export {
  type AllocatorTrace,
  type TraceOp,
  type TraceOptions,
  type TraceOutcome,
  traceOf,
} from "./testing/history/trace.ts";
export { ALL_LAWS, LAWS, type Law, type LawName } from "./testing/laws/laws.ts";
export { judge } from "./testing/model/judge.ts";
export type { Judgement } from "./testing/model/judgement.ts";
export {
  createModel,
  type LivePod,
  livePods,
  type Model,
  unclaimedSlots,
} from "./testing/model/model.ts";
export type { AllocatorPromise, ModelOptions } from "./testing/model/rules.ts";
export {
  type InitAccepted,
  type InitRefused,
  type InitReply,
  type Junk,
  readAnswer,
  readInitReply,
  SUPPORTS,
  type Support,
} from "./testing/protocol/reply.ts";
export {
  type InitRequest,
  MAX_LINE_BYTES,
  MAX_LINES_AHEAD,
  type ProtocolRequest,
  requestLine,
} from "./testing/protocol/request.ts";
export type {
  AllocatorAdapter,
  AsyncAllocatorAdapter,
  AsyncRunningAllocator,
  RunningAllocator,
} from "./testing/subject/adapter.ts";
