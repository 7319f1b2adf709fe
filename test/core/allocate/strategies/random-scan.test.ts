import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { entries } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

describe("randomScan with a seed", () => {
  it("draws one number of all slots for each range", () => {
    let generator = 42;
    let state = start(110, randomScan({ seed: 42 }));
    for (let i = 0; i < 5; i++) {
      const drawn = drawInt(generator, 110);
      generator = drawn.state;
      const result = unwrap(allocate(state, `pod-${i}`));
      state = result.state;
      expect(result.range).toEqual(slot(drawn.value));
      expect(snapshot(state).memory).toBe(generator);
    }
    expect(snapshot(state).strategy).toBe("random-scan");
  });

  it("draws nothing for a release", () => {
    const state = withPods(start(110, randomScan({ seed: 42 })), "a");
    expect(snapshot(unwrap(release(state, "a")).state).memory).toBe(snapshot(state).memory);
  });

  it("gives the same for the same seed, something else for another", () => {
    const ranges = (seed: number): unknown => entries(withPods(start(1000, randomScan({ seed })), "a", "b", "c"));
    expect(ranges(1)).toEqual(ranges(1));
    expect(ranges(1)).not.toEqual(ranges(2));
  });

  it("throws for a seed that is none", () => {
    expect(() => randomScan({ seed: 0.5 })).toThrow(
      new TypeError("randomScan: expected the seed to be an integer, got 0.5"),
    );
    expect(() => randomScan({ seed: -1 })).toThrow(
      new RangeError("randomScan: expected the seed from 0 to 4294967295, got -1"),
    );
    expect(() => randomScan({} as never)).toThrow(
      new TypeError("randomScan: expected the seed to be an integer, got undefined"),
    );
  });
});

describe("randomScan with draws", () => {
  it("takes the first free slot from the draw on, with wrap", () => {
    const state = withPods(start(4, randomScan({ draws: [2, 2, 2, 2] })), "a", "b", "c", "d");
    expect(entries(state).map(({ podUid }) => podUid)).toEqual(["c", "d", "a", "b"]);
    expect(snapshot(state)).toMatchObject({ strategy: "random-scan-draws", memory: 4 });
  });

  it("passes over excluded slots", () => {
    const state = start(3, randomScan({ draws: [1] }), [{ start: 131072, size: 1 }]);
    expect(unwrap(allocate(state, "a")).range).toEqual(slot(2));
  });

  it("takes the first run from the draw on, and from the start when none is left up to the end", () => {
    const state = start(5, randomScan({ draws: [3, 4, 0] }));
    const one = unwrap(allocate(state, "a", { size: 2 * 65536 }));
    expect(one.range).toEqual(slots(3, 2));
    const two = unwrap(allocate(one.state, "b", { size: 2 * 65536 }));
    expect(two.range).toEqual(slots(0, 2));
    const gap = unwrap(release(unwrap(allocate(two.state, "c")).state, "a")).state;
    expect(allocate(gap, "d", { size: 3 * 65536 })).toMatchObject({ error: { code: "exhausted" } });
    for (const strategy of [randomScan({ seed: 1 }), randomScan({ draws: [] })])
      expect(strategy.promises).toEqual(["complete", "one-range"]);
  });

  it("draws one number for several slots, and none is kept when it refuses", () => {
    const full = withPods(start(3, randomScan({ draws: [1, 0, 0] })), "a");
    expect(allocate(full, "b", { size: 2 * 65536 })).toEqual({
      ok: false,
      error: { code: "strategy-refused", strategy: "random-scan-draws", reason: "fragmented" },
    });
    const seeded = start(64, randomScan({ seed: 3 }));
    const memories = [1, 5].map(
      (count) => snapshot(unwrap(allocate(seeded, "a", { size: count * 65536 })).state).memory,
    );
    expect(memories[0]).toBe(memories[1]);
  });

  it("refuses when the draws are used up, and when a draw is no slot", () => {
    const used = withPods(start(3, randomScan({ draws: [0, 3] })), "a");
    const refusal = (reason: string): unknown => ({
      ok: false,
      error: { code: "strategy-refused", strategy: "random-scan-draws", reason },
    });
    expect(allocate(used, "b")).toEqual(refusal("draw-outside-pool"));
    expect(snapshot(used).memory).toBe(1);
    expect(allocate(withPods(start(3, randomScan({ draws: [0] })), "a"), "b")).toEqual(refusal("out-of-draws"));
  });

  it("keeps a copy of the draws", () => {
    const draws = [2];
    const strategy = randomScan({ draws });
    draws[0] = 0;
    expect(unwrap(allocate(start(3, strategy), "a")).range).toEqual(slot(2));
  });

  it("throws for a draw that is no number of a slot, or missing", () => {
    expect(() => randomScan({ draws: [0, -1] })).toThrow(
      new RangeError("randomScan: expected each draw from 0 to 4294967295, got -1"),
    );
    expect(() => randomScan({ draws: new Array(1) as number[] })).toThrow(
      new TypeError("randomScan: expected each draw to be an integer, got undefined"),
    );
  });
});
