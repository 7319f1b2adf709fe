import fc from "fast-check";
import { describe, expect } from "vitest";
import { createPool, type Pool } from "../../../../src/core/allocate/pool/pool.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release as giveBack } from "../../../../src/core/allocate/steps/release.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import { step } from "../../../../src/core/kubelet/history/step.ts";
import { createKubelet } from "../../../../src/core/kubelet/manager/kubelet.ts";
import { kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { createNode } from "../../../../src/core/node/node.ts";
import { RELEASES } from "../../../../src/core/releases/releases.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { pod } from "../support/cast.ts";

/** A release that takes a pool, and a pool that both the allocator and its kubelet accept. */
const poolOfRelease = fc
  .constantFrom(...RELEASES.slice(RELEASES.indexOf("1.30")))
  .chain((release) =>
    fc.record({
      release: fc.constant(release),
      idsPerPod: fc.integer({ min: 1, max: RELEASES.indexOf(release) < RELEASES.indexOf("1.35") ? 1 : 4 }),
      first: fc.integer({ min: 1, max: 1000 }),
      slots: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 300 })),
    }),
  )
  .map(({ release, first, slots, ...unit }) => {
    const idsPerPod = unit.idsPerPod * 65536;
    return { release, pool: unwrap(createPool({ start: first * idsPerPod, size: slots * idsPerPod, idsPerPod })) };
  });

const settingsFor = (release: (typeof RELEASES)[number], { start, size, idsPerPod, slots }: Pool) => ({
  release,
  featureGates: { UserNamespacesSupport: true },
  maxPods: Math.min(110, slots),
  idsPerPod,
  kubeletUser: kubeletUser(start, size),
});

const steps = fc.array(fc.record({ pod: fc.integer({ min: 0, max: 11 }), draw: fc.nat() }), { maxLength: 40 });

describe("the random scan of the allocator and that of the kubelet, from 1.30 on", () => {
  prop("give the same slot for the same draw", [poolOfRelease, steps], ({ release, pool }, all) => {
    let kubelet = step(createKubelet(settingsFor(release, pool)), { type: "start" }).kubelet;
    expect(kubelet.started).toBe(true);
    const running = new Set<string>();
    // A pod that ends draws nothing, and neither does one that finds the pool full.
    const draws = all.flatMap(({ pod: number, draw }) => {
      if (running.delete(`pod-${number}`) || running.size === pool.slots) return [];
      running.add(`pod-${number}`);
      return [draw % pool.slots];
    });
    let state = emptyAllocations(pool, randomScan({ draws }));
    let used = 0;
    running.clear();
    for (const { pod: number } of all) {
      const podUid = `pod-${number}`;
      if (running.delete(podUid)) {
        state = unwrap(giveBack(state, podUid)).state;
        kubelet = step(kubelet, { type: "release", podUid }).kubelet;
        continue;
      }
      const allocated = allocate(state, podUid);
      const created = step(kubelet, { type: "create", podUid, draw: allocated.ok ? (draws[used++] ?? -1) : 0 });
      kubelet = created.kubelet;
      expect(created.outcome.ok).toBe(allocated.ok);
      if (!allocated.ok) continue;
      running.add(podUid);
      state = allocated.value.state;
      const { start, size } = allocated.value.range;
      expect(unwrap(created.outcome)).toEqual({ mode: "POD", mapping: { containerId: 0, hostId: start, size } });
    }
    expect(used).toBe(draws.length);
  });

  prop(
    "give the same ranges for the same seed",
    [poolOfRelease, fc.nat({ max: 4294967295 }), fc.integer({ min: 0, max: 12 })],
    ({ release, pool }, seed, count) => {
      const pods = Array.from({ length: Math.min(count, pool.slots) }, (_, i) => pod(`p-${i}`));
      const ranges = (strategy: "kubelet" | "random-scan") => {
        const settings = { featureGates: { UserNamespacesSupport: true } };
        return unwrap(createNode({ pods, strategy, release, pool, seed, settings })).pods.map(({ range }) => range);
      };
      expect(ranges("kubelet")).toEqual(ranges("random-scan"));
    },
    { numRuns: 50 },
  );
});
