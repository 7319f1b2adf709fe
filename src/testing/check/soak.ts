import { createPool } from "../../core/allocate/pool/pool.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { unwrap } from "../../core/result.ts";
import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryOperation } from "../history/operation.ts";
import { drawOperation, type OperationTable, operationTable } from "../history/operation-table.ts";
import type { Counterexample } from "../history/outcome.ts";
import { judge } from "../model/judge.ts";
import type { Model } from "../model/model.ts";
import { startStrategy, stepStrategy } from "../subject/strategy-steps.ts";
import { type MakeStrategy, modelOf } from "./run-strategy.ts";

/** How long a soak is. */
export interface SoakOptions {
  /** How many operations; 1000000 when absent. */
  readonly operations?: number;
  /** Where the draws begin, of the operations and of the strategy; 65536 when absent. */
  readonly seed?: number;
  /** The pool; 110 slots of 65536 IDs when absent. */
  readonly pool?: HistoryPool;
  /** What happens; pods come and go, half as many again as there are slots, when absent. */
  readonly table?: OperationTable;
}

/** What a soak found. */
export interface SoakReport {
  /** How many operations were done and judged. */
  readonly operations: number;
  /** How many of them were refused. */
  readonly refusals: number;
  /** The history up to the first finding, as it was drawn and not made smaller; `undefined` when there is none. */
  readonly counterexample: Counterexample | undefined;
}

/**
 * Judges one long history, drawn fast: no shrinking and no second look, but a million operations in a moment.
 *
 * @param make - makes the strategy for a seed
 * @param options - how long, and in which pool
 * @returns what was found
 * @example
 * ```ts
 * import { nextFit } from "userns-sim";
 * import { soak } from "userns-sim/testing";
 *
 * soak(nextFit, { operations: 10000 }).counterexample; // => undefined
 * ```
 */
export function soak(make: MakeStrategy, options: SoakOptions = {}): SoakReport {
  const { operations = 1_000_000, seed = 65536, pool: given = DEFAULT_POOL } = options;
  const table = options.table ?? operationTable({ pods: Math.ceil((given.size / given.idsPerPod) * 1.5) });
  const pool = unwrap(createPool(given));
  const makeNext = (): Strategy => make(seed);
  const strategy = makeNext();
  let state = startStrategy(pool, strategy);
  const perform = (operation: HistoryOperation): Answer => {
    const step = stepStrategy(state, operation, pool, makeNext);
    ({ state } = step);
    return step.answer;
  };
  const end = judgeDrawn(perform, modelOf({ pool: given }, strategy), table, seed, operations);
  return {
    operations: end.operations,
    refusals: end.refusals,
    counterexample: end.finding && retell(make, given, table, seed, end.operations, end.finding),
  };
}

export interface DrawnEnd {
  readonly operations: number;
  readonly refusals: number;
  readonly finding: LawFinding | undefined;
}

export function judgeDrawn(
  perform: (operation: HistoryOperation) => Answer,
  start: Model,
  table: OperationTable,
  seed: number,
  count: number,
): DrawnEnd {
  let model = start;
  let random = seed;
  let refusals = 0;
  for (let done = 1; done <= count; done++) {
    const { operation, random: next } = drawOperation(table, random);
    random = next;
    const answer = perform(operation);
    if ("error" in answer) refusals++;
    const judged = judge(model, operation, answer);
    if (judged.finding !== undefined) return { operations: done, refusals, finding: judged.finding };
    ({ model } = judged);
  }
  return { operations: count, refusals, finding: undefined };
}

/** Draws the same again, and writes it down this time. */
function retell(
  make: MakeStrategy,
  given: HistoryPool,
  table: OperationTable,
  seed: number,
  count: number,
  finding: LawFinding,
): Counterexample {
  const pool = unwrap(createPool(given));
  const makeNext = (): Strategy => make(seed);
  let state = startStrategy(pool, makeNext());
  let random = seed;
  const operations: HistoryOperation[] = [];
  const answers: Answer[] = [];
  while (operations.length < count) {
    const drawn = drawOperation(table, random);
    const step = stepStrategy(state, drawn.operation, pool, makeNext);
    ({ random } = drawn);
    ({ state } = step);
    operations.push(drawn.operation);
    answers.push(step.answer);
  }
  return { subject: makeNext().name, history: { pool: given, seed, operations }, answers, finding };
}

const DEFAULT_POOL: HistoryPool = { start: 65536, size: 7208960, idsPerPod: 65536, exclude: [] };
