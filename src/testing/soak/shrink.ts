import type { History, HistoryPool } from "../history/history.ts";
import type { HistoryOperation } from "../history/operation.ts";
import type { Counterexample } from "../history/outcome.ts";
import type { LawOptions } from "../model/own-laws.ts";
import { judged } from "../run/judged.ts";
import type { AllocatorFacts } from "../subject/adapter.ts";
import type { Run } from "../subject/turns.ts";

/**
 * Makes a counterexample small without fast-check, which has not drawn it: a smaller pool, fewer operations, less asked
 * for, the first pods' names. What breaks may become another law, as it may with fast-check. It ends after so much work, and
 * keeps what it has then.
 */
export function* shrunk(facts: AllocatorFacts, found: Counterexample, held: LawOptions): Run<Counterexample> {
  const search = new Search(facts, found, held);
  let size: number;
  do {
    size = search.size;
    yield* search.pools();
    yield* search.operations();
    yield* search.pairs();
    yield* search.words();
  } while (search.size < size);
  return search.best;
}

class Search {
  best: Counterexample;
  readonly #facts: AllocatorFacts;
  readonly #held: LawOptions;
  #left: number = MOST_OPERATIONS;

  constructor(facts: AllocatorFacts, found: Counterexample, held: LawOptions) {
    this.best = found;
    this.#facts = facts;
    this.#held = held;
  }

  get size(): number {
    const { pool, operations } = this.#history;
    return operations.length + pool.size / pool.idsPerPod;
  }

  get #history(): History {
    // What is shrunk was drawn as operations, and nothing is added to it.
    return this.best.history as History;
  }

  /** The smallest pool that shows it: what is full sooner shows most faults sooner. */
  *pools(): Run<void> {
    const { pool } = this.#history;
    const slots = pool.size / pool.idsPerPod;
    for (let fewer = 1; fewer < slots; fewer += fewer < 16 ? 1 : 16)
      if (yield* this.#try({ ...this.#history, pool: cut(pool, fewer) })) return;
  }

  /** Leaves out halves, then quarters, down to single operations. */
  *operations(): Run<void> {
    for (let length = Math.ceil(this.#count / 2); length >= 1; length = length === 1 ? 0 : Math.ceil(length / 2))
      for (let from = 0; from < this.#count; ) if (!(yield* this.#without(from, from + length))) from += length;
  }

  /** Two that only mean something together, such as a pod that comes and goes. */
  *pairs(): Run<void> {
    if (this.#count > FEW) return;
    for (let first = 0; first < this.#count; first++)
      for (let second = first + 1; second < this.#count; second++)
        if (yield* this.#keep((at) => at !== first && at !== second)) second = first;
  }

  *words(): Run<void> {
    const { operations, pool } = this.#history;
    for (const [at, operation] of operations.entries())
      if (operation.op === "allocate" && operation.size !== undefined)
        for (let size = pool.idsPerPod; size < operation.size; size += pool.idsPerPod)
          if (yield* this.#try(this.#with(at, size === pool.idsPerPod ? undefined : size))) break;
    const names = [...new Set(operations.flatMap((operation) => ("podUid" in operation ? [operation.podUid] : [])))];
    const renamed = operations.map((operation) =>
      "podUid" in operation ? { ...operation, podUid: `pod-${names.indexOf(operation.podUid)}` } : operation,
    );
    yield* this.#try({ ...this.#history, operations: renamed });
    yield* this.#try({ ...this.#history, seed: 0 });
  }

  get #count(): number {
    return this.#history.operations.length;
  }

  #without(from: number, to: number): Run<boolean> {
    return this.#keep((at) => at < from || at >= to);
  }

  #keep(isKept: (at: number) => boolean): Run<boolean> {
    return this.#try({ ...this.#history, operations: this.#history.operations.filter((_, at) => isKept(at)) });
  }

  #with(at: number, size: number | undefined): History {
    const change = (operation: HistoryOperation, index: number): HistoryOperation => {
      if (index !== at || operation.op !== "allocate") return operation;
      const { op, podUid } = operation;
      return size === undefined ? { op, podUid } : { op, podUid, size };
    };
    return { ...this.#history, operations: this.#history.operations.map(change) };
  }

  *#try(history: History): Run<boolean> {
    if (this.#left <= 0) return false;
    const { asked, answers, finding } = yield* judged(this.#facts, history, this.#held);
    this.#left -= answers.length + 1;
    if (finding === undefined) return false;
    const { subject } = this.best;
    this.best = { subject, history: { ...history, operations: asked.slice(0, answers.length) }, answers, finding };
    return true;
  }
}

/** The same pool with so many slots. */
function cut(pool: HistoryPool, slots: number): HistoryPool {
  const size = slots * pool.idsPerPod;
  return { ...pool, size, exclude: pool.exclude.filter(({ start }) => start < pool.start + size) };
}

const FEW = 24;
const MOST_OPERATIONS = 10_000_000;
