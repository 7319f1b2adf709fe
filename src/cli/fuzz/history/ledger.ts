import type { HistoryOperation } from "../../../testing/history/operation.ts";
import { capacityOf, type History } from "./history.ts";

/**
 * What a sound allocator would have given so far, and so what may be asked next.
 *
 * Operations are written long before the answers to those in front of them are read, so they cannot depend on answers. But
 * whether a sound allocator has a slot left is certain, whichever one it gives.
 */
export class Ledger {
  readonly #capacity: number;
  readonly #live: Set<string> = new Set();
  readonly #lost: Set<string> = new Set();
  readonly #askedAfterLoss: Set<string> = new Set();
  readonly #gone: Set<string> = new Set();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The pods that have a range, in the order in which they got it. */
  get live(): readonly string[] {
    return [...this.#live];
  }

  get free(): number {
    return this.#capacity - this.#live.size;
  }

  /**
   * `false` for a pod that has left with its record, for a record that is not there, and for a restart when nobody can
   * say whether a lost record was written again: the answer would say nothing.
   */
  allows(operation: HistoryOperation): boolean {
    switch (operation.op) {
      case "allocate":
      case "release":
        return !this.#gone.has(operation.podUid);
      case "loseRecord":
        return this.#live.has(operation.podUid) && !this.#lost.has(operation.podUid);
      case "restart":
        return this.#askedAfterLoss.size === 0;
    }
  }

  /** Notes an operation that is allowed. */
  note(operation: HistoryOperation): void {
    switch (operation.op) {
      case "allocate":
        if (this.#lost.has(operation.podUid)) this.#askedAfterLoss.add(operation.podUid);
        else if (this.free > 0) this.#live.add(operation.podUid);
        break;
      case "release":
        for (const pods of [this.#live, this.#lost, this.#askedAfterLoss]) pods.delete(operation.podUid);
        break;
      case "loseRecord":
        this.#lost.add(operation.podUid);
        break;
      case "restart":
        for (const pod of this.#lost) {
          this.#gone.add(pod);
          this.#live.delete(pod);
        }
        this.#lost.clear();
    }
  }
}

/** Leaves out what may not be asked. */
export function lawful(history: History): History {
  const ledger = new Ledger(capacityOf(history));
  const operations = history.operations.filter((operation) => {
    const isAllowed = ledger.allows(operation);
    if (isAllowed) ledger.note(operation);
    return isAllowed;
  });
  return { ...history, operations };
}
