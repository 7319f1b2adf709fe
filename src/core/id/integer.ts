import { misuse } from "../misuse/misuse.ts";

/** Refuses what is no integer between two bounds, both included; `label` is what the message calls it. */
export function checkInteger(caller: string, label: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value)) throw misuse(caller, label, "an integer", value);
  if (value < least || value > most)
    throw new RangeError(`${caller}: expected ${label} from ${least} to ${most}, got ${value}`);
  return value;
}
