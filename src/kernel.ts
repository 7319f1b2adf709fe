/**
 * One kernel: namespaces, credentials, files, mounts and processes, and what it decides about them, with the reasons.
 *
 * @packageDocumentation
 */

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
export { hasCapability, hasCapabilityErrno } from "./core/kernel/credentials/has-capability.ts";
export type { IdMapKind } from "./core/kernel/credentials/id-map-kind.ts";
export {
  type Credentials,
  createProcess,
  type OwnedNamespace,
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
export type { Allowed, Decision, Fact, Outcome, Refused, Step } from "./core/kernel/decision/decision.ts";
export type { Errno } from "./core/kernel/decision/errno.ts";
export { explainDecision, explainStep } from "./core/kernel/decision/explain-decision.ts";
export { DEFAULT_SETTINGS, type KernelSettings, type KernelVersion } from "./core/kernel/decision/kernel-settings.ts";
export { execFile, execFileErrno } from "./core/kernel/exec/exec-file.ts";
export { accessFile, accessFileErrno, effectiveAccess, effectiveAccessErrno } from "./core/kernel/fs/access-file.ts";
export { chmodFile, chmodFileErrno } from "./core/kernel/fs/chmod-file.ts";
export { chownFile, chownFileErrno } from "./core/kernel/fs/chown-file.ts";
export {
  createDirectory,
  createDirectoryErrno,
  createFile,
  createFileErrno,
  createNode,
  createNodeErrno,
  type NodeType,
} from "./core/kernel/fs/create-file.ts";
export { type GivenCapability, setFileCapability, setFileCapabilityErrno } from "./core/kernel/fs/file-capability.ts";
export { linkFile, linkFileErrno } from "./core/kernel/fs/link-file.ts";
export { type OpenMode, openFile, openFileErrno } from "./core/kernel/fs/open-file.ts";
export { renameFile, renameFileErrno } from "./core/kernel/fs/rename-file.ts";
export { type FileStatus, ownerSeenBy, type ShownOwner, statFile, statFileErrno } from "./core/kernel/fs/stat-file.ts";
export { unlinkFile, unlinkFileErrno } from "./core/kernel/fs/unlink-file.ts";
export { utimesFile, utimesFileErrno } from "./core/kernel/fs/utimes-file.ts";
export { writeFile } from "./core/kernel/fs/write-file.ts";
export {
  setfsgid,
  setgid,
  setgidErrno,
  setregid,
  setregidErrno,
  setresgid,
  setresgidErrno,
} from "./core/kernel/identity/set-group-id.ts";
export { setgroups, setgroupsErrno } from "./core/kernel/identity/set-groups.ts";
export {
  setfsuid,
  setresuid,
  setresuidErrno,
  setreuid,
  setreuidErrno,
  setuid,
  setuidErrno,
} from "./core/kernel/identity/set-user-id.ts";
export type { Acl, AclEntry, NamedAclEntry, PlainAclEntry } from "./core/kernel/inode/acl.ts";
export {
  existingDirectory,
  existingFile,
  type File,
  type FileCapability,
  type FileOptions,
  type FileType,
  type Layer,
} from "./core/kernel/inode/file.ts";
export type { Access } from "./core/kernel/inode/mode.ts";
export { createMount, type Mount, type MountOptions, type Superblock } from "./core/kernel/inode/mount.ts";
export { procFile } from "./core/kernel/inode/proc-file.ts";
export { type ContainerRoot, containerRoot, throughOverlay } from "./core/kernel/mounts/container-root.ts";
export { type IdmapMountOptions, idmapMount, idmapMountErrno } from "./core/kernel/mounts/idmap-mount.ts";
export { mountFilesystem, mountFilesystemErrno } from "./core/kernel/mounts/mount-filesystem.ts";
export {
  bindPort,
  bindPortErrno,
  openRawSocket,
  openRawSocketErrno,
} from "./core/kernel/net/network.ts";
export {
  peerCredentials,
  type SentCredentials,
  sendCredentials,
  sendCredentialsErrno,
  showCredentials,
} from "./core/kernel/net/peer-credentials.ts";
export { type PingGroups, setPingGroups, setPingGroupsErrno } from "./core/kernel/net/ping-groups.ts";
export { accessProcess, accessProcessErrno, type ProcessAccess } from "./core/kernel/processes/access-process.ts";
export { controlProcess, controlProcessErrno, type ProcessControl } from "./core/kernel/processes/control-process.ts";
export type { ProcessAccessOptions } from "./core/kernel/processes/may-trace.ts";
export { sendSignal, sendSignalErrno } from "./core/kernel/processes/send-signal.ts";
export type { RuleTable, RuleText } from "./core/kernel/rules/rule-table.ts";
export { kernelRules, type Rule } from "./core/kernel/rules/rules.ts";
export { openIdMap, openIdMapErrno, readIdMap, showIdMap } from "./core/kernel/userns/id-map-file.ts";
export { setUserNamespace, setUserNamespaceErrno } from "./core/kernel/userns/set-user-namespace.ts";
export {
  openSetgroups,
  openSetgroupsErrno,
  writeSetgroups,
  writeSetgroupsErrno,
} from "./core/kernel/userns/setgroups-file.ts";
export { type Charges, type Counted, chargeUser, chargeUserErrno } from "./core/kernel/userns/ucounts.ts";
export {
  type Unshared,
  unshareUserNamespace,
  unshareUserNamespaceErrno,
} from "./core/kernel/userns/unshare-user-namespace.ts";
export { type IdMapWriteOptions, writeIdMap, writeIdMapErrno } from "./core/kernel/userns/write-id-map.ts";
export { explainRunc } from "./core/userland/explain.ts";
export { newuidmap, newuidmapErrno } from "./core/userland/newuidmap.ts";
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
