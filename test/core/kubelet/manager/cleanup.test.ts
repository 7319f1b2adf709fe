import { describe, expect, it } from "vitest";
import { kubeletUser, step } from "../../../../src/kubelet.ts";
import { frozen, kubeletAfter, running, small } from "../support/kubelets.ts";

const THREE = [
  { type: "create", podUid: "a", draw: 0 },
  { type: "create", podUid: "b", draw: 1 },
  { type: "create", podUid: "c", draw: 2 },
] as const;

describe("cleanup", () => {
  it("releases the pods on disk that are neither known nor running", () => {
    const before = frozen(running("1.36", THREE));
    const { kubelet, outcome, draws } = step(before, { type: "cleanup", known: ["a"], running: ["b"] });
    expect([outcome, draws]).toEqual([{ ok: true, value: ["c"] }, []]);
    expect(kubelet.manager).toMatchObject({ used: [0, 1], usedBy: [{ podUid: "a" }, { podUid: "b" }] });
    expect(kubelet.pods?.[2]).toEqual({ podUid: "c", kind: "no-file" });
  });

  it("believes the runtime about what runs, and the state when nothing is said", () => {
    const before = running("1.36", THREE);
    expect(step(before, { type: "cleanup", known: ["a"], running: ["b"] }).kubelet.sandboxes).toEqual([
      { podUid: "b", hostId: 131072, length: 65536 },
    ]);
    expect(step(before, { type: "cleanup", known: [] })).toEqual({
      kubelet: before,
      outcome: { ok: true, value: [] },
      draws: [],
    });
  });

  it("releases a pod without a directory even though it is known and runs", () => {
    const before = running("1.36", [...THREE, { type: "remove-directory", podUid: "b" }]);
    const all = ["a", "b", "c"];
    const { kubelet, outcome } = step(before, { type: "cleanup", known: all, running: all });
    expect(outcome).toEqual({ ok: true, value: ["b"] });
    expect(kubelet.manager?.used).toEqual([0, 2]);
    expect(kubelet.sandboxes).toHaveLength(3);
  });

  it("does not see a pod whose directory is a file", () => {
    const before = running("1.36", [...THREE, { type: "directory-becomes-file", podUid: "b" }]);
    expect(step(before, { type: "cleanup", known: ["a", "b"] }).outcome).toEqual({ ok: true, value: ["b"] });
  });

  it("releases the orphans on disk first, then those without a directory", () => {
    const before = running("1.36", [
      ...THREE,
      { type: "remove-directory", podUid: "a" },
      { type: "make-directory", podUid: "d" },
    ]);
    expect(step(before, { type: "cleanup", known: [], running: [] }).outcome).toEqual({
      ok: true,
      value: ["b", "c", "a"],
    });
  });

  it("needs the pods directory", () => {
    const before = running("1.36", [...THREE, { type: "remove-pods-directory" }]);
    const { kubelet, outcome } = step(before, { type: "cleanup", known: [], running: ["a"] });
    expect(outcome).toEqual({
      ok: false,
      error: {
        code: "pods-unreadable",
        text: "user namespace: read pods from disk: open /k/pods: no such file or directory",
      },
    });
    expect(kubelet.manager).toEqual(before.manager);
    const { rootDirectory: _, ...settings } = small("1.29");
    const old = kubeletAfter(settings, [{ type: "start" }, { type: "remove-pods-directory" }]);
    expect(step(old, { type: "cleanup", known: [] }).outcome).toMatchObject({
      error: { text: "open /var/lib/kubelet/pods: no such file or directory" },
    });
  });

  it("does nothing while the gate is off", () => {
    const off = kubeletAfter({ ...small("1.30"), featureGates: {} }, [
      { type: "start" },
      { type: "remove-pods-directory" },
    ]);
    expect(step(off, { type: "cleanup", known: [] })).toEqual({
      kubelet: off,
      outcome: { ok: true, value: [] },
      draws: [],
    });
  });

  it("ends where it crashes", () => {
    const settings = { ...small(), kubeletUser: kubeletUser(4294836224, 262144) };
    const wrapped = kubeletAfter(settings, [
      { type: "start" },
      { type: "create", podUid: "a", draw: 0 },
      { type: "create", podUid: "b", draw: 2 },
      { type: "create", podUid: "c", draw: 3 },
    ]);
    const { kubelet, outcome } = step(wrapped, { type: "cleanup", known: [], running: [] });
    expect(outcome).toEqual({ ok: false, error: { code: "panic", text: "negative bit index" } });
    expect(kubelet.manager).toMatchObject({ used: [2, 3], usedBy: [{ podUid: "c" }] });
    expect(kubelet.pods).toMatchObject([{ kind: "no-file" }, { kind: "no-file" }, { kind: "file" }]);
  });
});
