import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capacity, createPool, type Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { slotRange } from "../../../../src/core/allocate/pool/slots.ts";
import { fromSnapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { entries, rangesOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { alignedFirstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { STRATEGIES, STRATEGY_NAMES } from "../../../../src/core/allocate/strategies/strategies.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";

const IDS = 1000;
const SLOTS = 9;

function unaligned(start: number, size: number): Pool {
  return unwrap(createPool({ start, size, idsPerPod: IDS, aligned: false }));
}

const STRATEGIES_TRIED = [
  ...STRATEGY_NAMES.map((name) => ({ name, make: () => STRATEGIES[name].make(7) })),
  { name: "sticky", make: () => sticky(alignedFirstFit(), { pods: 3 }) },
];

const step = fc.record({
  what: fc.constantFrom("allocate", "allocate", "release", "restart"),
  pod: fc.nat({ max: 5 }),
  slots: fc.integer({ min: 1, max: 3 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What every step gave, the ranges as they lie in the pool. */
function played(pool: Pool, make: (typeof STRATEGIES_TRIED)[number]["make"], steps: readonly Step[]): unknown {
  let state = emptyAllocations(pool, make());
  return steps.map(({ what, pod, slots }) => {
    const podUid = `pod-${pod}`;
    if (what === "restart") {
      state = unwrap(fromSnapshot(JSON.parse(JSON.stringify(state)), make()));
      return entries(state).length;
    }
    const done = what === "release" ? release(state, podUid) : allocate(state, podUid, { size: slots * IDS });
    if (!done.ok) return done.error.code;
    state = done.value.state;
    return rangesOf(state, podUid)?.map(({ start, size }) => [start - pool.start, size]);
  });
}

describe("a pool that is not aligned", () => {
  for (const { name, make } of STRATEGIES_TRIED)
    prop(
      `${name} gives in it what it gives in an aligned one, further on`,
      [fc.array(step, { maxLength: 30 }), fc.nat({ max: IDS - 1 }), fc.nat({ max: IDS - 1 })],
      (steps, further, rest) => {
        const aligned = unwrap(createPool({ start: 5 * IDS, size: SLOTS * IDS, idsPerPod: IDS }));
        expect(played(unaligned(5 * IDS + further, SLOTS * IDS + rest), make, steps)).toEqual(
          played(aligned, make, steps),
        );
      },
    );

  it("has the slots from its start on, and what is behind the last is nobody's", () => {
    const pool = unwrap(createPool({ start: 100000, size: 600000001, aligned: false }));
    expect(pool).toMatchObject({ start: 100000, size: 600000001, slots: 9155, aligned: false });
    expect(slotRange(pool, 9154)).toEqual({ start: 100000 + 9154 * 65536, size: 65536 });
    const behind = { start: 100000 + 9155 * 65536, size: 65536 };
    expect(restore(emptyAllocations(pool, alignedFirstFit()), "a", behind)).toMatchObject({
      ok: false,
      error: { code: "out-of-pool" },
    });
  });

  it("loses no slot to what is excluded behind the last", () => {
    const exclude = [{ start: 14500, size: 100 }];
    const pool = unwrap(createPool({ start: 5500, size: 9400, idsPerPod: IDS, aligned: false, exclude }));
    expect([pool.slots, capacity(pool)]).toEqual([9, 9]);
  });

  it("is one like any other where it is aligned after all", () => {
    const options = { start: 65536, size: 131072 };
    expect(createPool({ ...options, aligned: false })).toEqual(createPool(options));
  });

  it("is refused where it holds no slot, begins among the host's users, or ends too late", () => {
    const code = (start: number, size: number): unknown => {
      const made = createPool({ start, size, aligned: false });
      return made.ok ? made.value.slots : [made.error.code, "nearest" in made.error ? made.error.nearest : undefined];
    };
    expect(code(100000, 65535)).toEqual(["size-misaligned", 65536]);
    expect(code(1000, 655360)).toEqual(["start-below-ids-per-pod", 65536]);
    expect(code(100000, 0)).toEqual(["empty-pool", 65536]);
    expect(code(4294800000, 167296)).toEqual(["past-last-id", 131072]);
    expect(code(4294800000, 167295)).toBe(2);
  });

  it("is a snapshot's that says so, and no other's", () => {
    const pool = unaligned(5500, 9400);
    const json = JSON.parse(JSON.stringify(emptyAllocations(pool, alignedFirstFit())));
    expect(json.pool).toEqual({ start: 5500, size: 9400, idsPerPod: IDS, exclude: [], aligned: false });
    const { aligned, ...silent } = json.pool;
    expect(fromSnapshot({ ...json, pool: silent }, alignedFirstFit())).toMatchObject({ error: { code: "bad-pool" } });
    expect(fromSnapshot({ ...json, pool: { ...silent, aligned: 0 } }, alignedFirstFit())).toMatchObject({
      error: { path: "pool.aligned" },
    });
  });

  it("wants to be told with a boolean", () => {
    const options = { start: 65536, size: 65536, aligned: "no" as unknown as boolean };
    expect(() => createPool(options)).toThrow(TypeError);
  });
});
