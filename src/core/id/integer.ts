/**
 * Refuses a number that is not an integer between two bounds: a mistake of the caller, not of the simulated system.
 * @param label - what the number is, for the message
 */
export function checkInteger(caller: string, label: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value))
    throw new TypeError(`${caller}: expected ${label} to be an integer, got ${show(value)}`);
  if (value < least || value > most)
    throw new RangeError(`${caller}: expected ${label} from ${least} to ${most}, got ${value}`);
  return value;
}

/** Shows a value in a message, without calling code of the value and without its size. */
function show(value: unknown): string {
  return typeof value === "number" ? String(value) : value === null ? "null" : `a value of type ${typeof value}`;
}
