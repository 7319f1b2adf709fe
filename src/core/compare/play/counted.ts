import type { PoolView, Strategy } from "../../allocate/strategy/strategy.ts";

/** A strategy whose questions are counted. */
export interface Counted {
  /** The strategy, which does what the other one does. */
  readonly strategy: Strategy;
  /** The number since it was taken last; `undefined` when no proposal was asked for. */
  take(): number | undefined;
}

/**
 * Counts what a strategy asks of its view in order to propose. What the pool is and which IDs a slot has are no questions: no
 * slot is looked at for them.
 */
export function counted(inner: Strategy): Counted {
  let questions: number | undefined;
  const strategy: Strategy = {
    ...inner,
    propose: (request, view, memory) => {
      questions = 0;
      const ask = (): void => {
        questions = (questions as number) + 1;
      };
      return inner.propose(request, countedView(view, ask), memory);
    },
  };
  return {
    strategy,
    take: () => {
      const taken = questions;
      questions = undefined;
      return taken;
    },
  };
}

function countedView(view: PoolView, ask: () => void): PoolView {
  return {
    pool: view.pool,
    get freeSlots() {
      ask();
      return view.freeSlots;
    },
    isFree: (slot) => {
      ask();
      return view.isFree(slot);
    },
    nextFree: (slot) => {
      ask();
      return view.nextFree(slot);
    },
    freeRun: (slot, most) => {
      ask();
      return view.freeRun(slot, most);
    },
    podAt: (slot) => {
      ask();
      return view.podAt(slot);
    },
    slotRange: (slot) => view.slotRange(slot),
  };
}
