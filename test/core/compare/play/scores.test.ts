import { expect, it } from "vitest";
import { type ChurnParameters, churn, play } from "../../../../src/compare.ts";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { candidates } from "../support/arbitrary-history.ts";

const BASE: ChurnParameters = {
  pods: 120,
  arrival: 2,
  lifetime: 12,
  returning: 30,
  leftovers: 40,
  cleanup: 9,
  seed: 7,
};

const HISTORIES: Readonly<Record<string, ChurnParameters>> = {
  "one slot each": BASE,
  "several slots": {
    ...BASE,
    sizes: [
      { slots: 1, weight: 4 },
      { slots: 2, weight: 2 },
      { slots: 3, weight: 1 },
    ],
  },
  crowded: { ...BASE, arrival: 1, lifetime: 30, returning: 60 },
};

it("each strategy makes of each history what the golden file says", async () => {
  const exclude = [{ start: 75, size: 1 }];
  const pool = unwrap(createPool({ start: 20, size: 160, idsPerPod: 10, exclude }));
  const lines = Object.entries(HISTORIES).flatMap(([name, parameters]) => [
    name,
    ...candidates().map((strategy, i) => {
      const { questions, reuse, returns, exposure, ...rest } = play(unwrap(churn(parameters)), pool, strategy);
      const { starts, placed, refused, refusedThoughFree, mostPods, mostSharing, fragmentation } = rest;
      return [
        `  ${strategy === "shared-range" ? strategy : `${i} ${strategy.name}`}:`,
        `${placed} of ${starts} placed, ${refused} refused, ${refusedThoughFree} though free,`,
        `at most ${mostPods} pods, ${mostSharing} sharing, fragmentation ${fragmentation},`,
        `questions ${questions.mean} at most ${questions.most}, reuse ${JSON.stringify(reuse)},`,
        `returns ${returns.kept} of ${returns.starts}, exposure ${JSON.stringify(exposure)}`,
      ].join(" ");
    }),
  ]);
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/scores.golden.txt");
});
