import { err, ok, type Result } from "../result.ts";
import { type FormError, lineAndColumn, notText } from "./form-error.ts";
import type { FormName } from "./forms.ts";
import { JsonReader } from "./json-reader.ts";
import { jsonFault } from "./json-syntax.ts";
import { shown } from "./shown.ts";
import { textOf } from "./utf8.ts";

/** Tells from its first character whether a text is meant as JSON. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** Tells whether a JSON text is meant as a list. */
export function looksLikeList(text: string | Uint8Array): boolean {
  return /^\s*\[/.test(textOf(text) ?? "");
}

/**
 * Opens a JSON text for reading.
 * @returns a reader at the one value of the text, or the first place where it is not JSON
 */
export function openJson(form: FormName, text: unknown): Result<JsonReader, FormError> {
  const given = textOf(text);
  return given === undefined ? err(notText(form, text)) : open(form, given);
}

/**
 * Opens JSON that may be given as a text or as the value parsed from one.
 * @param json - a string or bytes: a text; anything else: a value
 * @returns a reader at the value, or why there is none
 *
 * A value goes through `JSON.stringify`, and nothing else touches it: so only its own properties count, and
 * what a getter, a proxy or a cycle throws ends there. NaN and the infinities, which it would write as null, become
 * strings, so that no reader takes them for a number.
 */
export function openJsonValue(form: FormName, json: unknown): Result<JsonReader, FormError> {
  const text = textOf(json) ?? stringify(json);
  if (text !== undefined) return open(form, text);
  return err({
    code: "not-json",
    form,
    line: 1,
    column: 1,
    found: typeof json,
    expected: "JSON, or a value parsed from it",
  });
}

function open(form: FormName, text: string): Result<JsonReader, FormError> {
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
