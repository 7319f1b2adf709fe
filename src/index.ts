/**
 * IDs, ranges, maps, their text forms, and the pure allocator.
 *
 * @module userns-sim
 */

export type { AllocatorRefusal, SnapshotRefusal, StepRefusal } from "./core/allocate/english.ts";
export { capacity, createPool, defaultPool, type Pool, type PoolOptions } from "./core/allocate/pool/pool.ts";
export type {
  EmptyPool,
  PastLastId,
  PoolError,
  SizeMisaligned,
  StartBelowIdsPerPod,
  StartMisaligned,
  TooManySlots,
  ZeroIdsPerPod,
} from "./core/allocate/pool/pool-error.ts";
export { slotRange } from "./core/allocate/pool/slots.ts";
export { type AutoSizeOptions, autoSize, type SizePastMax } from "./core/allocate/sizing/auto-size.ts";
export { type ImageFiles, imageSize } from "./core/allocate/sizing/image-size.ts";
export { type FromSnapshotOptions, fromSnapshot, snapshot } from "./core/allocate/snapshot/snapshot.ts";
export type {
  BadPool,
  BadRange,
  DuplicatePod,
  NotPlain,
  OtherStrategy,
  SnapshotError,
  UnknownSchema,
} from "./core/allocate/snapshot/snapshot-error.ts";
export type { Allocations } from "./core/allocate/state/allocations.ts";
export { emptyAllocations } from "./core/allocate/state/empty-allocations.ts";
export {
  allocatedSlots,
  entries,
  freeSlots,
  ownerOf,
  type PodRange,
  poolOf,
  rangeOf,
  rangesOf,
} from "./core/allocate/state/queries.ts";
export type { AllocationsSnapshot, PodSnapshot, PoolSnapshot } from "./core/allocate/state/snapshot-format.ts";
export { allocate } from "./core/allocate/steps/allocate.ts";
export type { Allocated } from "./core/allocate/steps/allocated.ts";
export { type NotAllocated, type ReleaseError, release } from "./core/allocate/steps/release.ts";
export { type AlreadyAllocated, type KubeletText, type RestoreError, restore } from "./core/allocate/steps/restore.ts";
export type { StrategyFault } from "./core/allocate/steps/tell-strategy.ts";
export * from "./core/allocate/strategies/strategies.ts";
export type {
  AllocateError,
  AnsweredLater,
  BadMemory,
  BadProposal,
  Excluded,
  Exhausted,
  Misaligned,
  OtherSize,
  OutOfPool,
  Overlapping,
  ProposalFlaw,
  RangeCount,
  RangeFlaw,
  ShapeFlaw,
  StrategyCall,
  StrategyRefused,
  StrategyThrew,
  Taken,
  WrongSize,
  WrongTotal,
} from "./core/allocate/strategy/allocate-error.ts";
export type { AllocateOptions, StepOptions } from "./core/allocate/strategy/step-options.ts";
export {
  type AllocationRequest,
  type Declined,
  type PodRanges,
  type PoolView,
  type Proposal,
  type Proposed,
  type RefusalReason,
  STRATEGY_PROMISES,
  type Strategy,
  type StrategyPromise,
} from "./core/allocate/strategy/strategy.ts";
export {
  type QuarantineRest,
  quarantine,
  type RestByAllocations,
  type RestByTicks,
} from "./core/allocate/wrappers/quarantine.ts";
export { reserve } from "./core/allocate/wrappers/reserve.ts";
export { type StickyOptions, sticky } from "./core/allocate/wrappers/sticky.ts";
export { sharedRange } from "./core/compare/play/shared-range.ts";
export { english, explain, type Refusal, type RefusalTexts } from "./core/explain/main.ts";
export type { Coded, Explanation, Explanations } from "./core/explanations.ts";
export type { FormRefusal } from "./core/forms/english.ts";
export type {
  BadMap,
  CannotHold,
  FormContent,
  FormError,
  FormExpected,
  FormFault,
  FormPlace,
  FormReadError,
  FormWriteError,
  NoEntry,
  NotRootless,
  NotTold,
  OwnerMissing,
  SeveralEntries,
  TooFewIds,
} from "./core/forms/form/form-error.ts";
export type { FormMaps } from "./core/forms/form/form-maps.ts";
export { FORM_NAMES, type FormName } from "./core/forms/form/form-names.ts";
export type { FormOptions, FormRow } from "./core/forms/form/form-row.ts";
export { SUBID_READER_NAMES, type SubidReader } from "./core/forms/form/subid-reader.ts";
export { FORMS } from "./core/forms/forms.ts";
export { fitsProcMapWrite, formatProcMap, parseProcMap } from "./core/forms/kernel/proc-map.ts";
export { parseShownProcMap, showProcMap } from "./core/forms/kernel/proc-map-shown.ts";
export {
  CRI_NAMESPACE_MODES,
  type CriNamespaceMode,
  type CriUserNamespace,
  formatCriMappings,
  formatCriUserNamespace,
  parseCriMappings,
  parseCriUserNamespace,
} from "./core/forms/kubernetes/cri.ts";
export {
  formatKubeletUserns,
  type KubeletIdMapping,
  type KubeletUserns,
  parseKubeletUserns,
} from "./core/forms/kubernetes/kubelet-userns.ts";
export { formatOciConfig, formatOciMappings, parseOciConfig, parseOciMappings } from "./core/forms/kubernetes/oci.ts";
export { formatGetsubids, parseGetsubids } from "./core/forms/linux/getsubids.ts";
export { formatSubid, parseSubid } from "./core/forms/linux/subid.ts";
export { otherSubidReadings, type SubidReading } from "./core/forms/linux/subid-readings.ts";
export {
  type FormReading,
  type MapRead,
  type MapRecognized,
  type NoKnownForm,
  type NoMapping,
  type NotOfForm,
  type ReadMapError,
  type ReadMapOptions,
  readMap,
  recognizeMap,
  type SeveralForms,
} from "./core/forms/read-map.ts";
export { SUBID_READERS, type SubidReaderRow, type SubidReaderTexts } from "./core/forms/subordinate/subid-readers.ts";
export type { SubordinateIds, SubordinateIdsRead } from "./core/forms/subordinate/subordinate-ids.ts";
export { type ContainerId, containerId, type HostId, hostId, isId, NO_ID, OVERFLOW_ID } from "./core/id/id.ts";
export { toContainerBatch, toHostBatch } from "./core/idmap/batch.ts";
export { type ComposeError, compose } from "./core/idmap/compose.ts";
export { sameFunction, sameLines } from "./core/idmap/equal.ts";
export { createIdMap, emptyIdMap, type IdMap, initialIdMap } from "./core/idmap/id-map.ts";
export {
  type EmptyMapping,
  type IdMapError,
  type IdMapping,
  MAX_MAPPINGS,
  type MapSide,
  type OverlappingMappings,
  type ReachesNoId,
  type TooManyMappings,
  type WrappingMapping,
  type WrittenMapping,
} from "./core/idmap/id-mapping.ts";
export { mergeConsecutive } from "./core/idmap/merge.ts";
export { type PodIdMap, podIdMap } from "./core/idmap/pod-id-map.ts";
export { type MappedPiece, rangeToContainer, rangeToHost } from "./core/idmap/ranges.ts";
export { toContainer, toContainerOrOverflow, toHost, toHostOrOverflow } from "./core/idmap/translate.ts";
export { viewFrom } from "./core/idmap/view.ts";
export { zip } from "./core/idmap/zip.ts";
export type { JsonExpected } from "./core/json/json-fault.ts";
export { type Draw, drawInt } from "./core/random/random.ts";
export { clip, intersect, subtract, union } from "./core/range/algebra.ts";
export { partition, take } from "./core/range/cut.ts";
export { firstGap } from "./core/range/first-gap.ts";
export { contains, covers, nextLower, sameRanges, sizeOf } from "./core/range/queries.ts";
export { endOf, type IdRange, rangeContains, rangesOverlap } from "./core/range/range.ts";
export { type RangeSet, rangeSet } from "./core/range/range-set.ts";
export { type Err, err, type Ok, ok, type Result, unwrap } from "./core/result.ts";
export type {
  Expectation,
  ExpectedAtMost,
  ExpectedBetween,
  ExpectedOneOf,
  ExpectedThing,
  ExpectedWord,
} from "./core/shape/expectation.ts";
export type { Mistyped, UnknownField } from "./core/shape/shape.ts";
