/**
 * One kernel: namespaces, credentials, files, mounts and processes, and what it decides about them, with the reasons.
 *
 * @packageDocumentation
 */

export { accessFile, accessFileErrno, effectiveAccess, effectiveAccessErrno } from "./core/kernel/access-file.ts";
export {
  accessProcess,
  accessProcessErrno,
  PROCESS_ACCESSES,
  type ProcessAccess,
} from "./core/kernel/access-process.ts";
export type { Acl, AclEntry, NamedAclEntry, PlainAclEntry } from "./core/kernel/acl.ts";
export {
  ALL_CAPABILITIES,
  CAPABILITIES,
  type Capability,
  type CapabilitySet,
  capabilityNames,
  capabilitySet,
  formatCapabilities,
  parseCapabilities,
} from "./core/kernel/capability.ts";
export { type Charges, type Counted, chargeUser, chargeUserErrno } from "./core/kernel/charges.ts";
export { chmodFile, chmodFileErrno } from "./core/kernel/chmod-file.ts";
export { chownFile, chownFileErrno } from "./core/kernel/chown-file.ts";
export { type ContainerRoot, containerRoot, throughOverlay } from "./core/kernel/container-root.ts";
export {
  controlProcess,
  controlProcessErrno,
  PROCESS_CONTROLS,
  type ProcessControl,
} from "./core/kernel/control-process.ts";
export {
  createDirectory,
  createDirectoryErrno,
  createFile,
  createFileErrno,
  createNode,
  createNodeErrno,
  type NodeType,
} from "./core/kernel/create-file.ts";
export type { Allowed, Decision, Fact, Outcome, Refused, Step } from "./core/kernel/decision.ts";
export type { Errno } from "./core/kernel/errno.ts";
export { execFile, execFileErrno } from "./core/kernel/exec-file.ts";
export { explainRunc } from "./core/kernel/explain.ts";
export { explainDecision, explainStep } from "./core/kernel/explain-decision.ts";
export {
  existingDirectory,
  existingFile,
  type File,
  type FileCapability,
  type FileOptions,
  type FileType,
  type Layer,
} from "./core/kernel/file.ts";
export { type GivenCapability, setFileCapability, setFileCapabilityErrno } from "./core/kernel/file-capability.ts";
export { hasCapability, hasCapabilityErrno } from "./core/kernel/has-capability.ts";
export { openIdMap, openIdMapErrno, readIdMap, showIdMap } from "./core/kernel/id-map-file.ts";
export type { IdMapKind } from "./core/kernel/id-map-kind.ts";
export { type IdmapMountOptions, idmapMount, idmapMountErrno } from "./core/kernel/idmap-mount.ts";
export { DEFAULT_SETTINGS, type KernelSettings, type KernelVersion } from "./core/kernel/kernel-settings.ts";
export { linkFile, linkFileErrno } from "./core/kernel/link-file.ts";
export type { ProcessAccessOptions } from "./core/kernel/may-trace.ts";
export type { Access } from "./core/kernel/mode.ts";
export { createMount, type Mount, type MountOptions, type Superblock } from "./core/kernel/mount.ts";
export { mountFilesystem, mountFilesystemErrno } from "./core/kernel/mount-filesystem.ts";
export {
  bindPort,
  bindPortErrno,
  openRawSocket,
  openRawSocketErrno,
} from "./core/kernel/network.ts";
export { newuidmap, newuidmapErrno } from "./core/kernel/newuidmap.ts";
export { type OpenMode, openFile, openFileErrno } from "./core/kernel/open-file.ts";
export {
  peerCredentials,
  type SentCredentials,
  sendCredentials,
  sendCredentialsErrno,
  showCredentials,
} from "./core/kernel/peer-credentials.ts";
export { type PingGroups, setPingGroups, setPingGroupsErrno } from "./core/kernel/ping-groups.ts";
export { procFile } from "./core/kernel/proc-file.ts";
export {
  type Credentials,
  createProcess,
  type OwnedNamespace,
  type Process,
  type ProcessOptions,
  type Securebits,
} from "./core/kernel/process.ts";
export { type ProcessStatus, processStatus } from "./core/kernel/process-status.ts";
export { renameFile, renameFileErrno } from "./core/kernel/rename-file.ts";
export type { RuleTable, RuleText } from "./core/kernel/rules/rule-table.ts";
export { kernelRules, type Rule } from "./core/kernel/rules/rules.ts";
export {
  checkRuncIdmapMount,
  checkRuncRootless,
  checkRuncUserNamespace,
  isInUserNamespace,
  type RuncFault,
  type RuncMount,
  type RuncRefusal,
  type RuncUserNamespace,
} from "./core/kernel/runc.ts";
export { sendSignal, sendSignalErrno } from "./core/kernel/send-signal.ts";
export {
  setfsgid,
  setgid,
  setgidErrno,
  setregid,
  setregidErrno,
  setresgid,
  setresgidErrno,
} from "./core/kernel/set-group-id.ts";
export { setgroups, setgroupsErrno } from "./core/kernel/set-groups.ts";
export {
  setfsuid,
  setresuid,
  setresuidErrno,
  setreuid,
  setreuidErrno,
  setuid,
  setuidErrno,
} from "./core/kernel/set-user-id.ts";
export { setUserNamespace, setUserNamespaceErrno } from "./core/kernel/set-user-namespace.ts";
export {
  openSetgroups,
  openSetgroupsErrno,
  writeSetgroups,
  writeSetgroupsErrno,
} from "./core/kernel/setgroups-file.ts";
export { type FileStatus, ownerSeenBy, type ShownOwner, statFile, statFileErrno } from "./core/kernel/stat-file.ts";
export { unlinkFile, unlinkFileErrno } from "./core/kernel/unlink-file.ts";
export {
  type Unshared,
  unshareUserNamespace,
  unshareUserNamespaceErrno,
} from "./core/kernel/unshare-user-namespace.ts";
export {
  createUserNamespace,
  initialNamespace,
  type NamespaceLimits,
  type UserNamespace,
  type UserNamespaceOptions,
} from "./core/kernel/user-namespace.ts";
export { utimesFile, utimesFileErrno } from "./core/kernel/utimes-file.ts";
export { writeFile } from "./core/kernel/write-file.ts";
export { type IdMapWriteOptions, writeIdMap, writeIdMapErrno } from "./core/kernel/write-id-map.ts";
