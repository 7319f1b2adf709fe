import { describe, expect, it } from "vitest";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { assertAllocator, assertStrategy } from "../../../src/testing/check/assert.ts";
import type { CheckParameters } from "../../../src/testing/check/report.ts";
import { BrokenLaw } from "../../../src/testing/counterexample/broken-law.ts";
import type { AllocatorAdapter } from "../../../src/testing/subject/adapter.ts";
import { SimpleAllocator } from "../defects/simple-allocator.ts";
import { later } from "../later.ts";

const QUICK: CheckParameters = { seed: 65536, numRuns: 50 };
const right: AllocatorAdapter = { start: (pool, seed) => new SimpleAllocator(pool, seed) };
const wrong: AllocatorAdapter = { name: "wrong", start: () => ({ allocate: () => ({ start: 0, size: 1 }) }) };
const make = () => ({ ...firstFit(), name: "mute", propose: () => ({ refuse: "exhausted" }) });

function thrownBy(act: () => void): Error {
  try {
    act();
  } catch (thrown) {
    return thrown as Error;
  }
  throw new Error("nothing was thrown");
}

describe("an assertion", () => {
  it("says nothing where every law is kept", async () => {
    assertStrategy(firstFit, QUICK);
    assertAllocator(right, QUICK);
    await assertAllocator(later(right), QUICK);
  });

  it.each<[string, string, (params: CheckParameters) => void]>([
    ["assertStrategy", "make", (params) => assertStrategy(make, params)],
    ["assertAllocator", "adapter", (params) => assertAllocator(wrong, params)],
  ])("throws the counterexample, and what comes to it again: %s", (name, subject, assert) => {
    const first = thrownBy(() => assert({ ...QUICK, except: ["restart"] }));
    expect(first).toBeInstanceOf(BrokenLaw);
    expect(first.message).toMatch(/^"(mute|wrong)" breaks the law /);
    const line = first.message.split("\n").at(-1) ?? "";
    const [, options = ""] = line.match(new RegExp(`^Again: ${name}\\(${subject}, (\\{.*\\})\\)$`)) ?? [];
    const given: CheckParameters = new Function(`return (${options})`)();
    expect(given).toEqual({ seed: 65536, path: expect.any(String), endOnFailure: true, except: ["restart"] });
    expect(thrownBy(() => assert(given)).message).toBe(first.message);
  });

  it("rejects with the same where answers come later", async () => {
    const sooner = thrownBy(() => assertAllocator(wrong, QUICK));
    const adapter = { ...later(wrong), name: "wrong" };
    await expect(assertAllocator(adapter, QUICK)).rejects.toThrow(sooner.message);
  });

  it("throws what else goes wrong, and keeps it as the cause", () => {
    const cause = new Error("port in use");
    const start = (): never => {
      throw cause;
    };
    const thrown = thrownBy(() => assertAllocator({ start }, QUICK));
    expect(thrown).not.toBeInstanceOf(BrokenLaw);
    expect(thrown.message).toMatch(/^Error: port in use\nAgain: /);
    expect(thrown.cause).toBe(cause);
  });
});
