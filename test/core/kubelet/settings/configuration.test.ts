import { describe, expect, it } from "vitest";
import { releaseRange } from "../../../../src/core/releases/releases.ts";
import { createKubelet, type Release, step, validateConfiguration } from "../../../../src/kubelet.ts";

const MAX_PODS = "invalid configuration: maxPods (--max-pods) -1 must not be a negative number";
const IDS = "invalid configuration: userNamespaces.idsPerPod must";

describe("validateConfiguration", () => {
  it("finds nothing wrong with what is not set, and with the bounds", () => {
    expect(validateConfiguration({ release: "1.36" })).toEqual([]);
    expect(validateConfiguration({ release: "1.36", maxPods: 0, idsPerPod: 65536 })).toEqual([]);
    expect(validateConfiguration({ release: "1.36", idsPerPod: 4294901760 })).toEqual([]);
  });

  it.each([
    [65535, `${IDS} not be less than 65536`],
    [65537, `${IDS} be a multiple of 65536`],
    [4294967296, `${IDS} not be more than 4294967295`],
    [2 ** 63, `${IDS} be a multiple of 65536`],
    [-(2 ** 63), `${IDS} not be less than 65536`],
  ])("checks idsPerPod %d", (idsPerPod, problem) => {
    expect(validateConfiguration({ release: "1.36", idsPerPod })).toEqual([problem]);
  });

  it("checks idsPerPod from 1.33 on, where it is ignored too", () => {
    const checked = (["1.25", "1.32", "1.33", "1.34", "1.35", "1.36"] as Release[]).filter(
      (release) => validateConfiguration({ release, idsPerPod: 1 }).length > 0,
    );
    expect(checked).toEqual(["1.33", "1.34", "1.35", "1.36"]);
  });

  it("refuses the start with all problems", () => {
    const settings = { release: "1.36", maxPods: -1, idsPerPod: 1 } as const;
    const idsPerPod = `${IDS} not be less than 65536`;
    expect(step(createKubelet(settings), { type: "start" })).toEqual({
      kubelet: createKubelet(settings),
      outcome: {
        ok: false,
        error: {
          code: "configuration-invalid",
          problems: [MAX_PODS, idsPerPod],
          text: `[${MAX_PODS}, ${idsPerPod}]`,
        },
      },
      draws: [],
    });
    expect(step(createKubelet({ release: "1.36", maxPods: -1 }), { type: "start" }).outcome).toMatchObject({
      error: { text: MAX_PODS },
    });
  });

  it("is left out on request, as in tests of the kubelet's code", () => {
    const settings = { release: "1.36", idsPerPod: 4294967296, skipConfigurationCheck: true } as const;
    expect(step(createKubelet(settings), { type: "start" }).outcome).toEqual({
      ok: false,
      error: { code: "panic", text: "runtime error: integer divide by zero" },
    });
  });

  it("throws for what no kubelet can have", () => {
    expect(() => validateConfiguration({ release: "1.24" as Release })).toThrow(
      new RangeError(`validateConfiguration: expected a release from ${releaseRange()}, got "1.24"`),
    );
    expect(() => validateConfiguration({ release: "1.36", maxPods: 1.5 })).toThrow(
      new TypeError("validateConfiguration: expected maxPods to be an integer, got 1.5"),
    );
    for (const maxPods of [2147483648, -2147483649])
      expect(() => validateConfiguration({ release: "1.36", maxPods })).toThrow(RangeError);
    for (const idsPerPod of [2 ** 63 + 2048, -(2 ** 63) - 2048])
      expect(() => validateConfiguration({ release: "1.36", idsPerPod })).toThrow(
        new RangeError(
          `validateConfiguration: expected idsPerPod from -9223372036854776000 to 9223372036854776000, got ${idsPerPod}`,
        ),
      );
    expect(validateConfiguration({ release: "1.36", maxPods: 2147483647 })).toEqual([]);
    expect(validateConfiguration({ release: "1.36", maxPods: -2147483648 })).toHaveLength(1);
  });
});
