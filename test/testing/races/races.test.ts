import { describe, expect, it } from "vitest";
import { assertAllocator } from "../../../src/testing/check/assert.ts";
import { checkAllocator } from "../../../src/testing/check/check.ts";
import { createModel } from "../../../src/testing/model/create-model.ts";
import { type Call, someOrder } from "../../../src/testing/races/some-order.ts";
import type { AsyncAllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import { sqliteAllocator } from "./sqlite-allocator.ts";

const DEFAULTS = { seed: 65536, numRuns: 200 };

describe("an allocator over SQLite", () => {
  it("that looks and then writes is found to give a slot twice, in lanes", async () => {
    const { counterexample, text, details } = await checkAllocator(sqliteAllocator(false), DEFAULTS);
    expect(counterexample?.finding.law).toBe("disjoint");
    expect(counterexample?.history.operations.map(({ op }) => op)).toEqual(["allocate", "allocate"]);
    expect(counterexample?.lanes?.isLoose).toBe(false);
    const mistaken = counterexample?.lanes?.events.filter(
      (event) => "turn" in event && event.turn.split(" ")[1] !== event.podUid,
    );
    expect(mistaken).toEqual([]);
    const turns = counterexample?.lanes?.events.flatMap((event) => ("turn" in event ? [event.turn.split(" ")[0]] : []));
    expect(turns).toEqual(["SELECT", "SELECT", "INSERT", "INSERT"]);
    expect(text.split("\n").slice(2, -3)).toMatchInlineSnapshot(`
      [
        "  pod "pod-0" asks |",
        "  SELECT pod-0     |",
        "                   | pod "pod-1" asks",
        "                   | SELECT pod-1",
        "                   | INSERT pod-1",
        "                   | [65536, 131072)",
        "  INSERT pod-0     |",
        "  [65536, 131072)  |",
      ]
    `);
    const again = await checkAllocator(sqliteAllocator(false), {
      seed: details.seed,
      path: details.counterexamplePath ?? "",
      endOnFailure: true,
    });
    expect(again.counterexample).toEqual(counterexample);
  });

  it("that does one thing after the other passes", async () => {
    await assertAllocator(sqliteAllocator(true), DEFAULTS);
  });
});

describe("an allocator that does not wait for its turn", () => {
  it("is found, and told that it may not come again", async () => {
    const taken = new Set<number>();
    const loose: AsyncAllocatorAdapter = {
      async: true,
      concurrent: true,
      start: async ({ start, size, idsPerPod }) => {
        taken.clear();
        return {
          allocate: async () => {
            const slot = Array.from({ length: size / idsPerPod }, (_, at) => at).find((at) => !taken.has(at));
            await new Promise((resolve) => setTimeout(resolve, 0));
            if (slot === undefined) return { error: "full", code: "exhausted" };
            taken.add(slot);
            return { start: start + slot * idsPerPod, size: idsPerPod };
          },
        };
      },
    };
    const { text, failed } = await checkAllocator(loose, { ...DEFAULTS, numRuns: 20 });
    expect(failed).toBe(true);
    expect(text).toContain("Not everything went through `schedule`: the same order may not come again.");
  });
});

describe("an order of calls", () => {
  const model = createModel({ pool: { start: 10, size: 10 }, idsPerPod: 10 });
  const range = { start: 10, size: 10 };
  const call = (
    op: "allocate" | "release",
    podUid: string,
    answer: Call["answer"],
    called: number,
    answered: number,
  ): Call => ({
    operation: { op, podUid },
    answer,
    called,
    answered,
  });
  const first = call("allocate", "a", range, 0, 1);

  it("lets a range be given while its release is under way, and not before that is called", () => {
    const ends = (called: number, answered: number) => call("release", "a", { ok: true }, called, answered);
    const fits = (calls: readonly Call[]) => someOrder(model, calls, {}).finding?.law;
    expect(fits([first, ends(2, 5), call("allocate", "b", range, 3, 4)])).toBeUndefined();
    expect(fits([first, ends(2, 5), call("allocate", "b", range, 1.5, 1.7)])).toBe("disjoint");
  });

  it("lets a pool be full while somebody is asking, and not before", () => {
    const full = { error: "full", code: "exhausted" };
    const fits = (calls: readonly Call[]) => someOrder(model, calls, {}).finding?.law;
    expect(fits([call("allocate", "b", full, 0, 1), call("allocate", "a", range, 0.5, 2)])).toBeUndefined();
    expect(fits([call("allocate", "b", full, 0, 1), call("allocate", "a", range, 1.5, 2)])).toBe("complete");
  });
});
