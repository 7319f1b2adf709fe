import { checkInteger } from "./integer.ts";

export function isUint32(value: unknown): value is number {
  // `>>> 0` is the identity on exactly these numbers; -0 passes, and equals 0 wherever an ID is compared.
  return typeof value === "number" && value >>> 0 === value;
}

/** Refuses what no 32-bit ID, size or count can be. What comes back is never -0. */
export function checkUint32(caller: string, label: string, value: number): number {
  return isUint32(value) ? value >>> 0 : checkInteger(caller, label, value, 0, 4294967295);
}
