import { Allocations } from "../../../../src/core/allocate/allocations.ts";
import type { Pool } from "../../../../src/core/allocate/pool.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { Proposal } from "../../../../src/core/allocate/strategy.ts";
import type { Driven } from "./explorer.ts";

/** First fit: nothing to choose, nothing remembered. */
export function drivenFirstFit(): Driven {
  return { strategy: firstFit(), choices: 1, choose: () => undefined, memoryOf: () => 0, memories: 1 };
}

/** Next fit: the slot it looks at next tells states apart. */
export function drivenNextFit(pool: Pool): Driven {
  return {
    strategy: nextFit(),
    choices: 1,
    choose: () => undefined,
    memoryOf: (state) => Number(Allocations.memoryOf(state)),
    memories: pool.slots,
  };
}

/**
 * Random scan, branching over every draw: the list holds each slot once, and the explorer says which entry is the next.
 * What a seed would have drawn is one of them.
 */
export function drivenRandomScan(pool: Pool): Driven {
  const inner = randomScan({ draws: Array.from({ length: pool.slots }, (_, slot) => slot) });
  return byChoice(pool.slots, (choice, request, view) => {
    const proposal = inner.propose(request, view, choice);
    return proposal.refuse === undefined ? { ranges: proposal.ranges, memory: 0 } : proposal;
  });
}

/**
 * Any strategy at all: branches over every range that starts from one slot below the pool to one slot above it, in half
 * slots and in three sizes. What an unknown strategy might propose, it does.
 */
export function drivenAdversary(pool: Pool): Driven {
  const half = pool.idsPerPod / 2;
  const starts = Array.from({ length: 2 * pool.slots + 4 }, (_, i) => pool.start - pool.idsPerPod + i * half);
  const ranges = starts.flatMap((start) => [half, 2 * half, 4 * half].map((size) => ({ start, size })));
  return byChoice(ranges.length, (choice) => ({ ranges: ranges.slice(choice, choice + 1), memory: 0 }));
}

/** A strategy that is told from outside what to do. It remembers nothing, so its choices are no part of a state. */
function byChoice(
  choices: number,
  propose: (choice: number, ...rest: Parameters<ReturnType<typeof randomScan>["propose"]>) => Proposal<number>,
): Driven {
  let chosen = 0;
  return {
    strategy: {
      name: "driven",
      initial: 0,
      propose: (request, view, memory: number) => propose(chosen, request, view, memory),
    },
    choices,
    choose: (choice) => {
      chosen = choice;
    },
    memoryOf: () => 0,
    memories: 1,
  };
}
