import { expect, it } from "vitest";
import { againLine } from "../../../src/testing/check/again.ts";

it("can be pasted, and names what is no plain data", () => {
  const arbitrary = Object.create({ generate: () => 1 });
  const options = {
    seed: 7,
    path: undefined,
    "two words": [1, "a"],
    pods: arbitrary,
    list: [arbitrary],
    histories: { pools: arbitrary, "no name": 1 },
    promises: { parallel: true, pods: arbitrary },
    laws: { mine: () => undefined },
  };
  expect(againLine("assertAllocator", "mine", options)).toBe(
    'Again: assertAllocator(mine, { seed: 7, "two words": [1, "a"], pods, list, histories, promises: { parallel: true, pods }, laws })',
  );
});
