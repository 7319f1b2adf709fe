/**
 * One kubelet: its settings and its pool, the pods directory as data, its steps, release by release.
 *
 * @module userns-sim/kubelet
 */

export {
  checkPodSecurity,
  type PodSecurityViolation,
  type PodToCheck,
  podSecurityMessage,
} from "./core/apiserver/pod-security/pod-security.ts";
export {
  formatPolicy,
  type PodSecurityPolicy,
  type PolicyError,
  parsePolicy,
} from "./core/apiserver/pod-security/policy.ts";
export {
  ADMISSION_TABLE,
  type AdmissionTable,
  API_GATES,
  type ApiGate,
  type GateState,
  type ReleaseOptions,
} from "./core/apiserver/releases/api-releases.ts";
export { type AdmissionOptions, admitPod } from "./core/apiserver/validation/admit-pod.ts";
export type { FieldError } from "./core/apiserver/validation/field-error.ts";
export { type ValidationOptions, validatePodSpec } from "./core/apiserver/validation/validate-pod.ts";
export { english, explain, type KubeletRefusal, type KubeletTexts } from "./core/explain/kubelet.ts";
export type { Coded, Explanation, Explanations } from "./core/explanations.ts";
export type { Condition, Decider, Dependency, FindingVerdict, HowKnown } from "./core/findings/condition.ts";
export type {
  Finding,
  FindingCode,
  FindingFact,
  FindingFacts,
  FindingOf,
  FixCode,
} from "./core/findings/finding.ts";
export { DEFECT_NAMES, DEFECTS, type Defect, type DefectName } from "./core/kubelet/defects/defects.ts";
export type {
  BlockedPod,
  BlockedPodDirectory,
  DiskEvent,
  EmptyPodDirectory,
  PodDirectory,
  PodDiskEvent,
  PodEntry,
  PodsDirectory,
  RemovePodsDirectory,
  WriteFile,
} from "./core/kubelet/disk/disk.ts";
export { type DefectMet, defectsMet } from "./core/kubelet/history/defects-met.ts";
export { readKubelet } from "./core/kubelet/history/read-kubelet.ts";
export {
  type KubeletEvent,
  type KubeletHistory,
  type KubeletOutcome,
  type KubeletOutcomes,
  type KubeletStep,
  type ReleaseEvent,
  replay,
  step,
} from "./core/kubelet/history/step.ts";
export type { CleanupEvent } from "./core/kubelet/manager/cleanup.ts";
export type { CreateEvent, NodeUserns, OwnUserns, PodUserns } from "./core/kubelet/manager/create-event.ts";
export { createKubelet, type Kubelet, type KubeletOptions } from "./core/kubelet/manager/kubelet.ts";
export type { Manager } from "./core/kubelet/manager/manager.ts";
export { leakedSlots, overlappingPods } from "./core/kubelet/manager/queries.ts";
export type { StartEvent } from "./core/kubelet/manager/start.ts";
export {
  type CriIdMapping,
  type CriMount,
  type CriNamespaceOption,
  type CriUserNamespaceMessage,
  criMount,
  criNamespaceOption,
} from "./core/kubelet/messages/cri-messages.ts";
export {
  type ContainerUserns,
  checkCriUserns,
  type UsernsMapping,
  type UsernsOptions,
  type UsernsRefusal,
} from "./core/kubelet/messages/cri-userns.ts";
export type { HostRange } from "./core/kubelet/messages/host-range.ts";
export {
  type MountRequest,
  type OciConfig,
  type OciIdMapping,
  type OciMount,
  type OciNamespace,
  ociConfig,
} from "./core/kubelet/messages/oci-messages.ts";
export {
  type DeclaredGroups,
  type FsGroupEffect,
  fsGroupEffect,
  processGroups,
} from "./core/kubelet/messages/process-ids.ts";
export { type CheckOptions, checkPod } from "./core/kubelet/pod-checks/check-pod.ts";
export {
  FILESYSTEM_TABLE,
  type FilesystemRow,
  type KernelError,
  type KernelFacts,
  type KernelRelease,
  MAPPED_MOUNTS_SINCE,
  OVERLAY_LAYERS_SINCE,
  parseKernel,
  parseKernelRelease,
} from "./core/kubelet/runtime/filesystems.ts";
export {
  MOUNT_KINDS,
  MOUNT_TABLE,
  type MountKind,
  type MountRow,
  mountRow,
} from "./core/kubelet/runtime/mount-kinds.ts";
export type { ImageFacts, NodeFacts } from "./core/kubelet/runtime/node-facts.ts";
export {
  POD_CHANGES,
  type PodChange,
  RANGE_KEEPING,
  type RangeKeepingRow,
  rangeAfter,
} from "./core/kubelet/runtime/range-keeping.ts";
export {
  parseRuntime,
  RUNTIME_NAMES,
  RUNTIME_TABLE,
  type RuntimeCell,
  type RuntimeError,
  type RuntimeRow,
  type RuntimeVersion,
} from "./core/kubelet/runtime/runtimes.ts";
export {
  SANDBOX_CAUSES,
  SANDBOX_ERRORS,
  type SandboxCause,
  type SandboxErrorRow,
  sandboxError,
} from "./core/kubelet/runtime/sandbox-errors.ts";
export type { Version } from "./core/kubelet/runtime/version.ts";
export { validateConfiguration } from "./core/kubelet/settings/configuration.ts";
export type {
  CleanupError,
  ConfigurationOfFile,
  CreateError,
  FileInvalid,
  GateDisabled,
  KubeletError,
  NotStarted,
  Panic,
  PodLimit,
  PodNotRecorded,
  PodsUnreadable,
  PoolExhausted,
  RangeRefused,
  RecordError,
  RuntimeUnsupported,
  StartError,
  StoreFailed,
  WriteFailed,
} from "./core/kubelet/settings/errors.ts";
export { type GetsubidsError, type KubeletMapping, readGetsubids } from "./core/kubelet/settings/getsubids.ts";
export type { KubeletPodRange } from "./core/kubelet/settings/pod-ranges.ts";
export { type KubeletPool, kubeletPool } from "./core/kubelet/settings/pool.ts";
export type {
  ConfigurationInvalid,
  GateError,
  KubeletMappingError,
  KubeletPoolError,
  PoolEndRefused,
  PoolInvalid,
  RefusedPool,
} from "./core/kubelet/settings/pool-error.ts";
export {
  type FailedLookup,
  type KubeletSettings,
  type KubeletUser,
  kubeletUser,
  type NoKubeletUser,
  type ProgramFailure,
  type ProgramOutput,
  type ProgramRun,
  type RuntimeHandler,
  type WithGetsubids,
  type WithoutGetsubids,
} from "./core/kubelet/settings/settings.ts";
export type { ManifestShape } from "./core/manifest/problem.ts";
export {
  DEFAULT_RELEASE,
  type Evidence,
  evidenceAt,
  RELEASE_SOURCES,
  RELEASE_TABLE,
  RELEASES,
  type Release,
  type ReleasedFix,
  type ReleaseTable,
  type TraitRow,
  traitAt,
} from "./core/releases/releases.ts";
export { evidenceOf, releaseNote, UNREAD_RELEASES, type UnreadRelease } from "./core/releases/unread-releases.ts";
export type {
  Expectation,
  ExpectedAtMost,
  ExpectedBetween,
  ExpectedOneOf,
  ExpectedThing,
  ExpectedWord,
} from "./core/shape/expectation.ts";
export type { Mistyped, ShapeFault, UnknownField } from "./core/shape/shape.ts";
