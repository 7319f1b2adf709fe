import { describe, expect, it } from "vitest";
import { createPool, type PoolOptions } from "../../../../src/core/allocate/pool/pool.ts";
import { STRATEGY_NAMES } from "../../../../src/core/allocate/strategies/strategies.ts";
import { kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { createNode, type NodeOptions } from "../../../../src/core/node/node.ts";
import { keepsApart, type RangeSource, rangeSources } from "../../../../src/core/node/placement/range-sources.ts";
import { RELEASES } from "../../../../src/core/releases/releases.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { nodeWith, pod } from "../support/cast.ts";

const pool = (slots: number, more: Partial<PoolOptions> = {}) =>
  unwrap(createPool({ start: 65536, size: slots * 65536, ...more }));

const PODS = [pod("a-0"), pod("b-1", { hostUsers: true }), pod("c-2")];

function starts(strategy: RangeSource, options: Omit<NodeOptions, "pods" | "strategy"> = {}) {
  return nodeWith(PODS, { strategy, ...options }).pods.map(({ range }) => range?.start);
}

/** For the releases in which it is off. */
const GATE = { UserNamespacesSupport: true };

describe("who gives ranges", () => {
  it("is a strategy, the kubelet or a baseline", () => {
    expect(rangeSources()).toEqual([...STRATEGY_NAMES, "kubelet", "host-users", "shared-range", "overlapping-ranges"]);
  });

  it.each(rangeSources())("gives nothing to a pod of the host's users: %s", (strategy) => {
    expect(starts(strategy)[1]).toBeUndefined();
    expect(nodeWith([], { strategy }).pods).toEqual([]);
  });

  it("says whether it keeps pods apart", () => {
    expect(rangeSources().filter((source) => !keepsApart(source))).toEqual([
      "host-users",
      "shared-range",
      "overlapping-ranges",
    ]);
  });

  it.each([...STRATEGY_NAMES, "kubelet"] as const)("keeps pods apart, in the pool: %s", (strategy) => {
    const given = starts(strategy, { pool: pool(3) });
    expect(given[0]).not.toBe(given[2]);
    for (const start of [given[0], given[2]]) expect([65536, 131072, 196608]).toContain(start);
  });

  it("gives no range, one range, or ranges that overlap by half, as a baseline", () => {
    expect(starts("host-users")).toEqual([undefined, undefined, undefined]);
    expect(starts("shared-range")).toEqual([65536, undefined, 65536]);
    expect(starts("overlapping-ranges")).toEqual([65536, undefined, 98304]);
    const other = pool(4, { start: 262144, exclude: [{ start: 262144, size: 1 }] });
    expect(starts("shared-range", { pool: other })).toEqual([327680, undefined, 327680]);
    expect(starts("overlapping-ranges", { pool: other })).toEqual([262144, undefined, 294912]);
  });

  it("refuses what the allocator refuses", () => {
    expect(createNode({ pods: PODS, pool: pool(1), strategy: "first-fit" })).toMatchObject({
      error: { code: "allocator-refused", podUid: "default_c-2", cause: { code: "exhausted", capacity: 1 } },
    });
    expect(createNode({ pods: [pod("a")], strategy: "by-index" })).toMatchObject({
      error: {
        code: "allocator-refused",
        podUid: "default_a",
        cause: { code: "strategy-refused", reason: "no-index" },
      },
    });
  });

  it("refuses what a baseline has no room for", () => {
    const full = pool(1, { exclude: [{ start: 65536, size: 1 }] });
    expect(createNode({ pods: PODS, pool: full, strategy: "shared-range" })).toEqual({
      ok: false,
      error: { code: "pool-used-up", podUid: "default_a-0", strategy: "shared-range", pool: full },
    });
    expect(createNode({ pods: PODS, pool: pool(1), strategy: "overlapping-ranges" })).toMatchObject({
      error: { code: "pool-used-up", podUid: "default_c-2", strategy: "overlapping-ranges" },
    });
  });

  it("throws at a name that is none", () => {
    const strategy = "__proto__" as RangeSource;
    expect(() => createNode({ pods: PODS, strategy })).toThrow(
      new TypeError(
        `createNode: expected strategy to be one of ${rangeSources()
          .map((name) => `"${name}"`)
          .join(", ")}, got "__proto__"`,
      ),
    );
  });
});

describe("a kubelet", () => {
  it("hands out the pool, with no more pods than slots", () => {
    const { kubelet } = nodeWith([pod("a")], { strategy: "kubelet", pool: pool(3) });
    expect(kubelet?.manager).toMatchObject({ off: 1, slots: 3, idsPerPod: 65536 });
    expect(kubelet?.settings).toMatchObject({ maxPods: 3, kubeletUser: kubeletUser(65536, 3 * 65536) });
    const large = nodeWith([], { strategy: "kubelet", pool: pool(111) }).kubelet;
    expect(large?.settings.maxPods).toBe(110);
    const wide = nodeWith([], { strategy: "kubelet", settings: { idsPerPod: 2 ** 30 } }).kubelet;
    expect([wide?.settings.maxPods, wide?.manager?.slots]).toEqual([3, 3]);
    expect(nodeWith([], { strategy: "kubelet" }).kubelet?.manager?.slots).toBe(65535);
  });

  it("has maxPods as it is given, and then refuses a pool that is too small", () => {
    expect(createNode({ pods: [], strategy: "kubelet", pool: pool(3), settings: { maxPods: 4 } })).toMatchObject({
      error: { code: "kubelet-refused", podUid: undefined, cause: { code: "too-few-ids", maxPods: 4 } },
    });
  });

  it("takes a length of its own from the pool from 1.35 on", () => {
    const wide = unwrap(createPool({ start: 131072, size: 4 * 131072, idsPerPod: 131072 }));
    const { manager } = nodeWith([], { strategy: "kubelet", release: "1.35", pool: wide }).kubelet ?? {};
    expect(manager).toMatchObject({ off: 1, slots: 4, idsPerPod: 131072 });
  });

  it("leaves a pod without a map whose range holds the last ID", () => {
    const settings = { featureGates: GATE, maxPods: 1, kubeletUser: kubeletUser(4294901760, 65536) };
    expect(createNode({ pods: [pod("a")], strategy: "kubelet", settings })).toMatchObject({
      error: {
        code: "sandbox-failed",
        podUid: "default_a",
        range: { start: 4294901760, size: 65536 },
        errno: "EINVAL",
      },
    });
  });

  it.each(RELEASES)("of %s takes a pool, or refuses it", (release) => {
    const settings = { featureGates: GATE };
    const node = createNode({ pods: [], strategy: "kubelet", release, pool: pool(3), settings });
    if (RELEASES.indexOf(release) >= RELEASES.indexOf("1.30")) expect(unwrap(node).kubelet?.manager?.slots).toBe(3);
    else expect(node).toEqual({ ok: false, error: { code: "kubelet-takes-no-pool", release, idsPerPod: 65536 } });
  });

  it.each([
    [
      { release: "1.34", pool: unwrap(createPool({ start: 131072, size: 131072, idsPerPod: 131072 })) },
      { code: "kubelet-fixes-ids-per-pod", release: "1.34", idsPerPod: 131072 },
    ],
    [
      { pool: pool(2, { exclude: [{ start: 65536, size: 1 }] }) },
      { code: "kubelet-excludes-no-ids", release: "1.36", idsPerPod: 65536 },
    ],
    [
      { pool: pool(2), settings: { kubeletUser: kubeletUser(65536, 65536) } },
      { code: "pool-beside-account", release: "1.36", idsPerPod: 65536 },
    ],
  ] as const)("cannot have %#, and says why", (options, error) => {
    expect(createNode({ pods: [], strategy: "kubelet", ...options })).toEqual({ ok: false, error });
  });
});
