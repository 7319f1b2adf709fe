import type { Cell, Results, Row, Suite } from "../support/suite.ts";
import { OPERATIONS } from "./drawn.ts";
import { TRANSITIONS } from "./explore.ts";

const DRAWN = "checked operations";
const EXPLORE = "explore";
const POOL: Cell = { name: "110 slots", slots: 110 };
const SMALL: Cell = { name: "5 slots, 6 pods", slots: 5 };

/** The kit: drawn histories, each answer judged, and the explorer. */
export const testing: Suite = {
  name: "testing",
  benches: [
    {
      name: DRAWN,
      kind: "time",
      candidates: ["pure", "mutable"].map((name) => ({ name, file: `testing/${name}.ts` })),
      cells: [POOL],
    },
    { name: EXPLORE, kind: "time", candidates: [{ name: "explore", file: "testing/explore.ts" }], cells: [SMALL] },
  ],
  rows: (results) => [...drawnRows(results), ...exploreRows(results)],
};

function* drawnRows(results: Results): Generator<Row> {
  const cell = POOL.name;
  const figures = results.of(DRAWN, cell, "pure").map((ns) => ns / OPERATIONS);
  // A million in 0.3 s.
  yield { what: "checked operation, pure", cell, unit: "ns", figures, floor: 300 };
  yield {
    what: "pure / mutable",
    cell,
    unit: "ratio",
    figures: results.ratio(DRAWN, cell, "pure", "mutable"),
    floor: 1.8,
  };
}

function* exploreRows(results: Results): Generator<Row> {
  const cell = SMALL.name;
  const figures = results.of(EXPLORE, cell, "explore").map((ns) => ns / TRANSITIONS);
  // 500,000 a second.
  yield { what: "explored transition", cell, unit: "ns", figures, floor: 2000 };
}
