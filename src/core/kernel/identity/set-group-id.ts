import type { ContainerId } from "../../id/id.ts";
import type { Process } from "../credentials/process.ts";
import type { Allowed, Decision } from "../decision/decision.ts";
import type { Errno } from "../decision/errno.ts";
import { decideFileId, decideIds, errnoOfIds, type IdCall } from "./id-call.ts";
import { setAllThree, setId, setRealAndEffective } from "./id-change.ts";

/**
 * Decides whether a process may set its group ID.
 *
 * @param process - who asks, with its credentials
 * @param gid - the new group ID, as the process sees it
 * @returns the decision; its value is the process afterwards: all four IDs for who has CAP_SETGID in its namespace, else the
 * effective and the file ID. EINVAL: the ID has no mapping in the process's namespace,
 * which is found before any permission is asked for. EPERM: neither privileged nor one of the process's own IDs
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setgid(2); `__sys_setgid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { createProcess, setgid } from "userns-sim/kernel";
 *
 * setgid(createProcess(), 50).value?.fsgid; // => 50
 * setgid(createProcess({ uid: 1000, gid: 1000 }), 50).errno; // => "EPERM"
 * ```
 */
export function setgid(process: Process, gid: ContainerId): Decision<Process> {
  return decideIds(SETGID, process, gid);
}

/** Answers {@link setgid} with the errno alone, `undefined` when it may. */
export function setgidErrno(process: Process, gid: ContainerId): Errno | undefined {
  return errnoOfIds(SETGID, process, gid);
}

/**
 * Decides whether a process may set its real and its effective group ID.
 *
 * @param process - who asks, with its credentials
 * @param rgid - the new real ID, as the process sees it; 4294967295 keeps the old one
 * @param egid - the new effective ID, as the process sees it; 4294967295 keeps the old one
 * @returns the decision; its value is the process afterwards. EINVAL and EPERM as for {@link setgid}
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setregid(2); `__sys_setregid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { createProcess, setregid } from "userns-sim/kernel";
 *
 * const process = { ...createProcess({ uid: 1000, gid: 1000 }), egid: 50, sgid: 50, fsgid: 50 };
 * const swapped = setregid(process, 50, 1000).value;
 * [swapped?.rgid, swapped?.egid, swapped?.sgid]; // => [50, 1000, 1000]
 * ```
 */
export function setregid(process: Process, rgid: ContainerId, egid: ContainerId): Decision<Process> {
  return decideIds(SETREGID, process, rgid, egid);
}

/** Answers {@link setregid} with the errno alone, `undefined` when it may. */
export function setregidErrno(process: Process, rgid: ContainerId, egid: ContainerId): Errno | undefined {
  return errnoOfIds(SETREGID, process, rgid, egid);
}

/**
 * Decides whether a process may set its real, its effective and its saved group ID.
 *
 * @param process - who asks, with its credentials
 * @param rgid - the new real ID, as the process sees it; 4294967295 keeps the old one
 * @param egid - the new effective ID, as the process sees it; 4294967295 keeps the old one
 * @param sgid - the new saved ID, as the process sees it; 4294967295 keeps the old one
 * @returns the decision; its value is the process afterwards. EINVAL and EPERM as for {@link setgid}
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setresgid(2); `__sys_setresgid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { createProcess, setresgid } from "userns-sim/kernel";
 *
 * const next = setresgid(createProcess(), 1000, 1000, 0).value;
 * [next?.rgid, next?.egid, next?.sgid]; // => [1000, 1000, 0]
 * ```
 */
export function setresgid(
  process: Process,
  rgid: ContainerId,
  egid: ContainerId,
  sgid: ContainerId,
): Decision<Process> {
  return decideIds(SETRESGID, process, rgid, egid, sgid);
}

/** Answers {@link setresgid} with the errno alone, `undefined` when it may. */
export function setresgidErrno(
  process: Process,
  rgid: ContainerId,
  egid: ContainerId,
  sgid: ContainerId,
): Errno | undefined {
  return errnoOfIds(SETRESGID, process, rgid, egid, sgid);
}

/**
 * Sets the group ID that a process uses for files, if it may. The call never fails.
 *
 * @param process - who asks, with its credentials
 * @param gid - the new ID, as the process sees it
 * @returns the decision, which always allows; its value is the process afterwards, the same as before where the ID was not
 * allowed
 * @throws TypeError when an ID is not an integer, RangeError when it lies outside 0 to 4294967295.
 * @remarks setfsgid(2): there is no way to tell from the answer; `__sys_setfsgid` in `kernel/sys.c`.
 * @example
 * ```ts
 * import { createProcess, setfsgid } from "userns-sim/kernel";
 *
 * setfsgid(createProcess(), 1000).value.fsgid; // => 1000
 * setfsgid(createProcess({ uid: 1000, gid: 1000 }), 0).value.fsgid; // => 1000
 * ```
 */
export function setfsgid(process: Process, gid: ContainerId): Allowed<Process> {
  return decideFileId("setfsgid", "group", process, gid);
}

const SETGID: IdCall<[ContainerId]> = { name: "setgid", side: "group", change: setId };
const SETREGID: IdCall<[ContainerId, ContainerId]> = { name: "setregid", side: "group", change: setRealAndEffective };
const SETRESGID: IdCall<[ContainerId, ContainerId, ContainerId]> = {
  name: "setresgid",
  side: "group",
  change: setAllThree,
};
