import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const OPEN = "open";
const VECTORS = "vectors";
const FILES: Cell = { name: "plain and idmapped files" };
const ALL: Cell = { name: "all files" };

/** The kernel: one question about a file, fast and explained, and everything that the real kernel was asked. */
export const kernel: Suite = {
  name: "kernel",
  benches: [
    {
      name: OPEN,
      kind: "time",
      candidates: [
        { name: "fast", file: "kernel/open-fast.ts" },
        { name: "traced", file: "kernel/open-traced.ts" },
      ],
      cells: [FILES],
    },
    { name: VECTORS, kind: "time", candidates: [{ name: "check", file: "kernel/vectors.ts" }], cells: [ALL] },
  ],
  rows: (results) => [...openRows(results), vectorsRow(results)],
};

function openRows(results: Results): readonly Row[] {
  const cell = FILES.name;
  return [
    { what: "openFileErrno", cell, unit: "ns", figures: results.of(OPEN, cell, "fast"), floor: 200 },
    { what: "openFile", cell, unit: "ns", figures: results.of(OPEN, cell, "traced") },
    {
      what: "openFile / openFileErrno",
      cell,
      unit: "ratio",
      figures: results.ratio(OPEN, cell, "traced", "fast"),
      floor: 10,
    },
  ];
}

function vectorsRow(results: Results): Row {
  return {
    what: "every vector of the kernel",
    cell: ALL.name,
    unit: "ns",
    figures: results.of(VECTORS, ALL.name, "check"),
    floor: 5e9,
  };
}
