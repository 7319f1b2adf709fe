import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oldestRun, oldestSlot } from "../../../../../src/core/allocate/strategies/support/oldest-slots.ts";
import {
  areStamps,
  countUpTo,
  dropUpTo,
  isStamp,
  leastOf,
  NEVER,
  nextStamped,
  type SlotStamps,
  spanFor,
  stampRun,
} from "../../../../../src/core/allocate/strategies/support/slot-stamps.ts";
import type { PoolView } from "../../../../../src/core/allocate/strategy/strategy.ts";
import { prop } from "../../../../support/prop.ts";

describe("a number for each slot", () => {
  prop("is what a plain array would hold", [edits()], ({ span, runs }) => {
    const { stamps, plain } = play(span, runs);
    expect(Array.from({ length: span }, (_, slot) => at(stamps, span, slot))).toEqual(plain);
    expect(leastOf(stamps)).toBe(Math.min(...plain));
    expect(areStamps(JSON.parse(JSON.stringify(stamps)), span)).toBe(true);
  });

  prop(
    "is counted, dropped and searched as in a plain array",
    [edits(), fc.nat({ max: 5 })],
    ({ span, runs }, limit) => {
      const { stamps, plain } = play(span, runs);
      const dropped = plain.map((value) => (value <= limit ? NEVER : value));
      expect(Array.from({ length: span }, (_, slot) => at(dropUpTo(stamps, limit), span, slot))).toEqual(dropped);
      for (const { first, count } of runs) {
        const run = plain.filter((_, slot) => slot >= first && slot < first + count);
        expect(countUpTo(stamps, span, { first, count }, limit)).toBe(run.filter((value) => value <= limit).length);
        const low = plain.findIndex((value, slot) => slot >= first && value <= limit);
        expect(nextStamped(stamps, span, first, (least) => least <= limit) ?? -1).toBe(low);
        const high = plain.findIndex((value, slot) => slot >= first && value > limit);
        expect(nextStamped(stamps, span, first, (_, most) => most > limit) ?? -1).toBe(high);
      }
    },
  );

  prop("leads to the oldest free slot and run", [edits(), fc.infiniteStream(fc.boolean())], ({ span, runs }, coins) => {
    const { stamps, plain } = play(span, runs);
    const free = plain.map(() => coins.next().value === true);
    const view = viewOf(free);
    const ageOf = (first: number, slots: number): number => Math.max(...plain.slice(first, first + slots));
    for (const slots of [1, 2, 3, 9]) {
      const places = free.flatMap((_, first) =>
        first + slots <= span && free.slice(first, first + slots).every(Boolean) ? [first] : [],
      );
      const [slot] = places.sort((a, b) => ageOf(a, slots) - ageOf(b, slots) || a - b);
      const oldest = slot === undefined ? undefined : { slot, stamp: ageOf(slot, slots) };
      expect(oldestRun(stamps, span, view, slots)).toEqual(oldest);
      if (slots === 1) expect(oldestSlot(stamps, span, view)).toEqual(oldest);
    }
  });

  it("takes one number for slots that all have it", () => {
    const one = stampRun(7, 64, { first: 9, count: 1 }, 5);
    expect(one).toEqual({
      least: 5,
      most: 7,
      parts: [7, { least: 5, most: 7, parts: [7, 5, 7, 7, 7, 7, 7, 7] }, 7, 7, 7, 7, 7, 7],
    });
    expect(stampRun(one, 64, { first: 9, count: 1 }, 7)).toBe(7);
    expect(dropUpTo(one, 4)).toBe(one);
    expect(stampRun(one, 64, { first: 64, count: 1 }, 1)).toBe(one);
    expect(stampRun(one, 64, { first: -3, count: 3 }, 1)).toBe(one);
  });

  it("changes a few dozen entries a step, however many slots there are", () => {
    const span = spanFor(4194304);
    let stamps: SlotStamps = 0;
    for (let i = 1; i <= 500; i++) stamps = stampRun(stamps, span, { first: (i * 2654435761) % 4194304, count: 1 }, i);
    const before = new Set(nodes(stamps));
    const after = nodes(stampRun(stamps, span, { first: 1234567, count: 1 }, 501));
    expect(after.filter((node) => !before.has(node)).length).toBeLessThanOrEqual(8);
  });

  it.each([
    [1, 1],
    [2, 8],
    [8, 8],
    [9, 64],
    [65534, 262144],
    [4194304, 16777216],
  ])("of %i slots reaches over %i", (slots, span) => {
    expect(spanFor(slots)).toBe(span);
  });
});

describe("areStamps", () => {
  const parts = [1, 2, 3, 4, 5, 6, 7, 8];

  it.each([
    [0, 1, true],
    [NEVER, 8, true],
    [NEVER + 1, 8, false],
    [-1, 8, false],
    [1.5, 8, false],
    ["1", 8, false],
    [null, 8, false],
    [{ least: 1, most: 8, parts }, 8, true],
    [{ least: 1, most: 8, parts }, 64, true],
    [{ least: 1, most: 8, parts }, 1, false],
    [{ least: 0, most: 8, parts }, 8, false],
    [{ least: 1, most: 9, parts }, 8, false],
    [{ least: 1, most: 8, parts: parts.slice(1) }, 8, false],
    [{ least: 1, most: 8, parts: [...parts, 8] }, 8, false],
    [{ least: 1, most: 8, parts: "12345678" }, 8, false],
    [{ least: 1, most: 8, parts: [1, 2, 3, 4, 5, 6, 7, "8"] }, 8, false],
    [{ least: 1, most: 8, parts: [{ least: 1, most: 8, parts }, 2, 3, 4, 5, 6, 7, 8] }, 8, false],
    [{ least: 1, most: 8, parts: [{ least: 1, most: 8, parts }, 2, 3, 4, 5, 6, 7, 8] }, 64, true],
  ])("of %j over %i slots is %s", (value, span, answer) => {
    expect(areStamps(value, span)).toBe(answer);
  });

  it("takes what can be the number of a slot", () => {
    expect([0, 1, NEVER].map(isStamp)).toEqual([true, true, true]);
    expect([-1, 0.5, NEVER + 1, Number.NaN, "0", null, undefined].map(isStamp)).toEqual(Array(7).fill(false));
  });
});

interface Edits {
  readonly span: number;
  readonly runs: readonly { readonly first: number; readonly count: number; readonly value: number }[];
}

function edits(): fc.Arbitrary<Edits> {
  const run = fc.record({
    first: fc.nat({ max: 511 }),
    count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 200 })),
    value: fc.oneof(fc.nat({ max: 6 }), fc.constant(NEVER)),
  });
  return fc.record({ span: fc.constantFrom(1, 8, 64, 512), runs: fc.array(run, { maxLength: 40 }) });
}

function play(span: number, runs: Edits["runs"]): { readonly stamps: SlotStamps; readonly plain: readonly number[] } {
  let stamps: SlotStamps = 0;
  const plain = Array<number>(span).fill(0);
  for (const { first, count, value } of runs) {
    stamps = stampRun(stamps, span, { first, count }, value);
    plain.fill(value, first, first + count);
  }
  return { stamps, plain };
}

function at(stamps: SlotStamps, span: number, slot: number): number {
  if (typeof stamps === "number") return stamps;
  const size = span / 8;
  return at(stamps.parts[Math.floor(slot / size)] as SlotStamps, size, slot % size);
}

function nodes(stamps: SlotStamps): readonly SlotStamps[] {
  return typeof stamps === "number" ? [] : [stamps, ...stamps.parts.flatMap(nodes)];
}

function viewOf(free: readonly boolean[]): PoolView {
  return {
    pool: { slots: free.length },
    nextFree: (from: number) => {
      const found = free.indexOf(true, from);
      return found < 0 ? undefined : found;
    },
    freeRun: (from: number, most: number) => {
      const end = free.indexOf(false, from);
      return Math.min(most, (end < 0 ? free.length : end) - from);
    },
  } as unknown as PoolView;
}
