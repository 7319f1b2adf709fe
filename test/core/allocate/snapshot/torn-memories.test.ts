import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { poolOf } from "../../../../src/core/allocate/state/queries.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { buddy } from "../../../../src/core/allocate/strategies/buddy.ts";
import { leastRecentlyReleased } from "../../../../src/core/allocate/strategies/least-recently-released.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { everyStrategy, wrapped } from "../support/composed.ts";
import { slots, start } from "../support/start.ts";

const STRATEGIES = [...everyStrategy(), ...wrapped(buddy()), ...wrapped(leastRecentlyReleased())];
const OTHERS: readonly unknown[] = [null, true, -1, 0.5, 7, "x", [], {}, () => 0];

describe.each(STRATEGIES)("the memory of $name", (strategy) => {
  const one = unwrap(restore(start(16, strategy), "a", slots(0, 3))).state;
  const two = unwrap(restore(one, "b", slots(4, 3))).state;
  const state = unwrap(release(two, "b", { now: 1 })).state;
  const pool = poolOf(state);
  const { memory } = snapshot(state);
  const accepts = (torn: unknown): unknown => strategy.accepts?.(torn as never, pool);

  it("is accepted as it is", () => {
    expect(accepts(memory)).toBe(true);
  });

  it("is refused where anything of it is missing", () => {
    for (const torn of tornAt(memory, undefined)) expect(accepts(torn), JSON.stringify(torn)).toBe(false);
  });

  it("is judged, whatever stands anywhere in it", () => {
    for (const other of OTHERS)
      for (const torn of tornAt(memory, other)) expect(accepts(torn), JSON.stringify(torn)).toBeTypeOf("boolean");
  });
});

/** The same data as often as it has values, with each of them replaced once. */
function* tornAt(data: unknown, other: unknown): Generator<unknown> {
  yield other;
  if (Array.isArray(data))
    for (const [index, inner] of data.entries())
      for (const torn of tornAt(inner, other)) yield Object.assign([...data], { [index]: torn });
  else if (typeof data === "object" && data !== null)
    for (const [key, inner] of Object.entries(data))
      for (const torn of tornAt(inner, other)) yield { ...data, [key]: torn };
}
