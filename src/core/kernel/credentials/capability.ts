import { checkInteger } from "../../id/integer.ts";
import { expectIterable, misuse } from "../../misuse/misuse.ts";
import { hasBit } from "./capability-algebra.ts";

declare const capabilityBits: unique symbol;

/**
 * A set of capabilities: a number whose bit n says whether the capability with number n is in it, 0 to 2199023255551.
 *
 * It is what `/proc/PID/status` shows in hexadecimal. Two sets are equal when the numbers are.
 */
export type CapabilitySet = number & { readonly [capabilityBits]?: true };

/** The names of the 41 capabilities of Linux 5.9 and later, each at the place of its number. */
export const CAPABILITIES = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_DAC_READ_SEARCH",
  "CAP_FOWNER",
  "CAP_FSETID",
  "CAP_KILL",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETPCAP",
  "CAP_LINUX_IMMUTABLE",
  "CAP_NET_BIND_SERVICE",
  "CAP_NET_BROADCAST",
  "CAP_NET_ADMIN",
  "CAP_NET_RAW",
  "CAP_IPC_LOCK",
  "CAP_IPC_OWNER",
  "CAP_SYS_MODULE",
  "CAP_SYS_RAWIO",
  "CAP_SYS_CHROOT",
  "CAP_SYS_PTRACE",
  "CAP_SYS_PACCT",
  "CAP_SYS_ADMIN",
  "CAP_SYS_BOOT",
  "CAP_SYS_NICE",
  "CAP_SYS_RESOURCE",
  "CAP_SYS_TIME",
  "CAP_SYS_TTY_CONFIG",
  "CAP_MKNOD",
  "CAP_LEASE",
  "CAP_AUDIT_WRITE",
  "CAP_AUDIT_CONTROL",
  "CAP_SETFCAP",
  "CAP_MAC_OVERRIDE",
  "CAP_MAC_ADMIN",
  "CAP_SYSLOG",
  "CAP_WAKE_ALARM",
  "CAP_BLOCK_SUSPEND",
  "CAP_AUDIT_READ",
  "CAP_PERFMON",
  "CAP_BPF",
  "CAP_CHECKPOINT_RESTORE",
] as const;

/** The name of a capability, as capabilities(7) lists them. */
export type Capability = (typeof CAPABILITIES)[number];

/** The set of all 41 capabilities, `000001ffffffffff`. */
export const ALL_CAPABILITIES = 2199023255551;

/**
 * Makes a set of capabilities.
 *
 * @param names - names of capabilities, in any order
 * @returns the set
 * @throws RangeError when a name is no capability.
 * @example
 * ```ts
 * import { capabilitySet, formatCapabilities } from "userns-sim/kernel";
 *
 * formatCapabilities(capabilitySet(["CAP_SETUID", "CAP_SETGID"])); // => "00000000000000c0"
 * ```
 */
export function capabilitySet(names: Iterable<Capability>): CapabilitySet {
  return setOf("capabilitySet", names);
}

export function setOf(caller: string, names: Iterable<Capability>): CapabilitySet {
  expectIterable(caller, "the capabilities", names, 'an array such as ["CAP_CHOWN"]');
  const bits = new Set<number>();
  for (const name of names) bits.add(capabilityNumber(caller, name));
  let set = 0;
  for (const bit of bits) set += 2 ** bit;
  return set;
}

/**
 * Lists the capabilities of a set.
 *
 * @param set - a set of capabilities
 * @returns the names, in the order of their numbers
 * @example
 * ```ts
 * import { capabilityNames } from "userns-sim/kernel";
 *
 * capabilityNames(0x3); // => ["CAP_CHOWN", "CAP_DAC_OVERRIDE"]
 * ```
 */
export function capabilityNames(set: CapabilitySet): readonly Capability[] {
  checkSet("capabilityNames", set);
  return CAPABILITIES.filter((_name, bit) => hasBit(set, bit));
}

/**
 * Reads a set of capabilities as `/proc/PID/status` shows it.
 *
 * @param text - up to 16 hexadecimal digits
 * @returns the set, or `undefined` when the text is no such number or has bits that are no capability
 * @example
 * ```ts
 * import { ALL_CAPABILITIES, parseCapabilities } from "userns-sim/kernel";
 *
 * parseCapabilities("000001ffffffffff") === ALL_CAPABILITIES; // => true
 * parseCapabilities("everything"); // => undefined
 * ```
 */
export function parseCapabilities(text: string): CapabilitySet | undefined {
  if (typeof text !== "string" || !/^[\da-f]{1,16}$/i.test(text)) return undefined;
  const set = Number.parseInt(text, 16);
  return set <= ALL_CAPABILITIES ? set : undefined;
}

/**
 * Writes a set of capabilities as `/proc/PID/status` shows it.
 *
 * @param set - a set of capabilities
 * @returns 16 hexadecimal digits
 * @example
 * ```ts
 * import { ALL_CAPABILITIES, formatCapabilities } from "userns-sim/kernel";
 *
 * formatCapabilities(ALL_CAPABILITIES); // => "000001ffffffffff"
 * ```
 */
export function formatCapabilities(set: CapabilitySet): string {
  checkSet("formatCapabilities", set);
  return set.toString(16).padStart(16, "0");
}

export function capabilityNumber(caller: string, name: Capability): number {
  const bit = CAPABILITIES.indexOf(name);
  if (bit === -1) throw misuse(caller, "each capability", 'a name such as "CAP_CHOWN"', name);
  return bit;
}

function checkSet(caller: string, set: CapabilitySet): void {
  checkInteger(caller, "the set", set, 0, ALL_CAPABILITIES);
}
