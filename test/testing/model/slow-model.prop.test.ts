import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STRATEGY_PROMISES } from "../../../src/core/allocate/strategy/strategy.ts";
import type { Answer } from "../../../src/testing/history/answer.ts";
import { type HistoryStep, OPERATION_NAMES, type OperationName } from "../../../src/testing/history/operation.ts";
import type { LawName } from "../../../src/testing/laws/laws.ts";
import { createModel } from "../../../src/testing/model/create-model.ts";
import { judge } from "../../../src/testing/model/judge.ts";
import { livePods, type Model, unclaimedSlots } from "../../../src/testing/model/model.ts";
import type { ModelOptions } from "../../../src/testing/model/rules.ts";
import { type SlowModel, slowFree, slowJudge, slowModel } from "./slow-model.ts";

/** Slots of 3 IDs: an ID beside a slot is easy to hit. The last pools end at the last ID, or past it, or in mid-slot. */
const optionsArbitrary: fc.Arbitrary<ModelOptions> = fc.record(
  {
    pool: fc.constantFrom(
      { start: 6, size: 12 },
      { start: 6, size: 9 },
      { start: 4, size: 14 },
      { start: 4294967285, size: 9 },
      { start: 4294967286, size: 12 },
      { start: 0, size: 6 },
    ),
    idsPerPod: fc.constant(3),
    exclude: fc.constantFrom([], [{ start: 10, size: 1 }], [{ start: 3, size: 4 }], [{ start: 7, size: 0 }]),
    promises: fc.subarray([...STRATEGY_PROMISES]),
    supports: fc.constantFrom<readonly OperationName[]>(["allocate", "release"], OPERATION_NAMES),
  },
  { requiredKeys: ["pool", "idsPerPod"] },
);

const podUid = fc.constantFrom("a", "b", "c", "", "__proto__");
const size = fc.constantFrom(3, 3, 3, 6, 6, 9, 2, 0, -3, Number.NaN, 1.5);

const refusal: fc.Arbitrary<Answer> = fc.constantFrom(
  { error: "exhausted" },
  { error: "no slot", code: "exhausted" },
  { error: "no row", code: "fragmented" },
  { error: "no", code: "not-allocated" },
  { error: "threw", code: "no-answer" },
  { error: "blamed", code: "bad-proposal" },
  { error: "blamed", code: "strategy-threw" },
  { error: "blamed", code: "bad-memory" },
  { error: "bad-memory" },
);

/** What is asked, and what may be answered: `at` counts IDs from the start of the pool. */
interface Turn {
  readonly from: number;
  readonly operation:
    | HistoryStep
    | { readonly op: "restoreAt"; readonly podUid: string; readonly at: number; readonly size: number };
  readonly answer: Answer | { readonly ranges: readonly { readonly at: number; readonly size: number }[] } | "as asked";
}

const at = fc.oneof(
  { arbitrary: fc.nat({ max: 4 }).map((slot) => slot * 3), weight: 4 },
  fc.integer({ min: -2, max: 13 }),
);
const range = fc.record({ at, size });

const turn: fc.Arbitrary<Turn> = fc.record({
  from: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, fc.nat({ max: 9 })),
  operation: fc.oneof(
    { arbitrary: fc.record({ op: fc.constant("allocate" as const), podUid }), weight: 6 },
    {
      arbitrary: fc.record({ op: fc.constant("allocate" as const), podUid, size: fc.constantFrom(3, 6, 5, 9) }),
      weight: 3,
    },
    { arbitrary: fc.record({ op: fc.constant("release" as const), podUid }), weight: 3 },
    { arbitrary: fc.record({ op: fc.constant("loseRecord" as const), podUid }), weight: 1 },
    { arbitrary: fc.constant({ op: "restart" as const }), weight: 1 },
    { arbitrary: fc.record({ op: fc.constant("corruptRecord" as const), podUid, text: fc.constant("{") }), weight: 1 },
    {
      arbitrary: fc.record({
        op: fc.constant("cleanup" as const),
        known: fc.subarray(["a", "b", "c", "", "__proto__"]),
        running: fc.subarray(["a", "b", "c", "", "__proto__"]),
      }),
      weight: 1,
    },
    { arbitrary: fc.record({ op: fc.constant("restoreAt" as const), podUid, at, size }), weight: 2 },
  ),
  answer: fc.oneof(
    { arbitrary: fc.constant<"as asked">("as asked"), weight: 8 },
    { arbitrary: fc.constant<Answer>({ ok: true }), weight: 1 },
    { arbitrary: refusal, weight: 3 },
    { arbitrary: fc.record({ ranges: fc.array(range, { minLength: 1, maxLength: 3 }) }), weight: 3 },
    { arbitrary: fc.record({ ranges: fc.tuple(fc.record({ at, size: fc.constant(3) })) }), weight: 4 },
  ),
});

function stepOf({ operation }: Turn, start: number): HistoryStep {
  if (operation.op !== "restoreAt") return operation;
  return { op: "restore", podUid: operation.podUid, start: start + operation.at, size: operation.size };
}

/** A right answer to most questions, or the one that was drawn. */
function answerOf({ answer }: Turn, operation: HistoryStep, slow: SlowModel): Answer {
  const { pool } = slow.options;
  if (answer === "as asked") {
    if (operation.op === "restore") return { start: operation.start, size: operation.size };
    if (operation.op !== "allocate") return { ok: true };
    const held = slow.pods.find((other) => other.podUid === operation.podUid);
    const [first, ...more] = held?.ranges ?? [];
    if (first !== undefined) return more.length === 0 ? first : { ...first, more };
    const want = Math.ceil((operation.size ?? 3) / 3) * 3;
    for (let start = pool.start; start < pool.start + pool.size; start++)
      if (slowJudge(slow, operation, { start, size: want }).law === undefined) return { start, size: want };
    return { error: "exhausted" };
  }
  if (!("ranges" in answer)) return answer;
  const [first, ...more] = answer.ranges.map((drawn) => ({ start: pool.start + drawn.at, size: drawn.size }));
  return { start: 0, size: 0, ...first, ...(more.length === 0 ? {} : { more }) };
}

function know(model: Model): object {
  return { live: livePods(model), free: unclaimedSlots(model) };
}

function slowlyKnow(slow: SlowModel): object {
  return { live: slow.pods.map(({ podUid: name, ranges }) => ({ podUid: name, ranges })), free: slowFree(slow) };
}

/** What each kind of operation can break, and nothing. */
const ALLOCATE: readonly LawName[] = [
  "disjoint",
  "in-pool",
  "no-last-id",
  "aligned",
  "answers",
  "accepted",
  "complete",
  "gives-back",
];
const RESTORE: readonly LawName[] = [
  "disjoint",
  "in-pool",
  "no-last-id",
  "answers",
  "accepted",
  "same-range",
  "restart",
];
const ALL_VERDICTS = [
  ...[...ALLOCATE, "same-range", "restart", "undefined"].map((law) => `allocate ${law}`),
  ...["accepted", "gives-back", "answers", "undefined"].map((law) => `release ${law}`),
  ...["restart", "answers", "undefined"].map((law) => `restart ${law}`),
  ...["answers", "undefined"].map((law) => `loseRecord ${law}`),
  ...["answers", "undefined"].map((law) => `cleanup ${law}`),
  ...["answers", "undefined"].map((law) => `corruptRecord ${law}`),
  ...[...RESTORE, "undefined"].map((law) => `restore ${law}`),
];

describe("the model", () => {
  it("agrees with a slow one that has lists of single IDs, from whichever state it goes on", () => {
    const seen = new Set<string>();
    const play = (options: ModelOptions, turns: readonly Turn[]): void => {
      let fast = createModel(options);
      let slow = slowModel(options);
      const past = [{ fast, slow }];
      for (const next of turns) {
        // Mostly it goes on from the last state, now and then from an older one.
        const before = past[Math.max(past.length - 1 - next.from, 0)] ?? { fast, slow };
        const operation = stepOf(next, options.pool.start);
        const answer = answerOf(next, operation, before.slow);
        const judged = judge(before.fast, operation, answer);
        const expected = slowJudge(before.slow, operation, answer);
        expect(judged.finding?.law).toBe(expected.law);
        seen.add(`${operation.op} ${expected.law}`);
        if (judged.finding !== undefined) {
          expect(judged.model).toBe(before.fast);
          expect(judged.finding).toMatchObject({ operation, answer });
          const { free, capacity, other } = judged.finding;
          if (free !== undefined) expect(free).toBe(slowFree(before.slow));
          if (capacity !== undefined) expect(capacity).toBe(slowFree(slowModel(options)));
          if (other !== undefined)
            expect(slowlyKnow(before.slow)).toMatchObject({
              live: expect.arrayContaining([{ podUid: other.podUid, ranges: expect.arrayContaining([other.range]) }]),
            });
        }
        fast = judged.model;
        slow = expected.model;
        past.push({ fast, slow });
        expect(know(fast)).toEqual(slowlyKnow(slow));
      }
      for (const { fast: old, slow: told } of past) expect(know(old)).toEqual(slowlyKnow(told));
    };
    fc.assert(fc.property(optionsArbitrary, fc.array(turn, { maxLength: 30, size: "max" }), play), {
      numRuns: Math.max(Number(process.env["FC_RUNS"] ?? 0), 1000),
    });
    expect([...seen].sort()).toEqual([...ALL_VERDICTS].sort());
  });
});
