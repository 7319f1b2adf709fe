import type { Cell, Results, Row, Suite } from "../support/suite.ts";
import { EVENTS } from "./trace.ts";

const TRACE = "trace";
const CELLS: readonly Cell[] = [10, 50, 110].map((pods) => ({ name: `${pods} pods`, pods }));

/** The kubelet: a trace of a node on which pods come and go, with cleanups and restarts. */
export const kubelet: Suite = {
  name: "kubelet",
  benches: [{ name: TRACE, kind: "time", candidates: [{ name: "replay", file: "kubelet/replay.ts" }], cells: CELLS }],
  rows: (results) => [...traceRows(results)],
};

function* traceRows(results: Results): Generator<Row> {
  for (const { name } of CELLS)
    yield {
      what: `replay of ${EVENTS} events`,
      cell: name,
      unit: "ns",
      figures: results.of(TRACE, name, "replay"),
      without: TIMED,
    };
}

const TIMED =
  "2 ms were asked, and missed. Each event copies pieces of its lists, which toSpliced made cheaper; it was not measured at rest since.";
