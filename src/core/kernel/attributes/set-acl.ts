import { type ContainerId, NO_ID } from "../../id/id.ts";
import { checkInteger } from "../../id/integer.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectArray, expectObject, expectOneOf } from "../../misuse/misuse.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { gidIn, kgidOf, kuidOf, uidIn } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { Acl, NamedAclEntry, PlainAclEntry } from "../inode/acl.ts";
import { inUpperLayer, mayCopyUp } from "../inode/copy-up.ts";
import { expectFile, type Inode, LIST_EXAMPLE } from "../inode/file.ts";
import { groupOf, inodeGid, inodeUid } from "../inode/file-owner.ts";
import { modeOfAcl, saysMoreThanMode } from "../inode/inherited-acl.ts";
import { ownsOrCapable } from "../inode/inode-capability.ts";
import { mountForWriting, searchPath } from "../inode/permission.ts";
import { showMode, withoutForeignGroupBit } from "../inode/set-id-bits.ts";
import { attributeRules as rules } from "../rules/attribute-rules.ts";
import { isWellFormed } from "./acl-form.ts";
import { mayWriteAttributes } from "./write-attribute.ts";

/** Which list of a file: the one that guards it, or the one of a directory that what is made in it begins with. */
export type AclKind = "access" | "default";

/** An entry for one user or one group, whose ID is the one that the process sees. */
export interface GivenAclEntry extends Omit<NamedAclEntry, "id"> {
  /** The ID, as the process sees it. */
  readonly id: ContainerId;
}

/** A list as setfacl(1) gives it, its entries in the order of acl(5). */
export type GivenAcl = readonly (PlainAclEntry | GivenAclEntry)[];

/**
 * Decides whether a process may set an access control list of a file, or take it away.
 *
 * @param process - who asks, with its credentials
 * @param file - the file, with the directories on the path to it if it has any
 * @param kind - which list
 * @param acl - the whole list, with the IDs as the process sees them; `undefined`, or no entries, takes the list away
 * @returns the decision; its value is the file afterwards, whose mode follows the list. EINVAL: an ID that is not mapped in
 * the process's namespace, or that the mount cannot store, or a list without the entries that each has. EPERM: not the
 * owner, or the mount cannot express whose file it is. EACCES: a default list for what is no directory. EOPNOTSUPP: a
 * symbolic link that is not followed
 * @throws TypeError when an entry has a tag or numbers that are none.
 * @remarks setfacl(1), acl(5); `vfs_set_acl` and `set_posix_acl` in `fs/posix_acl.c`.
 * @example
 * ```ts
 * import { createProcess, existingFile, setAcl } from "userns-sim/kernel";
 *
 * const user = createProcess({ uid: 1000, gid: 1000 });
 * const notes = existingFile({ uid: 1000, gid: 1000, mode: 0o640 });
 * const after = setAcl(user, notes, "access", [
 *   { tag: "owner", permissions: 6 },
 *   { tag: "user", id: 1001, permissions: 6 },
 *   { tag: "owning-group", permissions: 4 },
 *   { tag: "mask", permissions: 6 },
 *   { tag: "other", permissions: 0 },
 * ]).value;
 * after?.mode; // => 0o660
 * setAcl(createProcess({ uid: 1001 }), notes, "access", undefined).errno; // => "EPERM"
 * ```
 */
export function setAcl(process: Credentials, file: Inode, kind: AclKind, acl: GivenAcl | undefined): Decision<Inode> {
  expectArguments(process, file, kind, acl);
  const steps: Step[] = [];
  return conclude(steps, maySetAcl(steps, process, file, kind, acl), () => {
    const list = acl && acl.length > 0 ? inInode(process, file, acl) : undefined;
    const upper = inUpperLayer(file);
    return kind === "default" ? { ...upper, defaultAcl: list } : listed(steps, process, upper, list);
  });
}

/** Answers {@link setAcl} with the errno alone, `undefined` when it may. */
export function setAclErrno(
  process: Credentials,
  file: Inode,
  kind: AclKind,
  acl: GivenAcl | undefined,
): Errno | undefined {
  expectArguments(process, file, kind, acl);
  return maySetAcl(undefined, process, file, kind, acl);
}

function maySetAcl(
  trace: Trace,
  process: Credentials,
  file: Inode,
  kind: AclKind,
  acl: GivenAcl = [],
): Errno | undefined {
  const errno =
    searchPath(trace, process, file.directory) ??
    mountForWriting(trace, file) ??
    areMapped(trace, process, acl) ??
    mayWriteAttributes(trace, file);
  if (errno !== undefined) return errno;
  if (file.type === "symlink") {
    trace?.push(step(rules, "acl-of-link", "refuses", {}));
    return "EOPNOTSUPP";
  }
  if (kind === "default" && file.type !== "directory") {
    trace?.push(step(rules, "acl-default-of-directory", acl.length === 0 ? "grants" : "refuses", {}));
    return acl.length === 0 ? undefined : "EACCES";
  }
  trace?.push(step(rules, "acl-owner", "passes", {}));
  if (!ownsOrCapable(trace, process, file)) return "EPERM";
  return canStore(trace, process, file, acl) ?? mayCopyUp(trace, file) ?? mounterMaySet(trace, file);
}

/** `posix_acl_from_xattr`. */
function areMapped(trace: Trace, { userNamespace }: Credentials, acl: GivenAcl): Errno | undefined {
  for (const entry of acl) {
    if (!("id" in entry)) continue;
    const { tag, id } = entry;
    if ((tag === "user" ? kuidOf : kgidOf)(userNamespace, id) !== NO_ID) continue;
    trace?.push(step(rules, "acl-argument", "refuses", { kind: tag, id, namespace: userNamespace.id }));
    return "EINVAL";
  }
  return undefined;
}

/** `posix_acl_valid`, after the IDs have become those of the inode. */
function canStore(trace: Trace, process: Credentials, file: Inode, acl: GivenAcl): Errno | undefined {
  if (acl.length === 0) return undefined;
  if (!isWellFormed(acl)) {
    trace?.push(step(rules, "acl-form", "refuses", {}));
    return "EINVAL";
  }
  const { userNamespace } = file.mount.superblock;
  for (const [at, entry] of inInode(process, file, acl).entries()) {
    if (!("id" in entry)) continue;
    if ((entry.tag === "user" ? uidIn : gidIn)(userNamespace, entry.id) !== NO_ID) continue;
    trace?.push(step(rules, "acl-in-inode", "refuses", { kind: entry.tag, id: (acl[at] as GivenAclEntry).id }));
    return "EINVAL";
  }
  return undefined;
}

/** `ovl_set_or_remove_acl`: the list of the copy is set by who mounted the overlay. */
function mounterMaySet(trace: Trace, file: Inode): Errno | undefined {
  if (file.layer === undefined) return undefined;
  return ownsOrCapable(trace, file.layer.mounter, file) ? undefined : "EPERM";
}

/** `vfs_set_acl_idmapped_mnt`: the list as the inode has it. */
function inInode({ userNamespace }: Credentials, { mount }: Inode, acl: GivenAcl): Acl {
  return acl.map((entry) => {
    if (!("id" in entry)) return entry;
    const { tag, id } = entry;
    const inode =
      tag === "user" ? inodeUid(mount, kuidOf(userNamespace, id)) : inodeGid(mount, kgidOf(userNamespace, id));
    return { ...entry, id: inode };
  });
}

/** `posix_acl_update_mode`: a list that says no more than the mode is only a mode. */
function listed(trace: Trace, process: Credentials, file: Inode, acl: Acl | undefined): Inode {
  // `simple_set_acl` of tmpfs looks at the set-group-ID bit also where the list goes; the filesystems of disks do not.
  const looksAtMode = acl !== undefined || file.mount.superblock.type === "tmpfs";
  const bits = acl === undefined ? file.mode : (file.mode & ~0o777) | modeOfAcl(acl);
  const mode = looksAtMode ? withoutForeignGroupBit(trace, process, file, groupOf(file), bits) : bits;
  if (mode !== file.mode)
    trace?.push(step(rules, "acl-mode", "changes", { before: showMode(file.mode), after: showMode(mode) }));
  return { ...file, mode, acl: acl !== undefined && saysMoreThanMode(acl) ? acl : undefined };
}

function expectArguments(process: Credentials, file: Inode, kind: AclKind, acl: GivenAcl | undefined): void {
  expectProcess("setAcl", "process", process);
  expectFile("setAcl", "file", file);
  expectOneOf("setAcl", "kind", kind, ["access", "default"]);
  if (acl === undefined) return;
  expectArray("setAcl", "acl", acl, LIST_EXAMPLE);
  for (const entry of acl) {
    expectObject("setAcl", "an entry", entry, 'an object such as { tag: "other", permissions: 4 }');
    expectOneOf("setAcl", "the tag", entry.tag, ["owner", "user", "owning-group", "group", "mask", "other"]);
    checkInteger("setAcl", "the permissions", entry.permissions, 0, 7);
    if (entry.tag === "user" || entry.tag === "group") checkUint32("setAcl", "the ID", entry.id);
  }
}
