import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { Core } from "../../../../src/core/allocate/state/slot-owners.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import type { SlotRuns } from "../../../../src/core/allocate/strategy/place.ts";
import { unwrap } from "../../../../src/core/result.ts";

const RUNS: SlotRuns = [
  { first: 2, count: 2 },
  { first: 6, count: 1 },
];

/** The same slots; who has begun to change them is stopped before the second run, as where the stack is full. */
function stopping(): SlotRuns {
  let looks = 0;
  const [first] = RUNS;
  const second = {
    first: 6,
    get count(): number {
      looks++;
      if (looks === 2) throw new RangeError("Maximum call stack size exceeded");
      return 1;
    },
  };
  return [first, second];
}

function core(): Core {
  const pool = unwrap(createPool({ start: 65536, size: 8 * 65536 }));
  return Core.empty({ pool, capacity: 8, strategy: firstFit(), strategyName: "first-fit", segment: 8 });
}

function seen(core: Core): unknown {
  return [
    core.taken,
    Array.from({ length: 8 }, (_, slot) => core.podAt(slot) ?? "-").join(""),
    core.placeOf("p"),
    core.free.words[0],
    core.free.summary[0],
  ];
}

describe("slots of a pod, where their change is stopped halfway", () => {
  it.each([
    ["given", []],
    ["taken back", [RUNS]],
  ])("are as before: %s", (_, before) => {
    const [stopped, whole] = [core(), core()];
    for (const each of [stopped, whole]) for (const runs of before) each.toggle("p", runs);
    expect(() => stopped.toggle("p", stopping())).toThrow("call stack");
    expect(seen(stopped)).not.toEqual(seen(whole));
    stopped.settle();
    expect(seen(stopped)).toEqual(seen(whole));
  });

  it("are as before when those of another pod change", () => {
    const [stopped, whole] = [core(), core()];
    expect(() => stopped.toggle("p", stopping())).toThrow("call stack");
    for (const each of [stopped, whole]) each.toggle("q", 2);
    expect(seen(stopped)).toEqual(seen(whole));
  });
});
