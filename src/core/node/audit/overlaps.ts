export interface Holder {
  readonly start: number;
  readonly size: number;
}

/** The pairs that overlap, from the lowest IDs on; of each pair the one that comes first in front. */
export function* overlapsAmong<T extends Holder>(holders: readonly T[]): Generator<readonly [T, T]> {
  const order = holders.map((holder, rank) => ({ holder, rank })).filter(({ holder }) => holder.size > 0);
  order.sort((a, b) => a.holder.start - b.holder.start || a.rank - b.rank);
  let open: typeof order = [];
  for (const next of order) {
    open = open.filter(({ holder }) => holder.start + holder.size > next.holder.start);
    for (const other of open) yield other.rank < next.rank ? [other.holder, next.holder] : [next.holder, other.holder];
    open.push(next);
  }
}

export function sharedBy(a: Holder, b: Holder): Holder {
  const start = Math.max(a.start, b.start);
  return { start, size: Math.min(a.start + a.size, b.start + b.size) - start };
}
