import type { HostId } from "../../id/id.ts";
import { CAP_FSETID } from "../credentials/capability-numbers.ts";
import { type Credentials, inGroup } from "../credentials/process.ts";
import { step, type Trace } from "../decision/decision.ts";
import { ownershipRules as rules } from "../rules/ownership-rules.ts";
import { permissionRules } from "../rules/permission-rules.ts";
import type { Inode } from "./file.ts";
import { groupOf } from "./file-owner.ts";
import { capableOver } from "./inode-capability.ts";
import { changesGroup, S_ISGID, S_ISUID } from "./mode.ts";

/** `in_group_or_capable`: whether a process may leave the set-group-ID bit on. */
export function inGroupOrCapable(trace: Trace, process: Credentials, file: Inode, group: HostId): boolean {
  return inGroup(process, group) || capableOver(trace, process, file, CAP_FSETID);
}

/** `setattr_should_drop_suidgid`: the set-ID bits that a change of owner or contents takes away, 0 for none. */
export function droppedBits(trace: Trace, process: Credentials, file: Inode): number {
  const { mode } = file;
  if ((mode & S_ISGID) === 0) return mode & S_ISUID;
  // stat(2)/inode(7): without the group's execute bit the set-group-ID bit once meant mandatory locking; a member of the
  // group keeps it.
  const groupGoes = changesGroup(mode) || !inGroupOrCapable(trace, process, file, groupOf(file));
  return (mode & S_ISUID) | (groupGoes ? S_ISGID : 0);
}

/** Takes the set-group-ID bit off a mode when the process may not leave it on. */
export function withoutForeignGroupBit(
  trace: Trace,
  process: Credentials,
  file: Inode,
  group: HostId,
  mode: number,
): number {
  if ((mode & S_ISGID) === 0 || inGroupOrCapable(trace, process, file, group)) return mode;
  trace?.push(step(rules, "set-group-id-dropped", "changes", { group }));
  return mode & ~S_ISGID;
}

/**
 * `setattr_prepare` and `setattr_copy` in the upper layer of an overlay: whoever mounted it is asked about the
 * set-group-ID bit, for the file as it was and as it is.
 */
export function withoutMountersGroupBit(trace: Trace, before: Inode, after: Inode, mode: number): number {
  const { layer } = before;
  if (layer === undefined || (mode & S_ISGID) === 0) return mode;
  const { mounter } = layer;
  trace?.push(step(permissionRules, "overlay-attributes", "passes", { mounter: mounter.fsuid }));
  const group = groupOf(after);
  return withoutForeignGroupBit(
    trace,
    mounter,
    after,
    group,
    withoutForeignGroupBit(trace, mounter, before, group, mode),
  );
}

/** Writes a mode as chmod(1) takes it. */
export function showMode(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
