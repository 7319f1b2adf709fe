import { describe, expect, it } from "vitest";
import { createPool, defaultPool } from "../../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { freeSlots } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { hashLinear } from "../../../../src/core/allocate/strategies/hash-linear.ts";
import { hashPartition } from "../../../../src/core/allocate/strategies/hash-partition.ts";
import { hashProbe } from "../../../../src/core/allocate/strategies/hash-probe.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, start, withPods } from "../support/start.ts";

describe.each([
  ["hash-linear", () => hashLinear(), null, ["complete", "one-range"]],
  ["hash-probe", () => hashProbe({ seed: 9 }), 9, ["one-range"]],
  ["hash-probe", () => hashProbe({ seed: 9, faithful: false }), 9, ["one-range"]],
  ["hash-probe-faithful", () => hashProbe({ seed: 9, faithful: true }), 9, ["one-range"]],
  ["hash-partition", () => hashPartition({ seed: 9 }), 9, ["complete", "one-range"]],
] as const)("%s", (name, make, initial, promises) => {
  it("says what it is, what it remembers and what it promises", () => {
    expect(make()).toMatchObject({ name, initial, promises });
  });

  it("goes on only from a memory of its own", () => {
    const { pool, pods } = snapshot(start(3, make()));
    const accepts = (memory: unknown): boolean =>
      fromSnapshot({ schema: "userns-sim/allocations/1", pool, strategy: name, memory, pods }, make()).ok;
    expect([null, 0, 4294967295, 4294967296, -1, 0.5, "0", [], {}].filter(accepts)).toEqual(
      initial === null ? [null] : [0, 4294967295],
    );
  });

  it("gives a pod the same slot again and again while there is room", () => {
    const state = start(5000, make());
    for (const podUid of ["a", "b", "", "__proto__", "\ud800"]) {
      const { range } = unwrap(allocate(state, podUid));
      const others = withPods(
        state,
        ...["x", "y", "z"].filter((other) => unwrap(allocate(state, other)).range.start !== range.start),
      );
      expect(unwrap(allocate(others, podUid)).range).toEqual(range);
    }
  });

  it("gives pods whose UIDs are nearly the same, or very long, slots of their own", () => {
    const long = "x".repeat(1_000_000);
    const uids = ["a", "b", "\ud800", "\ud801", "\ufffd", "a\0", "a\0\0", long, `${long}y`];
    expect(new Set(uids.map((podUid) => unwrap(allocate(start(65000, make()), podUid)).range.start)).size).toBe(
      uids.length,
    );
  });

  it("gives the only slot", () => {
    expect(unwrap(allocate(start(1, make()), "a")).range).toEqual(slot(0));
  });
});

describe("hashProbe", () => {
  it("gives the machine `iporakepaba` what systemd-nspawn gives it", () => {
    const pool = unwrap(createPool({ start: 0x80000, size: 0x6fff0000 + 65536 - 0x80000 }));
    const empty = emptyAllocations(pool, hashProbe({ seed: 1, faithful: true }));
    expect(unwrap(allocate(empty, "iporakepaba")).range).toEqual({ start: 1678049280, size: 65536 });
  });

  it("gives up with slots left, where the last ones are not drawn", () => {
    let state = start(2000, hashProbe({ seed: 1 }));
    const reasons: unknown[] = [];
    for (let i = 0; i < 2000; i++) {
      const result = allocate(state, `pod-${i}`);
      if (result.ok) state = result.value.state;
      else reasons.push(result.error);
    }
    expect(reasons.length).toBe(freeSlots(state));
    expect(reasons.length).toBeGreaterThan(0);
    expect(new Set(reasons.map((error) => JSON.stringify(error)))).toEqual(
      new Set([JSON.stringify({ code: "strategy-refused", strategy: "hash-probe", reason: "out-of-tries" })]),
    );
  });

  it("never gives the last slot as systemd-nspawn does, and gives it otherwise", () => {
    const two = withPods(start(2, hashProbe({ seed: 1, faithful: true })), "a");
    expect(allocate(two, "b")).toMatchObject({ ok: false, error: { reason: "out-of-tries" } });
    expect(unwrap(allocate(withPods(start(2, hashProbe({ seed: 1 })), "a"), "b")).range.size).toBe(65536);
  });

  it.each([
    [hashProbe, "hashProbe"],
    [hashPartition, "hashPartition"],
  ] as const)("takes only 32 bits for a seed", (make, name) => {
    expect(() => make({ seed: -1 })).toThrow(new RangeError(`${name}: expected the seed from 0 to 4294967295, got -1`));
    expect(() => make({ seed: 0.5 })).toThrow(new TypeError(`${name}: expected the seed to be an integer, got 0.5`));
  });
});

describe("in the largest pool", () => {
  it.each([
    ["hash-linear", () => hashLinear()],
    ["hash-partition", () => hashPartition({ seed: 3 })],
  ])("%s gives all 65534 slots, and finds the last one", (_name, make: () => Strategy) => {
    const pool = defaultPool();
    let state: Allocations = emptyAllocations(pool, make());
    // Filled by another strategy's hand: what is measured here is the last step.
    const pods = Array.from({ length: 65533 }, (_, i) => ({
      podUid: `pod-${i}`,
      ranges: [{ start: pool.start + i * 65536, size: 65536 }],
    }));
    state = unwrap(fromSnapshot({ ...snapshot(state), pods }, make()));
    const last = unwrap(allocate(state, "last"));
    expect(last.range).toEqual({ start: 65534 * 65536, size: 65536 });
    expect(allocate(last.state, "more")).toMatchObject({ ok: false, error: { code: "exhausted" } });
    const hole = unwrap(release(last.state, "pod-30000")).state;
    expect(unwrap(allocate(hole, "more")).range).toEqual({ start: 30001 * 65536, size: 65536 });
  });
});

describe("for pods of several slots", () => {
  it.each([
    ["hash-linear", hashLinear()],
    ["hash-probe", hashProbe({ seed: 1 })],
    ["hash-partition", hashPartition({ seed: 1 })],
  ])("%s says when no free run is long enough", (_name, strategy) => {
    const pods = [1, 3, 5].map((number) => ({ podUid: `pod-${number}`, ranges: [slot(number)] }));
    const state = unwrap(fromSnapshot({ ...snapshot(start(7, strategy)), pods }, strategy));
    expect(allocate(state, "wide", { size: 131072 })).toMatchObject({ ok: false, error: { reason: "fragmented" } });
  });

  it("hash-partition goes around excluded slots", () => {
    const exclude = [slot(1), slot(5)];
    const strategy = hashPartition({ seed: 1 });
    const found = Array.from("abcdefghijklmnop", (podUid) =>
      unwrap(allocate(start(7, strategy, exclude), podUid, { size: 131072 })),
    );
    expect(new Set(found.map(({ range }) => range.start))).toEqual(new Set([slot(2).start, slot(3).start]));
    expect(allocate(start(7, strategy, exclude), "a", { size: 4 * 65536 })).toMatchObject({
      ok: false,
      error: { code: "strategy-refused", strategy: "hash-partition", reason: "fragmented" },
    });
  });
});
