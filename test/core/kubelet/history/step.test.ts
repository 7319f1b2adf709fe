import { describe, expect, it } from "vitest";
import { createKubelet, type DefectName, type KubeletEvent, replay, step } from "../../../../src/kubelet.ts";
import { frozen, running, small } from "../support/kubelets.ts";

describe("createKubelet", () => {
  it("makes a kubelet that does not run, over an empty directory", () => {
    expect(createKubelet({ release: "1.36" })).toEqual({
      settings: { release: "1.36" },
      fixes: [],
      random: null,
      pods: [],
      started: false,
      manager: null,
      sandboxes: [],
    });
  });

  it("takes fixes, a seed and what lies on the disk", () => {
    const pods = [{ podUid: "a", kind: "no-file" }] as const;
    expect(createKubelet({ release: "1.36" }, { fixes: ["last-slot"], seed: 4294967295, pods })).toMatchObject({
      fixes: ["last-slot"],
      random: 4294967295,
      pods,
    });
    expect(createKubelet({ release: "1.36" }, { seed: 0, pods: null })).toMatchObject({ random: 0, pods: null });
  });

  it("throws for what cannot be", () => {
    expect(() => createKubelet({ release: "1.36", maxPods: Number.NaN })).toThrow(
      new TypeError("createKubelet: expected maxPods to be an integer, got NaN"),
    );
    expect(() => createKubelet({ release: "1.36" }, { fixes: ["last-slot", "nope" as DefectName] })).toThrow(
      new RangeError('createKubelet: expected the names of known defects, got "nope"'),
    );
    for (const seed of [-1, 4294967296])
      expect(() => createKubelet({ release: "1.36" }, { seed })).toThrow(
        new RangeError(`createKubelet: expected the seed from 0 to 4294967295, got ${seed}`),
      );
  });
});

describe("step", () => {
  it("tells who gives it what another step answered", () => {
    const answer = step(createKubelet({ release: "1.36" }), { type: "start" });
    expect(() => step(answer as never, { type: "start" })).toThrow(
      /^step: expected kubelet to be a kubelet made by createKubelet, got the answer to a step: give its kubelet$/,
    );
    expect(() => step({} as never, { type: "start" })).toThrow(/made by createKubelet, got an object$/);
  });

  it("throws for a UID that no directory can have", () => {
    for (const podUid of ["", ".", "..", "a/b", "a\0"])
      for (const type of ["create", "release", "make-directory"] as const)
        expect(() => step(running(), { type, podUid })).toThrow(
          new RangeError(`step: expected a UID that can name a directory, got ${JSON.stringify(podUid)}`),
        );
    expect(() => step(running(), { type: "release", podUid: 7 as unknown as string })).toThrow(TypeError);
    for (const podUid of ["...", ".a", "a.", "__proto__"])
      expect(step(running(), { type: "create", podUid, draw: 0 }).outcome.ok).toBe(true);
  });

  it("leaves the kubelet that it was given as it is, and every state is JSON", () => {
    const events: readonly KubeletEvent[] = [
      { type: "start" },
      { type: "create", podUid: "__proto__", draw: 0 },
      { type: "create", podUid: "😀", draw: 1 },
      { type: "delete-file", podUid: "__proto__" },
      { type: "create", podUid: "__proto__", draw: 3, writeError: "disk full" },
      { type: "write-file", podUid: "toString", raw: "x" },
      { type: "make-directory", podUid: "b" },
      { type: "cleanup", known: ["😀"] },
      { type: "release", podUid: "😀" },
      { type: "remove-directory", podUid: "toString" },
      { type: "start" },
      { type: "remove-pods-directory" },
    ];
    let kubelet = createKubelet(small());
    for (const event of events) {
      kubelet = step(frozen(kubelet), frozen(event)).kubelet;
      expect(JSON.parse(JSON.stringify(kubelet))).toEqual(kubelet);
    }
    expect(kubelet).toEqual(replay(createKubelet(small()), events).kubelet);
  });
});

describe("replay", () => {
  it("gives the outcome of each event and goes on after a refusal", () => {
    expect(
      replay(createKubelet(small()), [
        { type: "create", podUid: "a", draw: 0 },
        { type: "start" },
        { type: "make-directory", podUid: "a" },
      ]),
    ).toEqual({
      kubelet: { ...running(), pods: [{ podUid: "a", kind: "no-file" }] },
      outcomes: [
        { ok: false, error: { code: "not-started" } },
        { ok: true, value: { off: 1, slots: 4, idsPerPod: 65536 } },
        { ok: true, value: null },
      ],
    });
  });
});
