import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const STDIO = "stdio";
const DRIVER: Cell = { name: "C program", runs: 400, clock: "processor" };
const WALL: Cell = { name: "C program, by the wall", runs: 400, clock: "wall" };

/** The driver of foreign allocators: a campaign with a small C program, all that it costs included. */
export const fuzz: Suite = {
  name: "fuzz",
  benches: [
    { name: STDIO, kind: "memory", candidates: [{ name: "campaign", file: "fuzz/stdio.ts" }], cells: [DRIVER, WALL] },
  ],
  rows: (results) => [...stdioRows(results)],
};

function stdioRows(results: Results): readonly Row[] {
  return [
    {
      what: "one operation over stdio, the driver's part",
      cell: DRIVER.name,
      unit: "ns",
      figures: results.of(STDIO, DRIVER.name, "campaign"),
      without: ASKED,
    },
    {
      what: "one operation over stdio, all of it",
      cell: WALL.name,
      unit: "ns",
      figures: results.of(STDIO, WALL.name, "campaign"),
      without: WAITS,
    },
  ];
}

const ASKED =
  "50 us were asked of both together, 20,000 operations a second, and missed by the clock on the wall; the driver's own part was not measured at rest yet.";
const WAITS =
  "two processes take turns, so most of it is how soon the system wakes the other one, which other work on the machine decides.";
