import type { Dice } from "../../src/core/random/dice.ts";
import { nasty } from "./mutate.ts";

/** JSON of a stranger, made of JSON that is fine: it can still be parsed, so that more than a parser meets it. */
export function mutateJson(dice: Dice, text: string): string {
  let value: unknown = JSON.parse(text);
  for (let left = 1 + dice.below(5); left > 0; left--) value = changedSomewhere(dice, value);
  const mutated = JSON.stringify(value);
  return mutated.length > MAX_LENGTH ? text : mutated;
}

/** Lists that are repeated in lists that are repeated fill any memory. */
const MAX_LENGTH = 1048576;

function changedSomewhere(dice: Dice, value: unknown): unknown {
  if (typeof value !== "object" || value === null || dice.chance(15)) return changed(dice, value);
  const entries = Object.entries(value);
  const at = dice.below(Math.max(1, entries.length));
  const [name = "a", inner = null] = entries[at] ?? [];
  const there = ENTRY_CHANGES[dice.below(ENTRY_CHANGES.length * 3)] ?? deeper;
  entries.splice(at, 1, ...there(dice, name, inner));
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

type EntryChange = (dice: Dice, name: string, inner: unknown) => readonly [name: string, inner: unknown][];

const deeper: EntryChange = (dice, name, inner) => [[name, changedSomewhere(dice, inner)]];

const ENTRY_CHANGES: readonly EntryChange[] = [
  () => [],
  (dice, _name, inner) => [[nasty(dice), inner]],
  (dice, name, inner) => [
    [name, inner],
    [nasty(dice), inner],
  ],
];

function changed(dice: Dice, value: unknown): unknown {
  if (typeof value === "number" && dice.chance(60)) return dice.one(NUMBERS);
  if (typeof value === "string" && dice.chance(60)) return dice.chance(50) ? nasty(dice) : value + nasty(dice);
  if (dice.chance(10)) return nested(dice.below(300), value);
  if (dice.chance(10)) return Array.from({ length: dice.below(400) }, () => value);
  return dice.one(VALUES);
}

const NUMBERS: readonly number[] = [
  ...[0, -0, -1, 1, 0.5, 1e-7, 1e21, 1e308, 65535, 65536, 65537, 131072, 2147483647, 2147483648],
  ...[4294901760, 4294967294, 4294967295, 4294967296, 9007199254740991, 9007199254740992, 1024, 340, 341, 110],
];

const VALUES: readonly unknown[] = [
  ...[null, true, false, "", "0", "a", [], {}, [[]], [null], { a: 1 }, "1.36", "user", "65536"],
  ...[JSON.parse('{"__proto__": {"polluted": 1}, "then": 1}'), { constructor: { prototype: { polluted: 1 } } }],
  ...[{ length: 4294967295 }, { toString: 1 }, { toJSON: 1 }],
];

function nested(depth: number, inner: unknown): unknown {
  let value = inner;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}
