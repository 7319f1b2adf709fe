import { describe, expect, it } from "vitest";
import { createKubelet, type Release, replay, step } from "../../../../src/kubelet.ts";
import { frozen, kubeletAfter, running, small, written } from "../support/kubelets.ts";

describe("start", () => {
  it("gives the pool and a manager that knows no pod", () => {
    const stopped = frozen(createKubelet(small()));
    expect(step(stopped, { type: "start" })).toEqual({
      kubelet: {
        ...stopped,
        started: true,
        manager: { off: 1, slots: 4, idsPerPod: 65536, used: [], usedBy: [], adopted: [] },
      },
      outcome: { ok: true, value: { off: 1, slots: 4, idsPerPod: 65536 } },
      draws: [],
    });
    expect(running("1.25").manager?.used).toEqual([0, 1]);
    expect(running("1.29").manager?.used).toEqual([0]);
  });

  it("has no manager while the gate is off, but runs", () => {
    const settings = { ...small("1.30"), featureGates: {} };
    expect(step(createKubelet(settings), { type: "start" })).toEqual({
      kubelet: { ...createKubelet(settings), started: true },
      outcome: { ok: true, value: null },
      draws: [],
    });
  });

  it("takes new settings from now on, even when it refuses them", () => {
    const bad = { ...small(), maxPods: 9 };
    const refused = step(running(), { type: "start", settings: bad });
    expect(refused.kubelet).toEqual(createKubelet(bad));
    expect(refused.outcome).toMatchObject({ ok: false, error: { code: "too-few-ids" } });
    expect(step(refused.kubelet, { type: "start" }).outcome).toEqual(refused.outcome);
  });

  it("remembers what the files say", () => {
    const pods = replay(createKubelet(small()), [
      { type: "write-file", podUid: "b", raw: written(131072) },
      { type: "write-file", podUid: "a", raw: written(262144) },
      { type: "write-file", podUid: "c", raw: "" },
      { type: "make-directory", podUid: "d" },
      { type: "directory-becomes-file", podUid: "e" },
      { type: "start" },
    ]);
    expect(pods.outcomes.at(-1)).toMatchObject({ ok: true });
    expect(pods.kubelet.manager).toMatchObject({
      used: [1, 3],
      usedBy: [
        { podUid: "a", hostId: 262144, length: 65536 },
        { podUid: "b", hostId: 131072, length: 65536 },
      ],
    });
    expect(pods.kubelet.sandboxes).toEqual([]);
  });

  it("lets the sandboxes run on, and needs no pods directory", () => {
    const bare = running("1.36", [{ type: "create", podUid: "a", draw: 0 }, { type: "remove-pods-directory" }]);
    const { kubelet, outcome } = step(bare, { type: "start" });
    expect(outcome.ok).toBe(true);
    expect(kubelet.sandboxes).toEqual(bare.sandboxes);
    expect(kubelet.manager?.used).toEqual([]);
  });

  it("stops at the first file that it cannot use, in the order of the UIDs", () => {
    const texts = (release: Release) => {
      const kubelet = kubeletAfter(small(release), [
        { type: "write-file", podUid: "p9", raw: "{" },
        { type: "write-file", podUid: 'p1"', raw: written(65537) },
      ]);
      const { outcome } = step(kubelet, { type: "start" });
      return outcome.ok || !("text" in outcome.error) ? undefined : outcome.error.text;
    };
    expect(texts("1.29")).toBe("wrong user namespace offset specified 65537");
    expect(texts("1.34")).toBe("record pod mappings: wrong user namespace offset specified 65537");
    expect(texts("1.35")).toBe(
      'record pod mappings for existing pod "p1\\"": wrong user namespace offset specified 65537',
    );
  });

  it("puts the name of a pod into the message as it is", () => {
    const { outcome } = step(kubeletAfter(small(), [{ type: "write-file", podUid: "$&", raw: "{" }]), {
      type: "start",
    });
    expect(outcome).toMatchObject({
      error: {
        text: 'record pod mappings for existing pod "$&": invalid user namespace mappings file: line 1, column 2: invalid-json',
      },
    });
  });

  it("names the pod and the cause, and does not run", () => {
    const stopped = kubeletAfter(small(), [{ type: "file-becomes-directory", podUid: "a" }]);
    const cause = { code: "is-a-directory", podUid: "a", text: "read /k/pods/a/userns: is a directory" };
    expect(step(stopped, { type: "start" })).toEqual({
      kubelet: stopped,
      outcome: {
        ok: false,
        error: {
          code: "pod-not-recorded",
          podUid: "a",
          cause,
          text: `record pod mappings for existing pod "a": ${cause.text}`,
        },
      },
      draws: [],
    });
  });

  it("gives a range to the pod that comes first, and stops at the second", () => {
    const kubelet = kubeletAfter(small(), [
      { type: "write-file", podUid: "p9", raw: written(65536) },
      { type: "write-file", podUid: "p10", raw: written(65536) },
    ]);
    expect(step(kubelet, { type: "start" }).outcome).toMatchObject({
      error: { podUid: "p9", cause: { code: "already-taken", text: 'range picked for pod "p9" already taken' } },
    });
  });
});
