import { describe, expect, it } from "vitest";
import { fsGroupEffect, processGroups } from "../../../../src/core/kubelet/messages/process-ids.ts";

const range = { start: 131072, size: 65536 };

describe("processGroups", () => {
  it("merges the image's groups unless the policy is strict", () => {
    const declared = { supplementalGroups: [7, 8], fsGroup: 9 };
    expect(processGroups(declared, { groups: [5, 6] })).toEqual([5, 6, 7, 8, 9]);
    expect(processGroups({ ...declared, supplementalGroupsPolicy: "Merge" }, { groups: [5] })).toEqual([5, 7, 8, 9]);
    expect(processGroups({ ...declared, supplementalGroupsPolicy: "Strict" }, { groups: [5] })).toEqual([7, 8, 9]);
  });

  it("has each group once, and none that is not there", () => {
    expect(processGroups({ supplementalGroups: [5, undefined, 5], fsGroup: 5 }, {})).toEqual([5]);
    expect(processGroups({ supplementalGroups: [], fsGroup: undefined }, {})).toEqual([]);
  });
});

describe("fsGroupEffect", () => {
  it("leaves the number on the disk as it is, and maps that of the processes", () => {
    expect(fsGroupEffect(2000, range, true)).toEqual({
      diskGroup: 2000,
      processGroup: 133072,
      seenGroup: 2000,
      groupApplies: true,
    });
    expect(fsGroupEffect(0, range, false)).toEqual({
      diskGroup: 0,
      processGroup: 131072,
      seenGroup: 65534,
      groupApplies: false,
    });
  });

  it("has no effect for a group that is not mapped", () => {
    expect(fsGroupEffect(65535, range, true)?.processGroup).toBe(196607);
    expect(fsGroupEffect(65536, range, true)).toBe(undefined);
  });

  it("refuses what is no group", () => {
    expect(() => fsGroupEffect(-1, range, true)).toThrow(RangeError);
    expect(() => fsGroupEffect(0.5, range, true)).toThrow(TypeError);
  });
});
