import { describe, expect, it } from "vitest";
import {
  createKubelet,
  DEFECT_NAMES,
  type DefectName,
  type Kubelet,
  type KubeletEvent,
  kubeletUser,
  leakedSlots,
  replay,
  step,
} from "../../../../src/kubelet.ts";
import { kubeletAfter, small, written } from "../support/kubelets.ts";

const A = { type: "create", podUid: "a", draw: 0 } as const;
const B = { type: "create", podUid: "b", draw: 0 } as const;

function fixed(fixes: readonly DefectName[], events: readonly KubeletEvent[]): Kubelet {
  return kubeletAfter(small(), [{ type: "start" }, ...events], fixes);
}

function given(hostId: number, size = 65536) {
  return { ok: true, value: { mode: "POD", mapping: { containerId: 0, hostId, size } } };
}

describe("lost-file-leak, fixed", () => {
  const fix = ["lost-file-leak"] as const;

  it("gives the pod what is remembered, without a draw, and writes its file again", () => {
    for (const loss of [
      { type: "delete-file", podUid: "a" },
      { type: "write-file", podUid: "a", raw: "" },
      { type: "remove-directory", podUid: "a" },
      { type: "remove-pods-directory" },
    ] as const) {
      const once = fixed(fix, [A]);
      const { kubelet, outcome, draws } = step(step(once, loss).kubelet, { type: "create", podUid: "a" });
      expect([kubelet, outcome, draws]).toEqual([once, given(65536), []]);
    }
  });

  it("keeps what is remembered when the file cannot be written", () => {
    const lost = fixed(fix, [A, { type: "delete-file", podUid: "a" }]);
    expect(step(lost, { ...A, writeError: "disk full" })).toEqual({
      kubelet: lost,
      outcome: { ok: false, error: { code: "write-failed", podUid: "a", text: "create user namespace: disk full" } },
      draws: [],
    });
  });

  it("allocates for a pod that is not remembered", () => {
    expect(step(fixed(fix, []), A)).toMatchObject({ outcome: given(65536), draws: [0] });
  });
});

describe("release-panics, fixed", () => {
  it("frees the slot that wrapped", () => {
    const settings = { ...small(), kubeletUser: kubeletUser(4294836224, 262144) };
    const wrapped = kubeletAfter(
      settings,
      [{ type: "start" }, { ...A, draw: 3 }, { ...B, draw: 1 }],
      ["release-panics"],
    );
    const { kubelet, outcome } = step(wrapped, { type: "release", podUid: "a" });
    expect(outcome).toEqual({ ok: true, value: null });
    expect(kubelet.manager).toMatchObject({ used: [1], usedBy: [{ podUid: "b" }] });
    expect(step(kubelet, { type: "release", podUid: "b" }).kubelet.manager?.used).toEqual([]);
  });
});

describe("running-range-given-away, fixed", () => {
  const fix = ["running-range-given-away"] as const;

  it("keeps known and running pods at a cleanup, with a directory or without", () => {
    const gone = fixed(fix, [
      A,
      B,
      { type: "remove-directory", podUid: "a" },
      { type: "remove-directory", podUid: "b" },
    ]);
    const released = (known: string[], running: string[]) => step(gone, { type: "cleanup", known, running }).outcome;
    expect(released(["a"], ["b"])).toEqual({ ok: true, value: [] });
    expect(released(["a"], [])).toEqual({ ok: true, value: ["b"] });
    expect(released([], [])).toEqual({ ok: true, value: ["a", "b"] });
  });

  it("takes over the ranges of the sandboxes at a start, whatever the files say", () => {
    const { kubelet } = step(
      fixed(fix, [
        A,
        B,
        { type: "delete-file", podUid: "a" },
        { type: "write-file", podUid: "b", raw: "{" },
        { type: "write-file", podUid: "c", raw: written(262144) },
      ]),
      { type: "start" },
    );
    expect(kubelet.manager).toMatchObject({
      used: [0, 1, 3],
      usedBy: [
        { podUid: "a", hostId: 65536 },
        { podUid: "b", hostId: 131072 },
        { podUid: "c", hostId: 262144 },
      ],
    });
  });

  it("does not start when a sandbox runs outside the pool, unless that is fixed too", () => {
    const old = fixed(fix, [A]);
    const settings = { ...small(), kubeletUser: kubeletUser(131072, 262144) };
    expect(step(old, { type: "start", settings }).outcome).toMatchObject({
      error: {
        code: "pod-not-recorded",
        podUid: "a",
        text: 'record pod mappings for existing pod "a": id 65536 is out of range',
      },
    });
    const both = { ...old, fixes: [...fix, "start-refused"] } as const;
    expect(step(both, { type: "start", settings }).kubelet.manager).toMatchObject({
      used: [],
      usedBy: [],
      adopted: [{ podUid: "a", hostId: 65536, length: 65536 }],
    });
  });

  it("leaves a sandbox its range even where it wrapped", () => {
    const wraps = { ...small(), kubeletUser: kubeletUser(4294901760, 131072) };
    const root = kubeletAfter(wraps, [{ type: "start" }, { ...A, draw: 1 }], [...fix, "start-refused"]);
    expect(step(root, { type: "start", settings: small() }).kubelet.manager).toMatchObject({
      used: [],
      adopted: [{ podUid: "a", hostId: 0 }],
    });
  });
});

describe("start-refused, fixed", () => {
  const fix = ["start-refused"] as const;
  const doubled = { ...small(), idsPerPod: 131072, kubeletUser: kubeletUser(131072, 524288) };

  function adopting(...raws: readonly (readonly [string, string])[]): Kubelet {
    const files = raws.map(([podUid, raw]) => ({ type: "write-file", podUid, raw }) as const);
    const history = replay(createKubelet(doubled, { fixes: fix }), [...files, { type: "start" }]);
    expect(history.outcomes.at(-1)).toEqual({ ok: true, value: { off: 1, slots: 4, idsPerPod: 131072 } });
    return history.kubelet;
  }

  it("leaves a pod the range of its file, and takes the slots that it touches out of use", () => {
    const kubelet = adopting(["a", written(196608)], ["b", written(262144)], ["c", written(393216, 262144)]);
    const a = { podUid: "a", hostId: 196608, length: 65536 };
    expect(kubelet.manager).toEqual({
      off: 1,
      slots: 4,
      idsPerPod: 131072,
      used: [0, 1, 2, 3],
      usedBy: [],
      adopted: [a, { podUid: "b", hostId: 262144, length: 65536 }, { podUid: "c", hostId: 393216, length: 262144 }],
    });
    expect(leakedSlots(kubelet)).toEqual([]);
    const again = step(kubelet, { type: "create", podUid: "a" });
    expect(again).toEqual({ kubelet: { ...kubelet, sandboxes: [a] }, outcome: given(196608), draws: [] });
  });

  it("frees a slot when the last range that touches it goes", () => {
    const both = adopting(["a", written(131072)], ["b", written(196608)], ["c", written(262144, 131072)]);
    expect(both.manager).toMatchObject({ used: [0, 1], usedBy: [{ podUid: "c" }] });
    const one = step(both, { type: "release", podUid: "a" }).kubelet;
    expect(one.manager).toMatchObject({ used: [0, 1], adopted: [{ podUid: "b" }] });
    expect(one.pods?.[0]).toEqual({ podUid: "a", kind: "no-file" });
    const none = step(one, { type: "release", podUid: "b" }).kubelet;
    expect(none.manager).toMatchObject({ used: [1], usedBy: [{ podUid: "c" }], adopted: [] });
    expect(step(both, { type: "cleanup", known: ["a"] }).outcome).toEqual({ ok: true, value: ["b", "c"] });
    const bare = step(both, { type: "remove-directory", podUid: "a" }).kubelet;
    expect(step(bare, { type: "cleanup", known: ["a", "b", "c"] }).outcome).toEqual({ ok: true, value: ["a"] });
  });

  it("takes no slot out of use for a range beside the pool", () => {
    expect(adopting(["a", written(65536)], ["b", written(655360)]).manager).toMatchObject({
      used: [],
      adopted: [{ podUid: "a" }, { podUid: "b" }],
    });
  });

  it("frees a slot that another adopted range only borders on", () => {
    const kubelet = adopting(["a", written(131072)], ["b", written(327680)]);
    expect(kubelet.manager?.used).toEqual([0, 1]);
    expect(step(kubelet, { type: "release", podUid: "a" }).kubelet.manager?.used).toEqual([1]);
  });

  it("keeps the slots that the release reserves", () => {
    const sandboxes = [{ podUid: "a", hostId: 65536, length: 65536 }];
    const fixes = [...fix, "running-range-given-away"] as const;
    const old = { ...createKubelet(small("1.25"), { fixes }), sandboxes };
    const started = step(old, { type: "start" }).kubelet;
    expect(started.manager).toMatchObject({ used: [0, 1], adopted: sandboxes });
    expect(step(started, { type: "release", podUid: "a" }).kubelet.manager).toMatchObject({
      used: [0, 1],
      adopted: [],
    });
  });

  it("leaves a file alone that no kubelet wrote, and refuses it when its pod is asked for", () => {
    for (const [hostId, length] of [
      [0, 65536],
      [65537, 65536],
      [65536, 65535],
      [65536, 0],
      [4294901760, 65536],
      [4294836224, 131072],
    ] as const) {
      const kubelet = adopting(["a", written(hostId, length)]);
      expect(kubelet.manager).toMatchObject({ used: [], usedBy: [], adopted: [] });
      expect(step(kubelet, A).outcome).toMatchObject({ ok: false });
    }
    for (const raw of ["{", "{}"]) expect(adopting(["a", raw]).manager?.adopted).toEqual([]);
    for (const hostId of [65536, 4294836224])
      expect(adopting(["a", written(hostId)]).manager?.adopted).toEqual([{ podUid: "a", hostId, length: 65536 }]);
  });

  it("gives no ID to two pods: the one that comes first keeps it", () => {
    const kubelet = adopting(
      ["a", written(131072, 131072)],
      ["b", written(196608)],
      ["c", written(786432)],
      ["d", written(655360, 262144)],
    );
    expect(kubelet.manager).toMatchObject({ usedBy: [{ podUid: "a" }], adopted: [{ podUid: "c" }] });
    expect(step(kubelet, B).outcome).toMatchObject({ error: { code: "wrong-length" } });
  });

  it("takes no notice of a directory in the place of a file", () => {
    const kubelet = kubeletAfter(small(), [{ type: "file-becomes-directory", podUid: "a" }, { type: "start" }], fix);
    expect(kubelet.started).toBe(true);
  });

  it("holds a pod to the range that was left to it", () => {
    const kubelet = adopting(["a", written(196608)]);
    for (const raw of [written(262144, 131072), written(196608, 131072), written(131072)]) {
      const moved = step(kubelet, { type: "write-file", podUid: "a", raw }).kubelet;
      expect(step(moved, A).outcome).toMatchObject({
        error: {
          code: "different-range",
          podUid: "a",
          text: 'user namespace: different user namespace range already used by pod "a"',
        },
      });
    }
    const lost = step({ ...kubelet, fixes: DEFECT_NAMES }, { type: "delete-file", podUid: "a" }).kubelet;
    const back = step(lost, A);
    expect(back.outcome).toEqual(given(196608));
    expect(back.kubelet.pods).toEqual(kubelet.pods);
  });

  it("releases both ranges of a pod that lost its file and got a second", () => {
    const lost = step(adopting(["a", written(196608)]), { type: "delete-file", podUid: "a" }).kubelet;
    const twice = step(lost, { ...A, draw: 2 }).kubelet;
    expect(twice.manager).toMatchObject({ used: [0, 2], usedBy: [{ podUid: "a" }], adopted: [{ podUid: "a" }] });
    expect(step(twice, { type: "release", podUid: "a" }).kubelet.manager).toMatchObject({
      used: [],
      usedBy: [],
      adopted: [],
    });
  });
});
