import type { Fields } from "../../fields.ts";

/** What the library says to one operation, in the shape of a row's `expect`. */
export type Answer = { readonly ok: unknown } | { readonly error: Refusal };

/** A refusal; `code` only where it is an errno name, `message` only where it is a text of the kubelet. */
export interface Refusal {
  readonly code?: string;
  readonly message?: string;
}

/** Answers one operation from its `input` alone. */
export type Operation = (input: Fields) => Answer;

/** Operations by name; each file of this folder exports one such table. */
export type Operations = Readonly<Record<string, Operation>>;

/** The operation went through. */
export function gives(value: unknown): Answer {
  return { ok: value };
}

/** The operation was refused. */
export function refuses(code?: string): Answer {
  return { error: code === undefined ? {} : { code } };
}

/** The value of something that may be missing, or a refusal. */
export function givesOrRefuses(value: unknown, code?: string): Answer {
  return value === undefined ? refuses(code) : gives(value);
}
