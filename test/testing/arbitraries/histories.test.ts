import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPool } from "../../../src/core/allocate/pool/pool.ts";
import { podHistories } from "../../../src/testing/arbitraries/histories.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import { type HistoryOperation, OPERATION_NAMES } from "../../../src/testing/history/operation.ts";
import { prop } from "../../support/prop.ts";
import { minimaOf, sampleOf } from "./minimum.ts";

const POOL: HistoryPool = { start: 65536, size: 131072, idsPerPod: 65536, exclude: [] };

const podsIn = (operations: readonly HistoryOperation[]): readonly string[] =>
  operations.flatMap((operation) => ("podUid" in operation ? [operation.podUid] : []));

describe("podHistories", () => {
  prop("are plain data about two pods more than slots, in a sound pool", [podHistories()], (history) => {
    expect(JSON.parse(JSON.stringify(history))).toEqual(history);
    expect(createPool(history.pool)).toMatchObject({ ok: true });
    expect(history.operations.length).toBeLessThanOrEqual(40);
    const pods = history.pool.size / history.pool.idsPerPod + 2;
    for (const pod of podsIn(history.operations)) expect(Number(pod.slice(4))).toBeLessThan(pods);
    for (const operation of history.operations) expect("size" in operation).toBe(false);
    expect(Number.isInteger(history.seed)).toBe(true);
  });

  const least = { pods: 1, maxOperations: 1, operations: ["allocate"], pools: fc.constant(POOL) } as const;
  prop("can be as small as they are wanted", [podHistories(least)], ({ operations, pool }) => {
    expect(pool).toBe(POOL);
    expect(operations.length).toBeLessThanOrEqual(1);
    for (const operation of operations) expect(operation).toEqual({ op: "allocate", podUid: "pod-0" });
  });

  it("have no operation at all where none is wanted", () => {
    expect(sampleOf(podHistories({ maxOperations: 0 }), 20).every(({ operations }) => operations.length === 0)).toBe(
      true,
    );
  });

  it("have every length, every seed, every operation and every pod", () => {
    const all = sampleOf(podHistories());
    expect(new Set(all.map(({ operations }) => operations.length)).size).toBe(41);
    expect(all.filter(({ operations }) => operations.length > 12).length).toBeGreaterThan(500);
    expect(all.some(({ seed }) => seed > 2147483648)).toBe(true);
    const list = all.flatMap(({ operations }) => operations);
    const often = OPERATION_NAMES.map((op) => list.filter((operation) => operation.op === op).length / list.length);
    // Of bursts, most have six or seven.
    for (const [at, share] of [25 / 41, 12 / 41, 2 / 41, 2 / 41].entries()) expect(often[at]).toBeCloseTo(share, 1);
    expect(new Set(podsIn(list)).size).toBe(14);
    expect(new Set(podsIn(sampleOf(podHistories({ pods: 9 })).flatMap(({ operations }) => operations))).size).toBe(9);
  });

  it("have the operations that are wanted, and no others", () => {
    for (const op of OPERATION_NAMES)
      expect(
        new Set(
          sampleOf(podHistories({ operations: [op] }), 50)
            .flatMap(({ operations }) => operations)
            .map((operation) => operation.op),
        ),
      ).toEqual(new Set([op]));
  });

  it("ask for several slots where that is wanted, and never name the size of one", () => {
    const asked = sampleOf(podHistories({ maxSlotsPerPod: 3 })).flatMap(({ operations, pool }) =>
      operations.map((operation) => ({ operation, slots: "size" in operation ? operation.size / pool.idsPerPod : 1 })),
    );
    const sizes = asked.filter(({ operation }) => operation.op === "allocate").map(({ slots }) => slots);
    expect(new Set(sizes)).toEqual(new Set([1, 2, 3]));
    for (const slots of [2, 3])
      expect(sizes.filter((size) => size === slots).length).toBeGreaterThan(sizes.length / 10);
    expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(sizes.length / 3);
    for (const { operation, slots } of asked) if ("size" in operation) expect(slots).toBeGreaterThan(1);
  });

  it("fill and empty pools of many slots", () => {
    const large = sampleOf(podHistories()).filter(({ pool }) => pool.size / pool.idsPerPod > 8);
    const most = large.map(({ pool, operations }) => {
      const live = new Set<string>();
      const counts = operations.map((operation) => {
        if (operation.op === "allocate") live.add(operation.podUid);
        if (operation.op === "release") live.delete(operation.podUid);
        return live.size * pool.idsPerPod;
      });
      return Math.max(0, ...counts) >= pool.size;
    });
    expect(most.filter(Boolean).length).toBeGreaterThan(large.length / 20);
  });

  it("shrink towards few operations on the first pods in a pool of one slot", () => {
    const pool = { start: 65536, size: 65536, idsPerPod: 65536, exclude: [] };
    expect(minimaOf(podHistories())).toEqual([{ pool, seed: 0, operations: [] }]);
    const hasTwo = minimaOf(podHistories(), ({ operations }) => {
      const asks = operations.filter(({ op }) => op === "allocate");
      return new Set(podsIn(asks)).size > 1;
    });
    for (const history of hasTwo)
      expect(history).toMatchObject({
        pool,
        seed: 0,
        operations: expect.arrayContaining([
          { op: "allocate", podUid: "pod-0" },
          { op: "allocate", podUid: "pod-1" },
        ]),
      });
    for (const { operations } of hasTwo) expect(operations).toHaveLength(2);
  });

  it("refuses to draw of no operations", () => {
    expect(() => podHistories({ operations: [] })).toThrow(
      new TypeError("podHistories: expected operations to be an array of at least one name, got none"),
    );
  });
});
