import type { Cell, Suite } from "../support/suite.ts";

const STEP = "release + allocate beside peers";
const CELLS: readonly Cell[] = [110, 1024, 65534].flatMap((slots) =>
  [50, 99.9].map((percent) => ({ name: `${slots} slots, ${percent} %`, slots, percent })),
);
const PEERS = ["immutable", "typedfastbitset"];

/**
 * The allocator beside what one would build from npm. The peers check nothing and return nothing, and typedfastbitset
 * is mutable: they do less.
 */
export const peers: Suite = {
  name: "peers",
  onRequest: true,
  benches: [
    {
      name: STEP,
      kind: "time",
      candidates: [
        { name: "userns-sim", file: "allocate/pure.ts" },
        { name: "immutable", file: "peers/immutable.ts" },
        { name: "typedfastbitset", file: "peers/bitset.ts" },
      ],
      cells: CELLS,
    },
  ],
  rows: (results) =>
    CELLS.flatMap(({ name }) =>
      PEERS.map((peer) => ({
        what: `userns-sim / ${peer}`,
        cell: name,
        unit: "ratio" as const,
        figures: results.ratio(STEP, name, "userns-sim", peer),
      })),
    ),
};
