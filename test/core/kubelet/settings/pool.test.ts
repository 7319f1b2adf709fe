import { describe, expect, it } from "vitest";
import { releaseRange } from "../../../../src/core/releases/releases.ts";
import {
  createKubelet,
  type KubeletSettings,
  type KubeletUser,
  kubeletPool,
  kubeletUser,
  RELEASES,
  type Release,
  step,
} from "../../../../src/kubelet.ts";

const STATELESS = "UserNamespacesStatelessPodsSupport";
const SUPPORT = "UserNamespacesSupport";

function on(release: Release): KubeletSettings {
  return {
    release,
    ...(release >= "1.36" ? {} : { featureGates: { [release < "1.28" ? STATELESS : SUPPORT]: true } }),
  };
}

function text(settings: KubeletSettings, fixes: Parameters<typeof kubeletPool>[1] = []): string | null | undefined {
  const pool = kubeletPool(settings, fixes);
  return pool.ok ? undefined : pool.error.text;
}

describe("the feature gate", () => {
  it("is on by default from 1.33", () => {
    const byDefault = RELEASES.filter((release) => {
      const pool = kubeletPool({ release });
      return pool.ok && pool.value !== null;
    });
    expect(byDefault).toEqual(RELEASES.slice(RELEASES.indexOf("1.33")));
  });

  it("goes by one name until 1.27 and another since", () => {
    for (const release of RELEASES) {
      const [known, other] = release < "1.28" ? [STATELESS, SUPPORT] : [SUPPORT, STATELESS];
      expect(kubeletPool({ release, featureGates: { [known]: true } })).toMatchObject({ ok: true, value: {} });
      expect(kubeletPool({ release, featureGates: { [other]: false } })).toEqual({
        ok: false,
        error: { code: "gate-unrecognized", gate: other, text: `unrecognized feature gate: ${other}` },
      });
    }
  });

  it("can be off until 1.35", () => {
    expect(kubeletPool({ release: "1.35", featureGates: { [SUPPORT]: false } })).toEqual({ ok: true, value: null });
    expect(kubeletPool({ release: "1.36", featureGates: { [SUPPORT]: false } })).toEqual({
      ok: false,
      error: {
        code: "gate-locked",
        gate: SUPPORT,
        text: "cannot set feature gate UserNamespacesSupport to false, feature is locked to true",
      },
    });
    expect(kubeletPool({ release: "1.36", featureGates: { [SUPPORT]: true } }).ok).toBe(true);
  });

  it("is looked for in no prototype, and other gates are left alone", () => {
    const inherited = Object.create({ [SUPPORT]: true, [STATELESS]: true }) as Record<string, boolean>;
    inherited["ProcMountType"] = true;
    expect(kubeletPool({ release: "1.30", featureGates: inherited })).toEqual({ ok: true, value: null });
  });
});

describe("kubeletPool", () => {
  it("has all slots from ID 0 before 1.30, whatever the account has", () => {
    for (const release of ["1.25", "1.29"] as const) {
      const settings = { ...on(release), kubeletUser: kubeletUser(1, 1), idsPerPod: 1 };
      expect(kubeletPool(settings)).toEqual({ ok: true, value: { off: 0, slots: 65536, idsPerPod: 65536 } });
    }
    expect(kubeletPool(on("1.25"), ["last-slot"])).toMatchObject({ value: { slots: 65535 } });
  });

  it("uses idsPerPod from 1.35 on", () => {
    const idsOf = (release: Release) => {
      const pool = kubeletPool({ ...on(release), idsPerPod: 131072 });
      return pool.ok ? pool.value?.idsPerPod : undefined;
    };
    expect((["1.30", "1.33", "1.34", "1.35", "1.36"] as Release[]).map(idsOf)).toEqual([
      65536, 65536, 65536, 131072, 131072,
    ]);
  });

  it("asks the node in the order of the kubelet", () => {
    const fail = { failure: "exit status 1" };
    const print = (output: string) => ({ output });
    const users: readonly (readonly [KubeletUser, string, string])[] = [
      [
        { kind: "lookup-fails", text: "user: lookup userid: input/output error" },
        "lookup-failed",
        "user: lookup userid: input/output error",
      ],
      [{ kind: "no-getsubids" }, "getsubids-missing", 'exec: "getsubids": executable file not found in $PATH'],
      [
        { kind: "getsubids", uids: fail, gids: fail },
        "getsubids-failed",
        'error retrieving additional uids for user "kubelet": exit status 1',
      ],
      [
        { kind: "getsubids", uids: print("x"), gids: fail },
        "getsubids-failed",
        'error retrieving additional gids for user "kubelet"',
      ],
      [
        { kind: "getsubids", uids: print("x"), gids: print("y") },
        "uids-and-gids-differ",
        'mismatched subuids and subgids for user "kubelet"',
      ],
      [{ kind: "getsubids", uids: print("x"), gids: print("x") }, "not-four-fields", 'invalid line "x"'],
    ];
    for (const [user, code, words] of users)
      expect(kubeletPool({ release: "1.36", kubeletUser: user })).toEqual({
        ok: false,
        error: { code, text: `kubelet mappings: ${words}` },
      });
  });

  it("words a failing getsubids otherwise in 1.30 and 1.31", () => {
    const run = { failure: "exit status 1" };
    const words = (release: Release) =>
      text({ ...on(release), kubeletUser: { kind: "getsubids", uids: run, gids: run } });
    expect(words("1.31")).toBe('kubelet mappings: error retrieving additional ids for user "kubelet"');
    expect(words("1.32")).toBe('kubelet mappings: error retrieving additional uids for user "kubelet": exit status 1');
  });

  it("checks the pool in the order of the kubelet, with the facts of each refusal", () => {
    const refusal = (firstId: number, length: number, maxPods: number, idsPerPod = 65536) => {
      const pool = kubeletPool({ release: "1.36", kubeletUser: kubeletUser(firstId, length), maxPods, idsPerPod });
      return pool.ok ? pool.value : pool.error;
    };
    const facts = { firstId: 1, length: 1, idsPerPod: 65536, maxPods: 9 };
    expect(refusal(1, 1, 9, 1)).toEqual({
      ...facts,
      idsPerPod: 1,
      code: "ids-per-pod-misaligned",
      text: "kubelet user namespace length 1 is not a multiple of 65536",
    });
    expect(refusal(1, 1, 9)).toEqual({
      ...facts,
      code: "first-id-misaligned",
      text: "kubelet user assigned ID 1 is not a multiple of 65536",
    });
    expect(refusal(0, 1, 9)).toEqual({
      ...facts,
      firstId: 0,
      code: "first-id-too-low",
      text: "kubelet user assigned ID 0 must be greater or equal to 65536",
    });
    expect(refusal(65536, 1, 9)).toEqual({
      ...facts,
      firstId: 65536,
      code: "length-misaligned",
      text: "kubelet user assigned IDs length 1 is not a multiple of 65536",
    });
    expect(refusal(65536, 65536, 9)).toEqual({
      ...facts,
      firstId: 65536,
      length: 65536,
      code: "too-few-ids",
      text: "kubelet user assigned IDs are not enough to support 9 pods",
    });
    expect(refusal(65536, 589824, 9)).toEqual({ off: 1, slots: 9, idsPerPod: 65536 });
    expect(refusal(65536, 589824, -1)).toMatchObject({ code: "too-few-ids" });
  });

  it("needs room for 110 pods unless told otherwise", () => {
    expect(text({ release: "1.36", kubeletUser: kubeletUser(65536, 7208960) })).toBeUndefined();
    expect(text({ release: "1.36", kubeletUser: kubeletUser(65536, 7143424) })).toBe(
      "kubelet user assigned IDs are not enough to support 110 pods",
    );
  });

  it("ends below 2^32 when the last slot is fixed", () => {
    expect(kubeletPool({ release: "1.36" }, ["last-slot"])).toMatchObject({ value: { off: 1, slots: 65534 } });
    expect(kubeletPool({ release: "1.36", idsPerPod: 33554432 }, ["last-slot"])).toMatchObject({
      value: { slots: 126 },
    });
    expect(kubeletPool({ release: "1.36", idsPerPod: 4294901760, maxPods: 0 }, ["last-slot"])).toMatchObject({
      value: { slots: 0 },
    });
    const full = { release: "1.36", kubeletUser: kubeletUser(65536, 4294901760) } as const;
    expect(text(full)).toBeUndefined();
    expect(kubeletPool(full, ["last-slot"])).toEqual({
      ok: false,
      error: {
        code: "reaches-last-id",
        firstId: 65536,
        length: 4294901760,
        idsPerPod: 65536,
        maxPods: 110,
        text: null,
      },
    });
    expect(text({ release: "1.36", kubeletUser: kubeletUser(65536, 4294836224) }, ["last-slot"])).toBeUndefined();
  });

  it("ends at 2^32 at the latest when wrapping is fixed", () => {
    const past = { release: "1.36", kubeletUser: kubeletUser(327680, 4294836224) } as const;
    expect(text(past)).toBeUndefined();
    expect(text(past, ["last-slot"])).toBeUndefined();
    expect(kubeletPool(past, ["pool-wraps"])).toMatchObject({
      error: { code: "past-last-id", firstId: 327680, length: 4294836224, text: null },
    });
    expect(text({ release: "1.36", kubeletUser: kubeletUser(65536, 4294901760) }, ["pool-wraps"])).toBeUndefined();
  });

  it("is the default one without getsubids when that is fixed", () => {
    const settings: KubeletSettings = { release: "1.36", kubeletUser: { kind: "no-getsubids" } };
    expect(kubeletPool(settings, ["missing-getsubids"])).toEqual(kubeletPool({ release: "1.36" }));
  });

  it("has these fixes in 1.38, and not in 1.37, of which nobody knows", () => {
    const answers: readonly KubeletUser[] = [
      { kind: "no-account" },
      { kind: "no-getsubids" },
      kubeletUser(65536, 4294901760),
      kubeletUser(65536, 4294901761),
      kubeletUser(327680, 4294836224),
      kubeletUser(65536, 7208960),
    ];
    const fixes = ["last-slot", "pool-wraps", "missing-getsubids"] as const;
    for (const user of answers) {
      const settings = { kubeletUser: user, maxPods: 110 };
      expect(kubeletPool({ release: "1.38", ...settings })).toEqual(
        kubeletPool({ release: "1.36", ...settings }, fixes),
      );
      expect(kubeletPool({ release: "1.37", ...settings })).toEqual(kubeletPool({ release: "1.36", ...settings }));
    }
    expect(kubeletPool({ release: "1.38" })).toEqual({ ok: true, value: { off: 1, slots: 65534, idsPerPod: 65536 } });
  });

  it("promises no words where those of the end of the pool may come first", () => {
    expect(text({ release: "1.36", kubeletUser: kubeletUser(100000, 4294967295) })).toBe(
      "kubelet user assigned ID 100000 is not a multiple of 65536",
    );
    expect(text({ release: "1.38", kubeletUser: kubeletUser(100000, 4294967295) })).toBeNull();
    expect(text({ release: "1.38", kubeletUser: kubeletUser(65536, 4294901759) })).toBeNull();
    expect(text({ release: "1.38", kubeletUser: kubeletUser(65536, 4294901758) })).toBe(
      "kubelet user assigned IDs length 4294901758 is not a multiple of 65536",
    );
  });

  it("does without the account from 1.38 on where getent is missing", () => {
    const settings = { kubeletUser: kubeletUser(1048576, 7208960), getent: false } as const;
    expect(kubeletPool({ release: "1.37", ...settings })).toMatchObject({ value: { off: 16, slots: 110 } });
    expect(kubeletPool({ release: "1.38", ...settings })).toEqual(kubeletPool({ release: "1.38" }));
    expect(kubeletPool({ release: "1.38", ...settings, getent: true })).toMatchObject({ value: { off: 16 } });
    const fails = { kind: "lookup-fails", text: "x" } as const;
    expect(kubeletPool({ release: "1.38", kubeletUser: fails, getent: false }).ok).toBe(true);
  });

  it("throws for settings that no kubelet can have", () => {
    expect(() => kubeletPool({ release: "1.36", maxPods: 0.5 })).toThrow(
      new TypeError("kubeletPool: expected maxPods to be an integer, got 0.5"),
    );
    expect(() =>
      step(createKubelet({ release: "1.36" }), { type: "start", settings: { release: "2" as Release } }),
    ).toThrow(new RangeError(`step: expected a release from ${releaseRange()}, got "2"`));
  });
});

describe("kubeletUser", () => {
  it("is what getsubids prints", () => {
    const run = { output: "0: kubelet 65536 7208960\n" };
    expect(kubeletUser(65536, 7208960)).toEqual({ kind: "getsubids", uids: run, gids: run });
  });

  it("throws for what is no number of 32 bits", () => {
    expect(() => kubeletUser(-1, 1)).toThrow(
      new RangeError("kubeletUser: expected the first ID from 0 to 4294967295, got -1"),
    );
    expect(() => kubeletUser(0, 4294967296)).toThrow(
      new RangeError("kubeletUser: expected the length from 0 to 4294967295, got 4294967296"),
    );
    expect(() => kubeletUser(0.5, 1)).toThrow(TypeError);
    expect(kubeletUser(0, 0).uids).toEqual({ output: "0: kubelet 0 0\n" });
  });
});
