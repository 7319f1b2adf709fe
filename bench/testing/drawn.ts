import { createPool, type Pool } from "../../src/core/allocate/pool/pool.ts";
import { unwrap } from "../../src/core/result.ts";
import { explainFinding } from "../../src/testing/counterexample/explain.ts";
import type { Answer } from "../../src/testing/history/answer.ts";
import type { HistoryOperation } from "../../src/testing/history/operation.ts";
import { createModel } from "../../src/testing/model/create-model.ts";
import { operationTable } from "../../src/testing/soak/operation-table.ts";
import { judgeDrawn } from "../../src/testing/soak/soak.ts";
import type { Cell } from "../support/suite.ts";

/** How many operations are one: a history, long enough that its start does not count. */
export const OPERATIONS = 100_000;

/** Draws histories, has them done by a new allocator each, and judges every answer. */
export function drawn(
  cell: Cell,
  make: (pool: Pool) => (operation: HistoryOperation) => Answer,
): (times: number) => void {
  const slots = Number(cell["slots"]);
  const pool = unwrap(createPool({ start: 65536, size: slots * 65536 }));
  const weights = { allocate: 3, release: 2 };
  const table = operationTable(pool, { pods: Math.ceil(slots * 1.5), maxSlotsPerPod: 1, weights });
  return (times) => {
    for (let i = 0; i < times; i++) {
      const perform = make(pool);
      const run = judgeDrawn(createModel({ pool, idsPerPod: 65536 }), table, 65536, OPERATIONS, {});
      let next = run.next();
      while (next.done !== true) next = run.next(perform(next.value as HistoryOperation));
      if (next.value.finding !== undefined) throw new Error(explainFinding(next.value.finding));
    }
  };
}
