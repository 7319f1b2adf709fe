import { describe, expect, it } from "vitest";
import { pictureRows, scaleFor } from "../../../src/core/drawing/scale.ts";

describe("scaleFor", () => {
  it("shows the whole pool in eight rows at most where every pod has a sign of its own", () => {
    expect(scaleFor([], 512, 64)).toEqual({ signs: 64, slotsPerSign: 1, isFolded: false });
    expect(scaleFor([0, 1], 512, 64)).toEqual({ signs: 64, slotsPerSign: 1, isFolded: false });
    expect(scaleFor([0, 2], 513, 64)).toEqual({ signs: 64, slotsPerSign: 2, isFolded: false });
    expect(scaleFor([0, 1], 513, 64)).toEqual({ signs: 64, slotsPerSign: 1, isFolded: true });
  });

  it("folds to twelve lines at most", () => {
    const apart = (count: number): readonly number[] => [
      0,
      1,
      ...Array.from({ length: count }, (_, i) => 16 * (i + 1)),
    ];
    expect(scaleFor(apart(5), 1000, 8)).toEqual({ signs: 8, slotsPerSign: 1, isFolded: true });
    expect(scaleFor(apart(6), 1000, 8)).toEqual({ signs: 8, slotsPerSign: 2, isFolded: true });
  });
});

describe("pictureRows", () => {
  it("puts every slot into one sign", () => {
    expect(pictureRows([9, 0, 1], 11, { signs: 2, slotsPerSign: 2, isFolded: false })).toEqual([
      {
        firstSlot: 0,
        slots: 4,
        signs: [
          { slots: 2, taken: [1, 2] },
          { slots: 2, taken: [] },
        ],
      },
      {
        firstSlot: 4,
        slots: 4,
        signs: [
          { slots: 2, taken: [] },
          { slots: 2, taken: [] },
        ],
      },
      {
        firstSlot: 8,
        slots: 3,
        signs: [
          { slots: 2, taken: [0] },
          { slots: 1, taken: [] },
        ],
      },
    ]);
  });

  it("folds free rows", () => {
    expect(pictureRows([5], 11, { signs: 2, slotsPerSign: 1, isFolded: true })).toEqual([
      { firstSlot: 0, slots: 4, signs: undefined },
      {
        firstSlot: 4,
        slots: 2,
        signs: [
          { slots: 1, taken: [] },
          { slots: 1, taken: [0] },
        ],
      },
      { firstSlot: 6, slots: 5, signs: undefined },
    ]);
    expect(pictureRows([], 3, { signs: 2, slotsPerSign: 1, isFolded: true })).toEqual([
      { firstSlot: 0, slots: 3, signs: undefined },
    ]);
  });
});
