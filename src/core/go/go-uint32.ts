/**
 * Converts a 64-bit integer to 32 unsigned bits as Go's `uint32(x)` does: what does not fit is cut off.
 * @param value - an integer from -2^63 to 2^63, see {@link int64}
 * @returns the low 32 bits
 */
export function toUint32(value: number): number {
  return Number(BigInt.asUintN(32, int64(value)));
}

/**
 * Multiplies two unsigned 32-bit integers as Go does: the product wraps at 2^32.
 * @param a - an integer from 0 to 4294967295
 * @param b - an integer from 0 to 4294967295
 * @returns the low 32 bits of the product
 */
export function multiplyUint32(a: number, b: number): number {
  return Math.imul(a, b) >>> 0;
}

/**
 * Gives the 64-bit integer that a number stands for.
 * @param value - an integer from -2^63 to 2^63. The last is none, but what `JSON.parse` makes of 9223372036854775807, so
 * that is what it stands for.
 */
export function int64(value: number): bigint {
  return value === TWO_63 ? MAX_INT64 : BigInt(value);
}

/** 2^63. No number lies between it and 2^63 - 1024. */
const TWO_63 = 0x8000000000000000;
const MAX_INT64 = 9223372036854775807n;
