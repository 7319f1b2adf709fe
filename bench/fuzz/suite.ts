import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const STDIO = "stdio";
const CELLS: readonly Cell[] = [{ name: "C program", runs: 400 }];

/** The driver of foreign allocators: a campaign with a small C program, all that it costs included. */
export const fuzz: Suite = {
  name: "fuzz",
  benches: [{ name: STDIO, kind: "memory", candidates: [{ name: "campaign", file: "fuzz/stdio.ts" }], cells: CELLS }],
  rows: (results) => [...stdioRows(results)],
};

/** At least 20,000 operations a second. */
const FLOOR_NS = 50_000;

function* stdioRows(results: Results): Generator<Row> {
  for (const { name } of CELLS)
    yield {
      what: "one operation over stdio",
      cell: name,
      unit: "ns",
      figures: results.of(STDIO, name, "campaign"),
      floor: FLOOR_NS,
    };
}
