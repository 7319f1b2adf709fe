import assert from "node:assert";
import { inspect, stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { processError } from "vitest/internal/browser";
import { createPool, type PoolOptions } from "../../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";
import { start, withPods } from "../support/start.ts";

/** Every way in which a user's test asks whether two values are the same. */
const WAYS: Readonly<Record<string, (a: unknown, b: unknown) => void>> = {
  toEqual: (a, b) => expect(a).toEqual(b),
  toStrictEqual: (a, b) => expect(a).toStrictEqual(b),
  "toEqual, nested": (a, b) => expect(nested(a)).toEqual(nested(b)),
  "toStrictEqual, nested": (a, b) => expect(nested(a)).toStrictEqual(nested(b)),
  deepStrictEqual: (a, b) => assert.deepStrictEqual(a, b),
  "deepStrictEqual, nested": (a, b) => assert.deepStrictEqual(nested(a), nested(b)),
  "deepStrictEqual, in a Map": (a, b) => assert.deepStrictEqual(new Map([["state", a]]), new Map([["state", b]])),
};

function nested(state: unknown): unknown {
  return { all: [{ ok: true, value: { state } }] };
}

function isEqual(way: string, a: unknown, b: unknown): boolean {
  try {
    WAYS[way]?.(a, b);
    return true;
  } catch {
    return false;
  }
}

/** A state with such a memory, whatever the memory is. */
function remembering(initial: unknown, name = "remembers"): Allocations {
  const strategy: Strategy = {
    name,
    initial,
    propose: (_, view) => ({ ranges: [view.slotRange(0)], memory: initial }),
  };
  return unwrap(allocate(start(4, strategy), "a")).state;
}

function empty(options: PoolOptions, strategy: Strategy = firstFit()): Allocations {
  return emptyAllocations(unwrap(createPool(options)), strategy);
}

const base = { start: 65536, size: 4 * 65536 };

/** Two states made in different ways, and whether they are the same. */
const PAIRS: readonly (readonly [name: string, a: Allocations, b: Allocations, isSame: boolean])[] = [
  ["made twice", start(4), start(4), true],
  ["with the same pods", withPods(start(4), "a", "b"), withPods(start(4), "a", "b"), true],
  ["that came another way", withoutPod(withPods(start(4), "x", "b", "c"), "x"), restored("b", "c"), true],
  ["read back", withPods(start(4), "a"), readBack(withPods(start(4), "a")), true],
  ["with a pod more", start(4), withPods(start(4), "a"), false],
  ["with another pod", withPods(start(4), "a"), withPods(start(4), "b"), false],
  ["with the pods changed about", withPods(start(4), "a", "b"), withPods(start(4), "b", "a"), false],
  ["with one range or two", withPods(start(4), "a", "b"), allocated("a", 131072), false],
  ["with another start", empty(base), empty({ ...base, start: 131072 }), false],
  ["with another size", empty(base), empty({ ...base, size: 65536 }), false],
  ["with another idsPerPod", empty(base), empty({ ...base, idsPerPod: 32768 }), false],
  ["with other exclusions", empty(base), empty({ ...base, exclude: [{ start: 65536, size: 1 }] }), false],
  ["with another strategy", start(4), start(4, nextFit()), false],
  ["with a strategy of another name", remembering(null, "a"), remembering(null, "b"), false],
  ["with another memory", remembering({ turn: 1 }), remembering({ turn: 2 }), false],
  ["with memory of another type", remembering("1"), remembering(1), false],
  ["with memory in another order", remembering({ a: { x: 1, y: [2] }, b: 2 }), memoryAbout(), true],
  ["with a list as memory", remembering([1, 2]), remembering([2, 1]), false],
  ["with a list or the same as an object", remembering(["x"]), remembering({ 0: "x" }), false],
];

function memoryAbout(): Allocations {
  return remembering({ b: 2, a: { y: [2], x: 1 } });
}

function allocated(podUid: string, size: number): Allocations {
  return unwrap(allocate(start(4), podUid, { size })).state;
}

function withoutPod(state: Allocations, podUid: string): Allocations {
  return unwrap(release(state, podUid)).state;
}

function restored(...pods: readonly string[]): Allocations {
  return withoutPod(withPods(start(4), "gone", ...pods), "gone");
}

function readBack(state: Allocations): Allocations {
  return unwrap(fromSnapshot(JSON.parse(JSON.stringify(state)), firstFit()));
}

describe.each(Object.keys(WAYS))("two states, by %s", (way) => {
  it.each(PAIRS)("%s", (_, a, b, isSame) => {
    expect(isEqual(way, a, b)).toBe(isSame);
    expect(isEqual(way, b, a)).toBe(isSame);
    expect(isEqual(way, a, a)).toBe(true);
  });

  it("are not what is no state", () => {
    const state = start(4);
    for (const other of [{}, snapshot(state), structuredClone(state), null, new Proxy(state, {})])
      expect(isEqual(way, state, other)).toBe(false);
  });
});

describe("two states", () => {
  const pods = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 6 });
  const toggled = (names: readonly string[]): Allocations => {
    let state = start(3);
    for (const name of names) {
      const released = release(state, name);
      if (released.ok) state = released.value.state;
      const got = released.ok ? undefined : allocate(state, name);
      if (got?.ok) state = got.value.state;
    }
    return state;
  };

  prop("are deeply equal exactly when their snapshots are", [pods, pods], (first, second) => {
    const [a, b] = [toggled(first), toggled(second)];
    const isSame = JSON.stringify(a) === JSON.stringify(b);
    for (const way of ["toEqual", "deepStrictEqual"]) expect(isEqual(way, a, b)).toBe(isSame);
  });
});

/** No plain data, each in another way. */
const MEMORIES: Readonly<Record<string, unknown>> = {
  map: new Map([["a", 1]]),
  cycle: cycle(),
  function: { call: () => 1 },
  bigint: { big: 1n },
  getter: {
    get broken(): never {
      throw new Error("no");
    },
  },
};

function cycle(): object {
  const object: { self?: unknown } = {};
  object.self = object;
  return object;
}

describe("a state whose strategy remembers what is no plain data", () => {
  it.each(Object.keys(MEMORIES))("can be compared and shown all the same: %s", (name) => {
    const state = remembering(MEMORIES[name]);
    const other = withPods(state, "a");
    for (const way of Object.keys(WAYS)) {
      expect(isEqual(way, state, other)).toBe(true);
      expect(isEqual(way, state, withoutPod(state, "a"))).toBe(false);
      expect(isEqual(way, state, remembering(null))).toBe(false);
    }
    for (const show of Object.values(SHOWN)) expect(show(state)).toContain("65536");
    expect(() => JSON.stringify(state)).toThrow(TypeError);
  });
});

/** Every way in which a value comes before somebody's eyes. */
const SHOWN: Readonly<Record<string, (value: unknown) => string>> = {
  "console.log": (value) => inspect(value),
  "console.log, nested": (value) => inspect({ ok: true, value: { state: value } }),
  "fast-check": (value) => fc.stringify(value),
  "fast-check, nested": (value) => fc.stringify([{ state: value }]),
  "a template": (value) => `${value}`,
};

/** What vitest prints below the message of a comparison that fails, without colours. */
function printedDiff(compare: () => void): string {
  try {
    compare();
  } catch (thrown) {
    return stripVTControlCharacters(String(processError(thrown).diff));
  }
  throw new Error("nothing differs");
}

describe("a state is shown with its pool, pods and ranges", () => {
  const state = withPods(start(4), "pod-a", "pod-b");

  it.each(Object.keys(SHOWN))("by %s", (name) => {
    const text = SHOWN[name]?.(state);
    for (const part of ["first-fit", "262144", "pod-a", "pod-b", "131072"]) expect(text).toContain(part);
  });

  const differing: readonly (readonly [name: string, wanted: Allocations, lines: readonly string[]])[] = [
    ["a pod more", withPods(state, "pod-c"), ['-         "podUid": "pod-c"', '-             "start": 196608']],
    [
      "pods in each other's place",
      withPods(start(4), "pod-b", "pod-a"),
      ['+         "podUid": "pod-a"', '-         "podUid": "pod-b"'],
    ],
    [
      "another pool",
      empty({ ...base, size: 131072 }),
      ['+         "podUid": "pod-b"', '-       "size": 131072', '+       "size": 262144'],
    ],
  ];

  it.each(differing)("where vitest prints how one differs from another: %s", (_, wanted, lines) => {
    const diff = printedDiff(() => expect({ state }).toEqual({ state: wanted }));
    for (const line of lines) expect(diff).toContain(line);
  });

  it("and what is no state is not asked for any", () => {
    const prototype: unknown = Object.getPrototypeOf(state);
    for (const other of [prototype, new Proxy(state, {})])
      expect(Object.prototype.toString.call(other)).toBe("[object Allocations]");
  });
});
