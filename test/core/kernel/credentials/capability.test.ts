import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ALL_CAPABILITIES,
  CAPABILITIES,
  capabilityNames,
  capabilitySet,
  formatCapabilities,
  parseCapabilities,
} from "../../../../src/core/kernel/credentials/capability.ts";
import { bothOf, eitherOf, hasBit, without } from "../../../../src/core/kernel/credentials/capability-algebra.ts";
import { prop } from "../../../support/prop.ts";

const sets = fc.nat(ALL_CAPABILITIES);

describe("capabilitySet", () => {
  it("sets the bit of each name once, in whatever order", () => {
    expect(capabilitySet(["CAP_CHECKPOINT_RESTORE", "CAP_CHOWN", "CAP_CHOWN"])).toBe(0x10000000001);
    expect(capabilitySet([])).toBe(0);
    expect(capabilitySet(CAPABILITIES)).toBe(ALL_CAPABILITIES);
  });

  it("has the numbers of capability.h", () => {
    expect(Object.fromEntries(CAPABILITIES.map((name, bit) => [name, bit]))).toMatchObject({
      CAP_CHOWN: 0,
      CAP_SETUID: 7,
      CAP_SYS_ADMIN: 21,
      CAP_SETFCAP: 31,
      CAP_PERFMON: 38,
      CAP_CHECKPOINT_RESTORE: 40,
    });
  });

  it("throws for a name that is none", () => {
    expect(() => capabilitySet(["chown" as never])).toThrow(
      new TypeError('capabilitySet: expected each capability to be a name such as "CAP_CHOWN", got "chown"'),
    );
  });
});

describe("capabilityNames", () => {
  it("lists the names in the order of their numbers", () => {
    expect(capabilityNames(0x10000000001)).toEqual(["CAP_CHOWN", "CAP_CHECKPOINT_RESTORE"]);
    expect(capabilityNames(ALL_CAPABILITIES)).toEqual(CAPABILITIES);
  });

  prop("is undone by capabilitySet", [sets], (set) => {
    expect(capabilitySet(capabilityNames(set))).toBe(set);
  });
});

describe("parseCapabilities", () => {
  it.each([
    ["0", 0],
    ["000001ffffffffff", ALL_CAPABILITIES],
    ["1FFFFFFFFFF", ALL_CAPABILITIES],
    ["20000000000", undefined],
    ["", undefined],
    ["0x1", undefined],
    ["1 ", undefined],
    ["00000000000000001", undefined],
  ])("reads %j as %j", (text, set) => {
    expect(parseCapabilities(text)).toBe(set);
  });

  prop("is undone by formatCapabilities", [sets], (set) => {
    expect(parseCapabilities(formatCapabilities(set))).toBe(set);
    expect(formatCapabilities(set)).toHaveLength(16);
  });
});

describe("the algebra of sets", () => {
  const big = (set: number): bigint => BigInt(set);

  prop("agrees with bigints", [sets, sets], (a, b) => {
    expect([bothOf(a, b), eitherOf(a, b), without(a, b)]).toEqual([
      Number(big(a) & big(b)),
      Number(big(a) | big(b)),
      Number(big(a) & ~big(b)),
    ]);
  });

  prop("finds every bit", [sets, fc.nat(40)], (set, bit) => {
    expect(hasBit(set, bit)).toBe(((big(set) >> big(bit)) & 1n) === 1n);
  });
});
