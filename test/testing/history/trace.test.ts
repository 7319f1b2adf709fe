import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReplayDocument } from "../../../src/cli/replay/json.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { hashProbe } from "../../../src/core/allocate/strategies/hash-probe.ts";
import { randomScan } from "../../../src/core/allocate/strategies/random-scan.ts";
import { checkStrategy } from "../../../src/testing/check/check.ts";
import { allocatorProperty } from "../../../src/testing/check/property.ts";
import { BrokenLaw } from "../../../src/testing/counterexample/broken-law.ts";
import type { Answer } from "../../../src/testing/history/answer.ts";
import type { LawFinding } from "../../../src/testing/history/finding.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { HistoryOperation, HistoryStep } from "../../../src/testing/history/operation.ts";
import type { Counterexample } from "../../../src/testing/history/outcome.ts";
import { type TraceOptions, traceOf } from "../../../src/testing/history/trace.ts";
import { runAllocator } from "../../../src/testing/run/run-allocator.ts";
import { runStrategy } from "../../../src/testing/run/run-strategy.ts";
import type { AllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import type { MakeStrategy } from "../../../src/testing/subject/subject.ts";
import { run } from "../../cli/run.ts";
import { ALLOCATOR_DEFECTS } from "../defects/allocators.ts";
import { adapterOf } from "../defects/defect.ts";

const POOL: HistoryPool = { start: 65536, size: 196608, idsPerPod: 65536, exclude: [] };
const asks = (podUid: string, size?: number): HistoryOperation => ({
  op: "allocate",
  podUid,
  ...(size === undefined ? {} : { size }),
});
const ends = (podUid: string): HistoryOperation => ({ op: "release", podUid });
const loses = (podUid: string): HistoryOperation => ({ op: "loseRecord", podUid });
const RESTART: HistoryOperation = { op: "restart" };
const DONE: Answer = { ok: true };
const FULL: Answer = { error: "exhausted" };
const slot = (number: number, slots = 1): Answer => ({ start: 65536 * (1 + number), size: 65536 * slots });

type Turn = readonly [HistoryStep, Answer];

/** What was asked and answered; at the end a law is said to be broken. */
function told(turns: readonly Turn[], law: LawFinding["law"] = "disjoint"): Counterexample {
  const [operation, answer] = turns.at(-1) ?? [RESTART, DONE];
  return {
    subject: "mine",
    history: { pool: POOL, seed: 77, operations: turns.map(([asked]) => asked) },
    answers: turns.map(([, came]) => came),
    finding: { law, operation, answer, fault: { code: "pool-changed" } },
  };
}

async function replayed(counterexample: Counterexample, options: TraceOptions = {}) {
  const stdin = JSON.stringify(traceOf(counterexample, options));
  const { stdout, stderr, code } = await run(["replay", "--json", "-"], { stdin });
  expect(stderr).toBe("");
  const { outcome, traces } = JSON.parse(stdout) as ReplayDocument;
  expect(code).toBe(outcome === "agrees" ? 0 : 1);
  const [trace] = traces;
  if (trace === undefined) throw new Error("no trace was played");
  return { outcome, steps: trace.steps, note: trace.note };
}

/** Which steps the replay refuses or does otherwise than they are recorded. */
async function differing(counterexample: Counterexample, options: TraceOptions = {}): Promise<readonly number[]> {
  const { steps } = await replayed(counterexample, options);
  return steps.filter(({ difference }) => difference !== null).map(({ at }) => at);
}

describe("the trace of a history", () => {
  it("is plain data in the form that replay reads", () => {
    const counterexample = told(
      [
        [asks("a"), slot(0)],
        [ends("a"), DONE],
        [asks("b"), slot(9)],
      ],
      "in-pool",
    );
    const range = (number: number) => slot(number);
    expect(traceOf(counterexample)).toEqual({
      schema: "userns-sim/trace/1",
      subject: "allocator",
      note: "mine breaks the law in-pool (Every range lies inside the pool.): the pool that was passed in has changed",
      settings: { ...POOL, strategy: "first-fit" },
      ops: [
        { type: "restore", podUid: "a", range: range(0), recorded: { outcome: { ok: true, value: range(0) } } },
        { type: "release", podUid: "a" },
        { type: "restore", podUid: "b", range: range(9), recorded: { outcome: { ok: true, value: range(9) } } },
      ],
    });
  });

  it("has the pool with its exclusions", async () => {
    const exclude = [{ start: 70000, size: 1 }];
    const counterexample = told([[asks("a"), slot(0)]], "in-pool");
    const pool = { ...POOL, exclude };
    const excluded = { ...counterexample, history: { ...counterexample.history, pool } };
    expect(traceOf(excluded).settings.exclude).toEqual(exclude);
    expect(traceOf(excluded).settings.exclude).not.toBe(exclude);
    expect(await differing(excluded)).toEqual([0]);
    expect(await differing(counterexample)).toEqual([]);
  });

  it("ends where the answers end", () => {
    const counterexample = told([
      [asks("a"), slot(0)],
      [asks("b"), slot(1)],
    ]);
    expect(traceOf({ ...counterexample, answers: [slot(0)] }).ops).toHaveLength(1);
    expect(traceOf({ ...counterexample, answers: [slot(0), slot(1), DONE] }).ops).toHaveLength(2);
  });
});

describe("a replay", () => {
  it.each<[string, readonly Turn[]]>([
    [
      "two pods with one range",
      [
        [asks("a"), slot(0)],
        [asks("b"), slot(1)],
        [asks("c"), slot(0)],
      ],
    ],
    [
      "a range past the pool",
      [
        [asks("a"), slot(0)],
        [asks("b"), slot(3)],
      ],
    ],
    [
      "a range of another size",
      [
        [asks("a"), slot(0)],
        [asks("b"), { start: 131072, size: 1 }],
      ],
    ],
    [
      "an empty range",
      [
        [asks("a"), slot(0)],
        [asks("b"), { start: 131072, size: 0 }],
      ],
    ],
    [
      "IDs that are none",
      [
        [asks("a"), slot(0)],
        [asks("b"), { start: -65536, size: 65536 }],
      ],
    ],
    [
      "IDs past all",
      [
        [asks("a"), slot(0)],
        [asks("b"), { start: 4294967296, size: 65536 }],
      ],
    ],
    [
      "no number",
      [
        [asks("a"), slot(0)],
        [asks("b"), { start: 131072, size: 1.5 }],
      ],
    ],
    [
      "another range for a live pod",
      [
        [asks("a"), slot(0)],
        [asks("a"), slot(1)],
      ],
    ],
    [
      "a wrong refusal",
      [
        [asks("a"), slot(0)],
        [asks("b"), FULL],
      ],
    ],
    [
      "a wrong refusal for want of a row",
      [
        [asks("a"), slot(0)],
        [asks("b", 131072), { error: "no row", code: "fragmented" }],
      ],
    ],
    [
      "the refusal of a live pod",
      [
        [asks("a"), slot(0)],
        [asks("a"), FULL],
      ],
    ],
    [
      "a release that is refused",
      [
        [asks("a"), slot(0)],
        [ends("a"), { error: "unknown" }],
      ],
    ],
    [
      "a restored range that is taken",
      [
        [asks("a"), slot(0)],
        [{ op: "restore", podUid: "b", start: 65536, size: 65536 }, DONE],
      ],
    ],
  ])("differs where the law was broken, and nowhere else: %s", async (_name, turns) => {
    expect(await differing(told(turns))).toEqual([turns.length - 1]);
    // The same, with more before it.
    const before: readonly Turn[] = [
      [asks("x"), slot(2)],
      [ends("x"), DONE],
      [ends("x"), { error: "unknown" }],
      [loses("y"), DONE],
      [RESTART, DONE],
    ];
    const { steps, outcome } = await replayed(told([...before, ...turns]));
    expect(outcome).toBe("differs");
    expect(steps.filter(({ difference }) => difference !== null).map(({ at }) => at)).toEqual([steps.length - 1]);
  });

  it("agrees with refusals that were right, and leaves out those of which it knows nothing", async () => {
    const full: readonly Turn[] = [
      [asks("a"), slot(0)],
      [asks("b"), slot(1)],
      [asks("c"), slot(2)],
      [asks("d"), FULL],
    ];
    const after: readonly Turn[] = [
      [ends("b"), DONE],
      [asks("d"), slot(1)],
      [asks("e"), slot(1)],
    ];
    expect(traceOf(told([...full, ...after])).ops[3]).toEqual({
      type: "allocate",
      podUid: "d",
      recorded: { outcome: { ok: false } },
    });
    expect(await differing(told([...full, ...after]))).toEqual([6]);
    const shy: readonly Turn[] = [
      [asks("a"), slot(0)],
      [asks("b"), { error: "out-of-tries" }],
      [asks("b", 196608), FULL],
      [asks("a", 131072), { error: "exhausted" }],
      [asks("a"), { error: "exhausted" }],
      [asks("b"), slot(1)],
      [asks("c"), slot(1)],
    ];
    expect(traceOf(told(shy)).ops.map(({ podUid }) => podUid)).toEqual(["a", "b", "c"]);
    expect(await differing(told(shy))).toEqual([2]);
  });

  it("records that a release was refused where that broke the law", async () => {
    const refusal: Answer = { error: "no" };
    const released = (...turns: readonly Turn[]) => traceOf(told([[asks("a"), slot(0)], ...turns])).ops.slice(1);
    const wrong = { type: "release", podUid: "a", recorded: { outcome: { ok: false } } };
    const plain = (podUid: string) => ({ type: "release", podUid });
    expect(released([ends("a"), refusal])).toEqual([wrong]);
    expect(released([ends("a"), DONE])).toEqual([plain("a")]);
    expect(released([ends("b"), refusal])).toEqual([plain("b")]);
    expect(released([ends("a"), refusal], [ends("b"), DONE])).toEqual([plain("a"), plain("b")]);
    expect(
      await differing(
        told([
          [asks("a"), slot(0)],
          [ends("a"), refusal],
        ]),
      ),
    ).toEqual([1]);
  });

  it("lets pods go whose record was lost before a restart, and no others", async () => {
    const lost: readonly Turn[] = [
      [asks("a"), slot(0)],
      [asks("b"), slot(1)],
      [loses("a"), DONE],
      [RESTART, DONE],
    ];
    expect(traceOf(told(lost)).ops.slice(2)).toEqual([{ type: "release", podUid: "a" }]);
    expect(await differing(told([...lost, [asks("c"), slot(0)], [asks("d"), slot(1)]]))).toEqual([4]);
    const kept: readonly Turn[] = [
      // Its record was lost before it came, or it came back since.
      [loses("a"), DONE],
      [asks("a"), slot(0)],
      [asks("b"), slot(1)],
      [loses("b"), DONE],
      [ends("b"), DONE],
      [asks("b"), slot(1)],
      [RESTART, DONE],
      [asks("c"), slot(0)],
    ];
    expect(traceOf(told(kept)).ops.map(({ type }) => type)).toEqual([
      "restore",
      "restore",
      "release",
      "restore",
      "restore",
    ]);
    expect(await differing(told(kept))).toEqual([4]);
    const twice: readonly Turn[] = [...lost, [RESTART, DONE], [loses("a"), DONE], [RESTART, DONE]];
    expect(traceOf(told(twice)).ops).toHaveLength(3);
    const restored: Turn = [{ op: "restore", podUid: "a", start: 65536, size: 65536 }, DONE];
    expect(traceOf(told([restored, [loses("a"), DONE], [RESTART, DONE]])).ops.map(({ type }) => type)).toEqual([
      "restore",
      "release",
    ]);
    const refused: Turn = [{ op: "restore", podUid: "a", start: 0, size: 65536 }, { error: "no" }];
    expect(traceOf(told([refused, [loses("a"), DONE], [RESTART, DONE]])).ops).toHaveLength(1);
    expect(await differing(told([refused, restored]))).toEqual([]);
  });

  it("lets pods go that a cleanup does not name, and no others", () => {
    const turns: readonly Turn[] = [
      [asks("a"), slot(0)],
      [asks("b"), slot(1)],
      [asks("c"), slot(2)],
      [{ op: "cleanup", known: ["a"], running: ["c"] }, DONE],
      [RESTART, DONE],
    ];
    expect(traceOf(told(turns)).ops.slice(3)).toEqual([{ type: "release", podUid: "b" }]);
    expect(traceOf(told([...turns.slice(0, 2), [loses("a"), DONE], ...turns.slice(3)])).ops.slice(2)).toEqual([
      { type: "release", podUid: "b" },
      { type: "release", podUid: "a" },
    ]);
  });

  it("takes any name of a pod, and any name of an allocator", async () => {
    const counterexample = told([
      [asks("__proto__"), slot(0)],
      [asks("\u001b[31m"), slot(0)],
    ]);
    const { steps, note } = await replayed({ ...counterexample, subject: "\u001b[31mmine" });
    expect(steps.map(({ podUid }) => podUid)).toEqual(["__proto__", "\u001b[31m"]);
    expect(steps.map(({ difference }) => difference === null)).toEqual([true, false]);
    expect(note?.startsWith("\u001b[31mmine breaks the law disjoint")).toBe(true);
  });

  it("records nothing of a pod that is told of no IDs", () => {
    expect(traceOf(told([[asks("a"), DONE]], "answers")).ops).toEqual([{ type: "allocate", podUid: "a" }]);
  });

  it("differs for what the kit finds, at the last step", async () => {
    const rows: string[] = [];
    for (const defect of ALLOCATOR_DEFECTS) {
      const { name, breaks } = defect;
      const { errorInstance } = fc.check(allocatorProperty(adapterOf(defect)), { seed: 65536, numRuns: 1000 });
      if (!(errorInstance instanceof BrokenLaw)) throw new Error(`${name} was not found`);
      const { steps } = await replayed(errorInstance.counterexample);
      const at = steps.filter(({ difference }) => difference !== null).map((step) => step.at);
      const isLast = at.length === 1 && at[0] === steps.length - 1;
      if (!isLast) rows.push(`${breaks}: ${name}`);
    }
    // No allocator of a trace restarts, throws, or is asked twice.
    expect(rows).toEqual([
      "restart: two restarts in a row fail",
      "answers: a full pool throws",
      "deterministic: chance decides",
      "unmutated: the caller's pool is trimmed",
    ]);
  });
});

describe("a trace with a strategy of the library", () => {
  const history = {
    pool: POOL,
    seed: 77,
    operations: [asks("a"), asks("b"), ends("a"), asks("c"), asks("d"), asks("e"), asks("b")],
  };
  const played = (make: MakeStrategy): Counterexample => {
    const { answers } = runStrategy(make, history);
    return { ...told([]), history, answers };
  };

  it.each<[string, MakeStrategy]>([
    ["random-scan", (seed) => randomScan({ seed })],
    ["hash-probe", (seed) => hashProbe({ seed })],
    ["first-fit", firstFit],
  ])("is played by it again, with its seed: %s", async (strategy, make) => {
    const counterexample = played(make);
    expect(traceOf(counterexample, { strategy }).settings).toEqual({ ...POOL, strategy, seed: 77 });
    expect(traceOf(counterexample, { strategy }).ops.every(({ type }) => type !== "restore")).toBe(true);
    expect(await differing(counterexample, { strategy })).toEqual([]);
  });

  it("differs where another strategy answers", async () => {
    const others = [1, 2, 3, 4, 5, 6, 7, 8].map((more) => played((seed) => randomScan({ seed: seed + more })));
    const found = await Promise.all(others.map((other) => differing(other, { strategy: "random-scan" })));
    expect(found.filter(({ length }) => length > 0).length).toBeGreaterThan(4);
  });

  it("keeps refusals, and restores what was asked for in several slots", async () => {
    const turns: readonly Turn[] = [
      [asks("a", 131072), slot(0, 2)],
      [asks("b"), slot(2)],
      [asks("c"), FULL],
      [asks("b"), slot(2)],
    ];
    const { ops } = traceOf(told(turns), { strategy: "first-fit" });
    expect(ops.map(({ type }) => type)).toEqual(["restore", "allocate", "allocate", "allocate"]);
    expect(await differing(told(turns), { strategy: "first-fit" })).toEqual([]);
  });

  it("comes of a check", async () => {
    const wrong: AllocatorAdapter = {
      start: ({ start, idsPerPod }) => ({ allocate: () => ({ start, size: idsPerPod }) }),
    };
    const { finding } = runAllocator(wrong, { ...history, operations: [asks("a"), asks("b")] });
    expect(finding?.law).toBe("disjoint");
    const { counterexample } = checkStrategy(() => ({ ...firstFit(), propose: () => ({ refuse: "exhausted" }) }));
    if (counterexample === undefined) throw new Error("nothing was found");
    expect(await differing(counterexample)).toEqual([0]);
  });
});
