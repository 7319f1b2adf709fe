import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPool } from "../../../src/core/allocate/pool/pool.ts";
import type { PodRange } from "../../../src/core/allocate/state/queries.ts";
import { rangesOverlap } from "../../../src/core/range/range.ts";
import { unwrap } from "../../../src/core/result.ts";
import { prop } from "../../support/prop.ts";
import { findOverlap, overlapBySorting } from "./support/overlap.ts";
import { entry, slots } from "./support/start.ts";

describe("the check of a whole state", () => {
  const ranges = fc.array(fc.record({ start: fc.nat({ max: 30 }), size: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 8,
  });

  prop("by sorting finds an overlap where a comparison of all pairs does", [ranges], (list) => {
    const some = list.some((a) => list.some((b) => a !== b && rangesOverlap(a, b)));
    // Two ranges a pod, as far as they go.
    const pods = list.flatMap((range, i) =>
      i % 2 === 0 ? [entry(`pod-${i}`, range, ...list.slice(i + 1, i + 2))] : [],
    );
    expect(overlapBySorting(pods) !== undefined).toBe(some);
  });

  const runs = fc.array(fc.record({ first: fc.nat({ max: 9 }), count: fc.integer({ min: 1, max: 3 }) }), {
    maxLength: 6,
  });

  prop("by slots agrees with it", [runs], (list) => {
    const pool = unwrap(createPool({ start: 65536, size: 12 * 65536 }));
    const pods = list.map(({ first, count }, i) => entry(`pod-${i}`, slots(first, count)));
    const marks = list.flatMap(({ first, count }) => [first, first + 1, first + 2].slice(0, count));
    expect(findOverlap(pool, pods)).toEqual(overlapBySorting(pods));
    expect(findOverlap(pool, pods) === undefined).toBe(new Set(marks).size === marks.length);
  });

  it("by slots is not fooled by ranges that are none", () => {
    const pool = unwrap(createPool({ start: 65536, size: 10 * 65536 }));
    const pod = (podUid: string, start: number, size: number): PodRange => entry(podUid, { start, size });
    const beside = [pod("a", 65536, 65536), pod("b", 65537, 65536)];
    const long = [pod("a", 65536, 131072), pod("b", 131072, 65536)];
    const outside = [pod("a", 0, 65536), pod("b", 0, 65536)];
    expect([beside, long, outside].map((pods) => findOverlap(pool, pods))).toEqual([
      { podUid: "a", otherUid: "b" },
      { podUid: "a", otherUid: "b" },
      { podUid: "a", otherUid: "b" },
    ]);
    expect(findOverlap(pool, [pod("a", 0, 1), pod("b", 1, 1)])).toBeUndefined();
  });
});
