import type { ContainerId } from "../../id/id.ts";
import type { Process } from "../credentials/process.ts";
import type { Allowed, Decision } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { afterIds, decideFileId, decideIds, errnoOfIds, type IdCall } from "./id-call.ts";
import { setAllThree, setId, setRealAndEffective } from "./id-change.ts";

/**
 * Decides whether a process may set its user ID, and what becomes of its capabilities.
 *
 * @param process - who asks, with its credentials
 * @param uid - the new user ID, as the process sees it
 * @returns the decision; its value is the process afterwards: all four IDs for who has CAP_SETUID in its namespace, else the
 * effective and the file ID; leaving or becoming user 0 of the namespace changes the capabilities. EINVAL: the ID has no mapping in the process's namespace,
 * which is found before any permission is asked for. EPERM: neither privileged nor one of the process's own IDs
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setuid(2); `__sys_setuid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { podIdMap } from "userns-sim";
 * import { createProcess, createUserNamespace, initialNamespace, setuid } from "userns-sim/kernel";
 *
 * const pod = createUserNamespace(initialNamespace(), { id: "pod-a", maps: podIdMap({ start: 65536, size: 65536 }) });
 * const podRoot = createProcess({ userNamespace: pod });
 * const user = setuid(podRoot, 1000).value;
 * [user?.euid, user?.effective]; // => [66536, 0]
 * setuid(podRoot, 65536).errno; // => "EINVAL"
 * ```
 */
export function setuid(process: Process, uid: ContainerId): Decision<Process> {
  return decideIds(SETUID, process, uid);
}

/** Answers {@link setuid} with the errno alone, `undefined` when it may. */
export function setuidErrno(process: Process, uid: ContainerId): Errno | undefined {
  return errnoOfIds(SETUID, process, uid);
}

/**
 * Decides whether a process may set its real and its effective user ID.
 *
 * @param process - who asks, with its credentials
 * @param ruid - the new real ID, as the process sees it; 4294967295 keeps the old one
 * @param euid - the new effective ID, as the process sees it; 4294967295 keeps the old one
 * @returns the decision; its value is the process afterwards. EINVAL and EPERM as for {@link setuid}
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setreuid(2); `__sys_setreuid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { createProcess, setreuid } from "userns-sim/kernel";
 *
 * const process = { ...createProcess({ uid: 1000, gid: 1000 }), euid: 50, suid: 50, fsuid: 50 };
 * const swapped = setreuid(process, 50, 1000).value;
 * [swapped?.ruid, swapped?.euid, swapped?.suid]; // => [50, 1000, 1000]
 * ```
 */
export function setreuid(process: Process, ruid: ContainerId, euid: ContainerId): Decision<Process> {
  return decideIds(SETREUID, process, ruid, euid);
}

/** Answers {@link setreuid} with the errno alone, `undefined` when it may. */
export function setreuidErrno(process: Process, ruid: ContainerId, euid: ContainerId): Errno | undefined {
  return errnoOfIds(SETREUID, process, ruid, euid);
}

/**
 * Decides whether a process may set its real, its effective and its saved user ID.
 *
 * @param process - who asks, with its credentials
 * @param ruid - the new real ID, as the process sees it; 4294967295 keeps the old one
 * @param euid - the new effective ID, as the process sees it; 4294967295 keeps the old one
 * @param suid - the new saved ID, as the process sees it; 4294967295 keeps the old one
 * @returns the decision; its value is the process afterwards. EINVAL and EPERM as for {@link setuid}
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setresuid(2); `__sys_setresuid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { createProcess, setresuid } from "userns-sim/kernel";
 *
 * const next = setresuid(createProcess(), 1000, 1000, 0).value;
 * [next?.ruid, next?.euid, next?.suid]; // => [1000, 1000, 0]
 * ```
 */
export function setresuid(
  process: Process,
  ruid: ContainerId,
  euid: ContainerId,
  suid: ContainerId,
): Decision<Process> {
  return decideIds(SETRESUID, process, ruid, euid, suid);
}

/** Answers {@link setresuid} with the errno alone, `undefined` when it may. */
export function setresuidErrno(
  process: Process,
  ruid: ContainerId,
  euid: ContainerId,
  suid: ContainerId,
): Errno | undefined {
  return errnoOfIds(SETRESUID, process, ruid, euid, suid);
}

/** The process as one user, if it can become that one, else as it is. */
export function asUser(process: Process, uid: ContainerId): Process {
  return afterIds(SETRESUID, process, uid, uid, uid);
}

/**
 * Sets the user ID that a process uses for files, if it may. The call never fails.
 *
 * @param process - who asks, with its credentials
 * @param uid - the new ID, as the process sees it
 * @returns the decision, which always allows; its value is the process afterwards, the same as before where the ID was not
 * allowed
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setfsuid(2): there is no way to tell from the answer; `__sys_setfsuid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { createProcess, setfsuid } from "userns-sim/kernel";
 *
 * setfsuid(createProcess(), 1000).value.fsuid; // => 1000
 * setfsuid(createProcess({ uid: 1000, gid: 1000 }), 0).value.fsuid; // => 1000
 * ```
 */
export function setfsuid(process: Process, uid: ContainerId): Allowed<Process> {
  return decideFileId("setfsuid", "user", process, uid);
}

const SETUID: IdCall<[ContainerId]> = { name: "setuid", side: "user", change: setId };
const SETREUID: IdCall<[ContainerId, ContainerId]> = { name: "setreuid", side: "user", change: setRealAndEffective };
const SETRESUID: IdCall<[ContainerId, ContainerId, ContainerId]> = {
  name: "setresuid",
  side: "user",
  change: setAllThree,
};
