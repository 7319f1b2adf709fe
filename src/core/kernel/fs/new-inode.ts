import { NO_ID } from "../../id/id.ts";
import { gidIn, uidIn } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { setDepth, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { FileType, Inode } from "../inode/file.ts";
import { groupOf, inodeGid, inodeUid } from "../inode/file-owner.ts";
import { inheritedFrom } from "../inode/inherited-acl.ts";
import { changesGroup, MAY_EXEC, MAY_WRITE, S_ISGID } from "../inode/mode.ts";
import { isSameMount } from "../inode/mount.ts";
import { inodePermission } from "../inode/permission.ts";
import { withoutForeignGroupBit } from "../inode/set-id-bits.ts";
import { directoryRules as rules } from "../rules/directory-rules.ts";

/** `may_create`: whether a process may add an entry to a directory whose path has been walked. */
export function mayAddEntry(trace: Trace, process: Credentials, directory: Inode): Errno | undefined {
  // Before any permission: the new inode needs an owner and a group that can be stored.
  const { mount } = directory;
  const { fsuid, fsgid } = process;
  const uid = inodeUid(mount, fsuid);
  const gid = inodeGid(mount, fsgid);
  const { userNamespace } = mount.superblock;
  // On an idmapped mount the map must have them; and in any case the namespace in which the filesystem was mounted.
  const storable = uidIn(userNamespace, uid) !== NO_ID && gidIn(userNamespace, gid) !== NO_ID;
  trace?.push(step(rules, "creator-on-disk", storable ? "passes" : "refuses", { fsuid, fsgid, uid, gid }));
  if (!storable) return "EOVERFLOW";
  return mayWriteEntries(trace, process, directory);
}

/** `do_linkat` and `do_renameat2`: both ends are on one mount. */
export function sameMount(trace: Trace, from: Inode, to: Inode): Errno | undefined {
  if (isSameMount(from.mount, to.mount)) return undefined;
  trace?.push(step(rules, "same-mount", "refuses", {}));
  return "EXDEV";
}

/** Write and search permission, for a directory whose path has been walked. */
export function mayWriteEntries(trace: Trace, process: Credentials, directory: Inode): Errno | undefined {
  if (trace === undefined) return inodePermission(trace, process, directory, MAY_WRITE | MAY_EXEC);
  const first = trace.length;
  trace.push(step(rules, "directory-write", "passes", {}));
  const errno = inodePermission(trace, process, directory, MAY_WRITE | MAY_EXEC);
  setDepth(trace, first, 1);
  return errno;
}

/** `inode_init_owner`: the inode that a process creates. */
export function newInode(trace: Trace, process: Credentials, directory: Inode, type: FileType, mode: number): Inode {
  const { mount } = directory;
  const inherits = (directory.mode & S_ISGID) !== 0;
  const uid = inodeUid(mount, process.fsuid);
  const gid = inherits ? directory.gid : inodeGid(mount, process.fsgid);
  trace?.push(step(rules, "new-owner", "changes", { uid, gid }));
  if (inherits) trace?.push(step(rules, "new-group-of-directory", "changes", { gid }));
  return {
    type,
    uid,
    gid,
    ...inheritedFrom(trace, directory, type, newMode(trace, process, directory, type, mode)),
    capability: undefined,
    immutable: false,
    sysctl: undefined,
    mount,
    directory,
    layer: undefined,
  };
}

/** `vfs_prepare_mode`: a directory passes its set-group-ID bit on; a program in it gets one only from a member of its group. */
function newMode(trace: Trace, process: Credentials, directory: Inode, type: FileType, mode: number): number {
  if ((directory.mode & S_ISGID) === 0) return mode;
  if (type === "directory") return mode | S_ISGID;
  return changesGroup(mode) ? withoutForeignGroupBit(trace, process, directory, groupOf(directory), mode) : mode;
}
