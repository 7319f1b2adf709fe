import { overlapBySorting } from "../../test/core/allocate/support/overlap.ts";
import type { Prepare } from "../support/suite.ts";
import { fullPool } from "./full-pool.ts";

/** The check of a whole state by the book: sort and sweep. */
export const prepare: Prepare = (cell) => {
  const { pods } = fullPool(cell);
  return (times) => {
    for (let i = 0; i < times; i++) if (overlapBySorting(pods) !== undefined) throw new Error("expected none");
  };
};
