import { expect, it } from "vitest";
import { churn, historyFromTrace, play } from "../../../../src/compare.ts";
import { createPool, firstFit, unwrap } from "../../../../src/index.ts";
import { misuseOf } from "../../../support/misuse-of.ts";

it("each edit of what is given is taken or told in the words of the golden file", async () => {
  const pool = unwrap(createPool({ start: 65536, size: 10 * 65536 }));
  const leftovers = { leftovers: 0, cleanup: 1, seed: 1 };
  const parameters = { pods: 2, arrival: 1, lifetime: 1, returning: 0, sizes: [{ slots: 1, weight: 1 }], ...leftovers };
  const history = [
    { at: 0, what: "start", podUid: "a", slots: 1 },
    { at: 1, what: "end", podUid: "a", leaves: { until: 5 } },
  ];
  const steps = [
    { type: "start", podUid: "a" },
    { type: "only", pods: ["a"] },
    { type: "nothing" },
    { type: "end", podUid: "a" },
  ];
  const text = misuseOf({
    churn: { args: [parameters], call: churn },
    historyFromTrace: { args: [steps, leftovers], call: historyFromTrace },
    play: { args: [history], call: (events: never) => play(events, pool, firstFit()) },
  });
  await expect(text).toMatchFileSnapshot("golden/misuse.golden.txt");
});
