import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import type { HistoryOperation } from "../../../src/testing/history/operation.ts";
import { raced } from "../../../src/testing/races/raced.ts";
import { runAllocator } from "../../../src/testing/run/run-allocator.ts";
import { runStrategy } from "../../../src/testing/run/run-strategy.ts";
import type { AllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import { SimpleAllocator } from "../defects/simple-allocator.ts";
import { later } from "../later.ts";

const POOL: HistoryPool = { start: 10, size: 40, idsPerPod: 10, exclude: [] };
const comes = (podUid: string): HistoryOperation => ({ op: "allocate", podUid });
const goes = (podUid: string): HistoryOperation => ({ op: "release", podUid });
const RESTART: HistoryOperation = { op: "restart" };
const simple: AllocatorAdapter = { start: (pool, seed) => new SimpleAllocator(pool, seed) };

describe.each<[number, readonly HistoryOperation[]]>([
  [0, []],
  [1, [comes("a"), RESTART, goes("a"), RESTART, comes("b")]],
  [3, [comes("a"), comes("b"), comes("c"), RESTART, goes("a"), goes("b"), RESTART, comes("d")]],
  [4, ["a", "b", "c", "d", "e"].map(comes)],
])("the most slots at once, %i", (most, operations) => {
  const history = { pool: POOL, seed: 1, operations };

  it("are those of a strategy", () => {
    expect(runStrategy(firstFit, history).mostTaken).toBe(most);
  });

  it("are those of an allocator", () => {
    expect(runAllocator(simple, history).mostTaken).toBe(most);
  });

  it("are those of one with whom pods race", async () => {
    expect((await raced({ ...later(simple), concurrent: true }, history, {})).mostTaken).toBe(most);
  });
});
