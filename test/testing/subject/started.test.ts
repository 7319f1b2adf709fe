import { describe, expect, it } from "vitest";
import { assertAllocator } from "../../../src/testing/check/assert.ts";
import { checkAllocator } from "../../../src/testing/check/check.ts";
import { commandSetup } from "../../../src/testing/commands/model.ts";
import { explore } from "../../../src/testing/explore/explore.ts";
import { runAllocator } from "../../../src/testing/run/run-allocator.ts";
import { soak } from "../../../src/testing/soak/soak.ts";
import type { AllocatorAdapter, AsyncAllocatorAdapter } from "../../../src/testing/subject/adapter.ts";

const POOL = { start: 65536, size: 65536, idsPerPod: 65536, exclude: [] };
const HISTORY = { pool: POOL, seed: 1, operations: [{ op: "allocate", podUid: "web" }] } as const;
const allocate = (): object => ({ start: 65536, size: 65536 });

/** What `start` may give by mistake, and what is said of it. */
const GIVEN: readonly (readonly [what: string, given: unknown, says: string])[] = [
  ["nothing", undefined, "expected what it gives to be an allocator { allocate }, got undefined"],
  ["null", null, "expected what it gives to be an allocator { allocate }, got null"],
  ["a function", allocate, "expected what it gives to be an allocator { allocate }, got a function"],
  [
    "a Result",
    { ok: true, value: { allocate } },
    "expected what it gives to be an allocator { allocate }, got a Result",
  ],
  ["a slip of the pen", { alocate: allocate }, "expected allocate to be a function, got undefined"],
  ["a word for a function", { allocate: "yes" }, 'expected allocate to be a function, got "yes"'],
  ["null for a function", { allocate, release: null }, "expected release to be a function, got null"],
  ["a number for a function", { allocate, restart: 5 }, "expected restart to be a function, got 5"],
  ["an object for a function", { allocate, loseRecord: {} }, "expected loseRecord to be a function, got an object"],
];

const RUNNERS: Readonly<Record<string, (adapter: AllocatorAdapter) => unknown>> = {
  assertAllocator: (adapter) => assertAllocator(adapter, { numRuns: 5 }),
  checkAllocator: (adapter) => {
    throw new Error(checkAllocator(adapter, { numRuns: 5 }).text);
  },
  runAllocator: (adapter) => runAllocator(adapter, HISTORY),
  explore: (adapter) => explore(adapter, { slots: 1 }),
  soak: (adapter) => soak(adapter, { operations: 5 }),
  commandSetup: (adapter) => commandSetup(adapter, POOL)(),
};

const LATER: Readonly<Record<string, (adapter: AsyncAllocatorAdapter) => Promise<unknown>>> = {
  assertAllocator: (adapter) => assertAllocator(adapter, { numRuns: 5 }),
  runAllocator: (adapter) => runAllocator(adapter, HISTORY),
  "runAllocator of several at once": (adapter) => runAllocator({ ...adapter, concurrent: true }, HISTORY),
  soak: (adapter) => soak(adapter, { operations: 5 }),
  commandSetup: async (adapter) => commandSetup(adapter, POOL)(),
};

describe.each(GIVEN)("an adapter that starts %s", (_what, given, says) => {
  it.each(Object.entries(RUNNERS))("is told so by %s, and does not pass with nothing asked", (_name, run) => {
    const adapter = { start: () => given } as unknown as AllocatorAdapter;
    expect(() => run(adapter)).toThrow(`start of the adapter: ${says}`);
  });

  it.each(Object.entries(LATER))("is told so later by %s", async (_name, run) => {
    const adapter = { async: true, start: async () => given } as unknown as AsyncAllocatorAdapter;
    await expect(run(adapter)).rejects.toThrow(`start of the adapter: ${says}`);
  });
});

describe("an adapter", () => {
  it.each<[string, object, string]>([
    [
      "promises",
      { promises: ["compleet"] },
      'expected each of promises to be one of "aligned", "complete", "one-range"',
    ],
    ["sizes", { sizes: "yes" }, 'expected sizes of the adapter to be true or false, got "yes"'],
    ["name", { name: 5 }, "expected name of the adapter to be a string, got 5"],
    ["a strategy in its place", { propose: allocate }, "expected adapter to be an adapter { start }, got a strategy"],
  ])("is looked at before anything is played: %s", (_what, wrong, says) => {
    const adapter = { start: () => ({ allocate }), ...wrong } as unknown as AllocatorAdapter;
    expect(() => checkAllocator(adapter)).toThrow(`checkAllocator: ${says}`);
  });
});

describe("an allocator that is asked for several pods at once", () => {
  it("may be there at once", async () => {
    const adapter = { async: true, concurrent: true, start: () => ({ allocate: async () => allocate() }) };
    const { finding } = await runAllocator(adapter as unknown as AsyncAllocatorAdapter, HISTORY);
    expect(finding).toBeUndefined();
  });

  it.each<[string, readonly unknown[], string]>([
    ["a value for what gives it", ["SELECT web", 5], "expected act to be a function that does it, such as "],
    ["no label", [allocate], "expected label to be a string, got a function"],
  ])("is told what schedule takes: %s", async (_what, given, says) => {
    const start: AsyncAllocatorAdapter["start"] = async (_pool, _seed, { schedule }) => ({
      allocate: async () => Reflect.apply(schedule, undefined, given),
    });
    const { answers } = await runAllocator({ async: true, concurrent: true, start }, HISTORY);
    expect(answers).toMatchObject([{ error: expect.stringContaining(`threw TypeError: schedule: ${says}`) }]);
  });
});

describe("a history", () => {
  it("has no operation that nobody knows, which would be left out", () => {
    const operations = [{ op: "alocate", podUid: "web" }] as never;
    expect(() => runAllocator({ start: () => ({ allocate }) } as never, { ...HISTORY, operations })).toThrow(
      /^runAllocator: expected op to be one of "allocate", .* got "alocate"$/,
    );
  });
});

describe("an answer", () => {
  it("is shown where it holds a bigint", () => {
    const start = () => ({ allocate: () => ({ start: 65536n, size: 65536 }) });
    const { answers } = runAllocator({ start } as unknown as AllocatorAdapter, HISTORY);
    expect(answers).toEqual([{ error: 'gave {"start":"65536n","size":65536}', code: "no-answer" }]);
  });
});
