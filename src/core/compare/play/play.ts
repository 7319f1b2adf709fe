import type { Pool } from "../../allocate/pool/pool.ts";
import type { Strategy } from "../../allocate/strategy/strategy.ts";
import type { History } from "../history/history.ts";
import { Exposure } from "./exposure.ts";
import { Occupancy } from "./occupancy.ts";
import { sharedPlacer, strategyPlacer } from "./placer.ts";
import { Returns } from "./returns.ts";
import { Reuse } from "./reuse.ts";
import type { Score } from "./score.ts";

/**
 * Plays a history with a strategy, or with `shared-range`, the insecure baseline in which all pods have the same slots.
 * A pod that is refused does not run, and leaves nothing behind.
 */
export function play(history: History, pool: Pool, strategy: Strategy | "shared-range"): Score {
  const placer = strategy === "shared-range" ? sharedPlacer(pool) : strategyPlacer(pool, strategy);
  const occupancy = new Occupancy(pool);
  const exposure = new Exposure(occupancy);
  const reuse = new Reuse();
  const returns = new Returns();
  const asked: number[] = [];
  let [starts, placed, thoughFree, mostPods, mostSharing, fragmentation, now] = [0, 0, 0, 0, 0, 0, 0];
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
    mostSharing = Math.max(mostSharing, occupancy.sharing);
    fragmentation += occupancy.fragmentation;
  }
  return {
    starts,
    placed,
    refused: starts - placed,
    refusedThoughFree: thoughFree,
    mostPods,
    mostSharing,
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

/** Rounded to three digits, where the last digits of a sum of fractions do not show. */
function mean(sum: number, count: number): number {
  return count === 0 ? 0 : Math.round((sum * 1000) / count) / 1000;
}
