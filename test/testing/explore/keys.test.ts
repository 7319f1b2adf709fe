import { describe, expect, it } from "vitest";
import { keysFor } from "../../../src/testing/explore/keys.ts";

describe("keysFor", () => {
  it("names as many states as numbers can tell apart, and no more", () => {
    const one = { start: 0, size: 1, idsPerPod: 1, exclude: [] };
    const most = Number.MAX_SAFE_INTEGER;
    expect(keysFor(one, most - 1).toggle(0, most - 2, [{ start: 0, size: 1 }], 1)).toBe(most - 1);
    expect(() => keysFor(one, most)).toThrow(RangeError);
  });
});
