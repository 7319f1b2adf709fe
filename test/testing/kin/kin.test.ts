import { describe, expect, it } from "vitest";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import { families, kinOf, smallestOf } from "../../../src/testing/kin/kin.ts";

const ask = (podUid: string): HistoryOperation => ({ op: "allocate", podUid });

/** Plays relatives with a judge that knows all of a history. */
function kin(
  operations: readonly HistoryOperation[],
  judge: (told: string) => string | undefined,
): { readonly laws: readonly string[]; readonly played: readonly string[] } {
  const played: string[] = [];
  const search = kinOf<HistoryOperation>(operations, ask);
  let next = search.next();
  while (next.done !== true) {
    const told = next.value.map((step) => ("podUid" in step ? `${step.op[0]}:${step.podUid}` : step.op)).join(" ");
    played.push(told);
    next = search.next(judge(told));
  }
  return { laws: [...next.value], played };
}

const HISTORY: readonly HistoryOperation[] = [ask("p"), { op: "restart" }, ask("p")];

describe("kinOf", () => {
  it("asks the same with less before it", () => {
    expect(kin(HISTORY, (told) => (told === "a:p" ? "aligned" : undefined)).laws).toEqual(["aligned"]);
  });

  it("asks something else after the step that did it", () => {
    expect(kin(HISTORY, (told) => (told === "a:p restart a:other" ? "disjoint" : undefined)).laws).toEqual([
      "disjoint",
    ]);
  });

  it("learns nothing from what is answered wrongly without that step, too", () => {
    expect(kin(HISTORY, (told) => (told.endsWith("a:other") ? "complete" : undefined)).laws).toEqual([]);
  });

  it("plays a number of histories that grows as the square does, once they are long", () => {
    const long = (length: number) =>
      kin(
        [...Array(length).keys()].map(() => ask("p")),
        () => undefined,
      ).played.length;
    expect(long(40) / long(20)).toBeLessThan(5);
    expect(long(9)).toBeLessThan(700);
  });
});

describe("families", () => {
  it("are what is kin to the first of them, or to which it is, at whatever distance", () => {
    const one = (law: string, ...of: readonly string[]) => ({ law, kin: new Set(of) });
    const laws = (...all: readonly ReturnType<typeof one>[]) => families(all).map((each) => each.map(({ law }) => law));
    expect(laws(one("a"), one("b", "a"), one("c"))).toEqual([["a", "b"], ["c"]]);
    expect(laws(one("a", "b"), one("b"), one("c", "b"))).toEqual([["a", "b", "c"]]);
    expect(laws(one("a"), one("b"))).toEqual([["a"], ["b"]]);
    expect(laws(one("in-pool"), one("no-last-id"))).toEqual([["in-pool", "no-last-id"]]);
  });
});

describe("the finding that is named", () => {
  it("is that of the smallest history, of equal ones the first", () => {
    const named = (...sizes: readonly [number, ...number[]]): number => {
      const [first, ...others] = sizes.map((size, at) => ({ size, at }));
      return first === undefined ? Number.NaN : smallestOf([first, ...others], ({ size }) => size).at;
    };
    expect([named(3), named(3, 2), named(2, 3), named(2, 2), named(5, 3, 4, 3)]).toEqual([0, 1, 0, 0, 1]);
  });
});
