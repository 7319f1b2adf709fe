import { type ContainerId, type HostId, NO_ID } from "../../id/id.ts";
import { CAP_SETGID, CAP_SETUID } from "../credentials/capability-numbers.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { kgidOf, kuidOf } from "../credentials/kernel-ids.ts";
import type { Process } from "../credentials/process.ts";
import { step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { identityRules as rules } from "../rules/identity-rules.ts";

/** The IDs of one side: the user IDs of a process, or its group IDs. */
export interface Ids {
  readonly real: HostId;
  readonly effective: HostId;
  readonly saved: HostId;
  /** The ID for files. */
  readonly file: HostId;
}

/** Which side a call is about. The rules are the same, letter by letter. */
export type Side = "user" | "group";

export function idsOf(process: Process, side: Side): Ids {
  return side === "user"
    ? { real: process.ruid, effective: process.euid, saved: process.suid, file: process.fsuid }
    : { real: process.rgid, effective: process.egid, saved: process.sgid, file: process.fsgid };
}

/** `setuid`, `setgid`. */
export function setId(trace: Trace, process: Process, side: Side, id: ContainerId): Ids | Errno {
  const kernelId = argument(trace, process, side, id);
  if (kernelId === NO_ID) return "EINVAL";
  const ids = idsOf(process, side);
  // setuid(2): "If the calling process is privileged …, the real UID and saved set-user-ID are also set."
  if (isPrivileged(trace, process, side))
    return { real: kernelId, effective: kernelId, saved: kernelId, file: kernelId };
  // setuid(2), EPERM: "uid does not match the real UID or saved set-user-ID of the calling process." Not the effective one.
  if (!isOwn(trace, kernelId, kernelId === ids.real || kernelId === ids.saved)) return "EPERM";
  return { ...ids, effective: kernelId, file: kernelId };
}

/** `setreuid`, `setregid`: 4294967295 keeps an ID. */
export function setRealAndEffective(
  trace: Trace,
  process: Process,
  side: Side,
  real: ContainerId,
  effective: ContainerId,
): Ids | Errno {
  const ids = idsOf(process, side);
  const newReal = argumentOr(trace, process, side, real, ids.real);
  const newEffective = argumentOr(trace, process, side, effective, ids.effective);
  if (newReal === NO_ID || newEffective === NO_ID) return "EINVAL";
  // setreuid(2): "Unprivileged users may only set the real user ID to the real user ID or the effective user ID."
  if (real !== NO_ID && !mayTake(trace, process, side, newReal, newReal === ids.real || newReal === ids.effective))
    return "EPERM";
  // setreuid(2): "Unprivileged processes may only set the effective user ID to the real user ID, the effective user ID, or
  // the saved set-user-ID."
  if (effective !== NO_ID && !mayTake(trace, process, side, newEffective, isAnyOf(ids, newEffective))) return "EPERM";
  if (real === NO_ID && effective === NO_ID) trace?.push(step(rules, "no-id-given", "grants", {}));
  // "If the real user ID is set (i.e., ruid is not -1) or the effective user ID is set to a value not equal to the previous
  // real user ID, the saved set-user-ID will be set to the new effective user ID."
  const saves = real !== NO_ID || (effective !== NO_ID && newEffective !== ids.real);
  return { real: newReal, effective: newEffective, saved: saves ? newEffective : ids.saved, file: newEffective };
}

/** `setresuid`, `setresgid`: 4294967295 keeps an ID. */
export function setAllThree(
  trace: Trace,
  process: Process,
  side: Side,
  real: ContainerId,
  effective: ContainerId,
  saved: ContainerId,
): Ids | Errno {
  const ids = idsOf(process, side);
  const next = {
    real: argumentOr(trace, process, side, real, ids.real),
    effective: argumentOr(trace, process, side, effective, ids.effective),
    saved: argumentOr(trace, process, side, saved, ids.saved),
  };
  if (next.real === NO_ID || next.effective === NO_ID || next.saved === NO_ID) return "EINVAL";
  // A call that changes nothing leaves the file ID as setfsuid(2) left it; it counts only where the effective ID is named.
  const file = effective === NO_ID ? ids.file : next.effective;
  if (next.real === ids.real && next.effective === ids.effective && next.saved === ids.saved && file === ids.file) {
    trace?.push(step(rules, "nothing-new", "grants", {}));
    return ids;
  }
  // setresuid(2): "An unprivileged process may change its real UID, effective UID, and saved set-user-ID, each to one of:
  // the current real UID, the current effective UID, or the current saved set-user-ID."
  for (const id of [next.real, next.effective, next.saved])
    if (!mayTake(trace, process, side, id, isAnyOf(ids, id))) return "EPERM";
  // setresuid(2): "the filesystem UID is always set to the same value as the (possibly new) effective UID."
  return { ...next, file: next.effective };
}

/** `setfsuid`, `setfsgid`: the IDs stay when it is not allowed. */
export function setFileId(trace: Trace, process: Process, side: Side, id: ContainerId): Ids {
  const ids = idsOf(process, side);
  const kernelId = argument(trace, process, side, id);
  // setfsuid(2): it succeeds "only if the caller is the superuser or if fsuid matches either the caller's real user ID,
  // effective user ID, saved set-user-ID, or current filesystem user ID".
  const own = isAnyOf(ids, kernelId) || kernelId === ids.file;
  const allowed = kernelId !== NO_ID && mayTake(trace, process, side, kernelId, own);
  trace?.push(step(rules, "file-id-ignored", allowed ? "grants" : "refuses", { side }));
  return allowed ? { ...ids, file: kernelId } : ids;
}

function argument(trace: Trace, process: Process, side: Side, id: ContainerId): HostId {
  const namespace = process.userNamespace;
  const kernelId = side === "user" ? kuidOf(namespace, id) : kgidOf(namespace, id);
  trace?.push(
    step(rules, "id-argument", kernelId === NO_ID ? "refuses" : "passes", {
      side,
      id,
      namespace: namespace.id,
      kernelId,
    }),
  );
  return kernelId;
}

/** setresuid(2): "If one of the arguments equals -1, the corresponding value is not changed." */
function argumentOr(trace: Trace, process: Process, side: Side, id: ContainerId, old: HostId): HostId {
  return id === NO_ID ? old : argument(trace, process, side, id);
}

function mayTake(trace: Trace, process: Process, side: Side, kernelId: HostId, own: boolean): boolean {
  return isOwn(trace, kernelId, own) || isPrivileged(trace, process, side);
}

function isOwn(trace: Trace, kernelId: HostId, own: boolean): boolean {
  trace?.push(step(rules, "own-id", own ? "grants" : "skips", { kernelId }));
  return own;
}

function isPrivileged(trace: Trace, process: Process, side: Side): boolean {
  trace?.push(step(rules, "id-capability", "passes", { capability: side === "user" ? "CAP_SETUID" : "CAP_SETGID" }));
  return nsCapable(trace, process, process.userNamespace, side === "user" ? CAP_SETUID : CAP_SETGID);
}

function isAnyOf({ real, effective, saved }: Ids, id: HostId): boolean {
  return id === real || id === effective || id === saved;
}
