import { describe, expect, it } from "vitest";
import { createPool, type Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { emptyAllocations, emptyCore } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { unwrap } from "../../../../src/core/result.ts";

describe("emptyAllocations", () => {
  it("throws for a pool that createPool would refuse", () => {
    const forged: Pool = { ...unwrap(createPool({ start: 65536, size: 65536 })), size: 4294901760 };
    expect(() => emptyAllocations(forged, firstFit())).toThrow(
      new TypeError("emptyAllocations: expected a pool made by createPool, got one refused as past-last-id"),
    );
  });

  it("throws for a strategy that is none", () => {
    const pool = unwrap(createPool({ start: 65536, size: 65536 }));
    for (const [part, message] of [
      [{ name: 5 }, "the name of strategy to be a string, got 5"],
      [{ name: undefined }, "the name of strategy to be a string, got undefined"],
      [{ propose: undefined }, "propose of strategy to be a function, got undefined"],
      [{ propose: "x" }, 'propose of strategy to be a function, got "x"'],
    ] as const)
      expect(() => emptyAllocations(pool, { ...firstFit(), ...part } as unknown as Strategy)).toThrow(
        new TypeError(`emptyAllocations: expected ${message}`),
      );
    expect(() => emptyAllocations(pool, firstFit as unknown as Strategy)).toThrow(
      new TypeError("emptyAllocations: expected strategy to be a strategy, got a function: call it"),
    );
    expect(() => emptyAllocations(pool, { ...firstFit(), initial: undefined } as unknown as Strategy)).toThrow(
      new TypeError("emptyAllocations: expected initial of the strategy to be plain data, got undefined"),
    );
    expect(() => emptyAllocations(pool, undefined as unknown as Strategy)).toThrow(TypeError);
  });
});

describe("a segment", () => {
  it("grows with the pool", () => {
    const segmentOf = (slots: number): number =>
      emptyCore("test", unwrap(createPool({ start: 4, size: slots * 4, idsPerPod: 4 })), firstFit()).setup.segment;
    expect([1, 110, 1024, 65534].map(segmentOf)).toEqual([513, 523, 615, 7066]);
  });
});
