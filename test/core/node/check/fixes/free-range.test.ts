import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kubeletUser } from "../../../../../src/core/kubelet/settings/settings.ts";
import { freeIds } from "../../../../../src/core/node/check/fixes/free-range.ts";
import type { NodeToCheck } from "../../../../../src/core/node/check/node-to-check.ts";

interface Entry {
  readonly owner: string;
  readonly start: number;
  readonly count: number;
}

/** Slots are this large, and there are as many as the last IDs of a node. */
const SLOT = 2 ** 28;
const SLOTS = 15;

const id = fc.oneof(
  fc.integer({ min: 0, max: 15 }).map((slot) => slot * SLOT),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
);
const entry = fc.record({
  owner: fc.constantFrom("alice", "1000", "kubelet"),
  start: id,
  count: fc.oneof(fc.integer({ min: 0, max: 2 ** 30 }), fc.constant(SLOT), fc.constant(2 ** 33)),
});
const map = fc
  .uniqueArray(fc.integer({ min: 0, max: SLOTS - 1 }), { minLength: 1, maxLength: 12 })
  .map((slots) => slots.map((slot) => ({ containerId: slot * SLOT, hostId: 0, size: SLOT })));

function nodeWith(entries: readonly Entry[], own: number | undefined, kubeletMap: NodeMap): NodeToCheck {
  return {
    kubelet: { release: "1.36", ...(own === undefined ? {} : { kubeletUser: kubeletUser(own, SLOT) }) },
    ...(kubeletMap === undefined ? {} : { facts: { kubeletMap } }),
    subordinateFiles: [{ name: "subuid", entries, malformed: 0, problems: [] }],
  };
}

type NodeMap = NonNullable<NodeToCheck["facts"]>["kubeletMap"];

/** Asks of each place by itself, slot by slot. */
function slowly(entries: readonly Entry[], own: number | undefined, kubeletMap: NodeMap, slots: number): unknown {
  const isFree = (slot: number): boolean =>
    slot >= 1 &&
    slot < SLOTS &&
    (kubeletMap?.some(({ containerId }) => containerId === slot * SLOT) ?? true) &&
    entries.every(
      ({ owner, start, count }) =>
        owner === "kubelet" || count === 0 || start >= (slot + 1) * SLOT || start + count <= slot * SLOT,
    );
  const fits = (first: number): boolean => Array.from({ length: slots }, (_, i) => first + i).every(isFree);
  const places = Array.from({ length: SLOTS }, (_, slot) => slot).filter(fits);
  const found = own !== undefined && places.includes(own / SLOT) ? own / SLOT : places[0];
  return found === undefined ? undefined : { start: found * SLOT, size: slots * SLOT };
}

describe("host IDs that are free", () => {
  it("are those that are found slot by slot, however many ask", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 6 }),
        fc.option(id, { nil: undefined }),
        fc.option(map, { nil: undefined }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }),
        (entries, own, kubeletMap, asked) => {
          const free = freeIds(nodeWith(entries, own, kubeletMap));
          for (const slots of asked) {
            expect(free.apart(SLOT, slots)).toEqual(slowly(entries, own, kubeletMap, slots));
            expect(free.any(SLOT, slots)).toEqual(slowly([], own, kubeletMap, slots));
          }
        },
      ),
    );
  });

  it("are worked out once for a node, not for each finding", () => {
    let looks = 0;
    const entries = Array.from({ length: 1000 }, (_, i) => ({
      owner: `u${i}`,
      count: 1,
      get start(): number {
        looks++;
        return 65536 * (i + 1);
      },
    }));
    const free = freeIds(nodeWith(entries, undefined, undefined));
    free.apart(65536, 110);
    const before = looks;
    for (let slots = 1; slots < 1000; slots++) free.apart(65536, slots);
    expect(looks).toBe(before);
  });
});
