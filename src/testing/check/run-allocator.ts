import { isPromise } from "../../core/foreign.ts";
import type { Answer } from "../history/answer.ts";
import type { LawFinding } from "../history/finding.ts";
import type { History, HistoryPool } from "../history/history.ts";
import type { HistoryOperation } from "../history/operation.ts";
import type { HistoryOutcome } from "../history/outcome.ts";
import type { LawName } from "../laws/laws.ts";
import { judgeExcept, promisesExcept } from "../model/judge-except.ts";
import { createModel, type Model } from "../model/model.ts";
import type { AllocatorPromise } from "../model/rules.ts";
import type {
  AllocatorAdapter,
  AsyncAllocatorAdapter,
  AsyncRunningAllocator,
  RunningAllocator,
} from "../subject/adapter.ts";
import { givenAnswer, thrownAnswer } from "../subject/given-answer.ts";

/**
 * Plays a history with an allocator, then once more with a new one, and looks for the first law that is broken.
 *
 * @param adapter - starts the allocator
 * @param history - the history; what the allocator has no function for is left out
 * @param except - laws that are left aside
 * @returns the answers, and the first finding
 */
export function runAllocator(
  adapter: AllocatorAdapter,
  history: History,
  except: readonly LawName[] = [],
): HistoryOutcome {
  const play = playOf(adapter, history, except);
  for (const take of [play.answer, play.compare]) {
    const allocator = adapter.start(play.pool(), history.seed);
    // It would have no functions, so that nothing was asked of it and nothing could be found.
    if (isPromise(allocator))
      throw new TypeError(
        "runAllocator: expected start to give an allocator, got a promise; say `async: true` for that",
      );
    for (const operation of play.operations(allocator))
      if (take(operation, askFor(allocator, operation))) return play.outcome();
  }
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
): Promise<HistoryOutcome> {
  const play = playOf(adapter, history, except);
  for (const take of [play.answer, play.compare]) {
    const allocator = await adapter.start(play.pool(), history.seed);
    try {
      for (const operation of play.operations(allocator)) {
        const answer = await Promise.resolve()
          .then(() => perform(allocator, operation))
          .then((value) => givenAnswer(operation, value), thrownAnswer);
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
  operations(allocator: object): readonly HistoryOperation[];
  /** Takes the next answer; `true` when it ends the play. */
  answer(operation: HistoryOperation, answer: Answer): boolean;
  /** Takes the next answer of the second time; `true` when it ends the play. */
  compare(operation: HistoryOperation, answer: Answer): boolean;
  outcome(): HistoryOutcome;
}

function playOf(
  { promises }: { readonly promises?: readonly AllocatorPromise[] },
  { pool, operations }: History,
  except: readonly LawName[],
): Play {
  let model: Model | undefined = modelOf(pool, promisesExcept(promises, except));
  let finding: LawFinding | undefined;
  let asked: readonly HistoryOperation[] = [];
  const answers: Answer[] = [];
  const poolBefore = JSON.stringify(pool);
  let given = pool;
  let compared = 0;
  const found = (next: LawFinding | undefined): boolean => {
    if (next !== undefined && !except.includes(next.law)) finding = next;
    return finding !== undefined;
  };
  return {
    pool: () => {
      given = JSON.parse(poolBefore);
      return given;
    },
    operations: (allocator) => {
      asked = operations.filter(({ op }) => (allocator as Readonly<Record<string, unknown>>)[op] !== undefined);
      return asked;
    },
    answer: (operation, answer) => {
      answers.push(answer);
      if (JSON.stringify(given) !== poolBefore)
        found({ law: "unmutated", operation, answer, fault: { code: "pool-changed" } });
      if (finding !== undefined) return true;
      const judged = judgeExcept(model, operation, answer, except);
      model = judged.model;
      return found(judged.finding);
    },
    compare: (operation, second) => {
      const answer = answers[compared++] ?? second;
      if (JSON.stringify(answer) === JSON.stringify(second)) return false;
      const fault = { code: "other-answer", answer, other: second, when: "new-allocator" } as const;
      return found({ law: "deterministic", operation, answer, fault });
    },
    outcome: () => ({ asked, answers, finding }),
  };
}

function modelOf(pool: HistoryPool, promises: readonly AllocatorPromise[]): Model {
  const { idsPerPod, exclude } = pool;
  return createModel({ pool, idsPerPod, exclude, promises });
}

/** Takes whatever an allocator, which has a function for the operation, gives or throws for an answer. */
export function askFor(allocator: RunningAllocator, operation: HistoryOperation): Answer {
  try {
    return givenAnswer(operation, perform(allocator, operation));
  } catch (thrown) {
    return thrownAnswer(thrown);
  }
}

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
