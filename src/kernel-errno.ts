/**
 * The questions of `userns-sim/kernel`, answered with the errno alone: the same names, the same arguments, no steps.
 *
 * Each function gives `undefined` when the process may, else the name of the error, and decides as its namesake does:
 * the two share their code. Without the steps it is about five times as fast, for fuzzing and for large tables.
 *
 * @example
 * ```ts
 * import { createProcess, existingFile } from "userns-sim/kernel";
 * import { openFile } from "userns-sim/kernel/errno";
 *
 * const motd = existingFile({ mode: 0o644 });
 * openFile(createProcess({ uid: 1000 }), motd, "w"); // => "EACCES"
 * openFile(createProcess({ uid: 1000 }), motd, "r"); // => undefined
 * ```
 */

export { accessAttributeErrno as accessAttribute } from "./core/kernel/attributes/access-attribute.ts";
export { setFileCapabilityErrno as setFileCapability } from "./core/kernel/attributes/file-capability.ts";
export { setAclErrno as setAcl } from "./core/kernel/attributes/set-acl.ts";
export {
  readFileCapabilityErrno as readFileCapability,
  removeFileCapabilityErrno as removeFileCapability,
} from "./core/kernel/attributes/shown-capability.ts";
export { hasCapabilityErrno as hasCapability } from "./core/kernel/credentials/has-capability.ts";
export { execFileErrno as execFile } from "./core/kernel/exec/exec-file.ts";
export { execScriptErrno as execScript } from "./core/kernel/exec/exec-script.ts";
export {
  accessFileErrno as accessFile,
  effectiveAccessErrno as effectiveAccess,
} from "./core/kernel/fs/access-file.ts";
export { chmodFileErrno as chmodFile } from "./core/kernel/fs/chmod-file.ts";
export { chownFileErrno as chownFile } from "./core/kernel/fs/chown-file.ts";
export {
  createDirectoryErrno as createDirectory,
  createFileErrno as createFile,
  mknodErrno as mknod,
} from "./core/kernel/fs/create-file.ts";
export { followLinkErrno as followLink } from "./core/kernel/fs/follow-link.ts";
export { linkFileErrno as linkFile } from "./core/kernel/fs/link-file.ts";
export { openFileErrno as openFile } from "./core/kernel/fs/open-file.ts";
export { renameFileErrno as renameFile } from "./core/kernel/fs/rename-file.ts";
export { statFileErrno as statFile } from "./core/kernel/fs/stat-file.ts";
export { unlinkFileErrno as unlinkFile } from "./core/kernel/fs/unlink-file.ts";
export { utimesFileErrno as utimesFile } from "./core/kernel/fs/utimes-file.ts";
export {
  setgidErrno as setgid,
  setregidErrno as setregid,
  setresgidErrno as setresgid,
} from "./core/kernel/identity/set-group-id.ts";
export { setgroupsErrno as setgroups } from "./core/kernel/identity/set-groups.ts";
export {
  setresuidErrno as setresuid,
  setreuidErrno as setreuid,
  setuidErrno as setuid,
} from "./core/kernel/identity/set-user-id.ts";
export { idmapMountErrno as idmapMount } from "./core/kernel/mounts/idmap-mount.ts";
export { mountFilesystemErrno as mountFilesystem } from "./core/kernel/mounts/mount-filesystem.ts";
export { setHostNameErrno as setHostName } from "./core/kernel/namespaces/host-name.ts";
export {
  setNamespaceErrno as setNamespace,
  setNamespaceOfErrno as setNamespaceOf,
} from "./core/kernel/namespaces/set-namespace.ts";
export { setNamespacesOfErrno as setNamespacesOf } from "./core/kernel/namespaces/set-namespaces.ts";
export { writeTimeOffsetsErrno as writeTimeOffsets } from "./core/kernel/namespaces/time-offsets.ts";
export { unshareNamespacesErrno as unshareNamespaces } from "./core/kernel/namespaces/unshare-namespaces.ts";
export { bindPortErrno as bindPort, openRawSocketErrno as openRawSocket } from "./core/kernel/net/network.ts";
export { sendCredentialsErrno as sendCredentials } from "./core/kernel/net/peer-credentials.ts";
export { setPingGroupsErrno as setPingGroups } from "./core/kernel/net/ping-groups.ts";
export { accessProcessErrno as accessProcess } from "./core/kernel/processes/access-process.ts";
export { controlProcessErrno as controlProcess } from "./core/kernel/processes/control-process.ts";
export { sendSignalErrno as sendSignal } from "./core/kernel/processes/send-signal.ts";
export { openIdMapErrno as openIdMap } from "./core/kernel/userns/id-map-file.ts";
export {
  setUserNamespaceErrno as setUserNamespace,
  setUserNamespaceOfErrno as setUserNamespaceOf,
} from "./core/kernel/userns/set-user-namespace.ts";
export {
  openSetgroupsErrno as openSetgroups,
  writeSetgroupsErrno as writeSetgroups,
} from "./core/kernel/userns/setgroups-file.ts";
export { chargeUserErrno as chargeUser } from "./core/kernel/userns/ucounts.ts";
export { unshareUserNamespaceErrno as unshareUserNamespace } from "./core/kernel/userns/unshare-user-namespace.ts";
export { writeIdMapErrno as writeIdMap } from "./core/kernel/userns/write-id-map.ts";
export { newgidmapErrno as newgidmap, newuidmapErrno as newuidmap } from "./core/userland/newuidmap.ts";
