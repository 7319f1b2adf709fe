import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { allocatorCommands, type CommandsConstraints } from "../../../src/testing/commands/commands.ts";
import {
  type AllocatorCommand,
  type CommandModel,
  commandSetup,
  livePodAt,
  performOperation,
} from "../../../src/testing/commands/model.ts";
import { OperationCommand } from "../../../src/testing/commands/operation-command.ts";
import { BrokenLaw } from "../../../src/testing/counterexample/broken-law.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import { livePods } from "../../../src/testing/model/model.ts";
import type { LawOptions } from "../../../src/testing/model/own-laws.ts";
import type { AllocatorAdapter, RunningAllocator } from "../../../src/testing/subject/adapter.ts";
import { SimpleAllocator } from "../defects/simple-allocator.ts";
import { later } from "../later.ts";

const release = (position: number) => new OperationCommand({ op: "release", position });
const lose = (position: number) => new OperationCommand({ op: "loseRecord", position });
const restart = () => new OperationCommand({ op: "restart" });
const allocate = (podUid: string, slots?: number) =>
  new OperationCommand({ op: "allocate", podUid, ...(slots === undefined ? {} : { slots }) });

const POOL: HistoryPool = { start: 65536, size: 196608, idsPerPod: 65536, exclude: [] };
const RIGHT: AllocatorAdapter = { name: "simple", start: (pool, seed) => new SimpleAllocator(pool, seed) };

/** Forgets after a restart which slots are taken. */
class Forgetful extends SimpleAllocator {
  override restart() {
    this.slots = new Map();
    return { ok: true } as const;
  }
}
const WRONG: AllocatorAdapter = { name: "forgetful", start: (pool, seed) => new Forgetful(pool, seed) };

function check(adapter: AllocatorAdapter, constraints: CommandsConstraints = {}, params: object = {}) {
  const property = fc.property(allocatorCommands(constraints), (commands) => {
    fc.modelRun(commandSetup(adapter, POOL), commands);
  });
  return fc.check(property, { seed: 65536, numRuns: 500, ...params });
}

/** The model after some commands. */
function modelAfter(commands: readonly AllocatorCommand[], adapter = RIGHT): CommandModel {
  const { model, real } = commandSetup(adapter, POOL)() as { model: CommandModel; real: RunningAllocator };
  fc.modelRun(() => ({ model, real }), commands);
  return model;
}

describe("allocatorCommands", () => {
  it("finds nothing in an allocator that is right", () => {
    expect(check(RIGHT)).toMatchObject({ failed: false, numRuns: 500 });
    expect(check(RIGHT, { maxCommands: 100, size: "max" }, { numRuns: 100 }).failed).toBe(false);
  });

  it("finds a mistake, in as few commands as it takes", () => {
    const { counterexample, errorInstance } = check(WRONG);
    expect(String(counterexample?.[0])).toMatch(/^allocate\(pod-(\d)\),restart\(\),allocate\(pod-(?!\1)\d\)/);
    expect(errorInstance).toBeInstanceOf(BrokenLaw);
    const { counterexample: told } = errorInstance as BrokenLaw;
    expect(told).toMatchObject({
      subject: "forgetful",
      finding: { law: "disjoint" },
      history: { pool: POOL, seed: 0, operations: [{ op: "allocate" }, { op: "restart" }, { op: "allocate" }] },
    });
    expect(told.answers).toHaveLength(3);
    expect((errorInstance as BrokenLaw).message).toContain('"forgetful" breaks the law disjoint');
  });

  it("finds it again by seed, path and replayPath", () => {
    const first = check(WRONG);
    const [, replayPath] = String(first.counterexample?.[0]).match(/replayPath="([^"]+)"/) ?? [];
    expect(replayPath).toBeDefined();
    const again = check(
      WRONG,
      { replayPath: replayPath ?? "" },
      { seed: first.seed, path: first.counterexamplePath ?? "", endOnFailure: true },
    );
    expect(again.numRuns).toBe(1);
    expect(again.numShrinks).toBe(0);
    const names = (run: typeof first) => String(run.counterexample?.[0]).replace(/ ?\/\*.*/, "");
    expect(names(again)).toBe(names(first));
    expect((again.errorInstance as BrokenLaw).counterexample).toEqual(
      (first.errorInstance as BrokenLaw).counterexample,
    );
  });

  it("makes the commands that are wanted", () => {
    const told = (constraints: CommandsConstraints) =>
      new Set(
        fc
          .sample(allocatorCommands(constraints), { seed: 1, numRuns: 400 })
          .flatMap((commands) => [...commands].map((command) => String(command))),
      );
    const all = told({ maxSlotsPerPod: 3 });
    for (const name of [
      "allocate(pod-0)",
      "allocate(pod-5)",
      "allocate(pod-5, 3 slots)",
      "release(#0)",
      "release(#12)",
      "loseRecord(#12)",
      "restart()",
    ])
      expect(all).toContain(name);
    expect(all).not.toContain("allocate(pod-6)");
    expect(all).not.toContain("allocate(pod-0, 1 slots)");
    expect(all).not.toContain("release(#13)");
    const few = told({ pods: 1, restarts: false });
    expect([...few].sort()).toEqual(["allocate(pod-0)", "release(#0)", "release(#1)", "release(#2)"]);
    const lengths = fc.sample(allocatorCommands({ maxCommands: 3 }), 200).map((commands) => [...commands].length);
    expect(Math.max(...lengths)).toBe(3);
  });

  it("makes pods come more often than they go", () => {
    const names = fc
      .sample(allocatorCommands({ restarts: false }), { seed: 1, numRuns: 500 })
      .flatMap((commands) => [...commands].map((command) => String(command).slice(0, 8)));
    const share = names.filter((name) => name === "allocate").length / names.length;
    expect(share).toBeCloseTo(2 / 3, 1);
  });

  it("runs commands of somebody else's beside its own", () => {
    let ran = 0;
    /** All pods end at once: a node is drained. */
    class DrainCommand implements AllocatorCommand {
      check(model: Readonly<CommandModel>): boolean {
        return livePods(model.known).length > 0;
      }
      run(model: CommandModel, real: RunningAllocator): void {
        ran++;
        for (const { podUid } of livePods(model.known)) performOperation(model, real, { op: "release", podUid });
        expect(livePods(model.known)).toEqual([]);
      }
      toString(): string {
        return "drain()";
      }
    }
    const extra = [fc.constant(new DrainCommand())];
    expect(check(RIGHT, { extra, restarts: false }).failed).toBe(false);
    expect(ran).toBeGreaterThan(100);
    const leaking: AllocatorAdapter = {
      start: (pool, seed) => {
        const allocator = new SimpleAllocator(pool, seed);
        let releases = 0;
        const { release } = allocator;
        // Only the third release is lost.
        allocator.release = (pod) => (++releases % 3 === 0 ? { ok: true } : release.call(allocator, pod));
        return allocator;
      },
    };
    const { counterexample, errorInstance } = check(leaking, { extra, restarts: false });
    expect(String(counterexample?.[0])).toContain("drain()");
    expect(errorInstance).toMatchObject({ counterexample: { subject: "allocator" } });
  });
});

describe("a command", () => {
  it("asks for a pod, for one slot without naming a size", () => {
    const model = modelAfter([allocate("a"), allocate("b", 2)], {
      promises: [],
      start: () => ({
        allocate: (pod, size) => (pod === "a" ? { start: 196608, size: 65536 } : { start: 65536, size: size ?? 0 }),
      }),
    });
    expect(model.operations).toEqual([
      { op: "allocate", podUid: "a" },
      { op: "allocate", podUid: "b", size: 131072 },
    ]);
    expect(model.answers).toEqual([
      { start: 196608, size: 65536 },
      // At no multiple of its size, which this allocator does not promise.
      { start: 65536, size: 131072 },
    ]);
  });

  it("names a live pod by its place, counted on around the end", () => {
    const pods = [allocate("a"), allocate("b"), allocate("c")];
    const model = modelAfter(pods);
    expect([0, 1, 2, 3, 5, 300].map((at) => livePodAt(model, at))).toEqual(["a", "b", "c", "a", "c", "a"]);
    expect(livePodAt(modelAfter([]), 7)).toBeUndefined();
    const released = modelAfter([...pods, release(4)]);
    expect(released.operations.at(-1)).toEqual({ op: "release", podUid: "b" });
    expect(livePodAt(released, 1)).toBe("c");
    const lost = modelAfter([...pods, lose(2), restart()]);
    expect(lost.operations.slice(3)).toEqual([{ op: "loseRecord", podUid: "c" }, { op: "restart" }]);
    expect(livePods(lost.known).map(({ podUid }) => podUid)).toEqual(["a", "b"]);
  });

  it("can be run when there is something to do", () => {
    const none = modelAfter([]);
    const some = modelAfter([allocate("a")]);
    expect(allocate("a").check(none)).toBe(true);
    expect(restart().check(none)).toBe(true);
    for (const command of [release(3), lose(3)])
      expect([command.check(none), command.check(some)]).toEqual([false, true]);
    expect(none.operations).toEqual([]);
    const { real } = commandSetup(RIGHT, POOL)() as { real: RunningAllocator };
    for (const command of [release(3), lose(3)]) command.run(none, real);
    expect(none.operations).toEqual([]);
  });

  it("says what it did, or which place it means", () => {
    const commands = [allocate("a"), allocate("b"), release(3), lose(5), restart()];
    expect(commands.map(String)).toEqual(["allocate(a)", "allocate(b)", "release(#3)", "loseRecord(#5)", "restart()"]);
    modelAfter(commands);
    expect(commands.map(String)).toEqual(["allocate(a)", "allocate(b)", "release(b)", "loseRecord(a)", "restart()"]);
    expect(String(allocate("c", 3))).toBe("allocate(c, 3 slots)");
  });
});

describe("commandSetup", () => {
  it("starts afresh each time, with the pool and the seed", () => {
    const seen: unknown[] = [];
    const adapter: AllocatorAdapter = {
      promises: ["complete"],
      start: (...given) => {
        seen.push(given);
        return { allocate: () => ({ start: 131072, size: 131072 }) };
      },
    };
    const setup = commandSetup(adapter, POOL, 9);
    const [one, two] = [setup(), setup()] as { model: CommandModel; real: RunningAllocator }[];
    expect(seen).toEqual([
      [POOL, 9],
      [POOL, 9],
    ]);
    expect(one?.model).not.toBe(two?.model);
    expect(one?.model).toMatchObject({ pool: POOL, seed: 9, subject: "allocator", operations: [], answers: [] });
    if (one === undefined || two === undefined) throw new Error("no setup");
    performOperation(one.model, one.real, { op: "allocate", podUid: "a", size: 131072 });
    expect([one.model.answers.length, two.model.answers.length]).toEqual([1, 0]);
    performOperation(one.model, one.real, { op: "release", podUid: "a" });
    performOperation(one.model, one.real, { op: "restart" });
    expect(one.model.operations).toHaveLength(1);
    const told = (() => {
      try {
        performOperation(one.model, one.real, { op: "allocate", podUid: "b", size: 131072 });
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    })();
    expect(told).toBeInstanceOf(BrokenLaw);
    expect((told as BrokenLaw).counterexample).toMatchObject({
      subject: "allocator",
      history: { pool: POOL, seed: 9 },
      answers: [{ start: 131072 }, { start: 131072 }],
      finding: { law: "disjoint", other: { podUid: "a" } },
    });
  });

  it("keeps excluded IDs, and starts where that is promised", () => {
    const pool = { ...POOL, exclude: [{ start: 70000, size: 1 }] };
    const adapter: AllocatorAdapter = {
      start: ({ start, idsPerPod }) => ({ allocate: () => ({ start, size: idsPerPod }) }),
    };
    expect(() => fc.modelRun(commandSetup(adapter, pool), [allocate("a")])).toThrow(/breaks the law in-pool/);
    const sloppy: AllocatorAdapter = {
      promises: ["aligned"],
      start: () => ({ allocate: () => ({ start: 65536, size: 131072 }) }),
    };
    expect(() => fc.modelRun(commandSetup(sloppy, POOL), [allocate("a", 2)])).toThrow(/law aligned/);
  });
});

describe("a strategy", () => {
  it("is run by the same commands", () => {
    const check = (make: typeof firstFit) =>
      fc.check(
        fc.property(allocatorCommands({ maxSlotsPerPod: 3 }), (list) => fc.modelRun(commandSetup(make, POOL), list)),
        { seed: 65536, numRuns: 200 },
      );
    expect(check(firstFit).failed).toBe(false);
    const timid = () => ({ ...firstFit(), name: "timid", propose: () => ({ refuse: "not-today" }) });
    expect(check(timid).errorInstance).toMatchObject({
      counterexample: { subject: "timid", finding: { law: "complete" }, history: { operations: [{ op: "allocate" }] } },
    });
  });
});

describe("an allocator that answers later", () => {
  const check = async (adapter: AllocatorAdapter) =>
    fc.check(
      fc.asyncProperty(allocatorCommands({ async: true }), async (list) => {
        await fc.asyncModelRun(commandSetup({ ...later(adapter), name: "later" }, POOL), list);
      }),
      { seed: 65536, numRuns: 200 },
    );

  it("is run by the same commands", async () => {
    expect((await check(RIGHT)).failed).toBe(false);
    const { errorInstance } = await check(WRONG);
    expect(errorInstance).toMatchObject({
      counterexample: {
        subject: "later",
        finding: { law: "disjoint" },
        history: { operations: [{ op: "allocate" }, { op: "restart" }, { op: "allocate" }] },
      },
    });
  });

  it("is not asked for what it has no function for", async () => {
    const only: AllocatorAdapter = {
      start: (...given) => {
        const allocator = new SimpleAllocator(...given);
        return { allocate: (podUid) => allocator.allocate(podUid) };
      },
    };
    expect((await check(only)).failed).toBe(false);
  });
});

describe("laws of one's own", () => {
  it("are held by commands, and others left aside", () => {
    const run = (held: LawOptions) =>
      fc.modelRun(commandSetup(WRONG, POOL, 0, held), [allocate("a"), restart(), allocate("b")]);
    expect(() => run({})).toThrow(/law disjoint/);
    expect(() => run({ except: ["disjoint"] })).not.toThrow();
    expect(() => run({ laws: { never: ({ operation }) => `${operation.op} is done` } })).toThrow(/allocate is done$/);
  });
});
