import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../../src/core/allocate/strategies/fragments.ts";
import { randomScan } from "../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { HistoryOperation, HistoryStep } from "../../../src/testing/history/operation.ts";
import type { AnyLaw } from "../../../src/testing/laws/laws.ts";
import { runStrategy } from "../../../src/testing/run/run-strategy.ts";
import type { MakeStrategy } from "../../../src/testing/subject/subject.ts";
import { told } from "../told.ts";

const POOL: HistoryPool = { start: 10, size: 40, idsPerPod: 10, exclude: [] };
const asks = (podUid: string, size?: number): HistoryOperation => ({
  op: "allocate",
  podUid,
  ...(size === undefined ? {} : { size }),
});
const ends = (podUid: string): HistoryOperation => ({ op: "release", podUid });
const restored = (podUid: string, start: number, size = 10): HistoryStep => ({ op: "restore", podUid, start, size });
const RESTART: HistoryOperation = { op: "restart" };
const slot = (number: number) => ({ start: 10 + number * 10, size: 10 });
const DONE = { ok: true };

const run = (make: MakeStrategy, operations: readonly HistoryStep[], except: readonly AnyLaw[] = []) =>
  runStrategy(make, { pool: POOL, seed: 5, operations }, { except });

/** The lowest free slot, with a memory that is what the parts make of it. */
function strategy<Memory>(parts: Partial<Strategy<Memory>> & { readonly initial: Memory }): Strategy {
  const made: Strategy<Memory> = {
    name: "made up",
    propose: (_request, view, memory) => ({ ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory }),
    ...parts,
  };
  return made as Strategy;
}

describe("runStrategy", () => {
  it("answers in the words of the kit", () => {
    const { asked, answers, finding } = run(firstFit, [
      asks("a"),
      asks("b", 20),
      asks("b", 10),
      asks("c"),
      asks("d"),
      ends("b"),
      ends("x"),
      restored("d", 30),
      restored("e", 40),
      restored("f", 25),
      { op: "loseRecord", podUid: "a" },
      { op: "loseRecord", podUid: "a" },
      { op: "loseRecord", podUid: "x" },
      asks("a"),
      RESTART,
      asks("e"),
      RESTART,
      asks("g"),
    ]);
    expect(finding).toBeUndefined();
    expect(asked).toHaveLength(18);
    const refused = (code: string) => ({ error: code, code });
    expect(answers.slice(0, 9)).toEqual([
      slot(0),
      { start: 20, size: 20 },
      refused("other-size"),
      slot(3),
      refused("exhausted"),
      DONE,
      refused("not-allocated"),
      slot(2),
      refused("taken"),
    ]);
    expect(answers[9]).toMatchObject({ code: "misaligned", error: expect.stringMatching(/\.$/) });
    expect(answers.slice(10)).toEqual([DONE, DONE, DONE, slot(0), DONE, slot(0), DONE, slot(1)]);
  });

  it("says a strategy's own reason, and several ranges", () => {
    expect(run(firstFit, [asks("a"), asks("b"), ends("a"), asks("c", 30)]).answers.at(-1)).toEqual({
      error: "fragmented",
      code: "fragmented",
    });
    const several = run(fragments, [asks("a"), asks("b"), ends("a"), asks("c", 30), asks("c", 30), RESTART]);
    expect(several.finding).toBeUndefined();
    expect(several.answers[3]).toEqual({ ...slot(0), more: [{ start: 30, size: 20 }] });
  });

  it("makes the strategy for the seed of the history", () => {
    const seeds: number[] = [];
    const make = (seed: number): Strategy => {
      seeds.push(seed);
      return randomScan({ seed });
    };
    expect(run(make, [asks("a")]).finding).toBeUndefined();
    expect(new Set(seeds)).toEqual(new Set([5]));
  });

  it("ends at a law that is broken, and says by whom", () => {
    const cautious = strategy({ name: "cautious", initial: null, propose: () => ({ refuse: "exhausted" }) });
    const { answers, finding } = run(() => cautious, [ends("x"), asks("a"), asks("b")]);
    expect(answers).toHaveLength(2);
    expect(told(finding)).toMatchObject({
      law: "complete",
      text: 'cautious: 4 of 4 slots are free, 1 asked for, and the refusal says "exhausted"',
    });
    expect(run(() => cautious, [asks("a")], ["complete"]).finding).toBeUndefined();
  });

  it("goes on after what is left aside only where it knows who has what", () => {
    const sloppy: Strategy = { ...firstFit(), promises: ["aligned", "complete", "one-range"] };
    const wide = [asks("a", 20), asks("b"), asks("c"), asks("d"), asks("e")];
    expect(run(() => sloppy, wide).finding?.law).toBe("aligned");
    expect(run(() => sloppy, wide, ["aligned"]).finding).toBeUndefined();
    const blind = strategy({ initial: null, propose: (_r, view) => ({ ranges: [view.slotRange(0)], memory: null }) });
    expect(run(() => blind, [asks("a"), asks("b"), asks("c")], ["accepted"]).finding).toBeUndefined();
  });

  it("finds a state that changes afterwards, or by a step from it", () => {
    const list: { turns: number } = { turns: 0 };
    const inPlace = strategy<{ turns: number }>({
      initial: list,
      propose: (_request, view, memory) => {
        const mine = memory as { turns: number };
        mine.turns++;
        return { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: mine };
      },
    });
    const { finding } = run(() => inPlace, [asks("a"), asks("b")]);
    expect(["unmutated", "accepted"]).toContain(finding?.law);
  });

  it("finds a state that doing its step again changes", () => {
    let calls = 0;
    const late = strategy<{ turns: number }>({
      initial: { turns: 0 },
      propose: (_request, view, memory) => {
        const mine = memory as { turns: number };
        if (++calls === 2) mine.turns++;
        return { ranges: [view.slotRange(0)], memory: mine };
      },
    });
    const { finding } = run(() => late, [asks("a")]);
    expect(told(finding)).toMatchObject({
      law: "unmutated",
      text: "made up: doing step 1 changed the state before it",
    });
  });

  it("finds what differs when it is done again, and with a new strategy", () => {
    let calls = 0;
    const moody = strategy({
      initial: null,
      propose: (_request, view) => ({ ranges: [view.slotRange(calls++ % 4)], memory: null }),
    });
    const again = run(() => moody, [asks("a")]);
    expect(told(again.finding)).toMatchObject({
      law: "deterministic",
      operation: asks("a"),
      answer: slot(0),
      text: 'made up: the answer was {"start":10,"size":10}, and again it is {"start":20,"size":10}',
    });
    let made = 0;
    const make = (): Strategy => {
      const at = made++;
      return strategy({
        initial: null,
        propose: (_r, view) => ({ ranges: [view.slotRange(Math.min(at, 1))], memory: null }),
      });
    };
    expect(told(run(make, [asks("a")]).finding)?.text).toBe(
      'made up: the answer was {"start":10,"size":10}, and from a new strategy it is {"start":20,"size":10}',
    );
    made = 0;
    expect(run(make, [asks("a")], ["deterministic", "restart"]).finding).toBeUndefined();
  });

  it("finds what a restart changes", () => {
    // What is no plain number is gone after a snapshot.
    const forgetful = (): Strategy => {
      let outside = 0;
      return strategy<number>({
        initial: 0,
        accepts: (memory): memory is number => {
          outside = 1;
          return typeof memory === "number";
        },
        propose: (_r, view, memory) => ({ ranges: [view.slotRange(view.nextFree(outside) ?? 0)], memory }),
      });
    };
    const { finding } = run(forgetful, [asks("a")]);
    expect(told(finding)).toMatchObject({
      law: "restart",
      text: 'made up: the answer was {"start":10,"size":10}, and after a restart it is {"start":20,"size":10}',
    });
    expect(run(forgetful, [asks("a")], ["restart"]).finding).toBeUndefined();
    const shut = strategy<number>({ initial: 0, accepts: (memory): memory is number => memory === 1 });
    expect(told(run(() => shut, [asks("a")]).finding)).toMatchObject({
      law: "restart",
      text: "made up: it does not come back",
    });
    expect(told(run(() => shut, [RESTART]).finding)?.text).toMatch(/^made up: it does not come back: "/);
  });

  it("restores what is recorded where a record was lost, and blames who does not take it", () => {
    const throwing = strategy<null>({
      initial: null,
      restored: () => {
        throw new Error("no");
      },
    });
    const lost: readonly HistoryOperation[] = [asks("a"), asks("b"), { op: "loseRecord", podUid: "a" }];
    expect(run(() => throwing, lost).finding).toBeUndefined();
    expect(run(() => throwing, [...lost, RESTART]).finding?.law).toBe("restart");
    expect(run(() => throwing, [restored("a", 10)]).finding?.law).toBe("accepted");
    expect(run(() => throwing, [...lost, ends("a"), RESTART]).finding).toBeUndefined();
  });
});
