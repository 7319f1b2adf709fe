import { defaultPool, type Pool } from "../../allocate/pool/pool.ts";
import { sharedRange } from "../../compare/play/shared-range.ts";
import type { HostId } from "../../id/id.ts";
import { endOf, type IdRange } from "../../range/range.ts";
import { err, ok } from "../../result.ts";
import type { PoolUsedUp } from "./errors.ts";
import type { Giver, RangeRequest } from "./giver.ts";

export function hostUsersGiver(): Giver {
  const giver: Giver = { kubelet: undefined, give: () => ok({ range: undefined, next: giver }) };
  return giver;
}

export function sharedRangeGiver({ pool = defaultPool() }: RangeRequest): Giver {
  const range = sharedRange(pool);
  return unguarded(pool, "shared-range", () => range);
}

export function overlappingRangesGiver({ pool = defaultPool() }: RangeRequest): Giver {
  const { start, idsPerPod: size } = pool;
  return unguarded(pool, "overlapping-ranges", (before) => {
    const range = { start: start + before * Math.floor(size / 2), size };
    return endOf(range) <= start + pool.size ? range : undefined;
  });
}

/** Gives ranges that go by the number of pods before alone. */
function unguarded(
  pool: Pool,
  strategy: PoolUsedUp["strategy"],
  rangeAfter: (before: number) => IdRange<HostId> | undefined,
  before: number = 0,
): Giver {
  const giver: Giver = {
    kubelet: undefined,
    give: ({ uid: podUid, hostUsers }) => {
      if (hostUsers !== false) return ok({ range: undefined, next: giver });
      const range = rangeAfter(before);
      if (range === undefined) return err({ code: "pool-used-up", podUid, strategy, pool });
      return ok({ range, next: unguarded(pool, strategy, rangeAfter, before + 1) });
    },
  };
  return giver;
}
