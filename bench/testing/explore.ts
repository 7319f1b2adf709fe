import { firstFit } from "../../src/core/allocate/strategies/first-fit.ts";
import type { ExploreBounds } from "../../src/testing/explore/bounds.ts";
import { explore } from "../../src/testing/explore/explore.ts";
import type { Prepare } from "../support/suite.ts";

/** How many steps are tried in all states of 5 slots and 6 pods. */
export const TRANSITIONS = 102_972;

/** The explorer, over everything that first fit can do. */
export const prepare: Prepare = (cell) => {
  const slots = Number(cell["slots"]);
  const pool = { start: 65536, size: slots * 65536, idsPerPod: 65536, exclude: [] };
  const bounds: ExploreBounds = { pool, maxSlotsPerPod: 1, steps: ["allocate", "release", "restore"] };
  return (times) => {
    for (let i = 0; i < times; i++) {
      const { transitions } = explore(firstFit, bounds);
      if (transitions !== TRANSITIONS) throw new Error(`expected ${TRANSITIONS} transitions, got ${transitions}`);
    }
  };
};
