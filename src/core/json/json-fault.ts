/** A place in a JSON text. */
export interface JsonPlace<Form extends string> {
  /** What the text is read as. */
  readonly form: Form;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The way to the value, as in `uidMappings[0].hostId`; empty for the whole. */
  readonly path?: string;
}

/** What would be right at a place of a JSON text, or instead of one. */
export type JsonExpected =
  | "string-or-bytes"
  | "json-or-its-value"
  | "value"
  | "key"
  | "colon"
  | "comma-or-]"
  | "comma-or-}"
  | "closing-quote"
  | "escape"
  | "end-of-text"
  | "10000-levels"
  | "object"
  | "array"
  | "uint32"
  | "enum-name"
  | "boolean"
  | "container-or-mapping";

/** Something in a JSON text that is not what belongs there. */
export interface JsonFault<Code extends string, Form extends string, Expected extends string = JsonExpected>
  extends JsonPlace<Form> {
  readonly code: Code;
  /** What stands there: at most 20 characters, those one cannot see escaped; of an array or object its bracket. */
  readonly found: string;
  /** What would be right there. */
  readonly expected: Expected;
}

/** Why a text or a value cannot be opened. */
export type OpenFault<Form extends string> = JsonFault<"not-text" | "not-json" | "invalid-json" | "too-deep", Form>;
