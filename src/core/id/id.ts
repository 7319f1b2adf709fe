import { checkUint32, isUint32 } from "./uint32.ts";

declare const side: unique symbol;

/**
 * A user or group ID as the host sees it: the *kuid* or *kgid* that the kernel compares.
 *
 * Any number literal is accepted, but a {@link ContainerId} is not: the same number means another user on the other
 * side of a map, and mixing the two is the mistake this type exists for. Legal values are 0 to 4294967294.
 */
export type HostId = number & { readonly [side]?: "host" };

/**
 * A user or group ID as a process inside the container sees it.
 *
 * Any number literal is accepted, but a {@link HostId} is not. Legal values are 0 to 4294967294.
 */
export type ContainerId = number & { readonly [side]?: "container" };

/**
 * The number that is no ID: `(uid_t) -1`, 4294967295.
 *
 * System calls read it as "leave this ID alone", so no map may contain it.
 * Source: user_namespaces(7), the initial map `0 0 4294967295` "leaves 4294967295 (the 32-bit signed -1 value) unmapped".
 */
export const NO_ID = 4294967295;

/**
 * The ID shown in place of one that has no mapping, 65534 ("nobody"), unless the machine's sysctl says otherwise.
 *
 * It is a way of showing, never a way of comparing: the kernel compares host IDs.
 * Source: proc(5), `/proc/sys/kernel/overflowuid`.
 */
export const OVERFLOW_ID = 65534;

/**
 * Tells whether a value is a legal user or group ID.
 *
 * @param value - anything
 * @returns `true` for the integers from 0 to 4294967294, `false` for everything else
 * @example
 * ```ts
 * import { isId, NO_ID } from "userns-sim";
 *
 * isId(65536); // => true
 * isId(NO_ID); // => false
 * ```
 */
export function isId(value: unknown): boolean {
  return isUint32(value) && value !== NO_ID;
}

/**
 * Checks that a number is a host ID.
 *
 * @param value - an integer from 0 to 4294967294
 * @returns the same number, as a {@link HostId}
 * @throws TypeError when the value is not an integer, RangeError when it lies outside 0 to 4294967294.
 * @example
 * ```ts
 * import { hostId } from "userns-sim";
 *
 * hostId(65536); // => 65536
 * ```
 */
export function hostId(value: number): HostId {
  return checkId("hostId", value);
}

/**
 * Checks that a number is a container ID.
 *
 * @param value - an integer from 0 to 4294967294
 * @returns the same number, as a {@link ContainerId}
 * @throws TypeError when the value is not an integer, RangeError when it lies outside 0 to 4294967294.
 * @example
 * ```ts
 * import { containerId } from "userns-sim";
 *
 * containerId(1000); // => 1000
 * ```
 */
export function containerId(value: number): ContainerId {
  return checkId("containerId", value);
}

function checkId(caller: string, value: number): number {
  const id = checkUint32(caller, "an ID", value);
  if (id === NO_ID)
    throw new RangeError(`${caller}: expected an ID from 0 to 4294967294, got 4294967295, which is no ID`);
  return id;
}
