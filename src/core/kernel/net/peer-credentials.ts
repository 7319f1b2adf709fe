import { type ContainerId, type HostId, NO_ID } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { toContainerOrOverflow } from "../../idmap/translate.ts";
import { expectObject } from "../../misuse/misuse.ts";
import { CAP_SETGID, CAP_SETUID } from "../credentials/capability-numbers.ts";
import { expectProcess } from "../credentials/expect-process.ts";
import { nsCapable } from "../credentials/has-capability.ts";
import { kgidOf, kuidOf } from "../credentials/kernel-ids.ts";
import type { Credentials } from "../credentials/process.ts";
import { expectNamespace, type UserNamespace } from "../credentials/user-namespace.ts";
import { conclude, type Decision, type Step, step, type Trace } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { DEFAULT_SETTINGS, expectSettings, type KernelSettings } from "../decision/kernel-settings.ts";
import type { ShownOwner } from "../inode/owner-numbers.ts";
import { processRules as rules } from "../rules/process-rules.ts";

/** The IDs that travel with a message on a socket, as the kernel has them. */
export interface SentCredentials {
  /** The user ID. */
  readonly kuid: HostId;
  /** The group ID. */
  readonly kgid: HostId;
}

/**
 * Shows who is at the other end of a socket.
 *
 * @param peer - the process that connected, or listened
 * @param reader - the user namespace of the process that asks with `SO_PEERCRED`
 * @param settings - the settings of the machine
 * @returns the effective user and group of the peer as the reader has them, the overflow IDs where it has none
 * @remarks unix(7), `SO_PEERCRED`; `cred_to_ucred` in `net/core/sock.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, peerCredentials } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * peerCredentials(createProcess({ userNamespace: pod }), initialNamespace()); // => { uid: 65536, gid: 65536 }
 * peerCredentials(createProcess(), pod); // => { uid: 65534, gid: 65534 }
 * ```
 */
export function peerCredentials(
  peer: Credentials,
  reader: UserNamespace,
  settings: KernelSettings = DEFAULT_SETTINGS,
): ShownOwner {
  expectProcess("peerCredentials", "peer", peer);
  expectNamespace("peerCredentials", "reader", reader);
  expectSettings("peerCredentials", settings);
  return shownTo(reader, { kuid: peer.euid, kgid: peer.egid }, settings);
}

/**
 * Shows the IDs that came with a message to the receiver.
 *
 * @param sent - the IDs, as {@link sendCredentials} gives them
 * @param reader - the user namespace of the receiver
 * @param settings - the settings of the machine
 * @returns the IDs as the receiver has them, the overflow IDs where it has none
 * @example
 * ```ts
 * import { initialNamespace, showCredentials } from "userns-sim/kernel";
 *
 * showCredentials({ kuid: 66536, kgid: 66536 }, initialNamespace()); // => { uid: 66536, gid: 66536 }
 * ```
 */
export function showCredentials(
  sent: SentCredentials,
  reader: UserNamespace,
  settings: KernelSettings = DEFAULT_SETTINGS,
): ShownOwner {
  expectObject("showCredentials", "sent", sent, "the value of a decision of sendCredentials");
  checkUint32("showCredentials", "sent.kuid", sent.kuid);
  checkUint32("showCredentials", "sent.kgid", sent.kgid);
  expectNamespace("showCredentials", "reader", reader);
  expectSettings("showCredentials", settings);
  return shownTo(reader, sent, settings);
}

function shownTo(reader: UserNamespace, sent: SentCredentials, settings: KernelSettings): ShownOwner {
  return {
    uid: toContainerOrOverflow(reader.uidMap, sent.kuid, settings.overflowUid),
    gid: toContainerOrOverflow(reader.gidMap, sent.kgid, settings.overflowGid),
  };
}

/**
 * Decides whether a process may send these IDs along with a message, with `SCM_CREDENTIALS`.
 *
 * @param process - the sender
 * @param uid - the user ID, as the sender sees it
 * @param gid - the group ID, as the sender sees it
 * @returns the decision; its value is what travels. EINVAL: an ID has no mapping. EPERM: not one of the sender's own, and
 * neither CAP_SETUID (CAP_SETGID) in its namespace
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks unix(7), `SCM_CREDENTIALS`; `scm_check_creds` in `net/core/scm.c`.
 * @example
 * ```ts
 * import { createProcess, sendCredentials } from "userns-sim/kernel";
 *
 * const user = createProcess({ uid: 1000, gid: 1000 });
 * sendCredentials(user, 1000, 1000).allowed; // => true
 * sendCredentials(user, 0, 1000).errno; // => "EPERM"
 * ```
 */
export function sendCredentials(process: Credentials, uid: ContainerId, gid: ContainerId): Decision<SentCredentials> {
  expectProcess("sendCredentials", "process", process);
  check("sendCredentials", uid, gid);
  const steps: Step[] = [];
  return conclude(steps, maySend(steps, process, uid, gid), () => ({
    kuid: kuidOf(process.userNamespace, uid),
    kgid: kgidOf(process.userNamespace, gid),
  }));
}

/** Answers {@link sendCredentials} with the errno alone, `undefined` when it may. */
export function sendCredentialsErrno(process: Credentials, uid: ContainerId, gid: ContainerId): Errno | undefined {
  expectProcess("sendCredentials", "process", process);
  check("sendCredentials", uid, gid);
  return maySend(undefined, process, uid, gid);
}

function check(caller: string, uid: ContainerId, gid: ContainerId): void {
  checkUint32(caller, "the user ID", uid);
  checkUint32(caller, "the group ID", gid);
}

function maySend(trace: Trace, process: Credentials, uid: ContainerId, gid: ContainerId): Errno | undefined {
  const { userNamespace, ruid, euid, suid, rgid, egid, sgid } = process;
  const kuid = kuidOf(userNamespace, uid);
  const kgid = kgidOf(userNamespace, gid);
  const isMapped = kuid !== NO_ID && kgid !== NO_ID;
  trace?.push(
    step(rules, "peer-id-argument", isMapped ? "passes" : "refuses", {
      uid,
      gid,
      namespace: userNamespace.id,
      kuid,
      kgid,
    }),
  );
  if (!isMapped) return "EINVAL";
  // unix(7): a process without privileges may only specify "its real user ID, effective user ID, or saved
  // set-user-ID", and the same for its groups.
  const ownUser = isOwn(trace, "user", uid, "CAP_SETUID", kuid === ruid || kuid === euid || kuid === suid);
  if (!ownUser && !nsCapable(trace, process, userNamespace, CAP_SETUID)) return "EPERM";
  const ownGroup = isOwn(trace, "group", gid, "CAP_SETGID", kgid === rgid || kgid === egid || kgid === sgid);
  return ownGroup || nsCapable(trace, process, userNamespace, CAP_SETGID) ? undefined : "EPERM";
}

function isOwn(trace: Trace, side: "user" | "group", id: ContainerId, capability: string, own: boolean): boolean {
  trace?.push(step(rules, "peer-id-own", own ? "grants" : "skips", { side, id, capability }));
  return own;
}
