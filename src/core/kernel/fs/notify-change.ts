import { type HostId, NO_ID } from "../../id/id.ts";
import { CAP_CHOWN } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { type Credentials, inGroup } from "../credentials/process.ts";
import { type Facts, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import type { Inode } from "../inode/file.ts";
import { groupOf, inodeGid, inodeUid, ownerOf } from "../inode/file-owner.ts";
import { capableOver, ownsOrCapable } from "../inode/inode-capability.ts";
import { refused } from "../inode/permission.ts";
import { showMode } from "../inode/set-id-bits.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";

/** `ext4_setattr` and `f2fs_setattr` refuse for an immutable file what the calls let through: a change of the change time. */
const CHECKS_IMMUTABLE: readonly string[] = ["ext3", "ext4", "f2fs"];

/** What one of the calls chown(2), chmod(2) and utimensat(2) wants to change: the kernel's `struct iattr`. */
export interface Change {
  /** The new owner to the kernel. */
  readonly owner: HostId | undefined;
  /** The new group to the kernel. */
  readonly group: HostId | undefined;
  readonly mode: number | undefined;
  /** Whether the times are set to given values. */
  readonly times: boolean;
}

/** `notify_change` and `setattr_prepare`: whether the attributes of a file may be changed so. */
export function mayChange(trace: Trace, process: Credentials, file: Inode, change: Change): Errno | undefined {
  const { owner, group, mode, times } = change;
  // First what can be stored: EOVERFLOW comes before every question of permission.
  const errno = canStore(trace, file, owner, group);
  if (errno !== undefined) return errno;
  if (file.immutable && CHECKS_IMMUTABLE.includes(file.mount.superblock.type))
    return refused(trace, "immutable-file", "EPERM");
  if (file.sysctl !== undefined && (owner ?? group ?? mode) !== undefined) {
    trace?.push(step(rules, "sysctl-attributes", "refuses", {}));
    return "EPERM";
  }
  if (owner !== undefined && !mayGiveAway(trace, process, file, owner)) return "EPERM";
  if (group !== undefined && !mayRegroup(trace, process, file, group)) return "EPERM";
  if (mode !== undefined) {
    trace?.push(step(rules, "mode-owner", "passes", { mode: showMode(mode) }));
    if (!ownsOrCapable(trace, process, file)) return "EPERM";
  }
  if (!times) return undefined;
  trace?.push(step(rules, "attribute-owner", "passes", {}));
  return ownsOrCapable(trace, process, file) ? undefined : "EPERM";
}

function canStore(trace: Trace, file: Inode, owner: HostId | undefined, group: HostId | undefined): Errno | undefined {
  // The new IDs need a number on the filesystem …
  if (owner !== undefined && inodeUid(file.mount, owner) === NO_ID)
    return overflow(trace, "chown-target-in-inode", { side: "owner", kernelId: owner });
  if (group !== undefined && inodeGid(file.mount, group) === NO_ID)
    return overflow(trace, "chown-target-in-inode", { side: "group", kernelId: group });
  // … and the old ones a meaning, unless they are being replaced.
  if (owner === undefined && ownerOf(file) === NO_ID)
    return overflow(trace, "unmapped-owner-kept", { side: "owner", id: file.uid });
  if (group === undefined && groupOf(file) === NO_ID)
    return overflow(trace, "unmapped-owner-kept", { side: "group", id: file.gid });
  return undefined;
}

function overflow(trace: Trace, rule: "chown-target-in-inode" | "unmapped-owner-kept", facts: Facts): Errno {
  trace?.push(step(rules, rule, "refuses", facts));
  return "EOVERFLOW";
}

/** `chown_ok`. */
function mayGiveAway(trace: Trace, process: Credentials, file: Inode, to: HostId): boolean {
  const owner = ownerOf(file);
  // The owner may set the owner to what it is …
  if (owner === process.fsuid && to === owner) {
    trace?.push(step(rules, "chown-owner", "grants", { owner }));
    return true;
  }
  // … and "only a privileged process … may change the owner of a file": giving files away is not for users.
  trace?.push(step(rules, "chown-owner", "skips", {}));
  return capableOver(trace, process, file, CAP_CHOWN) || mayRepair(trace, process, file, "owner", owner, file.uid);
}

/** `chgrp_ok`. */
function mayRegroup(trace: Trace, process: Credentials, file: Inode, to: HostId): boolean {
  const owner = ownerOf(file);
  const group = groupOf(file);
  if (owner === process.fsuid && (to === group || inGroup(process, to))) {
    trace?.push(step(rules, "chown-group", "grants", { group: to }));
    return true;
  }
  trace?.push(
    step(rules, "chown-group", "skips", {
      why: owner === process.fsuid ? "owner-not-in-group" : "not-owner",
    }),
  );
  return capableOver(trace, process, file, CAP_CHOWN) || mayRepair(trace, process, file, "group", group, file.gid);
}

/** The last clause of both: whoever has CAP_CHOWN where the filesystem was mounted may replace an ID that means nothing. */
function mayRepair(
  trace: Trace,
  process: Credentials,
  file: Inode,
  side: "owner" | "group",
  kernelId: HostId,
  id: HostId,
): boolean {
  if (kernelId !== NO_ID) return false;
  trace?.push(step(rules, "chown-repair", "passes", { side, id }));
  return nsCapable(trace, process, file.mount.superblock.userNamespace, CAP_CHOWN);
}
