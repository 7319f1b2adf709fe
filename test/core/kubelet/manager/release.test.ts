import { describe, expect, it } from "vitest";
import { createKubelet, kubeletUser, step } from "../../../../src/kubelet.ts";
import { frozen, kubeletAfter, running, small, written } from "../support/kubelets.ts";

describe("release", () => {
  it("frees the slot, deletes the file and leaves the directory", () => {
    const before = frozen(
      running("1.36", [
        { type: "create", podUid: "a", draw: 3 },
        { type: "create", podUid: "b", draw: 1 },
      ]),
    );
    const b = { podUid: "b", hostId: 131072, length: 65536 };
    expect(step(before, { type: "release", podUid: "a" })).toEqual({
      kubelet: {
        ...before,
        pods: [
          { podUid: "a", kind: "no-file" },
          { podUid: "b", kind: "file", raw: written(131072) },
        ],
        manager: { off: 1, slots: 4, idsPerPod: 65536, used: [1], usedBy: [b], adopted: [] },
        sandboxes: [b],
      },
      outcome: { ok: true, value: null },
      draws: [],
    });
  });

  it("does nothing for a pod that is not remembered: its file stays", () => {
    const before = running("1.36", [{ type: "write-file", podUid: "x", raw: written(65536) }]);
    expect(step(before, { type: "release", podUid: "x" })).toEqual({
      kubelet: before,
      outcome: { ok: true, value: null },
      draws: [],
    });
  });

  it("does nothing while the gate is off, but the sandbox is gone", () => {
    const settings = { ...small("1.35"), featureGates: { UserNamespacesSupport: false } };
    const { kubelet } = step(running("1.35", [{ type: "create", podUid: "a", draw: 0 }]), { type: "start", settings });
    expect(kubelet.sandboxes).toHaveLength(1);
    const released = step(kubelet, { type: "release", podUid: "a" });
    expect(released.kubelet).toEqual({ ...kubelet, sandboxes: [] });
    expect(released.outcome).toEqual({ ok: true, value: null });
  });

  it("deletes an empty directory in the place of the file, and no file in the place of the directory", () => {
    const blocked = running("1.36", [
      { type: "create", podUid: "a", draw: 0 },
      { type: "create", podUid: "b", draw: 1 },
      { type: "file-becomes-directory", podUid: "a" },
      { type: "directory-becomes-file", podUid: "b" },
      { type: "release", podUid: "a" },
      { type: "release", podUid: "b" },
    ]);
    expect(blocked.pods).toEqual([
      { podUid: "a", kind: "no-file" },
      { podUid: "b", kind: "file-for-directory" },
    ]);
    expect(blocked.manager).toMatchObject({ used: [], usedBy: [] });
  });

  it("crashes at a range that wrapped, with everything done but the bit", () => {
    const settings = { ...small(), kubeletUser: kubeletUser(4294901760, 131072) };
    const wrapped = kubeletAfter(settings, [{ type: "start" }, { type: "create", podUid: "a", draw: 1 }]);
    expect(step(wrapped, { type: "release", podUid: "a" })).toEqual({
      kubelet: {
        ...wrapped,
        pods: [{ podUid: "a", kind: "no-file" }],
        manager: { off: 65535, slots: 2, idsPerPod: 65536, used: [1], usedBy: [], adopted: [] },
        sandboxes: [],
      },
      outcome: { ok: false, error: { code: "panic", text: "negative bit index" } },
      draws: [],
    });
  });

  it("needs a kubelet that runs", () => {
    const stopped = createKubelet(small());
    for (const event of [
      { type: "release", podUid: "a" },
      { type: "create", podUid: "a" },
      { type: "cleanup", known: [] },
    ] as const)
      expect(step(stopped, event)).toEqual({
        kubelet: stopped,
        outcome: { ok: false, error: { code: "not-started" } },
        draws: [],
      });
  });
});
