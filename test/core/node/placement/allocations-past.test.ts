import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { rangeOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { createKubelet } from "../../../../src/core/kubelet/manager/kubelet.ts";
import { createNode, type NodeOptions } from "../../../../src/core/node/node.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { nodeWith, pod } from "../support/cast.ts";

const POOL = unwrap(createPool({ start: 65536, size: 2 * 65536 }));
const PODS = [pod("b", { uid: "b" }), pod("c", { uid: "c" })];

/** Two pods came, and the first has gone. */
function gone(): Allocations {
  const both = ["a", "b"].reduce(
    (state, uid) => unwrap(allocate(state, uid)).state,
    emptyAllocations(POOL, firstFit()),
  );
  return unwrap(release(both, "a")).state;
}

describe("createNode, after a state of the allocator", () => {
  it("leaves a pod its range, and gives another one what is free", () => {
    const allocations = gone();
    const node = nodeWith(PODS, { allocations });
    expect(node.pods.map(({ range }) => range?.start)).toEqual([131072, 65536]);
    expect([node.strategy, node.kubelet]).toEqual(["first-fit", undefined]);
    expect(rangeOf(allocations, "c")).toBeUndefined();
  });

  it("says whom the allocator refuses", () => {
    const pods = [...PODS, pod("d", { uid: "d" })];
    expect(createNode({ pods, allocations: gone() })).toMatchObject({
      error: { code: "allocator-refused", podUid: "d", cause: { code: "exhausted" } },
    });
  });

  it("names a strategy of one's own", () => {
    const allocations = emptyAllocations(POOL, { ...firstFit(), name: "mine" });
    expect(nodeWith(PODS, { allocations }).strategy).toBe("mine");
  });

  it.each<[string, Partial<NodeOptions>]>([
    ["pool", { pool: POOL }],
    ["strategy", { strategy: "first-fit" }],
    ["kubelet", { kubelet: createKubelet({ release: "1.36" }) }],
  ])("throws beside a %s", (name, options) => {
    const sentence = `createNode: expected no ${name} beside a state of the allocator`;
    expect(() => createNode({ pods: PODS, allocations: gone(), ...options })).toThrow(new TypeError(sentence));
  });

  it("throws for what is no state", () => {
    expect(() => createNode({ pods: PODS, allocations: {} as Allocations })).toThrow(TypeError);
  });
});
