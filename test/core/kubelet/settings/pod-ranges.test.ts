import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNames } from "../../../../src/core/go/compare-names.ts";
import { dropPod, findPod, overlap, putPod } from "../../../../src/core/kubelet/settings/pod-ranges.ts";
import { prop } from "../../../support/prop.ts";

const name = fc.string({
  unit: fc.constantFrom("a", "b", "\ud7ff", "\ue000", "\uffff", "😀", "\u{10000}"),
  maxLength: 4,
});

describe("compareNames", () => {
  prop("orders as the bytes of UTF-8 do", [name, name], (a, b) => {
    expect(Math.sign(compareNames(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
  });

  it("puts characters from U+10000 on after U+FFFF, where UTF-16 has them before", () => {
    expect(compareNames("😀", "\uffff")).toBeGreaterThan(0);
    expect(compareNames("\ud7ff", "\ue000")).toBeLessThan(0);
    expect(compareNames("p10", "p9")).toBeLessThan(0);
    expect(compareNames("p1", "p10")).toBeLessThan(0);
    expect(compareNames("\ud83d", "\ud83d")).toBe(0);
    expect(compareNames("\ud7ff", "\ud800")).toBeLessThan(0);
    expect(compareNames("\udfff", "\ue000")).toBeGreaterThan(0);
  });
});

describe("a list of pods", () => {
  prop("is what a map of pods is", [fc.array(fc.tuple(name, fc.nat(9), fc.boolean()))], (edits) => {
    const oracle = new Map<string, number>();
    let list: readonly { readonly podUid: string; readonly n: number }[] = [];
    for (const [podUid, n, put] of edits) {
      const frozen = Object.freeze(list);
      list = put ? putPod(frozen, { podUid, n }) : dropPod(frozen, podUid);
      if (put) oracle.set(podUid, n);
      else oracle.delete(podUid);
      const sorted = [...oracle.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(list).toEqual(sorted.map((uid) => ({ podUid: uid, n: oracle.get(uid) })));
      expect(findPod(list, podUid)?.n).toBe(oracle.get(podUid));
    }
  });

  it("finds nothing where nothing is", () => {
    expect(findPod([], "a")).toBeUndefined();
    expect(findPod([{ podUid: "b" }], "a")).toBeUndefined();
    expect(findPod([{ podUid: "b" }], "c")).toBeUndefined();
  });
});

describe("overlap", () => {
  it.each([
    [0, 2, 2, 2, false],
    [0, 3, 2, 2, true],
    [2, 2, 0, 2, false],
    [2, 2, 0, 3, true],
    [0, 9, 2, 2, true],
    [2, 2, 2, 2, true],
  ])("tells whether [%i, +%i) and [%i, +%i) share an ID", (a, aLength, b, bLength, shared) => {
    const range = (hostId: number, length: number) => ({ podUid: "", hostId, length });
    expect(overlap(range(a, aLength), range(b, bLength))).toBe(shared);
  });
});
