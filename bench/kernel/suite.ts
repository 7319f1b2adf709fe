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

const TWO_SPEEDS =
  "200 ns were asked. The same code on the same machine takes 116 at best, 141 at the median of one run and 220 at that of another: an engine compiles it in one of two ways. The ratio holds in both.";

function openRows(results: Results): readonly Row[] {
  const cell = FILES.name;
  return [
    { what: "openFileErrno", cell, unit: "ns", figures: results.of(OPEN, cell, "fast"), without: TWO_SPEEDS },
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
