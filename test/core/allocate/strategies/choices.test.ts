import { expect, it } from "vitest";
import { createPool, type Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { slotAt } from "../../../../src/core/allocate/pool/slots.ts";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { rangesOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { everyStrategy, wrapped } from "../support/composed.ts";

const POOLS: Readonly<Record<string, Pool>> = {
  "12 slots": unwrap(createPool({ start: 20, size: 120, idsPerPod: 10 })),
  "two excluded": unwrap(createPool({ start: 40, size: 160, idsPerPod: 10, exclude: [{ start: 65, size: 10 }] })),
  "no rows of ten": unwrap(createPool({ start: 33, size: 97, idsPerPod: 10, aligned: false })),
  "70 slots": unwrap(createPool({ start: 70, size: 700, idsPerPod: 10 })),
};

/** A number of pods that come, with a size, that go, or that come back where they were. */
function play(pool: Pool, strategy: Strategy, steps: number): string {
  let state = emptyAllocations(pool, strategy);
  let random = 5;
  const draw = (below: number): number => {
    const { value, state: next } = drawInt(random, below);
    random = next;
    return value;
  };
  const done: string[] = [];
  for (let now = 0; now < steps; now++) {
    const podUid = `p-${draw(9)}`;
    const slots = [1, 1, 1, 2, 3][draw(5)] ?? 1;
    const held = rangesOf(state, podUid) ?? [];
    const at = draw(pool.slots);
    if (held.length > 0) {
      const { state: after } = unwrap(release(state, podUid, { now }));
      state = after;
      done.push("-");
    } else if (now % 11 === 10) {
      const back = restore(state, podUid, { start: pool.start + 10 * at, size: 10 }, { now });
      if (back.ok) state = back.value.state;
      done.push(back.ok ? `=${at}` : back.error.code);
    } else {
      const result = allocate(state, podUid, { size: 10 * slots, now });
      if (result.ok) state = result.value.state;
      const given =
        result.ok &&
        result.value.ranges.map(({ start, size }) => `${slotAt(pool, start)}${size === 10 ? "" : `*${size / 10}`}`);
      done.push(given ? given.join("+") : result.ok ? "" : result.error.code);
    }
  }
  return `${done.join(" ")}; ${JSON.stringify(snapshot(state).memory)}`;
}

it("each strategy chooses the slots of the golden file", async () => {
  const strategies = everyStrategy();
  const inWrappers = strategies.slice(0, 1).flatMap(wrapped);
  const lines = [...strategies, ...inWrappers].flatMap((strategy, i) =>
    Object.entries(POOLS).map(([name, pool]) => `${i} ${strategy.name}, ${name}: ${play(pool, strategy, 60)}`),
  );
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/choices.golden.txt");
});
