import * as fc from "fast-check";
import { describe, expect } from "vitest";
import { play } from "../../../../src/core/compare/play/play.ts";
import { prop } from "../../../support/prop.ts";
import { candidates, histories, pools } from "../support/arbitrary-history.ts";
import { naiveScore } from "../support/naive.ts";

describe("play, over every history", () => {
  prop(
    "measures what the definitions say",
    [histories(), pools(), fc.constantFrom(...candidates())],
    (history, pool, strategy) => {
      expect(play(history, pool, strategy)).toEqual(naiveScore(history, pool, strategy));
    },
    { numRuns: 1000 },
  );

  prop("never has sharing pods where the allocator guards", [histories(), pools()], (history, pool) => {
    for (const strategy of candidates().filter((one) => one !== "shared-range"))
      expect(play(history, pool, strategy).mostSharing).toBe(0);
  });

  prop("has no exposure without leftovers", [histories(), pools()], (history, pool) => {
    const clean = history.map((event) => (event.what === "end" ? { ...event, leaves: undefined } : event));
    for (const strategy of candidates())
      expect(play(clean, pool, strategy).exposure).toEqual({ left: 0, starts: 0, ticks: 0, longest: 0, hostIds: 0 });
  });
});
