import type { Answer } from "../history/answer.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryOperation, OperationName } from "../history/operation.ts";
import type {
  AllocatorAdapter,
  AsyncAllocatorAdapter,
  AsyncRunningAllocator,
  RunningAllocator,
  StartTools,
} from "./adapter.ts";
import { givenAnswer, thrownAnswer } from "./given-answer.ts";
import { started } from "./started.ts";

/** What a run wants next: a new allocator in the place of the one it has, or an answer of that one. */
export type Turn = StartTurn | HistoryOperation;

export interface StartTurn {
  readonly op: "start";
  readonly pool: HistoryPool;
  readonly seed: number;
}

/** Whether an allocator, which has started, has a function for an operation. */
export type Has = (op: OperationName) => boolean;

/** A run of an allocator, written once for those that answer now and those that answer later. */
export type Run<T> = Generator<Turn, T, Has | Answer>;

/** Lets a run have its way with an allocator that answers now. */
export function runNow<T>(adapter: AllocatorAdapter, run: Run<T>): T {
  let allocator: RunningAllocator = UNSTARTED;
  let next = run.next();
  while (next.done !== true) {
    const turn = next.value;
    if (turn.op === "start") {
      allocator = started(adapter.start(turn.pool, turn.seed));
      next = run.next(hasOf(allocator));
    } else next = run.next(askNow(allocator, turn));
  }
  return next.value;
}

/** The same with one that answers later. */
export async function runLater<T>(adapter: AsyncAllocatorAdapter, run: Run<T>): Promise<T> {
  let allocator: AsyncRunningAllocator | undefined;
  try {
    let next = run.next();
    while (next.done !== true) {
      const turn = next.value;
      if (turn.op === "start") {
        const former = allocator;
        allocator = undefined;
        await former?.stop?.();
        allocator = await startedLater(adapter, turn.pool, turn.seed);
        next = run.next(hasOf(allocator));
      } else next = run.next(await askLater(allocator as AsyncRunningAllocator, turn));
    }
    return next.value;
  } finally {
    await allocator?.stop?.();
  }
}

/** Starts an allocator that is asked one thing after the other. */
export async function startedLater(
  adapter: AsyncAllocatorAdapter,
  pool: HistoryPool,
  seed: number,
): Promise<AsyncRunningAllocator> {
  return started(await adapter.start(pool, seed, AT_ONCE));
}

/** Takes whatever an allocator, which has a function for the operation, gives or throws for an answer. */
export function askNow(allocator: RunningAllocator, operation: HistoryOperation): Answer {
  try {
    return givenAnswer(operation, perform(allocator, operation));
  } catch (thrown) {
    return thrownAnswer(thrown);
  }
}

export async function askLater(allocator: AsyncRunningAllocator, operation: HistoryOperation): Promise<Answer> {
  try {
    return givenAnswer(operation, await perform(allocator, operation));
  } catch (thrown) {
    return thrownAnswer(thrown);
  }
}

export function hasOf(allocator: object): Has {
  return (op) => (allocator as Readonly<Record<string, unknown>>)[op] !== undefined;
}

/** Where one thing is done after the other, nothing has to wait for its turn. */
const AT_ONCE: StartTools = { schedule: async (_label, act) => act() };

const UNSTARTED: RunningAllocator = { allocate: () => ({ error: "has not started" }) };

function perform(allocator: RunningAllocator | AsyncRunningAllocator, operation: HistoryOperation): unknown {
  switch (operation.op) {
    case "allocate":
      return allocator.allocate(operation.podUid, operation.size);
    case "restart":
      return allocator.restart?.();
    default:
      return allocator[operation.op]?.(operation.podUid);
  }
}
