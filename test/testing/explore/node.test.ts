import { describe, expect, it } from "vitest";
import { createPool } from "../../../src/core/allocate/pool/pool.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../src/core/allocate/strategies/fragments.ts";
import { unwrap } from "../../../src/core/result.ts";
import { counterexampleTo, type Node } from "../../../src/testing/explore/node.ts";
import { differenceOf } from "../../../src/testing/explore/strategy-ground.ts";
import { findingEnglish } from "../../../src/testing/history/english.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { LawFault } from "../../../src/testing/history/law-fault.ts";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import { createModel } from "../../../src/testing/model/create-model.ts";
import { judge } from "../../../src/testing/model/judge.ts";
import { livePods } from "../../../src/testing/model/model.ts";
import { type StrategyState, startStrategy, stepStrategy } from "../../../src/testing/subject/strategy-steps.ts";
import type { MakeStrategy } from "../../../src/testing/subject/subject.ts";

const GIVEN: HistoryPool = { start: 10, size: 30, idsPerPod: 10, exclude: [] };
const POOL = unwrap(createPool(GIVEN));
const asks = (podUid: string): HistoryOperation => ({ op: "allocate", podUid });

/** A state after some operations, next to what was answered to others. */
function node(
  done: readonly HistoryOperation[],
  told: readonly HistoryOperation[],
  make: MakeStrategy = firstFit,
): Node<StrategyState> {
  const start = startStrategy(POOL, make(0));
  const play = (operations: readonly HistoryOperation[]) => {
    let state = start;
    let model = createModel({ pool: GIVEN, idsPerPod: 10, promises: make(0).promises ?? [] });
    for (const operation of operations) {
      const step = stepStrategy(state, operation, POOL, () => make(0));
      ({ state } = step);
      ({ model } = judge(model, operation, step.answer));
    }
    return { state, model };
  };
  return { state: play(done).state, model: play(told).model, slots: 0, depth: done.length, last: undefined };
}

function differs({ state, model }: Node<StrategyState>): LawFault | undefined {
  return differenceOf(state, model);
}

describe("a state", () => {
  it("says of itself what was answered", () => {
    expect(differs(node([], []))).toBeUndefined();
    const both = [asks("a"), asks("b")];
    expect(differs(node(both, both))).toBeUndefined();
    const fault = differs(node(both, [asks("a")]));
    expect(fault?.code === "state-differs" && findingEnglish.faults["state-differs"](fault)).toMatch(
      /^the state lists \[\{"podUid":"a".*\{"podUid":"b".* after it has answered \[\["a",\[\{"start":10,"size":10\}\]\]\]$/,
    );
    expect(differs(node([asks("a")], both))).toMatchObject({ code: "state-differs" });
    expect(differs(node([asks("a")], [asks("b")]))).toMatchObject({ code: "state-differs" });
    expect(differs(node([asks("b"), asks("a")], both))).toMatchObject({ code: "state-differs" });
  });

  it("is the same where a pod has several ranges", () => {
    const split = [asks("a"), asks("b"), { op: "release", podUid: "a" }, { ...asks("c"), size: 20 }] as const;
    const same = node(split, split, fragments);
    expect(livePods(same.model).map(({ ranges }) => ranges.length)).toEqual([1, 2]);
    expect(differs(same)).toBeUndefined();
    const before = [asks("a"), asks("b"), { op: "release", podUid: "a" }] as const;
    const less = node([...before, asks("c")], split, fragments);
    expect(livePods(less.model).map(({ ranges }) => ranges.length)).toEqual([1, 2]);
    expect(differs(less)).toMatchObject({ code: "state-differs" });
  });

  it("knows the way to it", () => {
    const start = node([], []);
    const first = { from: start, step: asks("a"), answer: { start: 10, size: 10 } };
    const end = { from: { ...start, last: first }, step: asks("b"), answer: { error: "no" } };
    const fault = { code: "full", free: 0, capacity: 3, says: "no" } as const;
    const finding = { law: "complete", operation: end.step, answer: end.answer, fault } as const;
    expect(counterexampleTo({ pool: GIVEN, seed: 0, subject: "mine" }, end, finding)).toEqual({
      subject: "mine",
      history: { pool: GIVEN, seed: 0, operations: [asks("a"), asks("b")] },
      answers: [{ start: 10, size: 10 }, { error: "no" }],
      finding,
    });
  });
});
