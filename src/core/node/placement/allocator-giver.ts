import { defaultPool } from "../../allocate/pool/pool.ts";
import type { Allocations } from "../../allocate/state/allocations.ts";
import { emptyAllocations } from "../../allocate/state/empty-allocations.ts";
import { allocate } from "../../allocate/steps/allocate.ts";
import { STRATEGIES, type StrategyName } from "../../allocate/strategies/strategies.ts";
import { err, ok } from "../../result.ts";
import type { Giver, RangeRequest } from "./giver.ts";

export function allocatorGiver(strategy: StrategyName, { pool = defaultPool(), seed }: RangeRequest): Giver {
  return giverAfter(emptyAllocations(pool, STRATEGIES[strategy].make(seed)));
}

export function giverAfter(state: Allocations): Giver {
  const giver: Giver = {
    kubelet: undefined,
    give: ({ uid: podUid, hostUsers }) => {
      if (hostUsers !== false) return ok({ range: undefined, next: giver });
      const allocated = allocate(state, podUid);
      if (!allocated.ok) return err({ code: "allocator-refused", podUid, cause: allocated.error });
      return ok({ range: allocated.value.range, next: giverAfter(allocated.value.state) });
    },
  };
  return giver;
}
