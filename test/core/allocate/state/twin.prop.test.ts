import { describe, expect, it } from "vitest";
import { createPool, type Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { rangesOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { buddy } from "../../../../src/core/allocate/strategies/buddy.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../../src/core/allocate/strategies/fragments.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import {
  type Command,
  goodStrategies,
  podUidOf,
  rangesToRestore,
  scenarios,
  sizeOf,
  startOf,
} from "../support/histories.ts";
import { learning } from "../support/learning.ts";
import {
  type Naive,
  naiveAllocate,
  naiveEmpty,
  naiveRangesOf,
  naiveRelease,
  naiveRestore,
  naiveSnapshot,
} from "../support/naive.ts";

interface Pair {
  readonly fast: Allocations;
  readonly slow: Naive;
}

describe("the allocator and its copy-on-write twin", () => {
  prop("agree over branching histories", [scenarios(() => [...goodStrategies(), learning()])], (scenario) => {
    const pairs = [{ fast: startOf(scenario), slow: naiveEmpty(scenario.pool, scenario.strategy) }];
    for (const command of scenario.commands) {
      const pair = pairs[Math.max(0, pairs.length - 1 - command.back)] as Pair;
      const next = bothDo(pair, command, scenario.pool);
      if (next !== undefined) pairs.push(next);
    }
    for (const { fast, slow } of pairs) expect(snapshot(fast)).toEqual(naiveSnapshot(slow));
  });

  it("agree over long histories that cross the cuts of full-length segments", () => {
    const pool = unwrap(createPool({ start: 65536, size: 9 * 65536 }));
    for (const strategy of [randomScan({ seed: 7 }), firstFit(), nextFit(), buddy(), fragments(), learning()])
      longHistory(pool, strategy, { turns: 2500, pods: 10, most: 3 });
  });

  it("agree in pools of many words that are nearly full", () => {
    const exclude = [{ start: 70, size: 60 }];
    const pool = unwrap(createPool({ start: 1, size: 150, idsPerPod: 1, exclude }));
    for (const strategy of [randomScan({ seed: 7 }), firstFit(), nextFit(), buddy(), fragments()])
      longHistory(pool, strategy, { turns: 800, pods: 120, most: 70 });
  });
});

interface Length {
  readonly turns: number;
  readonly pods: number;
  /** The most slots of a pod. */
  readonly most: number;
}

/** Many steps, one in ten of them from an old state, one in ten a look into a state that is dropped. */
function longHistory(pool: Pool, strategy: Strategy, { turns, pods, most }: Length): void {
  const pairs: Pair[] = [{ fast: emptyAllocations(pool, strategy), slow: naiveEmpty(pool, strategy) }];
  let seed = 1;
  const draw = (bound: number): number => {
    const { value, state } = drawInt(seed, bound);
    seed = state;
    return value;
  };
  for (let turn = 0; turn < turns; turn++) {
    const back = draw(10) === 0 ? draw(pairs.length) : 0;
    const op = (["allocate", "allocate", "allocate", "release", "restore"] as const)[draw(5)] ?? "release";
    const slots = draw(4) === 0 ? 1 + draw(most) : 1;
    const firsts = draw(3) === 0 ? [draw(pool.slots), draw(pool.slots)] : [draw(pool.slots)];
    const command = { op, pod: draw(pods), slots, restore: firsts, now: turn, back };
    const next = bothDo(pairs[pairs.length - 1 - back] as Pair, command, pool);
    if (next !== undefined && draw(10) > 0) pairs.push(next);
  }
  for (const { fast, slow } of pairs.reverse()) expect(snapshot(fast)).toEqual(naiveSnapshot(slow));
}

/** Does one thing to both, demands the same answer, and gives the states after. */
function bothDo({ fast, slow }: Pair, command: Command, pool: Pool): Pair | undefined {
  const podUid = podUidOf(command.pod);
  const { now } = command;
  switch (command.op) {
    case "allocate": {
      const options = { size: sizeOf(pool, command.slots), now };
      return both(allocate(fast, podUid, options), naiveAllocate(slow, podUid, options));
    }
    case "release":
      return both(release(fast, podUid, { now }), naiveRelease(slow, podUid, now));
    case "restore": {
      const ranges = rangesToRestore(pool, command);
      if (ranges.length === 0) return undefined;
      const quick = restore(fast, podUid, ranges, { now });
      const twin = naiveRestore(slow, podUid, ranges, now);
      expect(quick.ok ? quick.value.ranges : undefined).toEqual(twin?.ranges);
      return quick.ok && twin !== undefined ? { fast: quick.value.state, slow: twin.state } : undefined;
    }
    case "reload":
      expect(rangesOf(fast, podUid)).toEqual(naiveRangesOf(slow, podUid) ?? []);
      expect(snapshot(fast)).toEqual(naiveSnapshot(slow));
      return undefined;
  }
}

function both(
  quick: ReturnType<typeof allocate | typeof release>,
  twin: ReturnType<typeof naiveAllocate | typeof naiveRelease>,
): Pair | undefined {
  if (!quick.ok || !twin.ok) {
    expect(quick).toEqual(twin);
    return undefined;
  }
  expect(quick.value.ranges).toEqual(twin.value.ranges);
  return { fast: quick.value.state, slow: twin.value.state };
}
