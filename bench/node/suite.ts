import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const ESCAPE = "escape";
const CELLS: readonly Cell[] = ["walk", "fd", "idmapped"].map((path) => ({
  name: `1,000 pods, ${path}`,
  pods: 1000,
  path,
}));

/** A node: an escape from one pod to all others, without steps, with them, and one cell alone. */
export const node: Suite = {
  name: "node",
  benches: [
    {
      name: ESCAPE,
      kind: "time",
      candidates: [
        { name: "matrix", file: "node/escape-matrix.ts" },
        { name: "full", file: "node/escape-full.ts" },
        { name: "cell", file: "node/escape-cell.ts" },
      ],
      cells: CELLS,
    },
  ],
  rows: (results) => CELLS.flatMap(({ name }) => rowsAt(results, name)),
};

function rowsAt(results: Results, cell: string): readonly Row[] {
  return [
    { what: "escapeMatrix", cell, unit: "ns", figures: results.of(ESCAPE, cell, "matrix"), without: TIMED },
    { what: "escapeCell", cell, unit: "ns", figures: results.of(ESCAPE, cell, "cell") },
    { what: "escape", cell, unit: "ns", figures: results.of(ESCAPE, cell, "full") },
    {
      what: "escape / escapeMatrix",
      cell,
      unit: "ratio",
      figures: results.ratio(ESCAPE, cell, "full", "matrix"),
    },
  ];
}

const TIMED =
  "0.1 s were asked. The processor needs less for each of these; on a machine that others use, it takes longer.";
