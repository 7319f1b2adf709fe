import { describe, expect, it } from "vitest";
import { peerAnswers } from "./answers/peers/answers.ts";

function answer(op: string, input: Readonly<Record<string, unknown>>): unknown {
  return peerAnswers[op]?.(input);
}

const refused = { error: {} };
const ids = (containerId: number, hostId: number, size: number, kind?: string) => ({
  containerId,
  hostId,
  size,
  ...(kind === undefined ? {} : { kind }),
});

describe("empty and reversed ranges", () => {
  it("hold nothing", () => {
    expect(
      answer("set.normalize", {
        ranges: [
          [5, 5],
          [9, 3],
          [1, 2],
        ],
      }),
    ).toEqual({ ok: [[1, 2]] });
    expect(answer("set.size", { ranges: [[5, 3]] })).toEqual({ ok: 0 });
    expect(answer("map.hostIds", { map: [ids(0, 5, 0), ids(0, 7, 1)] })).toEqual({ ok: [[7, 8]] });
    expect(answer("map.overlaps", { map: [ids(0, 5, 9), ids(0, 5, 0)] })).toEqual({ ok: false });
  });
});

describe("systemd's ranges", () => {
  it("reach up to the last number and no further", () => {
    expect(answer("set.covers", { ranges: [], start: 100, count: 4294967295 })).toEqual({ ok: false });
    expect(answer("set.covers", { ranges: [[0, 4294967295]], start: 0, count: 4294967295 })).toEqual({ ok: true });
    expect(answer("set.clip", { ranges: [[0, 4294967295]], min: 0, max: 4294967295 })).toEqual({
      ok: [[0, 4294967295]],
    });
    expect(answer("set.nextLower", { ranges: [[500, 1000]], search: 4294967295 })).toEqual({ ok: 999 });
  });

  it("are translated only between lists of the same sizes", () => {
    const to = [[100, 200]];
    expect(answer("set.translate", { from: [[0, 50]], to, id: 0 })).toEqual({ error: { code: "EINVAL" } });
    expect(answer("set.translate", { from: [], to, id: 0 })).toEqual({ error: { code: "EINVAL" } });
  });
});

describe("a lookup in a map that the kernel would refuse", () => {
  const overlapping = [ids(0, 1000, 10), ids(5, 5000, 10)];

  it("finds the first mapping that holds the ID", () => {
    expect(answer("map.toHost", { map: overlapping, id: 7 })).toEqual({ ok: 1007 });
    expect(answer("map.toHost", { map: overlapping, id: 12 })).toEqual({ ok: 5007 });
    expect(answer("map.toContainer", { map: overlapping, id: 5007 })).toEqual({ ok: 12 });
    expect(answer("map.toHost", { map: overlapping, id: 15 })).toEqual(refused);
  });

  it("ends at a mapping that reaches past the last ID", () => {
    const maps = (uids: unknown) => ({ uids, gids: [ids(0, 1000, 10000)], uid: 5, gid: 0 });
    const past = ids(4294966296, 1000, 10000);
    expect(answer("map.toHostPair.containerd", { ...maps([past]), uid: 4294967196 })).toEqual(refused);
    expect(answer("map.toHostPair.containerd", maps([past, ids(0, 1, 10)]))).toEqual(refused);
    expect(answer("map.toHostPair.containerd", maps([ids(0, 1, 10), past]))).toEqual({ ok: { uid: 6, gid: 1000 } });
  });
});

describe("moby's pair", () => {
  const map = [ids(0, 100000, 65536)];

  it("leaves the remapped root alone, and everything where there is no map", () => {
    expect(answer("map.toHostPair.moby", { uids: map, gids: map, uid: 100000, gid: 5 })).toEqual({
      ok: { uid: 100000, gid: 100005 },
    });
    expect(answer("map.toHostPair.moby", { uids: [], gids: null, uid: 7, gid: 8 })).toEqual({ ok: { uid: 7, gid: 8 } });
    expect(answer("map.toHostPair.moby", { uids: [ids(1, 7, 1)], gids: map, uid: 7, gid: 0 })).toEqual(refused);
  });
});

describe("maps whose mappings have a kind", () => {
  it("are two maps, and a mapping of both kinds is in either", () => {
    const map = [ids(0, 100, 10, "uid"), ids(0, 200, 10, "gid"), ids(50, 500, 1, "both")];
    expect(answer("map.toHostPairPartial", { map, uid: 3, gid: 4 })).toEqual({ ok: { uid: 103, gid: 204 } });
    expect(answer("map.toHostPairPartial", { map, uid: 50, gid: 50 })).toEqual({ ok: { uid: 500, gid: 500 } });
    expect(answer("map.toContainerPairPartial", { map, uid: 203, gid: 104 })).toEqual({ ok: { uid: null, gid: null } });
  });
});

describe("sets of mappings that have a kind", () => {
  const both = [ids(0, 1000, 10, "both")];

  it("lose to a new entry what it takes of its own kind, and keep the other kind", () => {
    expect(answer("map.insert.incus", { map: both, entry: ids(5, 5000, 2, "uid") })).toEqual({
      ok: [ids(0, 1000, 5, "both"), ids(5, 5000, 2, "uid"), ids(5, 1005, 2, "gid"), ids(7, 1007, 3, "both")],
    });
  });

  it("take the last ID of a range for one of its IDs, and the next one for none", () => {
    for (const [hostId, taken] of [
      [1009, true],
      [1010, false],
    ] as const) {
      const input = { map: both, entry: ids(20, hostId, 1, "gid") };
      expect(answer("map.hostIdsIntersect.incus", input)).toEqual({ ok: taken });
      expect(answer("map.intersects.incus", input)).toEqual({ ok: taken });
      expect(answer("map.insert.incus", input)).toEqual(taken ? refused : { ok: [...both, ids(20, 1010, 1, "gid")] });
    }
  });

  it("are split where one entry of each kind is within the limits", () => {
    const none = { minSize: -1, maxSize: -1, minHost: -1, maxHost: -1 };
    const picked = (limits: object) => answer("map.split.incus", { map: both, ...none, ...limits });
    expect(picked({ maxHost: 1003 })).toEqual({ ok: [ids(0, 1000, 4, "uid"), ids(0, 1000, 4, "gid")] });
    expect(picked({ minSize: 11 })).toEqual(refused);
    expect(picked({ minHost: 1010 })).toEqual(refused);
  });

  it("are read and written line by line, whatever the kernel would say to them together", () => {
    const text = "uid 1000 0\nboth 2000-2001 0-1";
    const first = { ...ids(0, 2000, 2), kind: "both" };
    expect(answer("parse.idmap.incusRaw", { text })).toEqual({ ok: [first] });
    expect(answer("parse.idmap.lxdRaw", { text })).toEqual({ ok: [ids(0, 2000, 2, "uid"), ids(0, 2000, 2, "gid")] });
    expect(answer("parse.idmap.incusEntry", { text: "0:1:2" })).toEqual(refused);
    expect(answer("format.lxc", { map: [...both, ...both] })).toEqual({
      ok: ["u 0 1000 10", "g 0 1000 10", "u 0 1000 10", "g 0 1000 10"],
    });
  });
});

describe("texts of mappings that the kernel refuses", () => {
  it("are read as they are written", () => {
    expect(answer("parse.idmap.storage", { texts: ["0:1:0:5:6:7", "", "5:9:1"], kind: "uid" })).toEqual({
      ok: [ids(0, 1, 0), ids(5, 6, 7), ids(5, 9, 1)],
    });
    expect(answer("parse.idmap.storage", { texts: ["0:1"], kind: "uid" })).toEqual(refused);
    expect(answer("parse.idmap.containerd", { uid: "4294967295:1:1", gid: "" })).toEqual(refused);
    expect(answer("parse.idmap.containerdMount", { uid: "0:1:1", gid: "" })).toEqual(refused);
  });
});

describe("useradd's first fit", () => {
  it("looks at its settings first", () => {
    const input = { text: "", min: 100, max: 199, count: 50 };
    expect(answer("alloc.shadowFirstFit", input)).toEqual({ ok: 100 });
    expect(answer("alloc.shadowFirstFit", { ...input, count: 100 })).toEqual({ ok: 100 });
    for (const wrong of [{ count: 0 }, { count: 101 }, { min: 200 }])
      expect(answer("alloc.shadowFirstFit", { ...input, ...wrong })).toEqual({ error: { code: "EINVAL" } });
  });

  it("takes an entry that reaches past the last number for all that is left", () => {
    const input = { text: "a:4294900000:4294967295\n", min: 4294890000, max: 4294967295, count: 10000 };
    expect(answer("alloc.shadowFirstFit", input)).toEqual({ ok: 4294890000 });
    expect(answer("alloc.shadowFirstFit", { ...input, count: 10001 })).toEqual({ error: { code: "EUSERS" } });
  });
});

describe("entries of /etc/subuid that usermod edits", () => {
  const entry = (start: number, size: number, owner = "foo") => ({ owner, start, size });

  it("are cut where they stand, and what is left behind a hole goes to the end; others' stay", () => {
    const entries = [entry(100, 10), entry(100, 10, "bar"), entry(200, 10)];
    expect(answer("subid.edit", { owner: "foo", entries, ops: [{ remove: [102, 104] }] })).toEqual({
      ok: [entry(100, 2), entry(100, 10, "bar"), entry(200, 10), entry(105, 5)],
    });
  });

  it("are added unless the owner has them, the last option first", () => {
    const entries = [entry(100, 10), entry(110, 10), entry(300, 5, "bar")];
    const ops = [{ add: [300, 304] }, { add: [105, 115] }, { add: [115, 125] }];
    expect(answer("subid.edit", { owner: "foo", entries, ops })).toEqual({
      ok: [...entries, entry(115, 11), entry(300, 5)],
    });
  });

  it("are given anew only where the owner has none that is large enough, or none is to be used again", () => {
    const entries = [entry(100, 10), entry(110, 20, "bar")];
    const input = { owner: "foo", entries, count: 10, min: 100, max: 200 };
    expect(answer("subid.newRange", { ...input, reuse: true })).toEqual({ ok: [100, 110] });
    expect(answer("subid.newRange", { ...input, reuse: false })).toEqual({ ok: [130, 140] });
    expect(answer("subid.newRange", { ...input, reuse: true, count: 11 })).toEqual({ ok: [130, 141] });
    expect(answer("subid.newRange", { ...input, reuse: false, max: 135 })).toEqual(refused);
  });
});

describe("intervals", () => {
  it("are before another only with a number between, and adjoin only without one and without one in both", () => {
    expect(answer("interval.before", { a: [3, 5], b: [5, 8] })).toEqual({ ok: false });
    expect(answer("interval.before", { a: [3, 5], b: [6, 8] })).toEqual({ ok: true });
    expect(answer("interval.adjoin", { a: [3, 5], b: [5, 8] })).toEqual({ ok: [3, 8] });
    expect(answer("interval.adjoin", { a: [8, 9], b: [5, 8] })).toEqual({ ok: [5, 9] });
    expect(answer("interval.adjoin", { a: [3, 6], b: [5, 8] })).toEqual({ ok: null });
    expect(answer("interval.adjoin", { a: [3, 5], b: [6, 8] })).toEqual({ ok: null });
  });
});

describe("Nomad's denied ranges", () => {
  it("hold both their ends", () => {
    const input = { uid: 1000, gid: 5, deniedUids: "1-999,1001-2000", deniedGids: "6" };
    expect(answer("validate.deniedRanges", input)).toEqual({ ok: null });
    for (const deniedUids of ["1-1000", "1000", "7,1000-1001"])
      expect(answer("validate.deniedRanges", { ...input, deniedUids })).toMatchObject({ error: {} });
    expect(answer("validate.deniedRanges", { ...input, deniedGids: "5" })).toMatchObject({ error: {} });
  });
});

describe("Sysbox", () => {
  const line = [{ owner: "a", start: 0, size: 131072 }];
  const asked = (...sizes: readonly number[]) => ({
    ...{ subuid: line, subgid: line, user: "a", mode: "exclusive", minBlock: 65536 },
    requests: sizes.map((size, id) => ({ id: `${id}`, size })),
  });

  it("refuses nothing at all, and more than there is", () => {
    expect(answer("alloc.sysboxBuddy", asked(0, 1, 655360, 2 ** 40, 65536))).toEqual({
      ok: [{ error: "invalid-size" }, { base: 0 }, { error: "exhausted" }, { error: "exhausted" }, { base: 65536 }],
    });
  });

  it("makes an allocator of blocks of a power of two from 4096 on that fit", () => {
    for (const [minBlock, range, made] of [
      [4096, 4096, true],
      [2048, 4096, false],
      [4098, 65536, false],
      [8192, 4096, false],
      [4096, 2 ** 44, true],
      [4096, 2 ** 45, false],
    ] as const)
      expect(answer("buddy.new", { minBlock, range })).toEqual(made ? { ok: null } : refused);
  });
});

describe("storage", () => {
  it("takes single IDs from pools of millions", () => {
    const available = [[0, 4294967295]];
    const input = { size: 65536, availableUids: available, availableGids: available, usedUids: [], usedGids: [] };
    expect(answer("alloc.storageAuto", { ...input, additionalUids: [], additionalGids: [] })).toEqual({
      ok: { uids: [ids(0, 0, 65536)], gids: [ids(0, 0, 65536)] },
    });
  });
});
