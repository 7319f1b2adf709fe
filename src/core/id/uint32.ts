import { checkInteger } from "./integer.ts";

/**
 * Tells whether a value is an unsigned 32-bit integer.
 * @returns `true` for the integers from 0 to 4294967295
 */
export function isUint32(value: unknown): value is number {
  // `>>> 0` is the identity on exactly these numbers; -0 passes, and equals 0 wherever an ID is compared.
  return typeof value === "number" && value >>> 0 === value;
}

/**
 * Refuses a number that no 32-bit ID, size or count can be: a mistake of the caller, not of the simulated system.
 * @param label - what the number is, for the message
 * @returns the same number; 0 for -0, so that results never hold -0
 */
export function checkUint32(caller: string, label: string, value: number): number {
  return isUint32(value) ? value >>> 0 : checkInteger(caller, label, value, 0, 4294967295);
}
