import { describe, expect, it } from "vitest";
import { replay } from "../../../../src/core/kubelet/history/step.ts";
import { createKubelet, type Kubelet } from "../../../../src/core/kubelet/manager/kubelet.ts";
import { kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { blastRadius } from "../../../../src/core/node/escape/blast-radius.ts";
import { escapeMatrix } from "../../../../src/core/node/escape/escape.ts";
import { createNode, type NodeOptions } from "../../../../src/core/node/node.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { nodeWith, pod } from "../support/cast.ts";

type Events = Parameters<typeof replay>[1];

const START = { type: "start" } as const;

function kubeletAfter(events: Events, settings: Parameters<typeof createKubelet>[0] = { release: "1.36" }): Kubelet {
  return replay(createKubelet(settings, { seed: 1 }), events).kubelet;
}

const PODS = [pod("a", { uid: "a" }), pod("b", { uid: "b" })];

/** A pod runs on while its range is given to the next. */
const GIVEN_AWAY: Events = [
  START,
  { type: "create", podUid: "a", draw: 7 },
  { type: "remove-directory", podUid: "a" },
  { type: "cleanup", known: ["a"] },
  { type: "create", podUid: "b", draw: 7 },
];

function reached(kubelet: Kubelet, from: string): readonly string[] {
  return blastRadius(unwrap(escapeMatrix(nodeWith(PODS, { kubelet }), { pod: from }, "fd"))).beyondOthers;
}

describe("a kubelet with a past", () => {
  it("leaves pods that run the ranges of their sandboxes, and gives the others theirs now", () => {
    const kubelet = kubeletAfter([START, { type: "create", podUid: "a", draw: 7 }]);
    const node = nodeWith(PODS, { kubelet });
    expect(node.pods[0]?.range).toEqual({ start: 8 * 65536, size: 65536 });
    expect(node.pods[1]?.range?.size).toBe(65536);
    expect(node.kubelet?.sandboxes.map(({ podUid }) => podUid)).toEqual(["a", "b"]);
    expect([node.strategy, node.release]).toEqual(["kubelet", "1.36"]);
    expect(kubelet.sandboxes.length).toBe(1);
  });

  it("lets an escape reach the pod whose range was given away, and none on a kubelet without the defect", () => {
    expect(reached(kubeletAfter(GIVEN_AWAY), "b")).toContain("a/main:/tmp/secret:read");
    const fixed = replay(
      createKubelet({ release: "1.36" }, { seed: 1, fixes: ["running-range-given-away"] }),
      GIVEN_AWAY,
    ).kubelet;
    expect(reached(fixed, "b")).toEqual([]);
  });

  it("lets an escape from a range that wrapped reach what root has on the host", () => {
    const wraps = { release: "1.36", maxPods: 2, kubeletUser: kubeletUser(4294901760, 131072) } as const;
    const kubelet = kubeletAfter([START, { type: "create", podUid: "a", draw: 1 }], wraps);
    expect(kubelet.sandboxes).toEqual([{ podUid: "a", hostId: 0, length: 65536 }]);
    const node = nodeWith(PODS.slice(0, 1), { kubelet });
    const walk = unwrap(escapeMatrix(node, { pod: "a" }, "walk"));
    expect(blastRadius(walk).readable).toContain("/root/.bash_history");
  });

  it("keeps the range that the sandbox has where the pod's next call took a second slot", () => {
    const kubelet = kubeletAfter([
      START,
      { type: "create", podUid: "a", draw: 7 },
      { type: "delete-file", podUid: "a" },
      { type: "create", podUid: "a", draw: 9 },
    ]);
    expect(nodeWith(PODS.slice(0, 1), { kubelet }).pods[0]?.range?.start).toBe(kubelet.sandboxes[0]?.hostId);
  });

  it("starts no pod while it is stopped, and lets the others run on", () => {
    const stopped = createKubelet({ release: "1.36" });
    expect(createNode({ pods: PODS, kubelet: stopped })).toEqual({
      ok: false,
      error: { code: "kubelet-refused", podUid: "a", cause: { code: "not-started" } },
    });
    expect(nodeWith([pod("a", { hostUsers: true })], { kubelet: stopped }).pods[0]?.range).toBeUndefined();
    const killed: Kubelet = {
      ...kubeletAfter([START, { type: "create", podUid: "a" }]),
      started: false,
      manager: null,
    };
    expect(nodeWith(PODS.slice(0, 1), { kubelet: killed }).pods[0]?.range?.size).toBe(65536);
  });

  it("draws from the seed where it has none of its own", () => {
    const kubelet = replay(createKubelet({ release: "1.36" }), [START]).kubelet;
    const start = (seed: number): number | undefined => nodeWith(PODS, { kubelet, seed }).pods[0]?.range?.start;
    expect(start(1)).toBe(start(1));
    expect(start(1)).not.toBe(start(2));
  });

  const kubelet = kubeletAfter([START]);
  it.each<[string, Partial<NodeOptions>, string]>([
    ["a release", { kubelet, release: "1.36" }, "expected no release beside a kubelet, which has its own"],
    ["settings", { kubelet, settings: {} }, "expected no settings beside a kubelet, which has its own"],
    [
      "another strategy",
      { kubelet, strategy: "first-fit" },
      "expected the strategy kubelet beside a kubelet, got first-fit",
    ],
    ["no kubelet", { kubelet: {} as Kubelet }, "expected kubelet to be a kubelet made by createKubelet, got an object"],
  ])("throws beside %s", (_what, options, sentence) => {
    expect(() => createNode({ pods: PODS, ...options })).toThrow(new TypeError(`createNode: ${sentence}`));
  });
});
