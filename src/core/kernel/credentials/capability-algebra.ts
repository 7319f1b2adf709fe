import type { CapabilitySet } from "./capability.ts";

export function hasBit(set: CapabilitySet, bit: number): boolean {
  // `&` takes its operand modulo 2^32 and drops what is behind the point, so no bigint and no Math.floor is needed.
  return ((set / 2 ** bit) & 1) === 1;
}

export function bothOf(a: CapabilitySet, b: CapabilitySet): CapabilitySet {
  return join(high(a) & high(b), a & b);
}

export function eitherOf(a: CapabilitySet, b: CapabilitySet): CapabilitySet {
  return join(high(a) | high(b), a | b);
}

export function without(a: CapabilitySet, b: CapabilitySet): CapabilitySet {
  return join(high(a) & ~high(b), a & ~b);
}

/** The upper bits, 32 to 40. */
function high(set: CapabilitySet): number {
  return Math.floor(set / TWO_32);
}

function join(upper: number, lower: number): CapabilitySet {
  return upper * TWO_32 + (lower >>> 0);
}

const TWO_32 = 4294967296;
