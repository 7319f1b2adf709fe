import { came, isObject } from "./came.ts";

/** What to throw at a caller, by the public name of the function that was called; `got` is what only its room can tell. */
export function misuse(caller: string, label: string, taken: string, value: unknown, got?: string): TypeError {
  return new TypeError(`${caller}: expected ${label} to be ${taken}, got ${got ?? came(value)}`);
}

/** What has the private fields of one module format is unknown to the other. */
export const OTHER_COPY = "one of another copy of this library, such as its CommonJS build";

export function expectText(caller: string, label: string, value: unknown): void {
  if (typeof value !== "string") throw misuse(caller, label, "a string", value);
}

export function expectBoolean(caller: string, label: string, value: unknown): void {
  if (typeof value !== "boolean") throw misuse(caller, label, "true or false", value);
}

/** `taken` says what fields the object has, or who makes it. */
export function expectObject(caller: string, label: string, value: unknown, taken: string): void {
  // A Result is an object too, but never an argument.
  if (!isObject(value) || Array.isArray(value) || "ok" in value) throw misuse(caller, label, taken, value);
}

/** For what is made by one function: the field that no other object has is a look at what it is. */
export function expectField(caller: string, label: string, value: unknown, field: string, taken: string): void {
  if (!isObject(value) || !isObject(Reflect.get(value, field))) throw misuse(caller, label, taken, value);
}

export function expectArray(caller: string, label: string, value: unknown, taken: string): void {
  if (!Array.isArray(value)) throw misuse(caller, label, taken, value);
}

export function expectIterable(caller: string, label: string, value: unknown, taken: string): void {
  if (!isObject(value) || !(Symbol.iterator in value)) throw misuse(caller, label, taken, value);
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
