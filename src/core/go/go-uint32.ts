/** Go's `uint32(x)`, of an integer from -2^63 to 2^63, see {@link int64}: what does not fit is cut off. */
export function toUint32(value: number): number {
  return Number(BigInt.asUintN(32, int64(value)));
}

/** Go's product of two integers from 0 to 4294967295, which wraps at 2^32. */
export function multiplyUint32(a: number, b: number): number {
  return Math.imul(a, b) >>> 0;
}

/**
 * The integer that a number from -2^63 to 2^63 stands for. The last is none, but what `JSON.parse` makes of
 * 9223372036854775807, so that is what it stands for.
 */
export function int64(value: number): bigint {
  return value === TWO_63 ? MAX_INT64 : BigInt(value);
}

/** 2^63. No number lies between it and 2^63 - 1024. */
const TWO_63 = 0x8000000000000000;
const MAX_INT64 = 9223372036854775807n;
