import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const START = "start";
const LARGE = "large inputs";

interface LargeCell extends Cell {
  readonly input: string;
  /** At most so many; `none` for the reason that {@link WITHOUT} gives. */
  readonly seconds: number | "none";
}

const CELLS: readonly LargeCell[] = [
  { name: "replay of 100,000 events", input: "creates", size: 100_000, seconds: "none" },
  { name: "check of a pod with 4,000 volumes", input: "volumes", size: 4000, seconds: "none" },
  { name: "check --json of 1,000 pods", input: "pods", size: 1000, seconds: 0.5 },
  { name: "check of 1,000 nodes with 100,000 pods", input: "cluster", size: 1000, seconds: 20 },
  { name: "audit of 40,000 sound pods", input: "directories", size: 40_000, seconds: 3 },
];
const WITHOUT: Readonly<Record<string, string>> = {
  creates:
    "5 s were asked, an idle core takes 7 to 10. Each event copies pieces of five lists, so that the kubelet before it stays as it was, and what they leave is the collector's. Copies by toSpliced and one list less in the watcher gave a tenth; lists that change in place would give more, and would be a second kubelet beside that of the library.",
  volumes:
    "0.5 s were asked, an idle core takes 0.6, of which the start of the command and the collector have a third. A shorter key of what is told as one, and quotes without a look at each character, gave a twentieth at most; the rest is 8,000 findings, each with its reason and its fix.",
};
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
  for (const { name, input, seconds } of CELLS) {
    yield {
      what: name,
      cell: "start included",
      unit: "ns",
      figures: results.of(LARGE, name, "command"),
      ...(seconds === "none" ? { without: String(WITHOUT[input]) } : { floor: seconds * 1e9 }),
    };
  }
}
