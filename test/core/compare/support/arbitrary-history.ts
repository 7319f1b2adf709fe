import * as fc from "fast-check";
import { createPool, type Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import type { PodEvent, PodHistory } from "../../../../src/core/compare/history/history.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { goodStrategies } from "../../allocate/support/histories.ts";

const PODS: readonly string[] = ["a", "b", "c", "d", "__proto__", "<b>"];

/** Histories of few pods and short times, in which pods start again while they run, and end when they do not. */
export function histories(): fc.Arbitrary<PodHistory> {
  const step = fc.record({
    gap: fc.nat(3),
    pod: fc.constantFrom(...PODS),
    starts: fc.boolean(),
    slots: fc.constantFrom(1, 1, 1, 2, 3, 9),
    leaves: fc.option(fc.integer({ min: -1, max: 9 }), { nil: undefined }),
  });
  return fc.array(step, { maxLength: 40 }).map((steps) => {
    let at = 0;
    return steps.map(({ gap, pod: podUid, starts, slots, leaves }): PodEvent => {
      at += gap;
      if (starts) return { at, what: "start", podUid, slots };
      return { at, what: "end", podUid, leaves: leaves === undefined ? undefined : { until: at + leaves } };
    });
  });
}

/** Pools of few slots, some of them excluded. */
export function pools(): fc.Arbitrary<Pool> {
  return fc
    .record({ slots: fc.integer({ min: 1, max: 8 }), excluded: fc.uniqueArray(fc.nat(7), { maxLength: 3 }) })
    .map(({ slots, excluded }) => {
      const exclude = excluded.map((slot) => ({ start: 20 + slot * 10 + 3, size: 1 }));
      return unwrap(createPool({ start: 20, size: slots * 10, idsPerPod: 10, exclude }));
    });
}

/** Strategies that see every part of a score, and the baseline. */
export function candidates(): readonly (Strategy | "shared-range")[] {
  return [
    "shared-range",
    ...goodStrategies(),
    quarantine(randomScan({ seed: 3 }), { ticks: 4 }),
    quarantine(firstFit(), { allocations: 2 }),
    sticky(firstFit()),
  ];
}
