import { describe, expect, it } from "vitest";
import {
  ADMISSION_TABLE,
  checkRelease,
  isGateOn,
  isUsernsGateOn,
  minorOf,
} from "../../../../src/core/apiserver/releases/api-releases.ts";
import {
  evidenceAt,
  RELEASE_SOURCES,
  RELEASES,
  type Release,
  releaseRange,
} from "../../../../src/core/releases/releases.ts";

describe("ADMISSION_TABLE", () => {
  it("was read, not run, where somebody did", () => {
    const { gates, ...traits } = ADMISSION_TABLE;
    for (const row of [...Object.values(gates), ...Object.values(traits)])
      for (const release of RELEASES)
        expect(evidenceAt(row, release)).toBe(RELEASE_SOURCES[release] === null ? "not read" : "read");
  });
});

describe("isGateOn", () => {
  const gate = (release: Release, set?: boolean) =>
    isGateOn({ release, ...(set === undefined ? {} : { featureGates: { ProcMountType: set } }) }, "ProcMountType");

  it("has the default unless the gate is set", () => {
    expect([gate("1.32"), gate("1.32", true), gate("1.33"), gate("1.33", false)]).toEqual([false, true, true, false]);
  });

  it("cannot turn a locked gate off, nor an absent one on", () => {
    expect([gate("1.36"), gate("1.36", false)]).toEqual([true, true]);
    const featureGates = { UserNamespacesPodSecurityStandards: true };
    expect(isGateOn({ release: "1.35", featureGates }, "UserNamespacesPodSecurityStandards")).toBe(false);
    expect(isGateOn({ release: "1.34", featureGates }, "UserNamespacesPodSecurityStandards")).toBe(true);
  });

  it("refuses a release that is not modelled", () => {
    expect(() => isGateOn({ release: "1.24" as Release }, "ProcMountType")).toThrow(RangeError);
    expect(() => isUsernsGateOn({ release: "1.24" as Release })).toThrow(RangeError);
    expect(() => checkRelease("fn", undefined as unknown as Release)).toThrow(
      new RangeError(`fn: expected a release from ${releaseRange()}, got undefined`),
    );
  });
});

describe("isUsernsGateOn", () => {
  it("knows the gate by the name it has in the release", () => {
    const on = { UserNamespacesSupport: true };
    const old = { UserNamespacesStatelessPodsSupport: true };
    expect(isUsernsGateOn({ release: "1.27", featureGates: on })).toBe(false);
    expect(isUsernsGateOn({ release: "1.27", featureGates: old })).toBe(true);
    expect(isUsernsGateOn({ release: "1.28", featureGates: on })).toBe(true);
    expect(isUsernsGateOn({ release: "1.28", featureGates: old })).toBe(false);
  });

  it("is on by default since 1.33 and locked since 1.36", () => {
    const off = { UserNamespacesSupport: false };
    expect(isUsernsGateOn({ release: "1.32" })).toBe(false);
    expect(isUsernsGateOn({ release: "1.33" })).toBe(true);
    expect(isUsernsGateOn({ release: "1.35", featureGates: off })).toBe(false);
    expect(isUsernsGateOn({ release: "1.36", featureGates: off })).toBe(true);
  });
});

describe("minorOf", () => {
  it("gives the number after the dot", () => {
    expect(RELEASES.map(minorOf)).toEqual(RELEASES.map((_, i) => 25 + i));
  });
});
