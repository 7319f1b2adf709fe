import type { Answer } from "../history/answer.ts";
import type { HistoryPool } from "../history/history.ts";
import type { HistoryOperation, HistoryStep } from "../history/operation.ts";
import type { AllocatorAdapter, RunningAllocator } from "../subject/adapter.ts";
import { started } from "../subject/started.ts";
import { nameOf } from "../subject/subject.ts";
import { askNow, hasOf } from "../subject/turns.ts";
import type { ExploreStep } from "./bounds.ts";
import type { Ground, Taken } from "./ground.ts";

/** The way to a state of an allocator: nothing else of it can be had. */
export interface Way {
  readonly answered: readonly Answered[];
  /** Kinds of steps on it of which something may be left that nobody sees. */
  readonly traces: readonly string[];
  readonly lost: readonly string[];
}

interface Answered {
  readonly operation: HistoryOperation;
  readonly answer: Answer;
}

/** An allocator whose states cannot be kept: each step is done at the end of the whole way there. */
export function allocatorGround(adapter: AllocatorAdapter, pool: HistoryPool, seed: number): Ground<Way> {
  const before = JSON.stringify(pool);
  const start = (given: HistoryPool): RunningAllocator => started(adapter.start(given, seed));
  const has = hasOf(start(JSON.parse(before)));
  // Small pools show what goes wrong behind such steps, and have few states; large ones are for what needs many slots.
  const mostTraces = pool.size / pool.idsPerPod > SMALL ? 0 : 2;
  const steps: readonly ExploreStep[] = (["allocate", "release", "loseRecord", "restart"] as const).filter(has);
  return {
    facts: { ...adapter, name: nameOf(adapter) },
    isStrategy: false,
    first: { answered: [], traces: [], lost: [] },
    steps,
    seeds: [seed],
    setSeed: () => undefined,
    take: (from, step, isSilent) => {
      const operation = operationIn(step);
      const given: HistoryPool = JSON.parse(before);
      const allocator = start(given);
      for (const { operation: earlier, answer } of from.answered) {
        const other = askNow(allocator, earlier);
        if (!same(answer, other)) return differs(from, answer, other);
      }
      const answer = askNow(allocator, operation);
      const state: Way = {
        answered: [...from.answered, { operation, answer }],
        traces: tracesAfter(from, operation, isSilent).slice(0, mostTraces),
        lost: lostAfter(from.lost, operation),
      };
      if (JSON.stringify(given) === before) return { state, answer };
      return { state, answer, flaw: { law: "unmutated", fault: { code: "pool-changed" } } };
    },
    memory: ({ traces, lost }) => [traces, lost],
    lost: ({ lost }) => lost,
    pods: ({ answered }) => namesIn(answered).size + 1,
    differenceOf: () => undefined,
  };
}

function namesIn(answered: readonly Answered[]): ReadonlySet<string> {
  return new Set(answered.flatMap(({ operation }) => ("podUid" in operation ? [operation.podUid] : [])));
}

function operationIn(step: HistoryStep): HistoryOperation {
  if (step.op === "restore" || step.op === "cleanup" || step.op === "corruptRecord")
    throw new RangeError(`explore: expected no ${step.op} among the steps of an allocator`);
  return step;
}

/** In the order of their names: which came first makes no state of its own. */
function tracesAfter({ traces, lost }: Way, operation: HistoryOperation, isSilent: boolean): readonly string[] {
  const isLost = operation.op === "release" && lost.includes(operation.podUid);
  const trace = isSilent ? `${operation.op} of nothing` : isLost ? "release without a record" : operation.op;
  if (trace === "allocate" || trace === "loseRecord" || traces.includes(trace)) return traces;
  return [...traces, trace].sort();
}

function lostAfter(lost: readonly string[], operation: HistoryOperation): readonly string[] {
  switch (operation.op) {
    case "restart":
      return [];
    case "loseRecord":
      return [...lost, operation.podUid];
    case "release":
      return lost.filter((podUid) => podUid !== operation.podUid);
    case "allocate":
      return lost;
  }
}

function differs(state: Way, answer: Answer, other: Answer): Taken<Way> {
  const fault = { code: "other-answer", answer, other, when: "new-allocator" } as const;
  return { state, answer: other, flaw: { law: "deterministic", fault } };
}

/** A pool with more slots has many states. */
const SMALL = 3;

function same(a: Answer, b: Answer): boolean {
  if ("start" in a && "start" in b && a.more === undefined && b.more === undefined)
    return a.start === b.start && a.size === b.size;
  return JSON.stringify(a) === JSON.stringify(b);
}
