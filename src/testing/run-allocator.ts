import type { AllocatorAdapter, AsyncAllocatorAdapter, AsyncRunningAllocator, RunningAllocator } from "./adapter.ts";
import type { Answer } from "./answer.ts";
import type { Finding } from "./finding.ts";
import type { History, HistoryPool } from "./history.ts";
import type { LawName } from "./laws.ts";
import type { Operation } from "./operation.ts";
import type { Outcome } from "./outcome.ts";
import { judge } from "./referee/judge.ts";
import { createReferee, type Referee } from "./referee/referee.ts";
import type { AllocatorPromise } from "./referee/rules.ts";

/**
 * Plays a history with an allocator, then once more with a new one, and looks for the first law that is broken.
 *
 * @param adapter - starts the allocator
 * @param history - the history; what the allocator has no function for is left out
 * @param except - laws that are left aside
 * @returns the answers, and the first finding
 */
export function runAllocator(adapter: AllocatorAdapter, history: History, except: readonly LawName[] = []): Outcome {
  const play = playOf(adapter, history, except);
  const first = adapter.start(play.pool(), history.seed);
  for (const operation of play.operations(first))
    if (
      play.answer(
        operation,
        guarded(() => perform(first, operation)),
      )
    )
      return play.outcome();
  const second = adapter.start(play.pool(), history.seed);
  for (const operation of play.operations(second))
    if (
      play.compare(
        operation,
        guarded(() => perform(second, operation)),
      )
    )
      return play.outcome();
  return play.outcome();
}

/**
 * Does the same with an allocator whose answers come later.
 *
 * @param adapter - starts the allocator
 * @param history - the history; what the allocator has no function for is left out
 * @param except - laws that are left aside
 * @returns the answers, and the first finding
 */
export async function runAsyncAllocator(
  adapter: AsyncAllocatorAdapter,
  history: History,
  except: readonly LawName[] = [],
): Promise<Outcome> {
  const play = playOf(adapter, history, except);
  for (const take of [play.answer, play.compare]) {
    const allocator = await adapter.start(play.pool(), history.seed);
    try {
      for (const operation of play.operations(allocator)) {
        const answer = await Promise.resolve()
          .then(() => perform(allocator, operation))
          .catch(thrownAnswer);
        if (take(operation, answer)) return play.outcome();
      }
    } finally {
      await allocator.stop?.();
    }
  }
  return play.outcome();
}

interface Play {
  /** A pool to pass in: a copy, because it may be changed. */
  pool(): HistoryPool;
  /** What is asked of an allocator that has these functions. */
  operations(allocator: object): readonly Operation[];
  /** Takes the next answer; `true` when it ends the play. */
  answer(operation: Operation, answer: Answer): boolean;
  /** Takes the next answer of the second time; `true` when it ends the play. */
  compare(operation: Operation, answer: Answer): boolean;
  outcome(): Outcome;
}

function playOf(
  { promises }: { readonly promises?: readonly AllocatorPromise[] },
  { pool, operations }: History,
  except: readonly LawName[],
): Play {
  let referee = refereeOf(pool, promises);
  let finding: Finding | undefined;
  let asked: readonly Operation[] = [];
  const answers: Answer[] = [];
  const poolBefore = JSON.stringify(pool);
  let given = pool;
  let compared = 0;
  const found = (next: Finding | undefined): boolean => {
    if (next !== undefined && !except.includes(next.law)) finding = next;
    return finding !== undefined;
  };
  return {
    pool: () => {
      given = JSON.parse(poolBefore);
      return given;
    },
    operations: (allocator) => {
      asked = operations.filter(({ op }) => op in allocator);
      return asked;
    },
    answer: (operation, answer) => {
      answers.push(answer);
      if (JSON.stringify(given) !== poolBefore)
        return found({ law: "unmutated", operation, answer, text: "the pool that was passed in has changed" });
      const judged = judge(referee, operation, answer);
      referee = judged.referee;
      return found(judged.finding);
    },
    compare: (operation, second) => {
      const answer = answers[compared++] ?? second;
      if (JSON.stringify(answer) === JSON.stringify(second)) return false;
      const text = `the answer was ${JSON.stringify(answer)}, and with a new allocator it is ${JSON.stringify(second)}`;
      return found({ law: "deterministic", operation, answer, text });
    },
    outcome: () => ({ asked, answers, finding }),
  };
}

function refereeOf(pool: HistoryPool, promises: readonly AllocatorPromise[] | undefined): Referee {
  const { idsPerPod, exclude } = pool;
  return createReferee({ pool, idsPerPod, exclude, ...(promises === undefined ? {} : { promises }) });
}

function perform(allocator: RunningAllocator, operation: Operation): Answer;
function perform(allocator: AsyncRunningAllocator, operation: Operation): Promise<Answer>;
function perform(allocator: RunningAllocator | AsyncRunningAllocator, operation: Operation): Answer | Promise<Answer> {
  switch (operation.op) {
    case "allocate":
      return allocator.allocate(operation.pod, operation.size);
    case "restart":
      return allocator.restart?.() ?? DONE;
    default:
      return allocator[operation.op]?.(operation.pod) ?? DONE;
  }
}

const DONE: Answer = { ok: true };

function guarded(act: () => Answer): Answer {
  try {
    return act();
  } catch (thrown) {
    return thrownAnswer(thrown);
  }
}

function thrownAnswer(thrown: unknown): Answer {
  return { error: `threw ${String(thrown)}`, code: "threw" };
}
