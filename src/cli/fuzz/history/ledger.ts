import type { AllocateOperation, ProgramOperation } from "../../../testing/history/operation.ts";
import { capacityOf, type History, type Settings } from "./history.ts";

/**
 * What a sound allocator would have given so far, and so what may be asked next.
 *
 * Operations are written long before the answers to those in front of them are read, so they cannot depend on answers. But
 * whether a sound allocator has a slot left is certain, whichever one it gives. Whether it has several side by side is not:
 * then a pod that is said to be live may have been refused, and one that is said to be refused may live.
 */
export class Ledger {
  readonly #capacity: number;
  readonly #idsPerPod: number;
  /** How many slots each pod has. */
  readonly #live: Map<string, number> = new Map();
  readonly #lost: Set<string> = new Set();
  readonly #askedAfterLoss: Set<string> = new Set();
  readonly #gone: Set<string> = new Set();
  #taken = 0;

  constructor({ capacity, idsPerPod }: { readonly capacity: number; readonly idsPerPod: number }) {
    this.#capacity = capacity;
    this.#idsPerPod = idsPerPod;
  }

  /** The pods that have a range, in the order in which they got it. */
  get live(): readonly string[] {
    return [...this.#live.keys()];
  }

  get free(): number {
    return this.#capacity - this.#taken;
  }

  /**
   * `false` for a pod that has left with its record, for a record that is not there, and for a restart when nobody can
   * say whether a lost record was written again: the answer would say nothing.
   */
  allows(operation: ProgramOperation): boolean {
    switch (operation.op) {
      case "allocate":
      case "release":
        return !this.#gone.has(operation.podUid);
      case "cleanup":
        return [...operation.known, ...operation.running].every((pod) => !this.#gone.has(pod));
      case "loseRecord":
      case "corruptRecord":
        return this.#live.has(operation.podUid) && !this.#lost.has(operation.podUid);
      case "restart":
        return this.#askedAfterLoss.size === 0;
    }
  }

  /** Notes an operation that is allowed. */
  note(operation: ProgramOperation): void {
    switch (operation.op) {
      case "allocate":
        if (this.#lost.has(operation.podUid)) this.#askedAfterLoss.add(operation.podUid);
        else this.#grant(operation);
        break;
      case "release":
        this.#drop(operation.podUid);
        break;
      case "cleanup": {
        const needed = new Set([...operation.known, ...operation.running]);
        for (const pod of this.live) if (!needed.has(pod)) this.#drop(pod);
        break;
      }
      case "loseRecord":
      case "corruptRecord":
        this.#lost.add(operation.podUid);
        break;
      case "restart":
        for (const pod of this.#lost) {
          this.#gone.add(pod);
          this.#drop(pod);
        }
    }
  }

  #grant({ podUid, size }: AllocateOperation): void {
    const slots = size === undefined ? 1 : Math.ceil(size / this.#idsPerPod);
    if (this.#live.has(podUid) || slots > this.free) return;
    this.#live.set(podUid, slots);
    this.#taken += slots;
  }

  #drop(podUid: string): void {
    this.#taken -= this.#live.get(podUid) ?? 0;
    for (const pods of [this.#live, this.#lost, this.#askedAfterLoss]) pods.delete(podUid);
  }
}

export function ledgerOf(settings: Settings): Ledger {
  return new Ledger({ capacity: capacityOf(settings), idsPerPod: settings.idsPerPod });
}

/** Leaves out what may not be asked. */
export function lawful(history: History): History {
  const ledger = ledgerOf(history);
  const operations = history.operations.filter((operation) => {
    const isAllowed = ledger.allows(operation);
    if (isAllowed) ledger.note(operation);
    return isAllowed;
  });
  return { ...history, operations };
}
