import { quotient } from "../support/results.ts";
import type { Cell, Results, Row, Suite } from "../support/suite.ts";

const STEP = "release + allocate";
const NAIVE = "against naive code";
const KEPT = "kept states";
const FIRST = "first state only";
const HISTORY = "histories";
const OVERLAP = "overlap check of a full pool";
const RESTS = "quarantine";
const WALKS = ["kept-all", "branching", "peeking"];
const SIZES = [110, 1024, 65534];

/** The allocator: its steps against the same done in place, its memory, and the check of a whole state. */
export const allocate: Suite = {
  name: "allocate",
  benches: [
    {
      name: STEP,
      kind: "time",
      candidates: [
        { name: "pure", file: "allocate/pure.ts" },
        { name: "mutable", file: "allocate/mutable.ts" },
        { name: "plain", file: "allocate/plain.ts" },
      ],
      cells: SIZES.flatMap((slots) => [50, 99.9].map((percent) => stepCell(slots, percent))),
    },
    {
      // Apart from the others, which its garbage would slow down. At 65534 slots, filling the pool alone takes minutes.
      name: NAIVE,
      kind: "time",
      candidates: [
        { name: "pure", file: "allocate/pure.ts" },
        { name: "naive", file: "allocate/naive.ts" },
      ],
      cells: [110, 1024].map((slots) => stepCell(slots, 50)),
    },
    {
      name: HISTORY,
      kind: "time",
      candidates: ["linear", ...WALKS].map((name) => ({ name, file: `allocate/history-${name}.ts` })),
      cells: SIZES.map((slots) => ({ name: `${slots} slots, 50 %`, slots, percent: 50 })),
    },
    {
      name: OVERLAP,
      kind: "time",
      candidates: [
        { name: "by slots", file: "allocate/overlap-by-slots.ts" },
        { name: "by sorting", file: "allocate/overlap-by-sorting.ts" },
      ],
      cells: SIZES.map((slots) => ({ name: `${slots} slots`, slots })),
    },
    {
      name: RESTS,
      kind: "memory",
      candidates: [{ name: "pure", file: "allocate/rests.ts" }],
      cells: [stepCell(65534, 50)],
    },
    {
      name: KEPT,
      kind: "memory",
      candidates: [{ name: "pure", file: "allocate/kept.ts" }],
      cells: SIZES.map((slots) => ({ name: `${slots} slots, 50 %`, slots, percent: 50, steps: 1e5 })),
    },
    {
      name: FIRST,
      kind: "memory",
      candidates: [{ name: "pure", file: "allocate/first-only.ts" }],
      cells: SIZES.map((slots) => ({ name: `${slots} slots, 50 %`, slots, percent: 50, steps: 1e6 })),
    },
  ],
  rows: (results) => [
    ...stepRows(results),
    ...naiveRows(results),
    ...historyRows(results),
    ...overlapRows(results),
    ...restRows(results),
    ...memoryRows(results),
  ],
};

function stepCell(slots: number, percent: number): Cell {
  return { name: `${slots} slots, ${percent} %`, slots, percent };
}

function* stepRows(results: Results): Generator<Row> {
  for (const slots of SIZES)
    for (const percent of [50, 99.9]) {
      const cell = stepCell(slots, percent).name;
      yield { what: "pure", cell, unit: "ns", figures: results.of(STEP, cell, "pure") };
      yield {
        what: "pure / mutable",
        cell,
        unit: "ratio",
        figures: results.ratio(STEP, cell, "pure", "mutable"),
        floor: slots === 65534 ? 2.5 : 2,
      };
      yield {
        what: "pure / mutable, one strategy wired in",
        cell,
        unit: "ratio",
        figures: results.ratio(STEP, cell, "pure", "plain"),
        without: WIRED,
      };
    }
  yield {
    what: "65534 slots / 110 slots",
    cell: "50 %",
    unit: "ratio",
    figures: quotient(
      results.of(STEP, stepCell(65534, 50).name, "pure"),
      results.of(STEP, stepCell(110, 50).name, "pure"),
    ),
    floor: 4,
  };
  yield {
    what: "99.9 % / 50 %",
    cell: "1024 slots",
    unit: "ratio",
    figures: quotient(
      results.of(STEP, stepCell(1024, 99.9).name, "pure"),
      results.of(STEP, stepCell(1024, 50).name, "pure"),
    ),
    floor: 2,
  };
}

function* naiveRows(results: Results): Generator<Row> {
  for (const slots of [110, 1024]) {
    const cell = stepCell(slots, 50).name;
    yield { what: "naive / pure", cell, unit: "ratio", figures: results.ratio(NAIVE, cell, "naive", "pure") };
  }
}

function* historyRows(results: Results): Generator<Row> {
  for (const walk of WALKS)
    for (const slots of SIZES) {
      const cell = `${slots} slots, 50 %`;
      yield { what: `${walk} / linear`, cell, unit: "ratio", figures: results.ratio(HISTORY, cell, walk, "linear") };
    }
}

function* overlapRows(results: Results): Generator<Row> {
  for (const slots of SIZES) {
    const cell = `${slots} slots`;
    const what = "overlap check / sort and sweep";
    const figures = results.ratio(OVERLAP, cell, "by slots", "by sorting");
    // The pods of the largest pool do not fit into the caches: both wait for memory, once a pod, and no way is free of it.
    yield { what, cell, unit: "ratio", figures, ...(slots === 65534 ? {} : { floor: 0.1 }) };
  }
}

function* restRows(results: Results): Generator<Row> {
  const cell = stepCell(65534, 50).name;
  const what = "quarantine: as many steps as slots";
  yield { what, cell, unit: "ns", figures: results.of(RESTS, cell, "pure"), without: TREE };
}

const WIRED =
  "1.8 was asked, 2.45 is measured at 110 slots, half full. Four tenths of a step are the map of pods, the same in both; the rest is that a strategy is asked, sees a view and makes a proposal that is checked, which one strategy wired in leaves out.";
const TREE =
  "1 s was asked, an idle core takes 1.2. The slots that rest are a tree of plain data, copied along one way a step. A recursion over numbers and not over runs, and sixteen parts a node in the place of eight, made no difference that can be told from noise.";

function* memoryRows(results: Results): Generator<Row> {
  for (const slots of SIZES) {
    const cell = `${slots} slots, 50 %`;
    const floor = slots === 65534 ? 160 : 128;
    yield { what: "bytes a kept state", cell, unit: "bytes", figures: results.of(KEPT, cell, "pure"), floor };
  }
  for (const slots of SIZES) {
    const cell = `${slots} slots, 50 %`;
    const what = "first state kept over 1e6 steps, less one copy";
    yield { what, cell, unit: "bytes", figures: results.of(FIRST, cell, "pure"), floor: 1e6 };
  }
}
