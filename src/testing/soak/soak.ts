import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import { copyOf, type HistoryPool } from "../history/history.ts";
import type { HistoryOperation } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import { judgeExcept } from "../model/judge-except.ts";
import type { Model } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";
import { judged } from "../run/judged.ts";
import type { AllocatorAdapter, AllocatorFacts, AsyncAllocatorAdapter } from "../subject/adapter.ts";
import { expectSubject } from "../subject/expect-maker.ts";
import { adapterOf, type MakeStrategy, modelOf, mostSlots, nameOf, type Subject } from "../subject/subject.ts";
import { type Has, type Run, runLater, runNow } from "../subject/turns.ts";
import { expectSoak } from "./expect-soak.ts";
import { drawOperation, type OperationTable, type OperationWeights, operationTable } from "./operation-table.ts";
import { shrunk } from "./shrink.ts";

/** How long a soak is, and what happens. */
export interface SoakOptions extends LawOptions {
  /** How many operations; 1000000 when absent. */
  readonly operations?: number;
  /** Where the draws begin, of the operations and of the subject; 65536 when absent. */
  readonly seed?: number;
  /** The pool; 110 slots of 65536 IDs when absent. */
  readonly pool?: HistoryPool;
  /** How many pods come and go; half as many again as there are slots, when absent. */
  readonly pods?: number;
  /**
   * The most slots that a pod asks for at once. When absent it is 3 for a strategy, and for an allocator that says
   * `sizes: true`, and else 1.
   */
  readonly maxSlotsPerPod?: number;
  /** How often each operation happens; when absent, pods come and go, with a restart and lost records now and then. */
  readonly weights?: OperationWeights;
}

/** What a soak found. */
export interface SoakReport {
  /** How many operations were done and judged. */
  readonly operations: number;
  /** How many of them were refused. */
  readonly refusals: number;
  /** The first law that broke, with a history that breaks it, made small; `undefined` when none did. */
  readonly counterexample: Counterexample | undefined;
}

/**
 * Judges one long history, drawn fast: a million operations in a moment, without a second look. What it finds is made
 * small.
 *
 * @param subject - a strategy, as the function that makes it, or an allocator
 * @param options - how long, and in which pool
 * @returns what was found, or the promise of it for an allocator that says `async: true`
 * @throws RangeError when nothing could happen: no pods, or no weights.
 * @example
 * ```ts
 * import { nextFit } from "userns-sim";
 * import { soak } from "userns-sim/testing";
 *
 * soak(nextFit, { operations: 10000 }).counterexample; // => undefined
 * ```
 */
export function soak(subject: MakeStrategy | AllocatorAdapter, options?: SoakOptions): SoakReport;
export function soak(subject: AsyncAllocatorAdapter, options?: SoakOptions): Promise<SoakReport>;
export function soak(subject: Subject, options: SoakOptions = {}): SoakReport | Promise<SoakReport> {
  expectSubject("soak", subject);
  expectSoak(options);
  const adapter = adapterOf(subject);
  const run = soaked(adapter, options);
  return adapter.async === true ? runLater(adapter, run) : runNow(adapter, run);
}

function* soaked(facts: AllocatorFacts, options: SoakOptions): Run<SoakReport> {
  const { operations: count = 1_000_000, seed = 65536, pool = DEFAULT_POOL } = options;
  const { pods = Math.ceil((pool.size / pool.idsPerPod) * 1.5), maxSlotsPerPod = mostSlots(facts), weights } = options;
  const given = copyOf(pool);
  const before = JSON.stringify(given);
  const has = (yield { op: "start", pool: given, seed }) as Has;
  const table = operationTable(pool, { pods, maxSlotsPerPod, weights }).filter(({ op }) => has(op));
  const end = yield* judgeDrawn(modelOf(facts, pool, options), table, seed, count, options);
  const { operations, refusals } = end;
  // Looking at it after each operation would take longer than the operation.
  if (end.finding === undefined && JSON.stringify(given) === before)
    return { operations, refusals, counterexample: undefined };
  const history = { pool, seed, operations: drawn(table, seed, operations) };
  const { answers, finding = end.finding } = yield* judged(facts, history, options);
  if (finding === undefined) return { operations, refusals, counterexample: undefined };
  const played = { ...history, operations: history.operations.slice(0, answers.length) };
  const found = { subject: nameOf(facts), history: played, answers, finding };
  return { operations, refusals, counterexample: yield* shrunk(facts, found, options) };
}

export interface DrawnEnd {
  readonly operations: number;
  readonly refusals: number;
  readonly finding: LawFinding | undefined;
}

/** Judges what is drawn, without writing it down. */
export function* judgeDrawn(
  start: Model,
  table: OperationTable,
  seed: number,
  count: number,
  held: LawOptions,
): Run<DrawnEnd> {
  let model: Model | undefined = start;
  let random = seed;
  let refusals = 0;
  for (let done = 1; done <= count; done++) {
    const { operation, random: next } = drawOperation(table, random);
    random = next;
    const answer = (yield operation) as Answer;
    if ("error" in answer) refusals++;
    const step = judgeExcept(model, operation, answer, held);
    // Behind a law that is left aside, nobody knows who has what.
    if (step.finding !== undefined || step.model === undefined)
      return { operations: done, refusals, finding: step.finding };
    ({ model } = step);
  }
  return { operations: count, refusals, finding: undefined };
}

/** Draws the same again, and writes it down this time. */
function drawn(table: OperationTable, seed: number, count: number): readonly HistoryOperation[] {
  const operations: HistoryOperation[] = [];
  let random = seed;
  while (operations.length < count) {
    const next = drawOperation(table, random);
    ({ random } = next);
    operations.push(next.operation);
  }
  return operations;
}

const DEFAULT_POOL: HistoryPool = { start: 65536, size: 7208960, idsPerPod: 65536, exclude: [] };
