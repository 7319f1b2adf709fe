import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  copyFreeSlots,
  type FreeSlots,
  flipSlot,
  freeRunFrom,
  isFreeSlot,
  nextFreeSlot,
  noFreeSlots,
} from "../../../../src/core/allocate/state/free-slots.ts";
import { prop } from "../../../support/prop.ts";

/** Few slots of many words, so that whole groups of 1024 are empty; some of them often, so that words empty again. */
const slotList = (): fc.Arbitrary<number[]> =>
  fc.array(fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(0, 33, 40, 1029, 1060, 4999)), { maxLength: 12 });

describe("the free slots", () => {
  prop("are those flipped an odd number of times", [slotList()], (flips) => {
    const free = flipped(5001, flips);
    const oracle = odd(flips);
    const around = flips.flatMap((slot) => [slot - 1, slot, slot + 1, slot ^ 32, slot ^ 1024]);
    for (const slot of around) expect(isFreeSlot(free, slot)).toBe(oracle.has(slot));
  });

  prop("are found in order from anywhere, past the end too", [slotList(), fc.nat({ max: 6000 })], (flips, from) => {
    const ahead = [...odd(flips)].filter((slot) => slot >= from);
    expect(nextFreeSlot(flipped(5001, flips), from)).toBe(ahead.length === 0 ? undefined : Math.min(...ahead));
  });

  prop("are found next to where the search starts", [slotList(), fc.nat({ max: 2 })], (flips, over) => {
    const free = flipped(5001, flips);
    for (const slot of odd(flips)) {
      expect(nextFreeSlot(free, slot)).toBe(slot);
      expect(nextFreeSlot(free, Math.max(0, slot - over))).toBeLessThanOrEqual(slot);
    }
  });

  const runs = fc
    .array(
      fc.record({ gap: fc.nat({ max: 70 }), count: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constant(1100)) }),
      {
        maxLength: 4,
      },
    )
    .map((list) => {
      let first = 0;
      return list.map(({ gap, count }) => {
        const run = { first: first + gap, count };
        first = run.first + count;
        return run;
      });
    });

  prop("are counted in a row, as far as asked", [slotList(), runs, fc.nat({ max: 5100 })], (flips, list, most) => {
    const each = list.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i));
    const free = flipped(5001, [...flips, ...each]);
    const starts = [0, 4999, 5000, 5001, 5100, ...list.map(({ first }) => first), ...flips.map((slot) => slot + 1)];
    for (const slot of starts) {
      let run = 0;
      while (run < most && isFreeSlot(free, slot + run)) run++;
      expect(freeRunFrom(free, slot, most)).toBe(run);
    }
  });

  it("are counted to the end of a pool of whole words, and of one of part of a word", () => {
    for (const slots of [32, 64, 1024, 33, 31, 1025]) {
      const free = flipped(slots, [...Array(slots).keys()]);
      const counted = [0, 1, slots - 1, slots].map((slot) => freeRunFrom(free, slot, 5000));
      expect(counted).toEqual([slots, slots - 1, 1, 0]);
      expect([1, 31, 32].map((most) => freeRunFrom(free, 0, most))).toEqual([1, 31, Math.min(32, slots)]);
    }
  });

  prop("take every size of pool", [fc.integer({ min: 1, max: 3000 })], (slots) => {
    const free = flipped(slots, [slots - 1]);
    expect([nextFreeSlot(free, 0), nextFreeSlot(free, slots), isFreeSlot(free, slots)]).toEqual([
      slots - 1,
      undefined,
      false,
    ]);
    expect(free.words).toHaveLength(Math.ceil(slots / 32));
    expect(free.summary).toHaveLength(Math.ceil(slots / 1024));
  });

  prop("are copied apart", [slotList(), slotList()], (flips, more) => {
    const free = flipped(5001, flips);
    const copy = copyFreeSlots(free);
    for (const slot of more) flipSlot(copy, slot);
    expect(free).toEqual(flipped(5001, flips));
    expect(copy).toEqual(flipped(5001, [...flips, ...more]));
  });
});

describe("a word that is empty again", () => {
  it("is passed over, and its group too when no other word of it has a free slot", () => {
    expect(nextFreeSlot(flipped(5001, [40, 40, 70]), 0)).toBe(70);
    expect(nextFreeSlot(flipped(5001, [1030, 1030, 4000]), 0)).toBe(4000);
    expect(flipped(5001, [40, 41, 40, 1030, 1030, 41])).toEqual(noFreeSlots(5001));
  });
});

function flipped(slots: number, flips: readonly number[]): FreeSlots {
  const free = noFreeSlots(slots);
  for (const slot of flips) flipSlot(free, slot);
  return free;
}

function odd(flips: readonly number[]): Set<number> {
  const set = new Set<number>();
  for (const slot of flips) if (!set.delete(slot)) set.add(slot);
  return set;
}
