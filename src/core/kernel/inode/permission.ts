import { CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH } from "../credentials/capability-numbers.ts";
import { type Credentials, inGroup } from "../credentials/process.ts";
import { type Step, setDepth, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { permissionRules as rules } from "../rules/permission-rules.ts";
import { aclGrants } from "./acl.ts";
import { type Inode, isStored } from "./file.ts";
import { groupOf, hasUnmappedId, ownerOf } from "./file-owner.ts";
import { capableOver } from "./inode-capability.ts";
import { MAY_EXEC, MAY_READ, MAY_WRITE, S_IRWXG, S_IXUGO, showBits, showWant } from "./mode.ts";
import { sysctlGrants } from "./sysctl.ts";

/** `inode_permission`: whether a process may read, write or execute (search) a file that it has found. */
export function inodePermission(trace: Trace, process: Credentials, file: Inode, want: number): Errno | undefined {
  if ((want & MAY_WRITE) !== 0) {
    // open(2), EROFS: it is "a file on a read-only filesystem and write access was requested"; a device, a pipe or a
    // socket only has its name there.
    if (file.mount.superblock.readOnly && isStored(file)) return refused(trace, "read-only-filesystem", "EROFS");
    // ioctl_iflags(2): an immutable file cannot be written to, not even by the superuser.
    if (file.immutable) return refused(trace, "immutable-file", "EPERM");
    // A write changes the time stamps, and the kernel would have to store owners that it does not know. The mount decides
    // that, not the caller's namespace, and before any mode bit is looked at: even for root.
    if (hasUnmappedId(file)) {
      trace?.push(step(rules, "unmapped-inode", "refuses", { uid: file.uid, gid: file.gid }));
      return "EACCES";
    }
  }
  const { sysctl } = file;
  const granted =
    sysctl === undefined
      ? bitsGrant(trace, process, file, want) || overrides(trace, process, file, want)
      : sysctlGrants(trace, process, file, sysctl, want);
  return granted ? layerPermission(trace, file, want) : "EACCES";
}

/**
 * The second half of `ovl_permission`, and `ovl_open_realfile`: "Check overlay inode with the creds of task and
 * underlying inode with creds of mounter". The file's own permissions have been looked at.
 */
export function layerPermission(trace: Trace, { layer }: Inode, want: number): Errno | undefined {
  if (layer === undefined) return undefined;
  const { file, mounter } = layer;
  // What is written is a copy: "Make sure mounter can read file for copy up later". Devices, pipes and sockets are not copied.
  const copies = (want & MAY_WRITE) !== 0 && isStored(file);
  const asked = copies ? (want & ~MAY_WRITE) | MAY_READ : want;
  trace?.push(step(rules, "overlay-layer", "passes", { mounter: mounter.fsuid, want: showWant(asked) }));
  return inodePermission(trace, mounter, file, asked);
}

/** Refuses because of what a filesystem, a mount or a file is. */
export function refused(
  trace: Trace,
  rule: "read-only-filesystem" | "read-only-mount" | "immutable-file" | "program-on-noexec" | "device-on-nodev",
  errno: Errno,
): Errno {
  trace?.push(step(rules, rule, "refuses", {}));
  return errno;
}

/** `mnt_want_write`: whether something may be changed through a mount at all. */
export function mountForWriting(trace: Trace, { mount }: Inode): Errno | undefined {
  if (mount.superblock.readOnly) return refused(trace, "read-only-filesystem", "EROFS");
  return mount.readOnly ? refused(trace, "read-only-mount", "EROFS") : undefined;
}

/** Every directory on the path must be searchable; the last one is given, `undefined` when there is no path to walk. */
export function searchPath(trace: Trace, process: Credentials, directory: Inode | undefined): Errno | undefined {
  if (directory === undefined) return undefined;
  if (trace !== undefined) return searchTraced(trace, process, directory, 1);
  return searchPath(trace, process, directory.directory) ?? inodePermission(trace, process, directory, MAY_EXEC);
}

function searchTraced(trace: Step[], process: Credentials, directory: Inode, depth: number): Errno | undefined {
  const errno = directory.directory && searchTraced(trace, process, directory.directory, depth + 1);
  if (errno !== undefined) return errno;
  const first = trace.length;
  trace.push(
    step(rules, "path-search", "passes", {
      mode: directory.mode.toString(8).padStart(4, "0"),
      owner: ownerOf(directory),
      group: groupOf(directory),
    }),
  );
  const refusal = inodePermission(trace, process, directory, MAY_EXEC);
  setDepth(trace, first, depth);
  return refusal;
}

/** `acl_permission_check`: exactly one of owner, access control list, group and others is asked. */
function bitsGrant(trace: Trace, process: Credentials, file: Inode, want: number): boolean {
  const { mode, acl } = file;
  const { fsuid } = process;
  const owner = ownerOf(file);
  // What the owner's bits refuse, neither the list nor the group grants.
  if (owner === fsuid) {
    const bits = (mode >> 6) & 7;
    const granted = (bits & want) === want;
    trace?.push(
      step(rules, "owner-bits", granted ? "grants" : "refuses", { fsuid, bits: showBits(bits), want: showWant(want) }),
    );
    return granted;
  }
  trace?.push(step(rules, "owner-bits", "skips", { fsuid, owner }));
  // Where a list exists, the group bits of the mode are its mask. If they are all off, no entry could grant anything, and
  // the list is passed over.
  if (acl !== undefined && (mode & S_IRWXG) !== 0) return aclGrants(trace, process, file, acl, want);
  const group = groupOf(file);
  if (inGroup(process, group)) {
    const bits = (mode >> 3) & 7;
    const granted = (bits & want) === want;
    trace?.push(
      step(rules, "group-bits", granted ? "grants" : "refuses", { group, bits: showBits(bits), want: showWant(want) }),
    );
    return granted;
  }
  trace?.push(step(rules, "group-bits", "skips", { group }));
  const bits = mode & 7;
  const granted = (bits & want) === want;
  trace?.push(
    step(rules, "other-bits", granted ? "grants" : "refuses", { bits: showBits(bits), want: showWant(want) }),
  );
  return granted;
}

/** `generic_permission`, where the bits said no: the two capabilities that override them. */
function overrides(trace: Trace, process: Credentials, file: Inode, want: number): boolean {
  if (file.type === "directory") {
    // "The CAP_DAC_READ_SEARCH capability grants read and search permission on directories", which is all but writing.
    if ((want & MAY_WRITE) === 0 && capableOver(trace, process, file, CAP_DAC_READ_SEARCH)) return true;
    return capableOver(trace, process, file, CAP_DAC_OVERRIDE);
  }
  // "The CAP_DAC_READ_SEARCH capability grants … read permission on ordinary files": on nothing but reading.
  if (want === MAY_READ && capableOver(trace, process, file, CAP_DAC_READ_SEARCH)) return true;
  if ((want & MAY_EXEC) === 0 || (file.mode & S_IXUGO) !== 0)
    return capableOver(trace, process, file, CAP_DAC_OVERRIDE);
  trace?.push(step(rules, "capability-override", "skips", {}));
  return false;
}
