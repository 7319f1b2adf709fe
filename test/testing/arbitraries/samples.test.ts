import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocatorCommands,
  ids,
  invalidMappings,
  invalidPools,
  kubeletDisks,
  mappings,
  podHistories,
  pools,
  rangeSets,
  ranges,
} from "../../../src/testing.ts";
import { compact } from "../../support/compact.ts";

const POOL = { start: 65536, size: 327680, idsPerPod: 65536, exclude: [] };

/** Each of the kit's arbitraries, alone and with what it may be told. */
const ARBITRARIES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ids: ids(),
  "ids, few": ids({ min: 5, max: 9 }),
  ranges: ranges(),
  "ranges, few": ranges({ min: 100, end: 150, minSize: 2, maxSize: 9 }),
  rangeSets: rangeSets(),
  "rangeSets, few": rangeSets({ maxRanges: 2, end: 50 }),
  mappings: mappings(),
  "mappings, few": mappings({ maxMappings: 2 }),
  invalidMappings: invalidMappings(),
  pools: pools(),
  "pools, with sizes": pools({ idsPerPod: [1, 65536, 131072], maxSlots: 7, exclude: false }),
  invalidPools: invalidPools(),
  podHistories: podHistories(),
  "podHistories, of few": podHistories({ pools: fc.constant(POOL), pods: 2, maxOperations: 9, maxSlotsPerPod: 3 }),
  "podHistories, without records": podHistories({ operations: ["allocate", "release"], maxOperations: 12 }),
  kubeletDisks: kubeletDisks(),
  "kubeletDisks, few": kubeletDisks({ maxPods: 3, slots: 2 }),
  allocatorCommands: allocatorCommands().map((commands) => Array.from(commands, String)),
  "allocatorCommands, with sizes": allocatorCommands({ pods: 3, maxSlotsPerPod: 3, restarts: false }).map((commands) =>
    Array.from(commands, String),
  ),
};

describe("what an arbitrary gives under one seed", () => {
  it.each(Object.entries(ARBITRARIES))("is as in the golden file: %s", async (name, arbitrary) => {
    const given = fc.sample(arbitrary, { seed: 65536, numRuns: 40 }).map(compact);
    const smaller = fc.check(
      fc.property(arbitrary, () => false),
      { seed: 65536, endOnFailure: false },
    );
    const lines = [...given, `smallest: ${compact(smaller.counterexample)}`, ""];
    await expect(lines.join("\n")).toMatchFileSnapshot(`golden/${name.replace(/\W+/g, "-")}.golden.txt`);
  });
});
