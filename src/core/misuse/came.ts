/** How many characters of a text are shown. */
const MAX_SHOWN = 24;

/** Says what came in the place of an argument. One look tells: nothing is walked, and no size is shown. */
export function came(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
  if (isObject(value) && "then" in value) return "a promise: await it";
  if (isObject(value)) return "ok" in value ? "a Result: unwrap it" : Array.isArray(value) ? "an array" : "an object";
  return typeof value === "number" || value == null ? String(value) : `a ${typeof value}`;
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
