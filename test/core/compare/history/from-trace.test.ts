import { describe, expect, it } from "vitest";
import { historyFromTrace, type TraceStep } from "../../../../src/core/compare/history/from-trace.ts";
import { unwrap } from "../../../../src/core/result.ts";

const clean = { leftovers: 0, cleanup: 1, seed: 1 };

describe("historyFromTrace", () => {
  it("takes one tick a step, and passes over what changes nothing", () => {
    const steps: readonly TraceStep[] = [
      { type: "nothing" },
      { type: "start", podUid: "__proto__" },
      { type: "start", podUid: "__proto__" },
      { type: "end", podUid: "b" },
      { type: "start", podUid: "b" },
      { type: "end", podUid: "__proto__" },
      { type: "end", podUid: "__proto__" },
      { type: "start", podUid: "__proto__" },
    ];
    expect(unwrap(historyFromTrace(steps, clean))).toEqual([
      { at: 1, what: "start", podUid: "__proto__", slots: 1 },
      { at: 4, what: "start", podUid: "b", slots: 1 },
      { at: 5, what: "end", podUid: "__proto__", leaves: undefined },
      { at: 7, what: "start", podUid: "__proto__", slots: 1 },
    ]);
  });

  it("ends all pods but those that go on", () => {
    const starts = ["a", "b", "c"].map((podUid): TraceStep => ({ type: "start", podUid }));
    const history = unwrap(historyFromTrace([...starts, { type: "only", pods: ["b", "x"] }], clean));
    expect(history.slice(3)).toEqual([
      { at: 3, what: "end", podUid: "a", leaves: undefined },
      { at: 3, what: "end", podUid: "c", leaves: undefined },
    ]);
  });

  it("draws what is left behind", () => {
    const steps = Array.from({ length: 400 }, (_, i): TraceStep => ({ type: i % 2 ? "end" : "start", podUid: "a" }));
    const left = (leftovers: number, seed: number): readonly (number | undefined)[] =>
      unwrap(historyFromTrace(steps, { leftovers, cleanup: 5, seed })).flatMap((event) =>
        event.what === "end" ? (event.leaves?.until ?? 0) - event.at : [],
      );
    expect(left(100, 1).every((time) => Number(time) > 0)).toBe(true);
    expect(left(50, 1).filter((time) => Number(time) > 0).length).toBeGreaterThan(70);
    expect(left(50, 1)).toEqual(left(50, 1));
    expect(left(50, 1)).not.toEqual(left(50, 2));
  });

  it("refuses parameters that are not possible", () => {
    expect(historyFromTrace([], { ...clean, leftovers: 101 })).toEqual({
      ok: false,
      error: { code: "parameter-out-of-range", parameter: "leftovers", found: 101, least: 0, most: 100 },
    });
  });
});
