import { describe, expect, it } from "vitest";
import type { Answer } from "../../../src/testing/history/answer.ts";
import { findingEnglish } from "../../../src/testing/history/english.ts";
import type { HistoryOperation, HistoryStep } from "../../../src/testing/history/operation.ts";
import { createModel } from "../../../src/testing/model/create-model.ts";
import { judge } from "../../../src/testing/model/judge.ts";
import { livePods, type Model, unclaimedSlots } from "../../../src/testing/model/model.ts";
import type { ModelOptions } from "../../../src/testing/model/rules.ts";
import { type Told, told } from "../told.ts";

/** Four slots of 10 IDs, [10, 50). */
const POOL: ModelOptions = { pool: { start: 10, size: 40 }, idsPerPod: 10 };
const ALIGNED: ModelOptions = { ...POOL, promises: ["aligned", "complete", "one-range"] };

type Turn = readonly [HistoryStep, Answer];

const asks = (podUid: string, size?: number): HistoryOperation => ({
  op: "allocate",
  podUid,
  ...(size === undefined ? {} : { size }),
});
const ends = (podUid: string): HistoryOperation => ({ op: "release", podUid });
const loses = (podUid: string): HistoryOperation => ({ op: "loseRecord", podUid });
const restored = (podUid: string, start: number, size = 10): HistoryStep => ({ op: "restore", podUid, start, size });
const RESTART: HistoryOperation = { op: "restart" };
const DONE: Answer = { ok: true };
const FULL: Answer = { error: "no slot left", code: "exhausted" };
const range = (start: number, size = 10) => ({ start, size });

/** What is known after turns that all are right. */
function known(turns: readonly Turn[], options: ModelOptions = POOL): Model {
  return turns.reduce((model, [operation, answer]) => {
    const judged = judge(model, operation, answer);
    expect(judged.finding).toBeUndefined();
    return judged.model;
  }, createModel(options));
}

/** What is found at the last turn, without what was put in. */
function found(turns: readonly Turn[], options: ModelOptions = POOL): Omit<Told, "operation" | "answer"> | undefined {
  const model = known(turns.slice(0, -1), options);
  const [operation, answer] = turns.at(-1) ?? [RESTART, DONE];
  const judged = judge(model, operation, answer);
  if (judged.finding === undefined) return undefined;
  expect(judged.model).toBe(model);
  const { operation: sameOperation, answer: sameAnswer, ...rest } = told(judged.finding);
  expect([sameOperation, sameAnswer]).toEqual([operation, answer]);
  return rest;
}

const A: Turn = [asks("a"), range(10)];
const B: Turn = [asks("b"), range(20)];
const C: Turn = [asks("c"), range(30)];
const D: Turn = [asks("d"), range(40)];
const ALL: readonly Turn[] = [A, B, C, D];
const BOTH: readonly Turn[] = [
  [asks("a", 20), range(20, 20)],
  [asks("b", 20), FULL],
];

describe("a cleanup", () => {
  const cleanup = (known: readonly string[], running: readonly string[]): Turn => [
    { op: "cleanup", known, running },
    DONE,
  ];

  it.each([
    ["known", cleanup(["a"], [])],
    ["running", cleanup([], ["a"])],
  ])("leaves a pod that is %s its range, also where its record is lost", (_, cleaned) => {
    expect(found([A, [loses("a"), DONE], cleaned, [asks("b"), range(10)]])).toMatchObject({ law: "disjoint" });
  });

  it("frees the range of a pod that is neither", () => {
    expect(found([A, B, cleanup(["b"], []), [asks("c"), range(10)]])).toBeUndefined();
    expect(found([...ALL, cleanup(["b", "c"], ["d"]), [asks("e"), FULL]])).toMatchObject({ law: "gives-back" });
  });

  it("is no question that may be refused", () => {
    expect(found([A, [{ op: "cleanup", known: [], running: [] }, FULL]])).toMatchObject({ law: "answers" });
  });
});

describe("a pod that asks again after its record is lost", () => {
  const left: readonly Turn[] = [A, [loses("a"), DONE], A, [RESTART, DONE]];

  it("may have been written down again, so that its slot is free after a restart or is not", () => {
    expect(found([...left, [asks("b"), range(10)]])).toBeUndefined();
    expect(found([...left, A])).toBeUndefined();
    expect(found([...left, B, [asks("c"), range(30)], [asks("d"), range(40)], [asks("e"), FULL]])).toBeUndefined();
  });

  it("may keep so many slots from others that a refusal of all of them is right, whatever is promised", () => {
    for (const promises of [["complete"], ["complete", "one-range"]] as const) {
      expect(found([...left, [asks("b", 40), FULL]], { ...POOL, promises })).toBeUndefined();
      expect(found([...left, [asks("b", 30), FULL]], { ...POOL, promises })).toMatchObject({ law: "complete" });
    }
  });

  it("is in doubt for no longer than until something else is known", () => {
    const [C, D] = [[asks("c"), range(30)] as Turn, [asks("d"), range(40)] as Turn];
    const refused: readonly Turn[] = [B, C, D, [asks("e"), FULL]];
    const none: readonly Turn[] = [B, C, D, [ends("b"), DONE], [asks("e"), FULL]];
    for (const known of [[ends("a"), DONE] as Turn, [{ op: "cleanup", known: [], running: [] }, DONE] as Turn])
      expect(found([...left, known, ...refused])).toMatchObject({ law: "gives-back" });
    expect(found([...left, ...none])).toMatchObject({ law: "gives-back" });
    expect(found([...left, [{ op: "cleanup", known: ["a"], running: [] }, DONE], ...refused])).toBeUndefined();
    expect(found([...left, [RESTART, DONE], ...refused])).toBeUndefined();
    expect(found([...left, A, [ends("a"), DONE], ...refused])).toMatchObject({ law: "gives-back" });
  });

  it("is not in doubt where it has not asked, or has ended before", () => {
    const lost: readonly Turn[] = [A, [loses("a"), DONE], [RESTART, DONE]];
    const full: readonly Turn[] = [B, [asks("c"), range(30)], [asks("d"), range(40)], [asks("e"), FULL]];
    expect(found([...lost, ...full])).toMatchObject({ law: "gives-back" });
    const ended: readonly Turn[] = [A, [loses("a"), DONE], A, [ends("a"), DONE], [RESTART, DONE]];
    expect(found([...ended, ...full])).toMatchObject({ law: "gives-back" });
  });
});

describe("a record that is corrupt", () => {
  const corrupts: Turn = [{ op: "corruptRecord", podUid: "a", text: "{" }, DONE];

  it("lets the pod be refused, but not have another range, nor another pod have its own", () => {
    expect(found([A, corrupts, [asks("a"), { error: "unreadable" }]])).toBeUndefined();
    expect(found([A, corrupts, [asks("a"), range(20)]])).toMatchObject({ law: "same-range" });
    expect(found([A, corrupts, [asks("b"), range(10)]])).toMatchObject({ law: "disjoint" });
  });

  it("is gone with a restart, which must come about", () => {
    expect(found([A, corrupts, [RESTART, DONE], [asks("b"), range(10)]])).toBeUndefined();
    expect(found([A, corrupts, [RESTART, { error: "unreadable" }]])).toMatchObject({ law: "restart" });
  });

  it("is one no more when the pod ends", () => {
    const again: readonly Turn[] = [A, corrupts, [ends("a"), DONE], A];
    expect(found([...again, [asks("a"), { error: "unreadable" }]])).toMatchObject({ law: "same-range" });
  });
});

describe("a range", () => {
  it("that is free, whole and in the pool is right", () => {
    for (const start of [10, 20, 30, 40]) expect(found([[asks("a"), range(start)]])).toBeUndefined();
    expect(found([[asks("a", 20), range(20, 20)]])).toBeUndefined();
    expect(found([[asks("a", 11), range(20, 20)]])).toBeUndefined();
    expect(found([[asks("a"), { ...range(10), more: [] }]])).toBeUndefined();
  });

  it("that a live pod has is found with the pod", () => {
    const text = '[20, 30) holds IDs that pod "b" has, [20, 30)';
    const other = { podUid: "b", range: range(20) };
    expect(found([A, B, [asks("c"), range(20)]])).toEqual({ law: "disjoint", text, range: range(20), other });
    expect(
      found([
        [asks("b", 20), range(20, 20)],
        [asks("c"), range(30)],
      ]),
    ).toEqual({
      law: "disjoint",
      text: '[30, 40) holds IDs that pod "b" has, [20, 40)',
      range: range(30),
      other: { podUid: "b", range: range(20, 20) },
    });
  });

  it("of which a live pod has one ID is found, where starts are free", () => {
    const options = { ...POOL, promises: [] };
    for (const start of [11, 15, 19, 21, 25, 29])
      expect(found([B, [asks("c"), range(start)]], options)?.law, `${start}`).toBe("disjoint");
    expect(
      found(
        [
          [asks("b"), range(25)],
          [asks("c"), range(20)],
        ],
        options,
      )?.law,
    ).toBe("disjoint");
    expect(
      found(
        [
          [asks("b"), range(25)],
          [asks("c"), range(30)],
        ],
        options,
      )?.law,
    ).toBe("disjoint");
    expect(
      found(
        [
          [asks("b"), range(25)],
          [asks("c"), range(15)],
          [asks("d"), range(35)],
        ],
        options,
      ),
    ).toBeUndefined();
    expect(found([[asks("b"), range(25)], [ends("b"), DONE], C, B], options)).toBeUndefined();
  });

  it("that names two live pods names the one that came first", () => {
    expect(
      found([B, A, [ends("b"), DONE], [asks("b"), range(20)], [asks("c", 20), range(10, 20)]], {
        ...POOL,
        promises: [],
      })?.other?.podUid,
    ).toBe("a");
  });

  it.each([
    [range(0), "[0, 10)"],
    [range(50), "[50, 60)"],
    [range(-10), "[-10, 0)"],
    [range(45), "[45, 55)"],
    [range(0, 60), "[0, 60)"],
  ])("that is not in the pool is found: %j", (answer, shown) => {
    const text = `${shown} is not inside of the pool, [10, 50)`;
    expect(found([[asks("a"), answer]])).toEqual({ law: "in-pool", text, range: answer, expected: range(10, 40) });
  });

  it("with excluded IDs is found, touching ones are not", () => {
    const options = {
      ...POOL,
      exclude: [
        { start: 25, size: 1 },
        { start: 30, size: 0 },
        { start: 40, size: 10 },
      ],
    };
    const text = "[20, 30) holds IDs of [25, 26), which is excluded";
    expect(found([[asks("a"), range(20)]], options)).toEqual({ law: "in-pool", text, range: range(20) });
    expect(found([[asks("a"), range(40)]], options)?.law).toBe("in-pool");
    expect(found([[asks("a"), range(30)]], options)).toBeUndefined();
    expect(found([[asks("a"), range(10)]], options)).toBeUndefined();
  });

  it("past the last ID is found, whatever the pool says", () => {
    const high = { pool: { start: 4294967280, size: 20 }, idsPerPod: 10 };
    expect(found([[asks("a"), range(4294967290)]], high)).toEqual({
      law: "no-last-id",
      text: "[4294967290, 4294967300) reaches past the last ID, 4294967294",
      range: range(4294967290),
    });
    expect(found([[asks("a"), range(4294967280)]], high)).toBeUndefined();
    expect(unclaimedSlots(createModel(high))).toBe(1);
    expect(found([[asks("a"), range(4294967294, 1)]], { ...high, idsPerPod: 1 })).toBeUndefined();
    expect(found([[asks("a"), range(4294967295, 1)]], { ...high, idsPerPod: 1 })?.law).toBe("no-last-id");
  });

  it.each([
    [range(Number.NaN), "[NaN, NaN) are no IDs"],
    [range(10.5), "[10.5, 20.5) are no IDs"],
    [range(10, Number.NaN), "[10, NaN) are no IDs"],
    [range(10, 10.5), "[10, 20.5) are no IDs"],
    [range(Number.POSITIVE_INFINITY), "[Infinity, Infinity) are no IDs"],
  ])("of what is no ID is found: %j", (answer, text) => {
    expect(found([[asks("a"), answer]])).toEqual({ law: "answers", text, range: answer });
  });

  it.each([
    [asks("a"), range(10, 20), "[10, 30) has 20 IDs and should have 10"],
    [asks("a", 20), range(10, 10), "[10, 20) has 10 IDs and should have 20"],
    [asks("a", 11), range(20, 11), "[20, 31) has 11 IDs and should have 20"],
    [asks("a"), range(10, 0), "[10, 10) has 0 IDs and should have 10"],
    [asks("a"), range(20, -10), "[20, 10) has -10 IDs and should have 10"],
  ])("of another size than was asked for is found: %j gets %j", (operation, answer, text) => {
    expect(found([[operation, answer]])).toEqual({ law: "answers", text, range: answer });
  });

  it("that does not start at a multiple of its size is found, where that is promised", () => {
    const text = "[10, 30) does not start at a multiple of 20";
    expect(found([[asks("a", 20), range(10, 20)]], ALIGNED)).toEqual({ law: "aligned", text, range: range(10, 20) });
    expect(found([[asks("a", 20), range(10, 20)]], { ...POOL, promises: ["complete"] })).toBeUndefined();
  });
});

describe("several ranges", () => {
  const many = { ...POOL, promises: ["complete"] as const };
  const two = { ...range(10), more: [range(30)] };

  it("are right where one is not promised", () => {
    expect(found([[asks("a", 20), two]], many)).toBeUndefined();
    expect(found([[asks("a", 20), two]])).toEqual({
      law: "answers",
      text: 'pod "a" asks for 20 IDs and gets [10, 20), [30, 40)',
    });
  });

  it("must be as many IDs as were asked for, all different", () => {
    expect(found([[asks("a", 30), two]], many)?.text).toBe('pod "a" asks for 30 IDs and gets [10, 20), [30, 40)');
    const twice = { ...range(10), more: [range(10)] };
    expect(found([[asks("a", 20), twice]], many)?.law).toBe("answers");
    const crossing = { ...range(20, 20), more: [range(10, 20)] };
    expect(found([[asks("a", 40), crossing]], many)?.law).toBe("answers");
    const touching = { ...range(20, 20), more: [range(10)] };
    expect(found([[asks("a", 30), touching]], many)).toBeUndefined();
  });

  it("are judged one by one", () => {
    const answer = { ...range(10), more: [range(45)] };
    expect(found([[asks("a", 20), answer]], many)).toMatchObject({ law: "in-pool", range: range(45) });
    expect(found([[asks("a", 15), { ...range(10), more: [range(30, 5)] }]], many)).toEqual({
      law: "answers",
      text: "[30, 35) has 5 IDs and should have a multiple of 10",
      range: range(30, 5),
    });
    expect(found([[asks("a", 20), { ...range(10), more: [range(20, 0)] }]], many)?.law).toBe("answers");
    expect(found([C, [asks("a", 20), two]], many)).toMatchObject({ law: "disjoint", other: { podUid: "c" } });
  });

  it("are the same in any order", () => {
    const held: Turn = [asks("a", 20), two];
    expect(found([held, [asks("a", 20), { ...range(30), more: [range(10)] }]], many)).toBeUndefined();
    expect(found([held, [asks("a", 20), range(10)]], many)).toMatchObject({
      law: "same-range",
      text: 'pod "a" has [10, 20), [30, 40), asks again, and gets [10, 20)',
      expected: range(10),
    });
    expect(found([held, [asks("a", 20), { ...range(10), more: [range(20)] }]], many)?.law).toBe("same-range");
  });

  it("are all taken, and all given back", () => {
    const held: Turn = [asks("a", 20), two];
    expect(unclaimedSlots(known([held], many))).toBe(2);
    expect(unclaimedSlots(known([held, [ends("a"), DONE]], many))).toBe(4);
    expect(found([held, [ends("a"), DONE], C], many)).toBeUndefined();
  });
});

describe("a refusal", () => {
  it("is right in a full pool, if it says so", () => {
    expect(found([...ALL, [asks("e"), FULL]])).toBeUndefined();
    expect(found([...ALL, [asks("e"), { error: "exhausted" }]])).toBeUndefined();
    expect(found([...ALL, [asks("e"), { error: "no" }]])).toEqual({
      law: "answers",
      text: 'all 4 slots are taken, and the refusal says "no"',
      free: 0,
      capacity: 4,
    });
    expect(found([...ALL, [asks("e"), { error: "no", code: "fragmented" }]])?.text).toBe(
      'all 4 slots are taken, and the refusal says "fragmented"',
    );
  });

  it("is told of a pool of one slot in the singular", () => {
    const texts = findingEnglish.faults;
    expect(texts.full({ code: "full", free: 0, capacity: 1, says: "no" })).toBe(
      'the only slot is taken, and the refusal says "no"',
    );
    expect(texts["room-left"]({ code: "room-left", free: 1, capacity: 1, slots: 1, says: "no" })).toBe(
      '1 of 1 slot is free, 1 asked for, and the refusal says "no"',
    );
  });

  it("is right where too few slots are free, if it says so", () => {
    expect(found([A, B, C, [asks("e", 20), FULL]])).toBeUndefined();
    expect(found([A, B, C, [asks("e", 20), { error: "no" }]])).toEqual({
      law: "answers",
      text: '1 of 4 slots is free, too few, and the refusal says "no"',
      free: 1,
      capacity: 4,
    });
  });

  it("is wrong where there is room, before anything was given back and after", () => {
    const text = '1 of 4 slots is free, 1 asked for, and the refusal says "exhausted"';
    const facts = { text, free: 1, capacity: 4 };
    expect(found([A, B, C, [asks("e"), FULL]])).toEqual({ law: "complete", ...facts });
    expect(found([...ALL, [ends("d"), DONE], [asks("e"), FULL]])).toEqual({ law: "gives-back", ...facts });
    expect(found([A, B, C, [ends("x"), DONE], [asks("e"), FULL]])?.law).toBe("complete");
    expect(found([A, B, C, [asks("e"), { error: "out-of-tries" }]])?.law).toBe("complete");
    expect(found([...ALL, [loses("a"), DONE], [RESTART, DONE], [asks("e"), FULL]])?.law).toBe("gives-back");
    expect(found([A, [RESTART, DONE], [asks("e"), FULL]])?.law).toBe("complete");
  });

  it("loses nothing that a pod gave back, where slots that nobody has had are enough", () => {
    const gone: readonly Turn[] = [A, [ends("a"), DONE]];
    expect(found([...gone, [asks("e", 30), FULL]])?.law).toBe("complete");
    expect(found([...gone, [asks("e", 40), FULL]])?.law).toBe("gives-back");
    expect(found([...gone, A, B, C, [asks("e"), FULL]])?.law).toBe("complete");
    const apart: readonly Turn[] = [B, [ends("b"), DONE]];
    expect(found([...apart, [asks("e", 20), FULL]])?.law).toBe("complete");
    expect(found([...apart, [asks("e", 30), FULL]])?.law).toBe("gives-back");
    expect(found([...apart, [asks("e", 30), FULL]], { ...POOL, promises: ["complete"] })?.law).toBe("complete");
    expect(found([...apart, [asks("e", 20), FULL]], ALIGNED)?.law).toBe("gives-back");
  });

  it("may have another reason where completeness is not promised, but no wrong one", () => {
    const options = { ...POOL, promises: ["aligned", "one-range"] as const };
    expect(found([A, [asks("e"), { error: "out-of-tries" }]], options)).toBeUndefined();
    expect(found([A, [asks("e"), FULL]], options)?.law).toBe("complete");
    expect(found([...ALL, [asks("e"), { error: "out-of-tries" }]], options)?.law).toBe("answers");
  });

  it("for want of a row is right where there is none", () => {
    const no: Answer = { error: "no row", code: "fragmented" };
    const holes: readonly Turn[] = [...ALL, [ends("a"), DONE], [ends("c"), DONE]];
    expect(found([...holes, [asks("e", 20), no]])).toBeUndefined();
    expect(found([...holes, [asks("e"), no]])?.law).toBe("gives-back");
    expect(found([...holes, [asks("e"), { error: "no" }]])?.law).toBe("gives-back");
    expect(found([A, B, [asks("e", 20), no]], { ...POOL, promises: ["complete", "one-range"] })?.law).toBe("complete");
    // From 30 on there is a row, but an aligned one would start at 20.
    expect(found([A, B, [asks("e", 20), no]], ALIGNED)).toBeUndefined();
    expect(found([A, D, [asks("e", 20), no]])?.law).toBe("complete");
    expect(found([...holes, [asks("e", 20), no]], { ...POOL, promises: ["complete"] })?.law).toBe("gives-back");
    expect(
      found([A, [asks("e", 20), no]], {
        ...POOL,
        exclude: [{ start: 30, size: 1 }],
        promises: ["complete", "one-range"],
      }),
    ).toBeUndefined();
  });

  it("for want of a row may be called anything, even without a code", () => {
    const six: ModelOptions = { pool: { start: 10, size: 60 }, idsPerPod: 10, promises: ["complete", "one-range"] };
    const hole: readonly Turn[] = [A, [asks("b", 30), range(20, 30)], [ends("a"), DONE]];
    for (const code of ["fragmented", "exhausted", "out-of-room", undefined]) {
      const no: Answer = { error: "no room", ...(code === undefined ? {} : { code }) };
      expect(found([...hole, [asks("c", 30), no]], six), code).toBeUndefined();
      expect(found([...hole, [asks("c", 20), no]], six)?.law, code).toBe("complete");
      expect(found([...hole, [asks("c", 30), no]], { ...six, promises: ["complete"] })?.law, code).toBe("gives-back");
    }
  });

  it("that blames the strategy is found everywhere", () => {
    for (const code of ["bad-proposal", "strategy-threw", "answered-later", "bad-memory"]) {
      const answer = { error: "it is to blame", code };
      const text = 'the allocator blames the strategy: "it is to blame"';
      expect(found([[asks("a"), answer]])).toEqual({ law: "accepted", text, free: 4, capacity: 4 });
      expect(found([...ALL, [asks("e"), answer]])?.law).toBe("accepted");
      expect(found([A, [ends("a"), answer]])).toEqual({ law: "accepted", text });
      expect(found([[restored("a", 10), answer]])).toEqual({ law: "accepted", text, range: range(10) });
    }
  });

  it("that is no answer is found", () => {
    expect(found([[asks("a"), { error: "threw Error", code: "no-answer" }]])).toEqual({
      law: "answers",
      text: 'no answer: "threw Error"',
      free: 4,
      capacity: 4,
    });
    expect(found([...ALL, [asks("e"), { error: "no-answer" }]])?.law).toBe("answers");
  });
});

describe("a live pod", () => {
  it("gets the same range again", () => {
    expect(found([A, A])).toBeUndefined();
    const text = 'pod "a" has [10, 20), asks again, and gets [20, 30)';
    expect(found([A, [asks("a"), range(20)]])).toEqual({
      law: "same-range",
      text,
      range: range(20),
      expected: range(10),
    });
    expect(found([A, [asks("a"), FULL]])).toEqual({
      law: "same-range",
      text: 'pod "a" has [10, 20), asks again, and is refused',
      expected: range(10),
    });
    expect(found([A, [asks("a"), range(10, 20)]])?.law).toBe("same-range");
    expect(found([A, [asks("a"), { ...range(10), more: [range(30)] }]])?.law).toBe("same-range");
  });

  it("gets it after a restart, too", () => {
    expect(found([A, [RESTART, DONE], A])).toBeUndefined();
    expect(found([A, [RESTART, DONE], [asks("a"), range(20)]])).toEqual({
      law: "restart",
      text: 'pod "a" has [10, 20), asks again after a restart, and gets [20, 30)',
      range: range(20),
      expected: range(10),
    });
    expect(found([A, [RESTART, DONE], [asks("a"), FULL]])?.law).toBe("restart");
    expect(found([A, [RESTART, DONE], B, [asks("b"), range(30)]])?.law).toBe("same-range");
  });

  it("loses it to the restart only where the restart is to blame", () => {
    const lawOf = (...turns: readonly Turn[]) => found([A, [RESTART, DONE], ...turns, [asks("a"), range(20)]])?.law;
    expect(lawOf()).toBe("restart");
    expect(lawOf([loses("a"), DONE])).toBe("same-range");
    expect(lawOf([loses("b"), DONE])).toBe("restart");
    expect(lawOf(A)).toBe("same-range");
    expect(lawOf([restored("a", 10), range(10)])).toBe("same-range");
    expect(lawOf(A, [RESTART, DONE])).toBe("restart");
    expect(lawOf([asks("a", 20), { error: "other-size" }])).toBe("restart");
    expect(found([A, [RESTART, DONE], [loses("a"), DONE], [asks("a"), FULL]])?.text).toBe(
      'pod "a" has [10, 20), asks again, and is refused',
    );
  });

  it("may be refused when it names another size, and no other", () => {
    const wide: Turn = [asks("a", 20), range(20, 20)];
    expect(found([A, [asks("a", 20), { error: "other-size" }]])).toBeUndefined();
    expect(found([A, [asks("a", 20), range(10)]])).toBeUndefined();
    expect(found([A, [asks("a", 10), { error: "other-size" }]])?.law).toBe("same-range");
    expect(found([wide, [asks("a", 15), { error: "other-size" }]])?.law).toBe("same-range");
    expect(found([wide, [asks("a"), { error: "other-size" }]])?.law).toBe("same-range");
  });

  it("is not told of nothing", () => {
    const text = 'pod "a" asks for IDs and is told of none';
    expect(found([[asks("a"), DONE]])).toEqual({ law: "answers", text });
    expect(found([A, [asks("a"), DONE]])).toEqual({ law: "answers", text });
  });
});

describe("a release", () => {
  it("gives the range back", () => {
    expect(found([...ALL, [ends("b"), DONE], [asks("e"), range(20)]])).toBeUndefined();
    expect(found([A, [ends("a"), DONE], [asks("a"), range(30)]])).toBeUndefined();
    const one = known([A, B, [ends("a"), DONE]]);
    expect(livePods(one)).toEqual([{ podUid: "b", ranges: [range(20)] }]);
    expect(JSON.stringify(one)).toBe(JSON.stringify(livePods(one)));
  });

  it("of a live pod must not be refused", () => {
    const text = 'pod "a" has a range and cannot give it back: "unknown"';
    expect(found([A, [ends("a"), { error: "unknown" }]])).toEqual({ law: "gives-back", text });
  });

  it("of any other pod may be, or not", () => {
    expect(found([[ends("a"), { error: "unknown" }]])).toBeUndefined();
    expect(found([[ends("a"), DONE]])).toBeUndefined();
    expect(found([[ends("a"), { error: "threw", code: "no-answer" }]])).toBeUndefined();
  });

  it("is not answered with a range", () => {
    const text = 'the answer to release must not be "{\\"start\\":10,\\"size\\":10}"';
    expect(found([[ends("a"), range(10)]])).toEqual({ law: "answers", text });
    expect(found([A, [ends("a"), range(10)]])?.law).toBe("answers");
  });
});

describe("a lost record", () => {
  const lost: readonly Turn[] = [A, B, [loses("a"), DONE]];

  it("changes nothing until the restart", () => {
    expect(found([...lost, A])).toBeUndefined();
    expect(found([...lost, [asks("c"), range(10)]])?.law).toBe("disjoint");
    expect(unclaimedSlots(known(lost))).toBe(2);
  });

  it("makes the pod go with the restart", () => {
    const restarted = known([...lost, [RESTART, DONE]]);
    expect(livePods(restarted)).toEqual([{ podUid: "b", ranges: [range(20)] }]);
    expect(found([...lost, [RESTART, DONE], [asks("c"), range(10)]])).toBeUndefined();
    expect(found([...lost, [RESTART, DONE], [asks("a"), range(30)]])).toBeUndefined();
    expect(
      found([...lost, [RESTART, DONE], [asks("a"), range(30)], [RESTART, DONE], [asks("a"), range(10)]])?.law,
    ).toBe("restart");
  });

  it("is not lost when the pod ended and came again", () => {
    const turns: readonly Turn[] = [...lost, [ends("a"), DONE], A, [RESTART, DONE]];
    expect(livePods(known(turns)).map(({ podUid }) => podUid)).toEqual(["b", "a"]);
  });

  it("can be lost twice, of a pod that is not there, and of several", () => {
    expect(livePods(known([...lost, [loses("a"), DONE], [loses("x"), DONE], [RESTART, DONE]]))).toHaveLength(1);
    expect(livePods(known([...lost, [loses("b"), DONE], [RESTART, DONE]]))).toEqual([]);
    expect(livePods(known([A, [loses("b"), DONE], B, [RESTART, DONE]]))).toHaveLength(2);
  });

  it("is answered with done", () => {
    const text = 'the answer to loseRecord must not be "{\\"error\\":\\"no\\"}"';
    expect(found([A, [loses("a"), { error: "no" }]])).toEqual({ law: "answers", text });
    expect(found([[loses("a"), { error: "no" }]])).toBeUndefined();
    expect(found([[loses("a"), range(10)]])?.law).toBe("answers");
  });
});

describe("a restart", () => {
  it("must come back", () => {
    expect(found([[RESTART, DONE]])).toBeUndefined();
    expect(found([[RESTART, { error: "bad file" }]])).toEqual({
      law: "restart",
      text: 'it does not come back: "bad file"',
    });
    expect(found([[RESTART, range(10)]])?.law).toBe("answers");
  });
});

describe("a restore", () => {
  it("gives a pod the range that is recorded", () => {
    expect(
      found([
        [restored("a", 20), range(20)],
        [asks("a"), range(20)],
      ]),
    ).toBeUndefined();
    expect(
      found([
        [restored("a", 20), DONE],
        [asks("b"), range(20)],
      ])?.law,
    ).toBe("disjoint");
    expect(
      found([
        [restored("a", 20, 20), DONE],
        [asks("a"), range(20, 20)],
      ]),
    ).toBeUndefined();
    expect(found([A, [restored("a", 10), DONE]])).toBeUndefined();
    expect(livePods(known([A, B, [restored("a", 10), DONE]])).map(({ podUid }) => podUid)).toEqual(["a", "b"]);
  });

  it("must not give it another", () => {
    expect(found([[restored("a", 20), range(30)]])).toEqual({
      law: "restart",
      text: 'pod "a" gets [30, 40) for [20, 30)',
      range: range(30),
      expected: range(20),
    });
    expect(found([[restored("a", 20, 20), range(20)]])?.law).toBe("restart");
  });

  it("of what is sound must not be refused", () => {
    const text = 'pod "a" does not get [20, 30) back: "no"';
    expect(found([[restored("a", 20), { error: "no" }]])).toEqual({ law: "restart", text, range: range(20) });
    expect(found([A, [restored("a", 10), { error: "no" }]])?.law).toBe("restart");
  });

  it("of what is not sound must be refused", () => {
    const table: readonly (readonly [readonly Turn[], HistoryStep, string])[] = [
      [[B], restored("a", 20), "disjoint"],
      [[], restored("a", 0), "in-pool"],
      [[], restored("a", 45), "in-pool"],
      [[], restored("a", 10, 15), "answers"],
      [[], restored("a", 10, 0), "answers"],
      [[A], restored("a", 20), "same-range"],
    ];
    for (const [before, step, law] of table) {
      expect(found([...before, [step, DONE]])?.law).toBe(law);
      expect(found([...before, [step, { error: "no" }]])).toBeUndefined();
    }
    for (const answer of [DONE, { error: "no" }])
      expect(found([[restored("a", 10, 20), answer]], ALIGNED)).toBeUndefined();
    expect(found([B, [restored("a", 10, 20), DONE]])?.law).toBe("disjoint");
    expect(found([A, [restored("a", 20), DONE]])?.text).toBe('pod "a" has a range and gets [20, 30) too');
    expect(found([[restored("a", 10, 15), DONE]])?.text).toBe("[10, 25) has 15 IDs and should have a multiple of 10");
  });

  it("of one of several ranges is not the same", () => {
    const options = { ...POOL, promises: [] };
    const turns: readonly Turn[] = [[asks("a", 20), { ...range(10), more: [range(30)] }]];
    expect(found([...turns, [restored("a", 10), DONE]], options)?.law).toBe("same-range");
  });
});

describe("what is not supported", () => {
  it("is not judged", () => {
    const options = { ...POOL, supports: ["allocate"] as const };
    expect(found([A, [ends("a"), { error: "no" }]], options)).toBeUndefined();
    expect(found([A, [RESTART, { error: "no" }]], options)).toBeUndefined();
    expect(found([A, [loses("a"), range(1)]], options)).toBeUndefined();
    expect(found([A, [ends("a"), DONE], [asks("b"), range(10)]], options)?.law).toBe("disjoint");
    expect(found([[asks("a"), range(10)]], { ...POOL, supports: [] })).toBeUndefined();
    expect(found([[asks("a"), range(0)]], { ...POOL, supports: [] })).toBeUndefined();
  });
});

describe("the capacity", () => {
  it.each([
    [{ pool: { start: 10, size: 40 }, idsPerPod: 10 }, 4],
    [{ pool: { start: 10, size: 49 }, idsPerPod: 10 }, 4],
    [{ pool: { start: 10, size: 9 }, idsPerPod: 10 }, 0],
    [{ pool: { start: 4294967295, size: 10 }, idsPerPod: 10 }, 0],
    [{ pool: { start: 5000000000, size: 10 }, idsPerPod: 10 }, 0],
    [{ ...POOL, exclude: [{ start: 0, size: 10 }] }, 4],
    [{ ...POOL, exclude: [{ start: 0, size: 11 }] }, 3],
    [{ ...POOL, exclude: [{ start: 49, size: 100 }] }, 3],
    [{ ...POOL, exclude: [{ start: 19, size: 2 }] }, 2],
    [
      {
        ...POOL,
        exclude: [
          { start: 15, size: 1 },
          { start: 16, size: 1 },
        ],
      },
      3,
    ],
    [{ ...POOL, exclude: [{ start: 15, size: 0 }] }, 4],
    [{ ...POOL, exclude: [{ start: 0, size: 100 }] }, 0],
  ])("is the whole slots without excluded IDs: %j", (options, capacity) => {
    expect(unclaimedSlots(createModel(options))).toBe(capacity);
  });
});

describe("an old model", () => {
  it("knows what it knew, and can be gone on from", () => {
    const full = known(ALL);
    const one = judge(full, ends("a"), DONE).model;
    const other = judge(full, ends("b"), DONE).model;
    expect(livePods(one).map(({ podUid }) => podUid)).toEqual(["b", "c", "d"]);
    expect(livePods(other).map(({ podUid }) => podUid)).toEqual(["a", "c", "d"]);
    expect(livePods(full).map(({ podUid }) => podUid)).toEqual(["a", "b", "c", "d"]);
    expect(judge(one, asks("e"), range(20)).finding?.other?.podUid).toBe("b");
    expect(judge(other, asks("e"), range(20)).finding).toBeUndefined();
    expect(judge(one, asks("e"), range(10)).finding).toBeUndefined();
    expect(judge(other, asks("e"), FULL).finding?.law).toBe("gives-back");
    expect(judge(full, asks("e"), FULL).finding).toBeUndefined();
  });

  it("lists pods in the order of their ranges, whatever was asked of others since", () => {
    const two = known([A, B]);
    judge(two, ends("a"), DONE);
    const three = judge(two, asks("c"), range(30)).model;
    const again = judge(judge(three, ends("a"), DONE).model, asks("a"), range(10)).model;
    for (const [model, pods] of [
      [two, ["a", "b"]],
      [again, ["b", "c", "a"]],
      [three, ["a", "b", "c"]],
      [judge(three, RESTART, DONE).model, ["a", "b", "c"]],
    ] as const)
      expect(livePods(model).map(({ podUid }) => podUid)).toEqual(pods);
  });

  it("is as good as new after thousands of steps, from the first to the last", () => {
    const past = [createModel(POOL)];
    const turns: readonly Turn[] = [A, B, [ends("a"), DONE], C, [ends("b"), DONE], [loses("c"), DONE], [RESTART, DONE]];
    for (let at = 0; at < 2100; at++) {
      const [operation, answer] = turns[at % turns.length] ?? A;
      const judged = judge(past[at] ?? createModel(POOL), operation, answer);
      expect(judged.finding).toBeUndefined();
      past.push(judged.model);
    }
    const live = [[], ["a"], ["a", "b"], ["b"], ["b", "c"], ["c"], ["c"]];
    for (const at of [0, 1, 2100, 255, 256, 257, 258, 512, 1030, 3, 700, 2099, 0])
      expect(
        livePods(past[at] as Model).map(({ podUid }) => podUid),
        `${at}`,
      ).toEqual(live[at % live.length]);
    for (const at of [1, 700, 2000]) {
      const model = past[at] as Model;
      expect(unclaimedSlots(judge(model, asks("d"), range(40)).model)).toBe(unclaimedSlots(model) - 1);
    }
  });

  it("has a pod with no name like any other", () => {
    const nameless = known([[asks(""), range(10)], B, [loses("b"), DONE], [RESTART, DONE]]);
    expect(livePods(nameless)).toEqual([{ podUid: "", ranges: [range(10)] }]);
    expect(livePods(known([[asks(""), range(10)], B, [RESTART, DONE]])).map(({ podUid }) => podUid)).toEqual(["", "b"]);
    expect(
      found([
        [asks("__proto__"), range(10)],
        [asks("constructor"), range(10)],
      ])?.other?.podUid,
    ).toBe("__proto__");
  });

  it("leaves wide ranges as they were", () => {
    const wide = known(BOTH.slice(0, 1));
    judge(wide, ends("a"), DONE);
    expect(judge(wide, asks("b"), FULL).finding?.law).toBe("complete");
    expect(judge(wide, asks("b"), range(30)).finding?.law).toBe("disjoint");
  });
});
