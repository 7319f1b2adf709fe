import { expectPool, type Pool } from "../../allocate/pool/pool.ts";
import { expectStrategy } from "../../allocate/strategy/expect-strategy.ts";
import type { Strategy } from "../../allocate/strategy/strategy.ts";
import { checkInteger } from "../../id/integer.ts";
import { expectArray, expectObject, expectOneOf, expectText } from "../../misuse/misuse.ts";
import type { LeftFiles, PodEvent, PodHistory } from "../history/history.ts";
import { Exposure } from "./exposure.ts";
import { Occupancy } from "./occupancy.ts";
import { sharedPlacer, strategyPlacer } from "./placer.ts";
import { Returns } from "./returns.ts";
import { Reuse } from "./reuse.ts";
import type { Score } from "./score.ts";

/**
 * Plays a history with a strategy, and counts.
 *
 * A pod that is refused does not run, and leaves nothing behind.
 *
 * @param history - the pods that come and go, in order of time
 * @param pool - the host IDs that they get, made by `createPool`
 * @param strategy - the strategy, guarded by the allocator; or `shared-range`, the insecure baseline in which all pods have
 * the same slots
 * @returns what the strategy made of it
 * @throws TypeError when the history is no list, the pool none that `createPool` would make, or the strategy none;
 * RangeError when the history goes back in time.
 * @example
 * ```ts
 * import { createPool, firstFit, leastRecentlyReleased, unwrap } from "userns-sim";
 * import { churn, play } from "userns-sim/compare";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const parameters = { pods: 500, arrival: 10, lifetime: 400, returning: 0, leftovers: 50, cleanup: 100, seed: 1 };
 * const history = unwrap(churn(parameters));
 * const [eager, patient] = [firstFit(), leastRecentlyReleased()].map((strategy) => play(history, pool, strategy));
 * [eager?.refused, patient?.refused]; // => [0, 0]
 * [eager?.exposure.starts, patient?.exposure.starts]; // => [165, 0]
 * ```
 */
export function play(history: PodHistory, pool: Pool, strategy: Strategy | "shared-range"): Score {
  expectArray("play", "history", history, "an array of events");
  for (const event of history) expectEvent(event);
  expectPool("play", pool);
  if (strategy !== "shared-range") expectStrategy("play", "strategy", strategy);
  const placer = strategy === "shared-range" ? sharedPlacer(pool) : strategyPlacer(pool, strategy);
  const occupancy = new Occupancy(pool);
  const exposure = new Exposure(occupancy);
  const reuse = new Reuse();
  const returns = new Returns();
  const asked: number[] = [];
  let [starts, placed, thoughFree, mostPods, fragmentation, now] = [0, 0, 0, 0, 0, 0];
  for (const event of history) {
    const { at, podUid } = event;
    if (at < now) throw new RangeError(`play: expected events in order of time, found tick ${at} after ${now}`);
    now = at;
    const held = occupancy.slotsOf(podUid);
    if (event.what === "start" && held === undefined) {
      starts++;
      const { freeSlots } = occupancy;
      const { slots, questions } = placer.start(event);
      if (questions !== undefined) asked.push(questions);
      if (slots !== undefined) {
        placed++;
        occupancy.start(podUid, slots);
        exposure.start(podUid, slots, at);
        reuse.start(podUid, slots, at);
        returns.start(podUid, slots);
      } else if (freeSlots >= event.slots) thoughFree++;
    } else if (event.what === "end" && held !== undefined) {
      placer.end(podUid, at);
      occupancy.end(podUid, held);
      exposure.end(podUid, held, at, event.leaves);
      reuse.end(podUid, held, at);
    }
    mostPods = Math.max(mostPods, occupancy.count);
    fragmentation += occupancy.fragmentation;
  }
  return {
    starts,
    placed,
    refused: starts - placed,
    refusedThoughFree: thoughFree,
    mostPods,
    // Nothing but a shared range is given twice, and whoever gets of it gets its first ID.
    mostSharing: strategy === "shared-range" && mostPods > 1 ? mostPods : 0,
    fragmentation: mean(fragmentation, history.length),
    questions: {
      mean: mean(
        asked.reduce((sum, questions) => sum + questions, 0),
        asked.length,
      ),
      most: asked.reduce((most, questions) => Math.max(most, questions), 0),
    },
    reuse: reuse.finish(),
    returns: returns.finish(),
    exposure: exposure.finish(now, pool.idsPerPod),
  };
}

function expectEvent(event: PodEvent): void {
  expectObject("play", "each event", event, "an object { at, what, podUid }");
  expectOneOf("play", "what", event.what, ["start", "end"]);
  checkInteger("play", "at", event.at, 0, Number.MAX_SAFE_INTEGER);
  expectText("play", "podUid", event.podUid);
  if (event.what === "start") checkInteger("play", "slots", event.slots, 1, Number.MAX_SAFE_INTEGER);
  else if (event.leaves !== undefined) expectLeaves(event.leaves);
}

function expectLeaves(leaves: LeftFiles): void {
  expectObject("play", "leaves", leaves, "an object { until }");
  checkInteger("play", "until", leaves.until, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

/** Rounded to three digits, where the last digits of a sum of fractions do not show. */
function mean(sum: number, count: number): number {
  return count === 0 ? 0 : Math.round((sum * 1000) / count) / 1000;
}
