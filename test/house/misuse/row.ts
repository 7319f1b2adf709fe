import { ok } from "../../../src/core/result.ts";

/** What stands in the place of an argument, by its name in the tests. */
export const WRONG = {
  undefined: () => undefined,
  null: () => null,
  NaN: () => Number.NaN,
  "a bigint": () => 5n,
  "a string": () => "a string",
  "an empty object": () => ({}),
  "a Result": (right: unknown) => ok(right),
  "a wrong literal": () => "no-such-word",
} as const satisfies Readonly<Record<string, (right: unknown) => unknown>>;

export type Wrong = keyof typeof WRONG;

/** An argument that is right, and which of the wrong ones are documented to be right as well. */
export class Argument {
  readonly value: unknown;
  readonly takes: readonly Wrong[];
  /** Whether a wrong one is answered with a refusal. */
  readonly isRead: boolean;
  /** Fields that are replaced one at a time as well. */
  readonly fields: Readonly<Record<string, Argument>>;

  constructor(
    value: unknown,
    takes: readonly Wrong[] = [],
    isRead = false,
    fields: Readonly<Record<string, Argument>> = {},
  ) {
    this.value = value;
    this.takes = takes;
    this.isRead = isRead;
    this.fields = fields;
  }
}

/** A call that makes sense: its arguments, of which a plain value takes none of the wrong ones. */
export type Row = readonly unknown[];

export function argumentOf(value: unknown): Argument {
  return value instanceof Argument ? value : new Argument(value);
}

/** What may be left out. */
export function optional(value: unknown): Argument {
  const { value: right, takes, isRead, fields } = argumentOf(value);
  return new Argument(right, ["undefined", ...takes], isRead, fields);
}

/** Any string. */
export function text(value: string): Argument {
  return new Argument(value, ["a string", "a wrong literal"]);
}

export function anything(value: unknown): Argument {
  return new Argument(value, Object.keys(WRONG) as Wrong[]);
}

/** What somebody else wrote: a reader never throws at it. */
export function read(value: unknown, ...takes: Wrong[]): Argument {
  return new Argument(value, takes, true);
}

export function taking(value: unknown, ...takes: Wrong[]): Argument {
  return new Argument(value, takes);
}

/** An object with fields; all of them optional says that the empty object is right. */
export function options(fields: Readonly<Record<string, unknown>>): Argument {
  const found = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, argumentOf(field)]));
  const value = Object.fromEntries(Object.entries(found).map(([name, field]) => [name, field.value]));
  const mayBeEmpty = Object.values(found).every(({ takes }) => takes.includes("undefined"));
  return new Argument(value, mayBeEmpty ? ["an empty object"] : [], false, found);
}

/** An object whose fields are refused, so that the empty one is, too. */
export function refusing(fields: Readonly<Record<string, unknown>>): Argument {
  const { value, fields: found } = options(fields);
  return new Argument(value, ["an empty object"], false, found);
}
