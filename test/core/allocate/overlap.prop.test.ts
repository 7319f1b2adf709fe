import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPool } from "../../../src/core/allocate/pool.ts";
import type { PodRange } from "../../../src/core/allocate/queries.ts";
import { rangesOverlap } from "../../../src/core/range/range.ts";
import { unwrap } from "../../../src/core/result.ts";
import { prop } from "../../support/prop.ts";
import { findOverlap, overlapBySorting } from "./support/overlap.ts";
import { slot } from "./support/start.ts";

describe("the check of a whole state", () => {
  const ranges = fc.array(fc.record({ start: fc.nat({ max: 30 }), size: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 8,
  });

  prop("by sorting finds an overlap where a comparison of all pairs does", [ranges], (list) => {
    const pods = list.map((range, i) => ({ podUid: `pod-${i}`, range }));
    const some = pods.some((a) => pods.some((b) => a !== b && rangesOverlap(a.range, b.range)));
    expect(overlapBySorting(pods) !== undefined).toBe(some);
  });

  prop("by slots agrees with it", [fc.array(fc.nat({ max: 9 }), { maxLength: 6 })], (slots) => {
    const pool = unwrap(createPool({ start: 65536, size: 10 * 65536 }));
    const pods = slots.map((number, i) => ({ podUid: `pod-${i}`, range: slot(number) }));
    expect(findOverlap(pool, pods)).toEqual(overlapBySorting(pods));
    expect(findOverlap(pool, pods) === undefined).toBe(new Set(slots).size === slots.length);
  });

  it("by slots is not fooled by ranges that are none", () => {
    const pool = unwrap(createPool({ start: 65536, size: 10 * 65536 }));
    const pod = (podUid: string, start: number, size: number): PodRange => ({ podUid, range: { start, size } });
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
