import { describe, expect, it } from "vitest";
import { ids } from "../../../src/testing/arbitraries/ids.ts";
import { prop } from "../../support/prop.ts";
import { minimaOf, sampleOf } from "./minimum.ts";

describe("ids", () => {
  prop("are integers from 0 to the last one there is", [ids()], (id) => {
    expect(Number.isInteger(id)).toBe(true);
    expect(id).toBeGreaterThanOrEqual(0);
    expect(id).toBeLessThanOrEqual(4294967294);
  });

  prop("stay between the bounds", [ids({ min: 65530, max: 65540 })], (id) => {
    expect(id).toBeGreaterThanOrEqual(65530);
    expect(id).toBeLessThanOrEqual(65540);
  });

  it("are often at the ends, at the container's and at the sign bit", () => {
    const values = sampleOf(ids());
    for (const edge of [0, 1, 65534, 65535, 65536, 2147483647, 2147483648, 4294967294])
      expect(values.filter((id) => id === edge).length, `${edge}`).toBeGreaterThan(10);
    const between = sampleOf(ids({ min: 7, max: 70000 }));
    for (const edge of [7, 65534, 65535, 65536, 70000])
      expect(between.filter((id) => id === edge).length, `${edge}`).toBeGreaterThan(10);
  });

  it("are mostly anything", () => {
    const values = sampleOf(ids());
    expect(new Set(values).size).toBeGreaterThan(values.length / 2);
  });

  it("shrink towards the smallest", () => {
    expect(minimaOf(ids())).toEqual([0]);
    expect(minimaOf(ids({ min: 5, max: 4294967294 }))).toEqual([5]);
    expect(minimaOf(ids({ min: 9, max: 9 }))).toEqual([9]);
  });
});
