import { err, ok, type Result } from "../result.ts";
import { textOf } from "../text/given-text.ts";
import { lineAndColumn } from "../text/line-and-column.ts";
import { shown } from "../text/shown.ts";
import type { JsonExpected, OpenFault } from "./json-fault.ts";
import { JsonReader } from "./json-reader.ts";
import { jsonFault } from "./json-syntax.ts";

/** Tells from its first character whether a text is meant as JSON. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** Tells whether a JSON text is meant as a list. */
export function looksLikeList(text: string | Uint8Array): boolean {
  return /^\s*\[/.test(String(textOf(text)));
}

/**
 * Opens a JSON text for reading.
 * @returns a reader at the one value of the text, or the first place where it is not JSON
 */
export function openJson<Form extends string>(form: Form, text: unknown): Result<JsonReader<Form>, OpenFault<Form>> {
  const given = textOf(text);
  return given === undefined ? err(unopened("not-text", form, text, "string-or-bytes")) : open(form, given);
}

/**
 * Opens JSON that may be given as a text or as the value parsed from one.
 *
 * A value goes through `JSON.stringify`, and nothing else touches it: so only its own properties count, and
 * what a getter, a proxy or a cycle throws ends there. NaN and the infinities, which it would write as null, become
 * strings, so that no reader takes them for a number.
 *
 * @param json - a string or bytes: a text; anything else: a value
 * @returns a reader at the value, or why there is none
 */
export function openJsonValue<Form extends string>(
  form: Form,
  json: unknown,
): Result<JsonReader<Form>, OpenFault<Form>> {
  const text = textOf(json) ?? stringify(json);
  if (text !== undefined) return open(form, text);
  return err(unopened("not-json", form, json, "json-or-its-value"));
}

function unopened<Form extends string>(
  code: "not-text" | "not-json",
  form: Form,
  given: unknown,
  expected: JsonExpected,
): OpenFault<Form> {
  return { code, form, line: 1, column: 1, found: typeof given, expected };
}

function open<Form extends string>(form: Form, text: string): Result<JsonReader<Form>, OpenFault<Form>> {
  const fault = jsonFault(text);
  if (fault === undefined) return ok(new JsonReader(form, text));
  const { code, at, expected } = fault;
  return err({
    code,
    form,
    ...lineAndColumn(text, at),
    found: shown(text.slice(at).split("\n", 1).join()),
    expected,
  });
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, item: unknown) =>
      typeof item === "number" && !Number.isFinite(item) ? String(item) : item,
    );
  } catch {
    return undefined;
  }
}
