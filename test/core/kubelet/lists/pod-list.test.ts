import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNames } from "../../../../src/core/go/compare-names.ts";
import { joined, piecesOf } from "../../../../src/core/kubelet/lists/pieces.ts";
import { addPod, dropPod, findPod, putPod } from "../../../../src/core/kubelet/lists/pod-list.ts";
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
    let list = piecesOf<{ readonly podUid: string; readonly n: number }>([]);
    for (const [podUid, n, put] of edits) {
      for (const block of list.blocks) block.forEach(Object.freeze);
      list = put ? putPod(list, { podUid, n }) : dropPod(list, podUid);
      if (put) oracle.set(podUid, n);
      else oracle.delete(podUid);
      const sorted = [...oracle.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(joined(list)).toEqual(sorted.map((uid) => ({ podUid: uid, n: oracle.get(uid) })));
      expect(findPod(list, podUid)?.n).toBe(oracle.get(podUid));
    }
  });

  it("leaves a pod that it has as it is, when one is only to be added", () => {
    const list = addPod(piecesOf([{ podUid: "a", n: 1 }]), { podUid: "b", n: 2 });
    expect(joined(list)).toEqual([
      { podUid: "a", n: 1 },
      { podUid: "b", n: 2 },
    ]);
    expect(addPod(list, { podUid: "a", n: 3 })).toBe(list);
  });

  it("finds nothing where nothing is", () => {
    expect(findPod(piecesOf<{ podUid: string }>([]), "a")).toBeUndefined();
    expect(findPod(piecesOf([{ podUid: "b" }]), "a")).toBeUndefined();
    expect(findPod(piecesOf([{ podUid: "b" }]), "c")).toBeUndefined();
  });
});
