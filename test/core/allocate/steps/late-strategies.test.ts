import { describe, expect, it } from "vitest";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { reserve } from "../../../../src/core/allocate/wrappers/reserve.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, start } from "../support/start.ts";

const late = async (): Promise<never> => {
  throw new Error("late");
};

const WRAPPERS: readonly (readonly [string, (inner: Strategy) => Strategy])[] = [
  ["by itself", (inner) => inner],
  ["in quarantine", (inner) => quarantine(inner, { allocations: 1 })],
  ["in sticky", (inner) => sticky(inner)],
  ["in reserve", (inner) => reserve(inner, 1)],
];

// A rejection that nobody handles fails the run of the tests itself.
describe.each(WRAPPERS)("a strategy that answers later, %s", (_how, wrap) => {
  const strategyWith = (during: string): Strategy => wrap({ ...firstFit(), [during]: late } as unknown as Strategy);

  it("gets no range, and is blamed", () => {
    const strategy = strategyWith("propose");
    expect(allocate(start(3, strategy), "a")).toEqual({
      ok: false,
      error: { code: "answered-later", strategy: strategy.name, during: "propose" },
    });
  });

  it.each<[string, () => unknown]>([
    ["ranges", () => ({ ranges: late(), memory: null })],
    ["each range", () => ({ ranges: [late(), late()], memory: null })],
    ["memory, and has no range", () => ({ ranges: [], memory: late() })],
    ["reason", () => ({ refuse: late() })],
    ["ranges, and refuses", () => ({ refuse: "exhausted", ranges: late() })],
    ["all", () => ({ refuse: late(), ranges: late(), memory: late() })],
  ])("is blamed where it promises its %s", (_what, propose) => {
    const strategy = wrap({ ...firstFit(), propose } as unknown as Strategy);
    expect(allocate(start(3, strategy), "a")).toEqual({
      ok: false,
      error: { code: "answered-later", strategy: strategy.name, during: "propose" },
    });
  });

  it.each(["released", "restored"] as const)("is blamed for %s, and remembers what it did before", (during) => {
    const strategy = strategyWith(during);
    const held = unwrap(restore(start(3, strategy), "a", slot(1)));
    const { state, fault } = during === "restored" ? held : unwrap(release(held.state, "a"));
    expect(fault).toEqual({ code: "answered-later", strategy: strategy.name, during });
    expect(fromSnapshot(JSON.parse(JSON.stringify(snapshot(state))), strategy).ok).toBe(true);
  });

  it("accepts no snapshot", () => {
    const json = JSON.parse(JSON.stringify(snapshot(start(3, wrap(firstFit())))));
    const read = fromSnapshot(json, strategyWith("accepts"));
    expect(read).toMatchObject({ ok: false, error: { during: "accepts" } });
  });
});
