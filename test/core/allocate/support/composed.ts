import { buddy } from "../../../../src/core/allocate/strategies/buddy.ts";
import { byIndex } from "../../../../src/core/allocate/strategies/by-index.ts";
import { alignedFirstFit, firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import { hashLinear } from "../../../../src/core/allocate/strategies/hash-linear.ts";
import { hashPartition } from "../../../../src/core/allocate/strategies/hash-partition.ts";
import { hashProbe } from "../../../../src/core/allocate/strategies/hash-probe.ts";
import { leastRecentlyReleased } from "../../../../src/core/allocate/strategies/least-recently-released.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import { learning } from "./learning.ts";

/** Every strategy there is, once. */
export function everyStrategy(): readonly Strategy[] {
  return [
    randomScan({ seed: 1 }),
    firstFit(),
    alignedFirstFit(),
    nextFit(),
    buddy(),
    fragments(),
    hashProbe({ seed: 2 }),
    hashProbe({ seed: 3, faithful: true }),
    hashPartition({ seed: 4 }),
    hashLinear(),
    byIndex((podUid) => podUid.length % 9),
    leastRecentlyReleased(),
  ];
}

/** Wraps a strategy in every way there is. */
export function wrapped(inner: Strategy): readonly Strategy[] {
  return [
    quarantine(inner, { allocations: 1 }),
    quarantine(inner, { allocations: 3 }),
    quarantine(inner, { ticks: 4 }),
    sticky(inner),
    sticky(inner, { pods: 2 }),
    reserve(inner, 1),
    reserve(inner, 3),
  ];
}

/** Strategies in one to four wrappers, drawn: the same 256 each time. */
export function composed(
  inside: readonly Strategy[] = [...everyStrategy(), { ...learning(), promises: [] }],
): readonly Strategy[] {
  let generator = 7;
  const pick = <T>(list: readonly T[]): T => {
    const { value, state } = drawInt(generator, list.length);
    generator = state;
    return list[value] as T;
  };
  return Array.from({ length: 256 }, () => {
    let strategy = pick(inside);
    for (let depth = pick([1, 2, 3, 4]); depth > 0; depth--) strategy = pick(wrapped(strategy));
    return strategy;
  });
}
