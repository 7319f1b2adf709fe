import { describe, expect, it } from "vitest";
import { podIdMap } from "../../../src/core/idmap/pod-id-map.ts";
import { mapping } from "./arbitraries.ts";

describe("podIdMap", () => {
  it("maps container ID 0 to the first ID of the range, for users and groups alike", () => {
    const { uid, gid } = podIdMap({ start: 131072, size: 65536 });
    expect([uid.mappings, gid.mappings]).toEqual([[mapping(0, 131072, 65536)], [mapping(0, 131072, 65536)]]);
  });

  it("takes another range for groups", () => {
    const { uid, gid } = podIdMap({ start: 65536, size: 1 }, { start: 131072, size: 2 });
    expect([uid.mappings, gid.mappings]).toEqual([[mapping(0, 65536, 1)], [mapping(0, 131072, 2)]]);
  });

  it("takes a range up to the last ID", () => {
    expect(podIdMap({ start: 4294967294, size: 1 }).uid.mappings).toEqual([mapping(0, 4294967294, 1)]);
  });

  it.each([
    [{ start: 0, size: 0 }, new RangeError("podIdMap: expected a range that holds an ID, got an empty one")],
    [
      { start: 4294901760, size: 65536 },
      new RangeError("podIdMap: expected a range without 4294967295, got one that holds it"),
    ],
    [{ start: 0.5, size: 1 }, new TypeError("podIdMap: expected the start of a range to be an integer, got 0.5")],
  ])("throws for %j, as either range", (range, error) => {
    expect(() => podIdMap(range)).toThrow(error);
    expect(() => podIdMap({ start: 0, size: 1 }, range)).toThrow(error);
  });
});
