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
  yield { what: "checked operation, pure", cell, unit: "ns", figures, without: TIMED };
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
  yield { what: "explored transition", cell, unit: "ns", figures, without: EXPLORED };
}

const TIMED =
  "300 ns were asked, a million in 0.3 s, and missed; 660 where other work shared the machine. A time says as much of the machine as of the kit: what is held is the ratio.";
const EXPLORED =
  "2 us were asked, 500,000 a second, and missed; 3.7 where other work shared the machine. Nothing was tried yet to make it faster.";
