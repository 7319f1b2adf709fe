import type { IdRange } from "../../../../src/core/range/range.ts";
import type { ExploreBounds } from "../../../../src/testing/explore/bounds.ts";
import type { HistoryPool } from "../../../../src/testing/history/history.ts";
import type { MakeStrategy } from "../../../../src/testing/subject/subject.ts";

/** A strategy whose seed is what it proposes, so that an explorer that branches over the seeds sees it propose everything. */
export interface Proposals {
  readonly make: MakeStrategy;
  readonly bounds: ExploreBounds;
}

/** A pool of whole slots. */
export function poolOf(slots: number, exclude: readonly IdRange[] = []): HistoryPool {
  return { start: 65536, size: slots * 65536, idsPerPod: 65536, exclude };
}

/**
 * Any strategy at all: every range that starts from one slot below the pool to one slot above it, in half slots and in three
 * sizes. What an unknown strategy might propose, it does.
 */
export function anyRange(pool: HistoryPool): Proposals {
  const half = pool.idsPerPod / 2;
  const starts = Array.from({ length: (2 * pool.size) / pool.idsPerPod + 4 }, (_, i) => pool.start + (i - 2) * half);
  return proposals(
    pool,
    starts.flatMap((start) => [half, 2 * half, 4 * half].map((size) => [{ start, size }])),
  );
}

/**
 * Any strategy at all that gives pieces: every pair of slots from one below the pool to one above it, a slot twice included,
 * and each of them alone.
 */
export function anyPieces(pool: HistoryPool): Proposals {
  const slots = Array.from({ length: pool.size / pool.idsPerPod + 2 }, (_, i) => ({
    start: pool.start + (i - 1) * pool.idsPerPod,
    size: pool.idsPerPod,
  }));
  return proposals(
    pool,
    slots.flatMap((low, i) => [[low], ...slots.slice(i).map((high) => [high, low])]),
  );
}

/** Most of the proposals are wrong, so that they are refused is no finding. */
function proposals(pool: HistoryPool, list: readonly (readonly IdRange[])[]): Proposals {
  return {
    make: (seed) => ({
      name: "anything",
      initial: seed,
      promises: [],
      propose: (_request, _view, memory) => ({ ranges: list[Number(memory)] ?? [], memory }),
    }),
    bounds: { pool, seeds: [...list.keys()], except: ["accepted"] },
  };
}
