import { describe, expect, it } from "vitest";
import { createKubelet, kubeletUser, leakedSlots, overlappingPods } from "../../../../src/kubelet.ts";
import { kubeletAfter, running, small } from "../support/kubelets.ts";

describe("leakedSlots", () => {
  it("lists slots in use that no pod has, but not the reserved ones", () => {
    expect(leakedSlots(createKubelet(small()))).toEqual([]);
    expect(leakedSlots(running("1.25"))).toEqual([]);
    const lost = [
      { type: "create", podUid: "a", draw: 2 },
      { type: "delete-file", podUid: "a" },
      { type: "create", podUid: "a", draw: 3 },
    ] as const;
    expect(leakedSlots(running("1.36", lost))).toEqual([2]);
    expect(leakedSlots(running("1.27", lost))).toEqual([2]);
    expect(leakedSlots(running("1.25", lost))).toEqual([2]);
  });

  it("finds the slot of a range that wrapped", () => {
    const settings = { ...small(), kubeletUser: kubeletUser(4294901760, 131072) };
    expect(leakedSlots(kubeletAfter(settings, [{ type: "start" }, { type: "create", podUid: "a", draw: 1 }]))).toEqual(
      [],
    );
  });
});

describe("overlappingPods", () => {
  it("lists each pair once", () => {
    const range = (podUid: string, hostId: number) => ({ podUid, hostId, length: 65536 });
    const [a, b, c, d] = [range("a", 65536), range("b", 131072), range("c", 65536), range("d", 131072)];
    expect(overlappingPods({ ...createKubelet(small()), sandboxes: [a, b, c, d] })).toEqual([
      [a, c],
      [b, d],
    ]);
    expect(overlappingPods(createKubelet(small()))).toEqual([]);
  });
});
