import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { sharedRange } from "../../../../src/core/compare/play/shared-range.ts";
import type { IdRange } from "../../../../src/core/range/range.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot } from "../../allocate/support/start.ts";

describe("sharedRange", () => {
  const shared = (...exclude: readonly IdRange[]): IdRange | undefined =>
    sharedRange(unwrap(createPool({ start: 65536, size: 4 * 65536, exclude })));

  it("is the lowest slot, for everybody", () => {
    expect(shared()).toEqual(slot(0));
    expect(shared(slot(1))).toEqual(slot(0));
  });

  it("passes over the slots with excluded IDs", () => {
    expect(shared({ start: 65536, size: 1 })).toEqual(slot(1));
    expect(shared({ start: 131071, size: 65537 }, slot(3))).toEqual(slot(2));
  });

  it("is none when each slot has one", () => {
    expect(shared({ start: 65536, size: 4 * 65536 })).toBeUndefined();
  });
});
