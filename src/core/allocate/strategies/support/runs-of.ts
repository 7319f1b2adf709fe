import type { IdRange } from "../../../range/range.ts";
import type { Pool } from "../../pool/pool.ts";
import { slotAt } from "../../pool/slots.ts";
import type { SlotRun } from "../../strategy/place.ts";

export function runsOf(pool: Pool, ranges: readonly IdRange[]): readonly SlotRun[] {
  return ranges.map(({ start, size }) => ({ first: slotAt(pool, start), count: size / pool.idsPerPod }));
}
