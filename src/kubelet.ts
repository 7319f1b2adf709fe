/**
 * One kubelet: its settings and its pool, the pods directory as data, its steps, release by release.
 *
 * @packageDocumentation
 */

export { type AdmissionOptions, admitPod } from "./core/kubelet/admission/admit-pod.ts";
export { explainFinding, explainFix } from "./core/kubelet/admission/explain-finding.ts";
export type { FieldError } from "./core/kubelet/admission/field-error.ts";
export type {
  Finding,
  FindingCode,
  FindingFact,
  FindingFacts,
  FindingOf,
  FindingVerdict,
  FixCode,
} from "./core/kubelet/admission/finding.ts";
export {
  checkPodSecurity,
  type PodSecurityViolation,
  type PodToCheck,
  podSecurityMessage,
} from "./core/kubelet/admission/pod-security.ts";
export {
  formatPolicy,
  type PodSecurityPolicy,
  type PolicyError,
  parsePolicy,
} from "./core/kubelet/admission/policy.ts";
export {
  ADMISSION_TABLE,
  type AdmissionTable,
  API_GATES,
  type ApiGate,
  type GateState,
  type ReleaseOptions,
} from "./core/kubelet/admission/releases.ts";
export { type ValidationOptions, validatePodSpec } from "./core/kubelet/admission/validate-pod.ts";
export type { CleanupEvent } from "./core/kubelet/cleanup.ts";
export { validateConfiguration } from "./core/kubelet/configuration.ts";
export type { CreateEvent, NodeUserns, OwnUserns, PodUserns } from "./core/kubelet/create-event.ts";
export { DEFECT_NAMES, DEFECTS, type Defect, type DefectName } from "./core/kubelet/defects.ts";
export { type DefectMet, defectsMet } from "./core/kubelet/defects-met.ts";
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
} from "./core/kubelet/disk.ts";
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
} from "./core/kubelet/errors.ts";
export { explainKubelet } from "./core/kubelet/explain.ts";
export { type GetsubidsError, type KubeletMapping, readGetsubids } from "./core/kubelet/getsubids.ts";
export { createKubelet, type Kubelet, type KubeletOptions } from "./core/kubelet/kubelet.ts";
export type { Manager } from "./core/kubelet/manager.ts";
export type { PodRange } from "./core/kubelet/pod-ranges.ts";
export { type KubeletPool, kubeletPool } from "./core/kubelet/pool.ts";
export type { ConfigurationInvalid, GateError, NoMapping, PoolError, PoolInvalid } from "./core/kubelet/pool-error.ts";
export { leakedSlots, overlappingPods } from "./core/kubelet/queries.ts";
export { readKubelet } from "./core/kubelet/read-kubelet.ts";
export {
  DEFAULT_RELEASE,
  type Evidence,
  evidenceAt,
  RELEASE_SOURCES,
  RELEASE_TABLE,
  RELEASES,
  type Release,
  type ReleaseTable,
  type TraitRow,
  traitAt,
} from "./core/kubelet/releases.ts";
export { type CheckOptions, checkPod } from "./core/kubelet/runtime/check-pod.ts";
export {
  type CriIdMapping,
  type CriMount,
  type CriNamespaceOption,
  type CriUserNamespaceMessage,
  criMount,
  criNamespaceOption,
} from "./core/kubelet/runtime/cri-messages.ts";
export {
  type ContainerUserns,
  checkCriUserns,
  type UsernsMapping,
  type UsernsOptions,
  type UsernsRefusal,
} from "./core/kubelet/runtime/cri-userns.ts";
export {
  FILESYSTEM_TABLE,
  type FilesystemRow,
  type KernelError,
  MAPPED_MOUNTS_SINCE,
  OVERLAY_LAYERS_SINCE,
  parseKernel,
} from "./core/kubelet/runtime/filesystems.ts";
export type { HostRange } from "./core/kubelet/runtime/host-range.ts";
export {
  MOUNT_KINDS,
  MOUNT_TABLE,
  type MountKind,
  type MountRow,
  mountRow,
} from "./core/kubelet/runtime/mount-kinds.ts";
export type { ImageFacts, NodeFacts } from "./core/kubelet/runtime/node-facts.ts";
export {
  type MountRequest,
  type OciConfig,
  type OciIdMapping,
  type OciMount,
  type OciNamespace,
  ociConfig,
} from "./core/kubelet/runtime/oci-messages.ts";
export {
  type DeclaredGroups,
  type FsGroupEffect,
  fsGroupEffect,
  processGroups,
} from "./core/kubelet/runtime/process-ids.ts";
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
} from "./core/kubelet/settings.ts";
export type { StartEvent } from "./core/kubelet/start.ts";
export {
  type KubeletEvent,
  type KubeletHistory,
  type KubeletOutcome,
  type KubeletOutcomes,
  type KubeletStep,
  type ReleaseEvent,
  replay,
  step,
} from "./core/kubelet/step.ts";
export type { Mistyped, ShapeFault, UnknownField } from "./core/shape/shape.ts";
