import { quotient } from "../support/results.ts";
import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const ONE = "one ID";
const BATCH = "many IDs";
const SCALAR_CELLS = [1, 3, 5, 16, 64, 340].map(cellOf);
const BATCH_CELLS = [1, 5, 340].map(cellOf);

/** The translator: one ID at a time against a scan over objects, many IDs against a plain copy. */
export const idmap: Suite = {
  name: "idmap",
  benches: [
    {
      name: ONE,
      kind: "time",
      candidates: [
        { name: "toHost", file: "idmap/to-host.ts" },
        { name: "scan", file: "idmap/scan.ts" },
      ],
      cells: SCALAR_CELLS,
    },
    {
      name: BATCH,
      kind: "time",
      candidates: [
        { name: "toHostBatch", file: "idmap/to-host-batch.ts" },
        { name: "copy", file: "idmap/copy.ts" },
      ],
      cells: BATCH_CELLS,
    },
  ],
  rows: (results) => [...scalarRows(results), ...batchRows(results)],
};

function cellOf(mappings: number): Cell {
  return { name: mappings === 1 ? "1 mapping" : `${mappings} mappings`, mappings };
}

function* scalarRows(results: Results): Generator<Row> {
  for (const { name, mappings } of SCALAR_CELLS) {
    yield { what: "toHost", cell: name, unit: "ns", figures: results.of(ONE, name, "toHost") };
    yield {
      what: "toHost / scan over objects",
      cell: name,
      unit: "ratio",
      figures: results.ratio(ONE, name, "toHost", "scan"),
      ...(mappings === 340 ? { floor: 0.12 } : {}),
    };
  }
  yield {
    what: "340 mappings / 1 mapping",
    cell: "toHost",
    unit: "ratio",
    figures: quotient(results.of(ONE, cellOf(340).name, "toHost"), results.of(ONE, cellOf(1).name, "toHost")),
    floor: 10,
  };
}

function* batchRows(results: Results): Generator<Row> {
  for (const { name, mappings } of BATCH_CELLS)
    yield {
      what: "toHostBatch / copy loop",
      cell: name,
      unit: "ratio",
      figures: results.ratio(BATCH, name, "toHostBatch", "copy"),
      ...(mappings === 1 ? { floor: 1.6 } : {}),
    };
}
