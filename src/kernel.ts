/**
 * One kernel: namespaces, credentials, files, mounts and processes, and what it decides about them, with the reasons.
 *
 * @module userns-sim/kernel
 */

export { english, explain, explainSteps, type KernelTexts, type KernelWords } from "./core/explain/kernel.ts";
export type { TraceLine } from "./core/explain/trace.ts";
export type { Coded, Explanation, Explanations } from "./core/explanations.ts";
export { type AttributeAccess, accessAttribute } from "./core/kernel/attributes/access-attribute.ts";
export { type GivenCapability, setFileCapability } from "./core/kernel/attributes/file-capability.ts";
export { type AclKind, type GivenAcl, type GivenAclEntry, setAcl } from "./core/kernel/attributes/set-acl.ts";
export {
  readFileCapability,
  removeFileCapability,
  type ShownCapability,
} from "./core/kernel/attributes/shown-capability.ts";
export {
  ALL_CAPABILITIES,
  CAPABILITIES,
  type Capability,
  type CapabilitySet,
  capabilityNames,
  capabilitySet,
  formatCapabilities,
  parseCapabilities,
} from "./core/kernel/credentials/capability.ts";
export { hasCapability } from "./core/kernel/credentials/has-capability.ts";
export type { IdMapKind } from "./core/kernel/credentials/id-map-kind.ts";
export {
  type Credentials,
  createProcess,
  type OwnedNamespace,
  type PidNamespace,
  type Process,
  type ProcessOptions,
  type Securebits,
} from "./core/kernel/credentials/process.ts";
export { type ProcessStatus, processStatus } from "./core/kernel/credentials/process-status.ts";
export {
  createUserNamespace,
  initialNamespace,
  type NamespaceLimits,
  type UserNamespace,
  type UserNamespaceOptions,
} from "./core/kernel/credentials/user-namespace.ts";
export type {
  Allowed,
  Decision,
  Dispute,
  Fact,
  Facts,
  Outcome,
  Refused,
  Step,
} from "./core/kernel/decision/decision.ts";
export type { Errno } from "./core/kernel/decision/errno.ts";
export { type FactTexts, type FactWord, type FactWords, factWords } from "./core/kernel/decision/fact-word.ts";
export { DEFAULT_SETTINGS, type KernelSettings, type KernelVersion } from "./core/kernel/decision/kernel-settings.ts";
export { execFile } from "./core/kernel/exec/exec-file.ts";
export { execScript } from "./core/kernel/exec/exec-script.ts";
export { accessFile, effectiveAccess } from "./core/kernel/fs/access-file.ts";
export { chmodFile } from "./core/kernel/fs/chmod-file.ts";
export { chownFile } from "./core/kernel/fs/chown-file.ts";
export {
  createDirectory,
  createFile,
  mknod,
  type NodeType,
} from "./core/kernel/fs/create-file.ts";
export { followLink } from "./core/kernel/fs/follow-link.ts";
export { linkFile } from "./core/kernel/fs/link-file.ts";
export { type OpenMode, openFile } from "./core/kernel/fs/open-file.ts";
export { renameFile } from "./core/kernel/fs/rename-file.ts";
export { type FileStatus, statFile } from "./core/kernel/fs/stat-file.ts";
export { unlinkFile } from "./core/kernel/fs/unlink-file.ts";
export { utimesFile } from "./core/kernel/fs/utimes-file.ts";
export { writeFile } from "./core/kernel/fs/write-file.ts";
export {
  setfsgid,
  setgid,
  setregid,
  setresgid,
} from "./core/kernel/identity/set-group-id.ts";
export { setgroups } from "./core/kernel/identity/set-groups.ts";
export {
  setfsuid,
  setresuid,
  setreuid,
  setuid,
} from "./core/kernel/identity/set-user-id.ts";
export type { Acl, AclEntry, NamedAclEntry, PlainAclEntry } from "./core/kernel/inode/acl.ts";
export {
  type DiskOwner,
  existingDirectory,
  existingFile,
  type FileCapability,
  type FileOptions,
  type FileType,
  type Inode,
  type Layer,
} from "./core/kernel/inode/file.ts";
export type { Access } from "./core/kernel/inode/mode.ts";
export { createMount, type Mount, type MountOptions, type Superblock } from "./core/kernel/inode/mount.ts";
export {
  type FourNumbers,
  type OwnerNumbers,
  ownerNumbers,
  ownerSeenBy,
  type ShownOwner,
} from "./core/kernel/inode/owner-numbers.ts";
export { procFile } from "./core/kernel/inode/proc-file.ts";
export type { GlobalSysctl, NamespacedSysctl, Sysctl } from "./core/kernel/inode/sysctl.ts";
export { type ContainerRoot, containerRoot, throughOverlay } from "./core/kernel/mounts/container-root.ts";
export { FILESYSTEM_TYPES, type FilesystemType } from "./core/kernel/mounts/filesystem-types.ts";
export { type IdmapMountOptions, idmapMount } from "./core/kernel/mounts/idmap-mount.ts";
export { type FilesystemMountOptions, mountFilesystem } from "./core/kernel/mounts/mount-filesystem.ts";
export { setHostName } from "./core/kernel/namespaces/host-name.ts";
export {
  NAMESPACE_KINDS,
  type NamespaceKind,
  OWNED_KINDS,
  type OwnedKind,
} from "./core/kernel/namespaces/namespace-kind.ts";
export { setNamespace, setNamespaceOf } from "./core/kernel/namespaces/set-namespace.ts";
export { setNamespacesOf } from "./core/kernel/namespaces/set-namespaces.ts";
export { writeTimeOffsets } from "./core/kernel/namespaces/time-offsets.ts";
export {
  type NamespaceCharges,
  type UnsharedNamespaces,
  unshareNamespaces,
} from "./core/kernel/namespaces/unshare-namespaces.ts";
export {
  bindPort,
  openRawSocket,
} from "./core/kernel/net/network.ts";
export {
  peerCredentials,
  type SentCredentials,
  sendCredentials,
  showCredentials,
} from "./core/kernel/net/peer-credentials.ts";
export { type PingGroups, setPingGroups } from "./core/kernel/net/ping-groups.ts";
export { accessProcess, PROCESS_ACCESSES, type ProcessAccess } from "./core/kernel/processes/access-process.ts";
export { controlProcess, PROCESS_CONTROLS, type ProcessControl } from "./core/kernel/processes/control-process.ts";
export type { ProcessAccessOptions } from "./core/kernel/processes/may-trace.ts";
export { sendSignal } from "./core/kernel/processes/send-signal.ts";
export type { RuleTable } from "./core/kernel/rules/rule-table.ts";
export type { RuleText, RuleTexts } from "./core/kernel/rules/rule-text.ts";
export { kernelRules, type Rule, type RuleChapterTexts } from "./core/kernel/rules/rules.ts";
export { openIdMap, readIdMap, showIdMap } from "./core/kernel/userns/id-map-file.ts";
export {
  NAMESPACE_WAYS,
  type NamespaceWay,
  setUserNamespace,
  setUserNamespaceOf,
} from "./core/kernel/userns/set-user-namespace.ts";
export {
  openSetgroups,
  writeSetgroups,
} from "./core/kernel/userns/setgroups-file.ts";
export { type Charges, type Counted, chargeUser } from "./core/kernel/userns/ucounts.ts";
export {
  type Unshared,
  unshareUserNamespace,
} from "./core/kernel/userns/unshare-user-namespace.ts";
export { type IdMapWriteOptions, writeIdMap } from "./core/kernel/userns/write-id-map.ts";
export type { HelperAsked, HelperCall } from "./core/userland/helper-asked.ts";
export { newgidmap, newuidmap } from "./core/userland/newuidmap.ts";
export { type HelperRun, runNewgidmap, runNewuidmap } from "./core/userland/run-newuidmap.ts";
export {
  checkRuncIdmapMount,
  checkRuncRootless,
  checkRuncUserNamespace,
  isInUserNamespace,
  type RuncFault,
  type RuncMount,
  type RuncRefusal,
  type RuncUserNamespace,
} from "./core/userland/runc.ts";
