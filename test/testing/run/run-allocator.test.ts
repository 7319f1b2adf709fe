import { describe, expect, it } from "vitest";
import { checkAllocator } from "../../../src/testing/check/check.ts";
import type { Answer } from "../../../src/testing/history/answer.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import type { LawName } from "../../../src/testing/laws/laws.ts";
import { runAllocator } from "../../../src/testing/run/run-allocator.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import { SimpleAllocator } from "../defects/simple-allocator.ts";
import { later } from "../later.ts";
import { told } from "../told.ts";

const POOL: HistoryPool = { start: 10, size: 40, idsPerPod: 10, exclude: [] };
const asks = (podUid: string, size?: number): HistoryOperation => ({
  op: "allocate",
  podUid,
  ...(size === undefined ? {} : { size }),
});
const OPERATIONS: readonly HistoryOperation[] = [
  asks("a"),
  asks("b"),
  { op: "release", podUid: "a" },
  { op: "loseRecord", podUid: "b" },
  { op: "restart" },
  asks("c"),
];
const HISTORY = { pool: POOL, seed: 3, operations: OPERATIONS };

const simple = (change: (allocator: SimpleAllocator) => object = (allocator) => allocator): AllocatorAdapter => ({
  start: (pool, seed) => change(new SimpleAllocator(pool, seed)) as SimpleAllocator,
});

/** An allocator that gives what it is told to, whatever it is asked. */
const giving = (value: unknown): AllocatorAdapter => ({ start: () => ({ allocate: () => value as Answer }) });

describe("runAllocator", () => {
  it("asks everything, and answers with what was answered", () => {
    const { asked, answers, finding } = runAllocator(simple(), HISTORY);
    expect(asked).toEqual(OPERATIONS);
    const done = { ok: true };
    expect(answers).toEqual([
      { start: 10, size: 10 },
      { start: 20, size: 10 },
      done,
      done,
      done,
      { start: 10, size: 10 },
    ]);
    expect(finding).toBeUndefined();
  });

  it("asks with the pod and the size, of allocators with the pool and the seed", () => {
    const seen: unknown[] = [];
    const adapter: AllocatorAdapter = {
      start: (pool, seed) => {
        seen.push(["start", pool, seed]);
        const note = (...what: unknown[]): Answer => {
          seen.push(what);
          return { ok: true };
        };
        return {
          allocate: (pod, size) => {
            seen.push(["allocate", pod, size]);
            return { start: 10, size: 20 };
          },
          release: (pod) => note("release", pod),
          restart: (...none: unknown[]) => note("restart", ...none),
          loseRecord: (pod) => note("loseRecord", pod),
        };
      },
      promises: [],
    };
    const operations = [
      asks("a", 20),
      { op: "loseRecord", podUid: "a" },
      { op: "release", podUid: "a" },
      { op: "restart" },
    ] as const;
    expect(runAllocator(adapter, { ...HISTORY, operations }).finding).toBeUndefined();
    const once = [["start", POOL, 3], ["allocate", "a", 20], ["loseRecord", "a"], ["release", "a"], ["restart"]];
    expect(seen).toEqual([...once, ...once]);
  });

  it("leaves out what the allocator has no function for", () => {
    const only = simple((allocator) => ({ allocate: (pod: string) => allocator.allocate(pod) }));
    expect(runAllocator(only, HISTORY).asked.map(({ op }) => op)).toEqual(["allocate", "allocate", "allocate"]);
    const absent = simple((allocator) => Object.assign(allocator, { release: undefined, restart: undefined }));
    expect(runAllocator(absent, HISTORY)).toMatchObject({
      asked: [asks("a"), asks("b"), { op: "loseRecord", podUid: "b" }, asks("c")],
      finding: undefined,
    });
  });

  it("stops where a law is broken", () => {
    const { asked, answers, finding } = runAllocator(giving({ start: 10, size: 10 }), HISTORY);
    expect(asked).toHaveLength(3);
    expect(answers).toHaveLength(2);
    expect(finding).toMatchObject({ law: "disjoint", operation: asks("b"), other: { podUid: "a" } });
  });

  it("holds only what is promised against it", () => {
    const adapter: AllocatorAdapter = { ...giving({ start: 10, size: 20 }), promises: ["aligned"] };
    const history = { ...HISTORY, operations: [asks("a", 20)] };
    expect(runAllocator(adapter, history).finding?.law).toBe("aligned");
    const { promises: _, ...silent } = adapter;
    expect(runAllocator(silent, history).finding).toBeUndefined();
    expect(runAllocator({ ...adapter, promises: ["complete"] }, history).finding).toBeUndefined();
    expect(runAllocator(adapter, history, { except: ["aligned"] }).finding).toBeUndefined();
    const refusing = giving({ error: "out-of-tries" });
    expect(runAllocator(refusing, HISTORY).finding?.law).toBe("complete");
    expect(runAllocator({ ...refusing, promises: ["aligned"] }, HISTORY).finding).toBeUndefined();
  });

  it("plays it twice, and finds what differs", () => {
    let starts = 0;
    const moody = simple((allocator) => {
      starts++;
      if (starts % 2 === 0) allocator.find = () => 3;
      return allocator;
    });
    const text = 'the answer was {"start":10,"size":10}, and with a new allocator it is {"start":40,"size":10}';
    const { finding, answers } = runAllocator(moody, HISTORY);
    expect(told(finding)).toEqual({
      law: "deterministic",
      operation: asks("a"),
      answer: { start: 10, size: 10 },
      text,
    });
    expect(answers).toHaveLength(6);
    expect(runAllocator(moody, HISTORY, { except: ["deterministic"] }).finding).toBeUndefined();
    // Nobody looks a second time where that law is left aside.
    expect(starts).toBe(3);
  });

  it("passes a copy of the pool in, and finds when that is changed", () => {
    const changing: AllocatorAdapter = {
      start: (pool) => ({
        allocate: (pod) => {
          (pool.exclude as object[]).push({ start: 0, size: 1 });
          return pod === "a" ? { start: 10, size: 10 } : { error: "no", code: "exhausted" };
        },
      }),
    };
    const text = "the pool that was passed in has changed";
    const answer = { start: 10, size: 10 };
    expect(told(runAllocator(changing, HISTORY).finding)).toEqual({
      law: "unmutated",
      operation: asks("a"),
      answer,
      text,
    });
    expect(POOL.exclude).toEqual([]);
    // The others are judged all the same.
    expect(runAllocator(changing, HISTORY, { except: ["unmutated"] }).finding?.law).toBe("complete");
  });

  it("goes on after a refusal that is left aside, and not after a range", () => {
    const answers = (list: readonly unknown[]): AllocatorAdapter => ({
      start: () => {
        const rest = [...list];
        return { allocate: () => rest.shift() as Answer };
      },
    });
    const operations = [asks("a"), asks("b"), asks("c")];
    const range = { start: 10, size: 10 };
    const run = (list: readonly unknown[], except: readonly LawName[]) =>
      runAllocator(answers(list), { ...HISTORY, operations }, { except }).finding?.law;
    expect(run([{ error: "no" }, range, range], ["complete"])).toBe("disjoint");
    expect(run([{ start: 0, size: 10 }, range, range], [])).toBe("in-pool");
    expect(run([{ start: 0, size: 10 }, range, range], ["in-pool"])).toBeUndefined();
    expect(run([range, range, { error: "no" }], ["complete"])).toBe("disjoint");
  });
});

describe("what is no answer", () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error("do not touch");
      },
    },
  );
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;

  it.each([
    [undefined, "gave undefined"],
    [null, "gave null"],
    [7, "gave 7"],
    ["[10, 20)", 'gave "[10, 20)"'],
    [true, "gave true"],
    [Symbol("x"), "gave Symbol(x)"],
    [10n, "gave 10n"],
    [[], "gave []"],
    [{}, "gave {}"],
    [{ start: 10 }, 'gave {"start":10}'],
    [{ start: "10", size: 10 }, 'gave {"start":"10","size":10}'],
    [{ start: 10, size: 10, more: {} }, 'gave {"start":10,"size":10,"more":{}}'],
    [{ start: 10, size: 10, more: [{ start: 20 }] }, 'gave {"start":10,"size":10,"more":[{"start":20}]}'],
    [
      { start: 10, size: 10, more: [{ start: 20, size: 10 }, { start: 30 }] },
      'gave {"start":10,"size":10,"more":[{"start":20,"size":10},{"start":30}]}',
    ],
    [{ ok: false }, 'gave {"ok":false}'],
    [{ error: 7 }, 'gave {"error":7}'],
    [cyclic, "gave a value of type object"],
    [hostile, "threw Error: do not touch"],
    [Promise.resolve({ start: 10, size: 10 }), "gave a promise, and its adapter does not say `async: true`"],
  ])("breaks the law of answers: %#", (value, error) => {
    const { counterexample } = checkAllocator(giving(value), { numRuns: 20 });
    expect(counterexample?.answers).toEqual([{ error, code: "no-answer" }]);
    expect(told(counterexample?.finding)).toMatchObject({
      law: "answers",
      text: `no answer: ${JSON.stringify(error)}`,
    });
  });

  it("is not what has more to it than an answer needs", () => {
    const extra = { start: 10, size: 10, code: 7, ok: false, error: "none", more: undefined };
    expect(runAllocator(giving(extra), { ...HISTORY, operations: [asks("a")] })).toMatchObject({
      answers: [{ start: 10, size: 10 }],
      finding: undefined,
    });
    const split = { start: 10, size: 10, more: [{ start: 30, size: 10, ok: false }] };
    const wide = { ...HISTORY, operations: [asks("a", 20)] };
    const { answers } = runAllocator({ ...giving(split), promises: [] }, wide);
    expect(answers).toEqual([{ start: 10, size: 10, more: [{ start: 30, size: 10 }] }]);
    const refusal = { error: "full", code: 7, ok: true };
    expect(runAllocator(giving(refusal), HISTORY).answers).toEqual([{ error: "full" }]);
  });

  it("is nothing, to a release: that means done", () => {
    const silent = simple((allocator) => ({
      allocate: (pod: string) => allocator.allocate(pod),
      release: (pod: string) => void allocator.release(pod),
      restart: () => void allocator.restart(),
    }));
    expect(runAllocator(silent, HISTORY)).toMatchObject({ finding: undefined });
    expect(checkAllocator(silent, { numRuns: 100 }).failed).toBe(false);
    const nothing = simple((allocator) => ({
      allocate: (pod: string) => allocator.allocate(pod),
      release: () => null as unknown as Answer,
    }));
    expect(told(runAllocator(nothing, HISTORY).finding)?.text).toContain("gave null");
  });

  it.each([
    [new Error("boom"), "threw Error: boom"],
    [new TypeError("x is not a function"), "threw TypeError: x is not a function"],
    ["text", 'threw "text"'],
    [undefined, "threw undefined"],
    [hostile, "threw a value of type object"],
  ])("is what is thrown: %#", (thrown, error) => {
    const throwing: AllocatorAdapter = {
      start: () => ({
        allocate: () => {
          throw thrown;
        },
      }),
    };
    const { counterexample, failed } = checkAllocator(throwing, { numRuns: 20 });
    expect(failed).toBe(true);
    expect(counterexample?.answers).toEqual([{ error, code: "no-answer" }]);
  });
});

describe("an allocator that does not start", () => {
  it("fails the check, with what it threw", async () => {
    const start = (): never => {
      throw new Error("port in use");
    };
    const report = checkAllocator({ start }, { numRuns: 20 });
    expect(report).toMatchObject({
      failed: true,
      counterexample: undefined,
      text: expect.stringMatching(/^Error: port in use\nAgain: /),
    });
    const async = await checkAllocator({ async: true, start: async () => start() }, { numRuns: 20 });
    expect(async).toMatchObject({
      failed: true,
      counterexample: undefined,
      text: expect.stringMatching(/^Error: port in use\nAgain: /),
    });
  });
});

describe("an adapter that does not say that answers come later", () => {
  const late = async (): Promise<never> => {
    throw new Error("late");
  };

  it("is told so where an answer does", () => {
    const adapter = { start: () => ({ allocate: late }) } as unknown as AllocatorAdapter;
    const error = "gave a promise, and its adapter does not say `async: true`";
    expect(checkAllocator(adapter, { numRuns: 5 }).counterexample?.answers).toEqual([{ error, code: "no-answer" }]);
  });

  it("is told so where its start does, and does not pass because nothing could be asked", () => {
    const adapter = { start: late } as unknown as AllocatorAdapter;
    const text =
      "TypeError: start of the adapter: expected what it gives to be an allocator { allocate }, got a promise; say `async: true` for that";
    const report = checkAllocator(adapter, { numRuns: 5 });
    expect([report.failed, report.text.split("\n")[0]]).toEqual([true, text]);
  });
});

describe("an allocator that answers later", () => {
  it("is asked the same, and judged the same", async () => {
    expect(await runAllocator(later(simple()), HISTORY)).toEqual(runAllocator(simple(), HISTORY));
    const wrong = giving({ start: 10, size: 10 });
    expect(await runAllocator(later(wrong), HISTORY)).toEqual(runAllocator(wrong, HISTORY));
    const report = await checkAllocator(later(simple()), { numRuns: 50 });
    expect(report).toMatchObject({ failed: false, text: "", details: { numRuns: 50 } });
  });

  it("comes to the same counterexample", async () => {
    const wrong = giving({ start: 65536, size: 65536 });
    const now = checkAllocator(wrong, { seed: 3 });
    const then = await checkAllocator({ ...later(wrong), name: "later" }, { seed: 3 });
    expect(then.counterexample).toEqual({ ...now.counterexample, subject: "later" });
    expect(now.counterexample?.subject).toBe("allocator");
    const again = await checkAllocator(later(wrong), {
      seed: 3,
      path: then.details.counterexamplePath ?? "",
      endOnFailure: true,
    });
    expect(again.counterexample?.history).toEqual(then.counterexample?.history);
  });

  it("is stopped after each play, also when a law is broken", async () => {
    let stopped = 0;
    const stop = async (): Promise<void> => {
      stopped++;
    };
    await runAllocator(later(simple(), stop), HISTORY);
    expect(stopped).toBe(2);
    const { finding } = await runAllocator(later(giving({ start: 0, size: 10 }), stop), HISTORY);
    expect(finding?.law).toBe("in-pool");
    expect(stopped).toBe(3);
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("connection lost")), "threw Error: connection lost"],
    [
      "throws",
      () => {
        throw new Error("not connected");
      },
      "threw Error: not connected",
    ],
    ["promises nothing", () => Promise.resolve(undefined), "gave undefined"],
    ["gives no promise", () => 7, "gave 7"],
  ])("and %s is found", async (_name, allocate, error) => {
    const adapter = { async: true, start: async () => ({ allocate }) } as unknown as AsyncAllocatorAdapter;
    const { counterexample } = await checkAllocator(adapter, { numRuns: 20 });
    expect(counterexample?.answers).toEqual([{ error, code: "no-answer" }]);
    expect(counterexample?.finding.law).toBe("answers");
  });

  it("leaves laws aside, too", async () => {
    const wrong = later(giving({ start: 0, size: 10 }));
    expect((await runAllocator(wrong, HISTORY, { except: ["in-pool"] })).finding).toBeUndefined();
    expect((await checkAllocator(wrong, { except: ["in-pool", "no-last-id", "answers"], numRuns: 50 })).failed).toBe(
      false,
    );
  });

  it("must not change its mind", async () => {
    let starts = 0;
    const moody = later(
      simple((allocator) => {
        starts++;
        if (starts % 2 === 0) allocator.find = () => 3;
        return allocator;
      }),
    );
    expect((await runAllocator(moody, HISTORY)).finding?.law).toBe("deterministic");
  });
});
