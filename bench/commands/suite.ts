import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const START = "start";
const LARGE = "large inputs";

interface LargeCell extends Cell {
  readonly seconds: number;
}

const CELLS: readonly LargeCell[] = [
  { name: "replay of 100,000 events", input: "creates", size: 100_000, seconds: 5 },
  { name: "check of a pod with 4,000 volumes", input: "volumes", size: 4000, seconds: 0.5 },
  { name: "check --json of 1,000 pods", input: "pods", size: 1000, seconds: 0.5 },
  { name: "check of 1,000 nodes with 100,000 pods", input: "cluster", size: 1000, seconds: 20 },
  { name: "audit of 40,000 sound pods", input: "directories", size: 40_000, seconds: 3 },
];
const VERSION: Cell = { name: "--version" };

/** The command as a process, on what it is meant to take at most: the processor's time, the start included. */
export const commands: Suite = {
  name: "commands",
  benches: [
    { name: LARGE, kind: "memory", candidates: [{ name: "command", file: "commands/large.ts" }], cells: CELLS },
    { name: START, kind: "memory", candidates: [{ name: "command", file: "commands/start.ts" }], cells: [VERSION] },
  ],
  rows: (results) => [...startRows(results), ...largeRows(results)],
};

function* startRows(results: Results): Generator<Row> {
  const cell = VERSION.name;
  yield { what: "the command itself", cell, unit: "ns", figures: results.of(START, cell, "command") };
}

function* largeRows(results: Results): Generator<Row> {
  for (const { name, seconds } of CELLS)
    yield {
      what: name,
      cell: "start included",
      unit: "ns",
      figures: results.of(LARGE, name, "command"),
      floor: seconds * 1e9,
    };
}
