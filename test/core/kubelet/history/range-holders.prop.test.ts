import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  dropHolder,
  holdersOf,
  overlapsAnother,
  putHolder,
} from "../../../../src/core/kubelet/history/range-holders.ts";
import type { KubeletPodRange } from "../../../../src/core/kubelet/settings/pod-ranges.ts";

/** Few pods in few IDs, so that they meet, also at one first ID. */
const range: fc.Arbitrary<KubeletPodRange> = fc.record({
  podUid: fc.constantFrom("a", "b", "c", "d"),
  hostId: fc.nat({ max: 12 }),
  length: fc.integer({ min: 1, max: 4 }),
});

const sameAs = (a: KubeletPodRange) => (b: KubeletPodRange) => a.podUid === b.podUid && a.hostId === b.hostId;

function naive(held: readonly KubeletPodRange[], own: KubeletPodRange): boolean {
  return held.some(
    ({ podUid, hostId, length }) =>
      podUid !== own.podUid && hostId < own.hostId + own.length && own.hostId < hostId + length,
  );
}

it("holders say who overlaps as a list does that is looked through, whatever comes and goes", () => {
  const step = fc.tuple(fc.boolean(), range);
  fc.assert(
    fc.property(
      fc.uniqueArray(range, { selector: ({ podUid, hostId }) => `${podUid} ${hostId}` }),
      fc.array(step),
      (first, steps) => {
        let held = first;
        let holders = holdersOf(first);
        for (const [isDropped, one] of steps) {
          const same = held.find(sameAs(one));
          if (isDropped && same !== undefined) {
            held = held.filter((other) => other !== same);
            holders = dropHolder(holders, same);
          } else if (same === undefined) {
            held = [...held, one];
            holders = putHolder(holders, one);
          }
          for (let hostId = 0; hostId < 16; hostId++) {
            const own = { podUid: one.podUid, hostId, length: one.length };
            expect(overlapsAnother(holders, own)).toBe(naive(held, own));
          }
        }
      },
    ),
  );
});
