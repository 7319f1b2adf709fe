import { findOverlap } from "../../test/core/allocate/support/overlap.ts";
import type { Prepare } from "../support/suite.ts";
import { fullPool } from "./full-pool.ts";

/** The check of a whole state: a mark a slot. */
export const prepare: Prepare = (cell) => {
  const { pool, pods } = fullPool(cell);
  return (times) => {
    for (let i = 0; i < times; i++) if (findOverlap(pool, pods) !== undefined) throw new Error("expected none");
  };
};
