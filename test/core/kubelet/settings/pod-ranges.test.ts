import { describe, expect, it } from "vitest";
import { overlap } from "../../../../src/core/kubelet/settings/pod-ranges.ts";

describe("overlap", () => {
  it.each([
    [0, 2, 2, 2, false],
    [0, 3, 2, 2, true],
    [2, 2, 0, 2, false],
    [2, 2, 0, 3, true],
    [0, 9, 2, 2, true],
    [2, 2, 2, 2, true],
  ])("tells whether [%i, +%i) and [%i, +%i) share an ID", (a, aLength, b, bLength, shared) => {
    const range = (hostId: number, length: number) => ({ podUid: "", hostId, length });
    expect(overlap(range(a, aLength), range(b, bLength))).toBe(shared);
  });
});
