/**
 * One node: a host and its pods, and what a process that got out of one of them can do there.
 *
 * @module userns-sim/node
 */

export { english, explain, type NodeRefusal, type NodeTexts } from "./core/explain/node.ts";
export type { Coded, Explanation, Explanations } from "./core/explanations.ts";
export {
  type Condition,
  type Decider,
  type Dependency,
  type FindingVerdict,
  type HowKnown,
  POD_VERDICTS,
  type PodVerdict,
} from "./core/findings/condition.ts";
export type { Finding, FindingCode, FindingFact, FindingFacts, FindingOf, FixCode } from "./core/findings/finding.ts";
export type { ManifestPath, ManifestPlace } from "./core/manifest/place.ts";
export type { PodKind } from "./core/manifest/pod-set.ts";
export type {
  BadNameProblem,
  DuplicatePodProblem,
  ManifestProblem,
  ManifestShape,
  MisplacedProblem,
  MissingProblem,
  OutOfRangeProblem,
  TooDeepProblem,
  TooManyContainersProblem,
  TooManyObjectsProblem,
  TooManyProblemsProblem,
  TooManyValuesProblem,
  WrongTypeProblem,
} from "./core/manifest/problem.ts";
export type { KindCount } from "./core/manifest/read-manifests.ts";
export type {
  AuditFinding,
  EmptyUsernsFile,
  FileRefused,
  LastSlotHeld,
  MoreOverlaps,
  NoKubeletsWork,
  OrphanedRange,
  RangesOverlap,
  UsernsFileUnreadable,
} from "./core/node/audit/audit-finding.ts";
export {
  type AuditCounts,
  type AuditOptions,
  auditPods,
  type NextStart,
  type PodsAudit,
} from "./core/node/audit/audit-pods.ts";
export { checkUpgrade, type UpgradeCheck } from "./core/node/audit/check-upgrade.ts";
export { type HostFiles, type HostIdOwner, type HostOwner, hostOwnersOf } from "./core/node/audit/host-owners.ts";
export { type IdOwner, type IdOwners, ownersOf } from "./core/node/audit/owners-of.ts";
export type {
  FoundElse,
  FoundFileOnDisk,
  FoundOnDisk,
  FoundUnreadable,
  PodOnDisk,
} from "./core/node/audit/pod-on-disk.ts";
export type { IdsPerPodHonoured, PodInTheWay, PoolChanges, UpgradeChange } from "./core/node/audit/upgrade-change.ts";
export type { Capacity } from "./core/node/check/capacity.ts";
export { type CheckCounts, type CheckedKubelet, checkNode, type NodeCheck } from "./core/node/check/check-node.ts";
export type { CheckedPods, CheckFinding } from "./core/node/check/checked-pods.ts";
export type {
  ChangedFact,
  ComputedFix,
  ComputedFixOf,
  FactChange,
  FieldChange,
  Fix,
  FixChange,
  FixFacts,
  FixPlan,
  FixStep,
  LineChange,
  LineFacts,
  NoMoreIds,
  PlainFix,
  SettingChange,
} from "./core/node/check/fixes/fix.ts";
export { fixOf } from "./core/node/check/fixes/fix-of.ts";
export type { NodeCondition } from "./core/node/check/node-conditions.ts";
export type {
  CollidingEntry,
  NodeFinding,
  NodeFindingCode,
  NodeFindingFacts,
  NodeFindingOf,
  NodeFixCode,
} from "./core/node/check/node-finding.ts";
export type {
  Assumption,
  CheckFacts,
  NodeToCheck,
  PodGroup,
  SubordinateFile,
} from "./core/node/check/node-to-check.ts";
export { policyOfNamespace } from "./core/node/check/objects/namespace-policy.ts";
export { type NodeObject, nodeFromObject, readNodeObject } from "./core/node/check/objects/node-object.ts";
export type { NodePool } from "./core/node/check/pool.ts";
export { ACCESS_PATHS, type AccessPath, leadsThroughMount } from "./core/node/escape/access-path.ts";
export { type BlastRadius, blastRadius } from "./core/node/escape/blast-radius.ts";
export { cellName, findCell } from "./core/node/escape/cell.ts";
export { compareSources, type SourceComparison } from "./core/node/escape/compare-sources.ts";
export { escape, escapeCell, escapeMatrix } from "./core/node/escape/escape.ts";
export type { Escape, EscapeFrom, EscapeOptions, EscapeRow, EscapeTarget, Verdict } from "./core/node/escape/matrix.ts";
export { findIds } from "./core/node/found/find-ids.ts";
export type { FoundId } from "./core/node/found/found-id.ts";
export { defaultHost } from "./core/node/host/default-host.ts";
export type { Host, HostFile, HostProcess } from "./core/node/host/host.ts";
export {
  FILE_OPERATIONS,
  type FileOperation,
  type Operation,
  PROCESS_OPERATIONS,
  type ProcessOperation,
} from "./core/node/host/operations.ts";
export { createNode, type Node, type NodeOptions } from "./core/node/node.ts";
export type {
  AllocatorRefused,
  CellUnknown,
  ContainerUnknown,
  EscapeError,
  IdNotMapped,
  KubeletPoolFault,
  KubeletRefused,
  NodeError,
  PodAmbiguous,
  PodUnknown,
  PoolUsedUp,
  RootForbidden,
  SandboxFailed,
  UidTaken,
  UidUnusable,
  VolumeNotMapped,
} from "./core/node/placement/errors.ts";
export type { PlacedContainer, PlacedPod, PodFile } from "./core/node/placement/placed-pod.ts";
export { type RangeSource, rangeSources } from "./core/node/placement/range-sources.ts";
export { containerCapabilities, type NodeContainer, type NodeContainerMount } from "./core/node/pod/container.ts";
export { type NodePod, type PodToPlace, readPod } from "./core/node/pod/pod.ts";
export {
  type ManifestProblems,
  type PodsError,
  type PodsRead,
  type ReadPodsOptions,
  readPods,
  type TooManyPods,
} from "./core/node/pod/read-pods.ts";
export type { NodeVolume, PlacedVolume } from "./core/node/pod/volume.ts";
