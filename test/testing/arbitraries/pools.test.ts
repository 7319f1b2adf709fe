import { describe, expect, it } from "vitest";
import { capacity, createPool } from "../../../src/core/allocate/pool/pool.ts";
import { unwrap } from "../../../src/core/result.ts";
import { invalidPools, pools } from "../../../src/testing/arbitraries/pools.ts";
import type { HistoryPool } from "../../../src/testing/history/history.ts";
import { prop } from "../../support/prop.ts";
import { minimaOf, sampleOf } from "./minimum.ts";

const ONE_SLOT: HistoryPool = { start: 65536, size: 65536, idsPerPod: 65536, exclude: [] };

const slotsOf = ({ size, idsPerPod }: HistoryPool): number => size / idsPerPod;

describe("pools", () => {
  prop("make a pool of 1 to 12 slots", [pools()], (options) => {
    const { slots } = unwrap(createPool(options));
    expect(slots).toBeGreaterThanOrEqual(1);
    expect(slots).toBeLessThanOrEqual(12);
  });

  prop("have the slots and sizes that are wanted", [pools({ maxSlots: 1, idsPerPod: [7, 9] })], (options) => {
    expect(unwrap(createPool(options)).slots).toBe(1);
    expect([7, 9]).toContain(options.idsPerPod);
    expect(options.exclude.length).toBeLessThanOrEqual(1);
  });

  prop("exclude nothing where that is not wanted", [pools({ exclude: false })], ({ exclude }) => {
    expect(exclude).toEqual([]);
  });

  prop(
    "make a pool when as many slots are wanted as there can be, or more",
    [pools({ maxSlots: 5_000_000, idsPerPod: [65536, 1, 2147483647, 1431655765] })],
    (options) => {
      expect(createPool(options)).toMatchObject({ ok: true });
    },
  );

  it("are refused when a slot has more IDs than any pool", () => {
    expect(() => pools({ idsPerPod: [2147483648] })).toThrow(RangeError);
    expect(() => pools({ idsPerPod: [65536, 0] })).toThrow(/^pools: expected idsPerPod from 1 to 2147483647, got 0$/);
    expect(() => pools({ maxSlots: 0 })).toThrow();
  });

  it("have every number of slots and every size of a slot", () => {
    const all = sampleOf(pools());
    for (const slots of [1, 2, 3, 4]) expect(all.filter((pool) => slotsOf(pool) === slots).length).toBeGreaterThan(200);
    for (const slots of [5, 8, 12]) expect(all.filter((pool) => slotsOf(pool) === slots).length).toBeGreaterThan(50);
    for (const ids of [65536, 1, 2, 1000, 1024, 131072])
      expect(all.filter(({ idsPerPod }) => idsPerPod === ids).length).toBeGreaterThan(100);
    expect(new Set(all.map(({ idsPerPod }) => idsPerPod)).size).toBe(6);
    expect(Math.max(...sampleOf(pools({ maxSlots: 30 })).map(slotsOf))).toBe(30);
  });

  it("lie at the start, anywhere, and up against the last usable ID", () => {
    const all = sampleOf(pools());
    const atTop = all.filter(({ start, size, idsPerPod }) => start + size + idsPerPod > 4294967295);
    expect(atTop.length).toBeGreaterThan(100);
    expect(atTop.filter(({ start, size }) => start + size === 4294967295).length).toBeGreaterThan(10);
    expect(all.filter(({ start, idsPerPod }) => start === idsPerPod).length).toBeGreaterThan(100);
    expect(all.filter(({ start, idsPerPod }) => start / idsPerPod > 100).length).toBeGreaterThan(100);
  });

  it("exclude one ID of a slot, of two, of all, or nothing", () => {
    const all = sampleOf(pools());
    const holes = (count: number) => all.filter(({ exclude }) => exclude.length === count);
    expect(holes(0).length).toBeGreaterThan(1000);
    expect(holes(1).length).toBeGreaterThan(50);
    expect(holes(2).length).toBeGreaterThan(20);
    for (const pool of all) expect(capacity(unwrap(createPool(pool)))).toBe(slotsOf(pool) - pool.exclude.length);
    expect(all.filter((pool) => pool.exclude.length === slotsOf(pool)).length).toBeGreaterThan(5);
    for (const { idsPerPod, exclude } of all)
      for (const { start, size } of exclude) expect([start % idsPerPod, size]).toEqual([Math.floor(idsPerPod / 2), 1]);
  });

  it("shrink towards one slot at 65536, or with the first size of a slot", () => {
    expect(minimaOf(pools())).toEqual([ONE_SLOT]);
    expect(minimaOf(pools({ idsPerPod: [9, 7] }))).toEqual([{ start: 9, size: 9, idsPerPod: 9, exclude: [] }]);
    expect(minimaOf(pools(), ({ exclude }) => exclude.length > 0)).toEqual([
      { ...ONE_SLOT, exclude: [{ start: 98304, size: 1 }] },
    ]);
  });
});

describe("invalidPools", () => {
  prop("are refused with their code", [invalidPools()], ({ code, options }) => {
    expect(createPool(options)).toMatchObject({ ok: false, error: { code } });
  });

  it("have every code", () => {
    const all = sampleOf(invalidPools());
    const codes = new Set(all.map(({ code }) => code));
    expect([...codes].sort()).toEqual([
      "empty-pool",
      "past-last-id",
      "size-misaligned",
      "start-below-ids-per-pod",
      "start-misaligned",
      "too-many-slots",
      "zero-ids-per-pod",
    ]);
    for (const code of codes) expect(all.filter((pool) => pool.code === code).length).toBeGreaterThan(100);
    expect(new Set(all.map(({ options }) => options.idsPerPod))).toEqual(new Set([65536, 2, 1000, 0, 1]));
  });

  it("miss by one", () => {
    const all = sampleOf(invalidPools());
    const { start = 0 } = all.find(({ code }) => code === "start-misaligned")?.options ?? {};
    expect(start % 2).toBe(1);
    const slots = all.find(({ code }) => code === "too-many-slots")?.options;
    expect(slots).toEqual({ start: 1, size: 4194305, idsPerPod: 1 });
    expect(createPool({ start: 1, size: 4194304, idsPerPod: 1 }).ok).toBe(true);
  });
});
