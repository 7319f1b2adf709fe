import type * as fc from "fast-check";
import { checkInteger } from "../../core/id/integer.ts";
import { expectField, expectFunction, expectObject } from "../../core/misuse/misuse.ts";
import { BrokenLaw } from "../counterexample/broken-law.ts";
import type { Answer } from "../history/answer.ts";
import { expectOperation, expectPool } from "../history/expect-history.ts";
import type { HistoryPool } from "../history/history.ts";
import { type HistoryOperation, OPERATION_NAMES } from "../history/operation.ts";
import { judgeExcept } from "../model/judge-except.ts";
import { Knowledge, livePods, type Model } from "../model/model.ts";
import type { LawOptions } from "../model/own-laws.ts";
import type {
  AllocatorAdapter,
  AsyncAllocatorAdapter,
  AsyncRunningAllocator,
  RunningAllocator,
} from "../subject/adapter.ts";
import { expectOptions, expectSubject } from "../subject/expect-maker.ts";
import { started } from "../subject/started.ts";
import { adapterOf, type MakeStrategy, modelOf, nameOf, type Subject } from "../subject/subject.ts";
import { askLater, askNow, startedLater } from "../subject/turns.ts";

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
  /** Whether its answers come later. */
  readonly isAsync: boolean;
  /** Which laws are held. */
  readonly held: LawOptions;
  /** What was asked so far. */
  readonly operations: HistoryOperation[];
  /** What was answered. */
  readonly answers: Answer[];
}

/** A command for an allocator, or a strategy. Write your own against this type, and hand them on in `extra`. */
export type AllocatorCommand = fc.Command<CommandModel, RunningAllocator>;

/** The same for an allocator whose answers come later. */
export type AsyncAllocatorCommand = fc.AsyncCommand<CommandModel, AsyncRunningAllocator>;

/**
 * Makes the setup of `fc.modelRun`, or of `fc.asyncModelRun`: a new model and a new allocator each time.
 *
 * @param subject - a strategy, as the function that makes it, or an allocator
 * @param pool - what `createPool` is asked for
 * @param seed - for what draws
 * @param held - laws of your own, and laws that are left aside
 * @returns the setup
 */
export function commandSetup(
  subject: MakeStrategy | AllocatorAdapter,
  pool: HistoryPool,
  seed?: number,
  held?: LawOptions,
): fc.ModelRunSetup<CommandModel, RunningAllocator>;
export function commandSetup(
  subject: AsyncAllocatorAdapter,
  pool: HistoryPool,
  seed?: number,
  held?: LawOptions,
): fc.ModelRunAsyncSetup<CommandModel, AsyncRunningAllocator>;
export function commandSetup(
  subject: Subject,
  pool: HistoryPool,
  seed: number = 0,
  held: LawOptions = {},
): fc.ModelRunSetup<CommandModel, RunningAllocator> | fc.ModelRunAsyncSetup<CommandModel, AsyncRunningAllocator> {
  expectSubject("commandSetup", subject);
  expectPool("commandSetup", pool);
  checkInteger("commandSetup", "seed", seed, 0, 4294967295);
  expectOptions("commandSetup", held);
  const adapter = adapterOf(subject);
  const model = (): CommandModel => ({
    known: modelOf(adapter, pool, held),
    pool,
    seed,
    subject: nameOf(adapter),
    isAsync: adapter.async === true,
    held,
    operations: [],
    answers: [],
  });
  if (adapter.async === true) return async () => ({ model: model(), real: await startedLater(adapter, pool, seed) });
  return () => ({ model: model(), real: started(adapter.start(pool, seed)) });
}

/**
 * Asks the allocator and judges the answer: what every command of the kit does, and one of your own may.
 *
 * @param model - what is known; it knows more afterwards
 * @param real - the allocator; what it has no function for is not asked
 * @param operation - what to ask
 * @returns nothing, or the promise of nothing where the answer comes later
 * @throws BrokenLaw when the answer breaks a law. {@link BrokenLaw}
 */
export function performOperation(model: CommandModel, real: RunningAllocator, operation: HistoryOperation): void;
export function performOperation(
  model: CommandModel,
  real: AsyncRunningAllocator,
  operation: HistoryOperation,
): Promise<void>;
export function performOperation(
  model: CommandModel,
  real: RunningAllocator | AsyncRunningAllocator,
  operation: HistoryOperation,
): void | Promise<void> {
  expectCommandModel("performOperation", model);
  expectObject("performOperation", "real", real, "an allocator that runs");
  expectFunction("performOperation", "allocate of the allocator", real.allocate, "a function");
  expectOperation("performOperation", operation, OPERATION_NAMES);
  const isThere = real[operation.op] !== undefined;
  // The compiler keeps the two kinds apart for whoever calls; here the model knows which it is.
  if (model.isAsync) return isThere ? performLater(model, real as AsyncRunningAllocator, operation) : Promise.resolve();
  if (isThere) take(model, operation, askNow(real as RunningAllocator, operation));
}

async function performLater(
  model: CommandModel,
  real: AsyncRunningAllocator,
  operation: HistoryOperation,
): Promise<void> {
  take(model, operation, await askLater(real, operation));
}

function take(model: CommandModel, operation: HistoryOperation, answer: Answer): void {
  model.operations.push(operation);
  model.answers.push(answer);
  const { model: known, finding } = judgeExcept(model.known, operation, answer, model.held);
  // Behind a law that is left aside nobody knows who has what: the model stays as it was.
  model.known = known ?? model.known;
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
export function livePodAt(model: CommandModel, position: number): string | undefined {
  expectCommandModel("livePodAt", model);
  checkInteger("livePodAt", "position", position, 0, Number.MAX_SAFE_INTEGER);
  const live = livePods(model.known);
  return live[position % Math.max(live.length, 1)]?.podUid;
}

function expectCommandModel(caller: string, model: CommandModel): void {
  expectField(caller, "model", model, "known", "the model of a setup made by commandSetup");
  Knowledge.expect(caller, model.known);
}
