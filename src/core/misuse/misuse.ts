import { came } from "./came.ts";

/** What to throw at a caller, by the public name of the function that was called. */
export function misuse(caller: string, label: string, taken: string, value: unknown): TypeError {
  return new TypeError(`${caller}: expected ${label} to be ${taken}, got ${came(value)}`);
}

export function expectText(caller: string, label: string, value: unknown): void {
  if (typeof value !== "string") throw misuse(caller, label, "a string", value);
}

export function expectBoolean(caller: string, label: string, value: unknown): void {
  if (typeof value !== "boolean") throw misuse(caller, label, "true or false", value);
}

/** `taken` says what fields the object has, or who makes it. */
export function expectObject(caller: string, label: string, value: unknown, taken: string): void {
  if (!isObject(value)) throw misuse(caller, label, taken, value);
}

/** For what is made by one function: the field that no other object has is a look at what it is. */
export function expectField(caller: string, label: string, value: unknown, field: string, taken: string): void {
  if (!isObject(value) || typeof Reflect.get(value, field) !== "object" || Reflect.get(value, field) === null)
    throw misuse(caller, label, taken, value);
}

export function expectArray(caller: string, label: string, value: unknown, taken: string): void {
  if (!Array.isArray(value)) throw misuse(caller, label, taken, value);
}

export function expectIterable(caller: string, label: string, value: unknown, taken: string): void {
  const isIterable = typeof value === "object" && value !== null && Symbol.iterator in value;
  if (!isIterable) throw misuse(caller, label, taken, value);
}

export function expectFunction(caller: string, label: string, value: unknown, taken: string): void {
  if (typeof value !== "function") throw misuse(caller, label, taken, value);
}

/** The words are looked up, so that no word of a prototype passes. */
export function expectOneOf(caller: string, label: string, value: unknown, words: readonly string[]): void {
  if (!words.includes(value as string)) throw misuse(caller, label, oneOf(words), value);
}

export function oneOf(words: readonly string[]): string {
  return `one of ${words.map((word) => JSON.stringify(word)).join(", ")}`;
}

/** A Result is an object too, but never an argument. */
function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("ok" in value);
}
