import type { IdMapping } from "../../src/core/idmap/id-mapping.ts";
import type { Cell } from "../support/suite.ts";

/** How many IDs a round trip over the asked IDs has: enough that no branch predictor learns them by heart. */
export const ASKED = 65536;

/** Mappings that cut the container IDs 0 to 65535 into pieces of nearly equal size, the host side in reverse order. */
export function mappingsOf(cell: Cell): readonly IdMapping[] {
  const count = Number(cell["mappings"]);
  const cuts = Array.from({ length: count + 1 }, (_, i) => Math.round((i * ASKED) / count));
  return cuts.slice(1).map((end, i) => {
    const containerId = cuts[i] ?? 0;
    return { containerId, hostId: 65536 + ASKED * (count - i), size: end - containerId };
  });
}

/** Container IDs in no order, all of them mapped. */
export function askedIds(): Uint32Array {
  let seed = 1;
  return Uint32Array.from({ length: ASKED }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 16;
  });
}

/** Where a candidate leaves its results, so that they are not optimized away. */
export const sink: { value: number } = { value: 0 };
