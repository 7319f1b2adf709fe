import { english } from "../../../src/compare.ts";
import { createPool, firstFit, unwrap } from "../../../src/index.ts";
import { optional, type Row, read, refusing } from "./row.ts";

const pool = unwrap(createPool({ start: 65536, size: 10 * 65536 }));
const leftovers = { leftovers: read(0), cleanup: read(1), seed: read(1) };

/** Histories and what is made of them. A parameter that is not possible is refused. */
export const compareRows: Readonly<Record<string, Row>> = {
  churn: [
    refusing({
      pods: read(2),
      arrival: read(1),
      lifetime: read(1),
      returning: read(0),
      sizes: optional([{ slots: 1, weight: 1 }]),
      ...leftovers,
    }),
  ],
  historyFromTrace: [[{ type: "start", podUid: "a" }], refusing(leftovers)],
  play: [[{ at: 0, what: "start", podUid: "a", slots: 1 }], pool, firstFit()],
  sharedRange: [pool],
  explain: [{ code: "no-sizes" }, optional(english)],
};
