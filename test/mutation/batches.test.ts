import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inBatches } from "./batches.ts";

const timed = (...times: readonly number[]) => times.map((time) => ({ time }));
const cut = (times: readonly number[], least: number) =>
  [...inBatches(timed(...times), least)].map((batch) => batch.map(({ time }) => time));

describe("inBatches", () => {
  it.each<[readonly number[], readonly (readonly number[])[]]>([
    [[], []],
    [[1], [[1]]],
    [
      [9, 1],
      [[9], [1]],
    ],
    [
      [1, 1, 1, 1, 1, 1],
      [
        [1, 1],
        [1, 1, 1, 1],
      ],
    ],
    [
      [1, 1, 4, 1, 7, 1],
      [[1, 1], [4], [1, 7], [1]],
    ],
    [
      [50, 40, 40, 3],
      [[50], [40], [40, 3]],
    ],
  ])("cuts %j", (times, batches) => {
    expect(cut(times, 2)).toEqual(batches);
  });

  it("keeps all of them, in their order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 })), fc.nat({ max: 20 }), (times, least) => {
        const batches = cut(times, least);
        expect(batches.flat()).toEqual(times);
        expect(batches.every((batch) => batch.length > 0)).toBe(true);
      }),
    );
  });
});
