interface Entry<T> {
  readonly at: number;
  /** How many were added before, so that those of one tick keep their order. */
  readonly order: number;
  readonly thing: T;
}

/** Things that are due at some tick, the earliest at hand: a heap, in which no entry comes before the one it hangs from. */
export class EarliestFirst<T> {
  readonly #heap: Entry<T>[] = [];
  #added = 0;

  add(at: number, thing: T): void {
    const entry = { at, order: this.#added++, thing };
    let place = this.#heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(entry, this.#heap[above] as Entry<T>)) break;
      this.#heap[place] = this.#heap[above] as Entry<T>;
      place = above;
    }
    this.#heap[place] = entry;
  }

  /** Takes out what is due first; `undefined` if that is later than a tick, or there is none. */
  takeUntil(at: number): T | undefined {
    const [first] = this.#heap;
    if (first === undefined || first.at > at) return undefined;
    const last = this.#heap.pop() as Entry<T>;
    if (this.#heap.length > 0) this.#sink(last);
    return first.thing;
  }

  #sink(entry: Entry<T>): void {
    let place = 0;
    for (let below = this.#earlierBelow(place); below !== undefined; below = this.#earlierBelow(place)) {
      const other = this.#heap[below] as Entry<T>;
      if (isBefore(entry, other)) break;
      this.#heap[place] = other;
      place = below;
    }
    this.#heap[place] = entry;
  }

  #earlierBelow(place: number): number | undefined {
    const [left, right] = [2 * place + 1, 2 * place + 2];
    const [a, b] = [this.#heap[left], this.#heap[right]];
    if (a === undefined) return undefined;
    return b !== undefined && isBefore(b, a) ? right : left;
  }
}

function isBefore(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
