import type { ObservedLegacy, ObservedTrace } from "./answers.ts";

/** What the vectors say about a trace, operations and all. */
export interface ExpectedTrace {
  readonly ops: readonly Readonly<Record<string, unknown>>[];
  readonly disk?: Readonly<Record<string, string>>;
  readonly dirs?: readonly string[];
}

/** What the vectors say about a trace of an old release. */
export interface ExpectedLegacy {
  readonly ops: readonly Readonly<Record<string, unknown>>[];
  readonly by: Readonly<Record<string, number>>;
  readonly slots: readonly number[] | null;
}

const OUTCOME = ["res", "err", "panic", "draws", "used", "by", "slots"];
const LEGACY_OUTCOME = ["hostId", "err", "draws", "used", "numAllocated"];

/** The two sides of a trace in a form that must be deeply equal. */
export function traceSides(observed: ObservedTrace, expected: ExpectedTrace): readonly [unknown, unknown] {
  return [
    { ...observed, ops: observed.ops.map((op) => comparable({ ...op })) },
    {
      ops: expected.ops.map((op) => comparable(pick(op, OUTCOME))),
      disk: expected.disk ?? {},
      dirs: expected.dirs ?? [],
    },
  ];
}

/** The two sides of a trace of an old release in a form that must be deeply equal. */
export function legacySides(observed: ObservedLegacy, expected: ExpectedLegacy): readonly [unknown, unknown] {
  return [
    { ...observed, ops: observed.ops.map((op) => comparable({ ...op })) },
    {
      ops: expected.ops.map((op) => comparable(pick(op, LEGACY_OUTCOME))),
      by: expected.by,
      slots: expected.slots,
    },
  ];
}

/** An outcome whose messages end where the words of Go's JSON decoder would begin. */
export function comparable(outcome: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(outcome).map(([key, value]) => [
      key,
      typeof value === "string"
        ? value.replace(/(invalid user namespace mappings file: |can't parse file: ).*/s, "$1")
        : value,
    ]),
  );
}

/** Some properties of an object, those that it has. */
export function pick(from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}
