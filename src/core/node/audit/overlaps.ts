export interface Holder {
  readonly start: number;
  readonly size: number;
}

/** At most so many pairs that overlap, the one that comes first in front. */
export function overlapsAmong<T extends Holder>(holders: readonly T[], most: number): readonly (readonly [T, T])[] {
  const order = holders.map((holder, rank) => ({ holder, rank })).filter(({ holder }) => holder.size > 0);
  order.sort((a, b) => a.holder.start - b.holder.start || a.rank - b.rank);
  const pairs: (readonly [T, T])[] = [];
  let open: typeof order = [];
  for (const next of order) {
    open = open.filter(({ holder }) => holder.start + holder.size > next.holder.start);
    for (const other of open) {
      if (pairs.length >= most) return pairs;
      pairs.push(other.rank < next.rank ? [other.holder, next.holder] : [next.holder, other.holder]);
    }
    open.push(next);
  }
  return pairs;
}

export function sharedBy(a: Holder, b: Holder): Holder {
  const start = Math.max(a.start, b.start);
  return { start, size: Math.min(a.start + a.size, b.start + b.size) - start };
}
