import type { Strategy } from "../strategy/strategy.ts";
import { nspawnHash } from "./support/nspawn-hash.ts";
import { nextRunAround, proposeRun } from "./support/propose-run.ts";
import { remainder } from "./support/siphash.ts";

/**
 * Makes the strategy that hashes the UID to a slot and takes the first free one from there on, with wrap.
 *
 * - As: `sdme`.
 * - Buys: a pod has the same slot on every node where it is free, and none is refused while slots are.
 * - Costs: taken slots grow into clusters.
 *
 * @returns the strategy `hash-linear`; it remembers nothing, and refuses with `fragmented` when no free run is long enough
 * @remarks `sdme` (fiorix/sdme, `allocate_uid_shift`) does so with systemd-nspawn's hash, and gives up after 100 slots; this
 * one goes all the way round. The slot is that of {@link hashProbe}, the remainder of all 64 bits.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, hashLinear, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const empty = emptyAllocations(pool, hashLinear());
 * const { state, range } = unwrap(allocate(empty, "pod-a"));
 * range; // => { start: 5898240, size: 65536 }
 * unwrap(allocate(unwrap(allocate(empty, "pod-b")).state, "pod-a")).range; // => range
 * ```
 */
export function hashLinear(): Strategy<null> {
  return {
    name: "hash-linear",
    initial: null,
    promises: ["complete", "one-range"],
    propose: (request, view) => {
      const home = remainder(nspawnHash(request.podUid), view.pool.slots);
      return proposeRun(request, view, nextRunAround(view, home, request.slots), null);
    },
    accepts: (memory): memory is null => memory === null,
  };
}
