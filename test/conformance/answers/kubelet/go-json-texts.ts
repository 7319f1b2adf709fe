import type { Fields } from "../../fields.ts";

/** What stands before the words of Go's JSON decoder, which differ between versions of Go. */
export const BEFORE_GO_JSON = "invalid user namespace mappings file: ";

/** The same in 1.25 and 1.28. */
export const BEFORE_GO_JSON_LEGACY = "can't parse file: ";

/** An outcome whose errors end where the words of Go's JSON decoder begin. */
export function withoutGoJson(outcome: Fields, before: string): Fields {
  return Object.fromEntries(
    Object.entries(outcome).map(([name, value]) => [name, typeof value === "string" ? cut(value, before) : value]),
  );
}

/** An error that says nothing about the JSON is another one than those that say something. */
function cut(text: string, before: string): string {
  const end = text.indexOf(before) + before.length;
  return text.includes(before) && end < text.length ? `${text.slice(0, end)}…` : text;
}
