import { describe, expect, it } from "vitest";
import { snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { entries, rangeOf } from "../../../../src/core/allocate/state/queries.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { randomScan } from "../../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { bundledOnce } from "../../../support/bundled.ts";
import { entry, slot, start, withPods } from "../support/start.ts";

describe("allocate", () => {
  it("gives a range and the state after, and leaves the state before", () => {
    const empty = start(3);
    const { state, range } = unwrap(allocate(empty, "pod-a"));
    expect(range).toEqual(slot(0));
    expect(entries(state)).toEqual([entry("pod-a", slot(0))]);
    expect(entries(empty)).toEqual([]);
  });

  it("gives a pod that has a range the same one, and the same state, and draws nothing", () => {
    const state = withPods(start(3, randomScan({ seed: 1 })), "pod-a");
    const again = unwrap(allocate(state, "pod-a"));
    expect(again.state).toBe(state);
    expect(again.range).toEqual(rangeOf(state, "pod-a"));
  });

  it("gives a pod its range again even when the pool is full", () => {
    const state = withPods(start(1), "pod-a");
    expect(allocate(state, "pod-a")).toEqual({ ok: true, value: { state, range: slot(0), ranges: [slot(0)] } });
  });

  it("refuses when the pool is full, in the kubelet's words, and does not ask the strategy", () => {
    let asked = 0;
    const strategy: Strategy = {
      name: "counting",
      initial: 0,
      propose: (_request, view) => {
        asked++;
        return { ranges: [view.slotRange(view.nextFree(0) ?? 0)], memory: asked };
      },
    };
    const full = withPods(start(3, strategy, [{ start: 3 * 65536, size: 1 }]), "pod-a", "pod-b");
    expect(allocate(full, "pod-c")).toEqual({
      ok: false,
      error: {
        code: "exhausted",
        podUid: "pod-c",
        slots: 1,
        freeSlots: 0,
        capacity: 2,
        text: "could not find an empty slot to allocate a user namespace",
      },
    });
    expect(asked).toBe(2);
  });

  it("asks with the pod, the size, the time, a view and the memory", () => {
    const asked: unknown[] = [];
    const strategy: Strategy<number> = {
      name: "asking",
      initial: 7,
      propose: (request, view, memory) => {
        asked.push(request, [view.freeSlots, view.isFree(0), view.isFree(1), view.podAt(0), view.podAt(1)], memory);
        return { ranges: [view.slotRange(1)], memory: memory + 1 };
      },
    };
    const state = withPods(start(3, strategy), "pod-a");
    allocate(state, "pod-b", { size: 65537, now: 7 });
    expect(asked).toEqual([
      { podUid: "pod-a", size: 65536, slots: 1, now: 0 },
      [3, true, true, undefined, undefined],
      7,
      { podUid: "pod-b", size: 131072, slots: 2, now: 7 },
      [2, true, false, undefined, "pod-a"],
      8,
    ]);
  });

  it("passes the strategy's own reason on, and keeps its memory", () => {
    const state = start(3, randomScan({ draws: [] }));
    expect(allocate(state, "pod-a")).toEqual({
      ok: false,
      error: { code: "strategy-refused", strategy: "random-scan-draws", reason: "out-of-draws" },
    });
    expect(snapshot(state).memory).toBe(0);
  });

  it("takes any string for a pod", () => {
    const pods = ["", "__proto__", "constructor", "\ud800", "x".repeat(1e6), "pod-a"];
    const state = withPods(start(6), ...pods);
    expect(entries(state).map(({ podUid }) => podUid)).toEqual(pods);
    expect(pods.map((pod) => rangeOf(state, pod))).toEqual([0, 1, 2, 3, 4, 5].map(slot));
  });

  it("throws for a pod that is no string", () => {
    expect(() => allocate(start(1), 5 as unknown as string)).toThrow(
      new TypeError("allocate: expected podUid to be a string, got 5"),
    );
  });

  it("throws for what is no state, whatever it looks like", () => {
    const object = "an object; a state does not survive structuredClone, its snapshot does";
    const state = start(1);
    const none: readonly (readonly [value: unknown, got: string])[] = [
      [undefined, "undefined"],
      [null, "null"],
      [5, "5"],
      [{}, object],
      [() => 0, "a function"],
      [structuredClone(state), object],
      [snapshot(state), "a snapshot: make a state of it by fromSnapshot"],
      [Object.create(state), object],
    ];
    for (const [value, got] of none)
      expect(() => allocate(value as Allocations, "pod-a")).toThrow(
        new TypeError(`allocate: expected state to be made by emptyAllocations or fromSnapshot, got ${got}`),
      );
  });

  it.each([
    ["a Result", { ok: true, value: { state: start(1) } }, "a Result: unwrap it"],
    ["a refusal", { ok: false, error: { code: "exhausted" } }, "a Result: unwrap it"],
    ["a forgotten .state", { state: start(1), range: slot(0) }, "the answer to a step: give its state"],
    [
      "a state of another copy",
      bundledOnce<typeof import("../support/start.ts")>("test/core/allocate/support/start.ts")().start(1),
      "one of another copy of this library, such as its CommonJS build",
    ],
  ])("throws for %s, and says what it is", (_, value, got) => {
    expect(() => allocate(value as unknown as Allocations, "pod-a")).toThrow(
      new TypeError(`allocate: expected state to be made by emptyAllocations or fromSnapshot, got ${got}`),
    );
  });

  it.each([
    [65536, "65536"],
    ["65536", '"65536"'],
    [null, "null"],
    [true, "a boolean"],
  ])("throws for options that are none: %s", (options, got) => {
    const message = `expected options to be an object such as { now: 5 }, got ${got}`;
    const state = withPods(start(2), "pod-a");
    expect(() => allocate(state, "pod-b", options as never)).toThrow(new TypeError(`allocate: ${message}`));
    expect(() => release(state, "pod-a", options as never)).toThrow(new TypeError(`release: ${message}`));
    expect(() => restore(state, "pod-b", slot(1), options as never)).toThrow(new TypeError(`restore: ${message}`));
  });
});
