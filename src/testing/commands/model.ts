import type * as fc from "fast-check";
import { askFor } from "../check/run-allocator.ts";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import type { Answer } from "../history/answer.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryOperation } from "../history/operation.ts";
import { judge } from "../model/judge.ts";
import { createModel, livePods, type Model } from "../model/model.ts";
import type { AllocatorAdapter, RunningAllocator } from "../subject/adapter.ts";

/** What a model-based run knows of the allocator: much less than the allocator does. Commands of your own may read it. */
export interface CommandModel {
  /** Who has what; it is replaced after each operation, and never changed. */
  known: Model;
  /** The pool. */
  readonly pool: HistoryPool;
  /** The seed that the allocator was started with. */
  readonly seed: number;
  /** The name of the allocator. */
  readonly subject: string;
  /** What was asked so far. */
  readonly operations: HistoryOperation[];
  /** What was answered. */
  readonly answers: Answer[];
}

/** A command for an allocator. Write your own against this type, and hand them on in `extra`. */
export type AllocatorCommand = fc.Command<CommandModel, RunningAllocator>;

/**
 * Makes the setup of `fc.modelRun`: a new model and a new allocator each time.
 *
 * @param adapter - starts the allocator
 * @param pool - what `createPool` is asked for
 * @param seed - for what draws
 * @returns the setup
 */
export function commandSetup(
  adapter: AllocatorAdapter,
  pool: HistoryPool,
  seed: number = 0,
): fc.ModelRunSetup<CommandModel, RunningAllocator> {
  const { idsPerPod, exclude } = pool;
  const { name: subject = "allocator", promises } = adapter;
  const options = { pool, idsPerPod, exclude, ...(promises === undefined ? {} : { promises }) };
  return () => ({
    model: { known: createModel(options), pool, seed, subject, operations: [], answers: [] },
    real: adapter.start(pool, seed),
  });
}

/**
 * Asks the allocator and judges the answer: what every command of the kit does, and one of your own may.
 *
 * @param model - what is known; it knows more afterwards
 * @param real - the allocator; what it has no function for is not asked
 * @param operation - what to ask
 * @throws BrokenLaw when the answer breaks a law. {@link BrokenLaw}
 */
export function performOperation(model: CommandModel, real: RunningAllocator, operation: HistoryOperation): void {
  if (real[operation.op] === undefined) return;
  const answer = askFor(real, operation);
  model.operations.push(operation);
  model.answers.push(answer);
  const { model: known, finding } = judge(model.known, operation, answer);
  model.known = known;
  if (finding === undefined) return;
  const { subject, pool, seed, operations, answers } = model;
  throw new BrokenLaw({ subject, history: { pool, seed, operations }, answers, finding });
}

/**
 * Picks a live pod by a number that was drawn before anybody knew which pods there would be.
 *
 * @param model - what is known
 * @param position - any number from 0
 * @returns the UID of the pod; `undefined` when no pod is live
 */
export function livePodAt({ known }: CommandModel, position: number): string | undefined {
  const live = livePods(known);
  return live[position % Math.max(live.length, 1)]?.podUid;
}
