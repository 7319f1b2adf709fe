import { createPool, type Pool } from "../../src/core/allocate/pool/pool.ts";
import { slotRange } from "../../src/core/allocate/pool/slots.ts";
import type { PodRange } from "../../src/core/allocate/state/queries.ts";
import { unwrap } from "../../src/core/result.ts";
import type { Cell } from "../support/suite.ts";
import { podUids } from "./churn.ts";

/** The pods of a full pool, in no order. */
export function fullPool(cell: Cell): { readonly pool: Pool; readonly pods: readonly PodRange[] } {
  const slots = Number(cell["slots"]);
  const pool = unwrap(createPool({ start: 65536, size: slots * 65536 }));
  const pods = podUids(slots).map((podUid, slot) => {
    const range = slotRange(pool, slot);
    return { podUid, range, ranges: [range] };
  });
  // 40503 has no factor in common with 110, 1024 and 65534, so this visits each pod once.
  return { pool, pods: pods.map((_, i) => pods[(i * 40503) % slots] as PodRange) };
}
