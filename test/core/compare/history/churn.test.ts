import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChurnParameters, churn } from "../../../../src/core/compare/history/churn.ts";
import { churnEnglish } from "../../../../src/core/compare/history/english.ts";
import type { PodEnd, PodHistory, PodStart } from "../../../../src/core/compare/history/history.ts";
import { say } from "../../../../src/core/explanations.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { prop } from "../../../support/prop.ts";

const some: ChurnParameters = {
  pods: 2000,
  arrival: 10,
  lifetime: 300,
  leftovers: 20,
  cleanup: 300,
  returning: 10,
  seed: 1,
};

function made(changes: Partial<ChurnParameters> = {}): PodHistory {
  return unwrap(churn({ ...some, ...changes }));
}

function startsOf(history: PodHistory): readonly PodStart[] {
  return history.filter((event) => event.what === "start");
}

function endsOf(history: PodHistory): readonly PodEnd[] {
  return history.filter((event) => event.what === "end");
}

/** For each start its end: the next one of the same pod. */
function lifetimes(history: PodHistory): readonly number[] {
  return history.flatMap((event, i) => {
    if (event.what === "end") return [];
    const end = history.slice(i).find(({ what, podUid }) => what === "end" && podUid === event.podUid);
    return Number(end?.at) - event.at;
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const parameters: fc.Arbitrary<ChurnParameters> = fc.record({
  pods: fc.integer({ min: 1, max: 60 }),
  arrival: fc.nat(20),
  lifetime: fc.integer({ min: 1, max: 60 }),
  leftovers: fc.nat(100),
  cleanup: fc.integer({ min: 1, max: 60 }),
  returning: fc.nat(100),
  seed: fc.nat(4294967295),
});

describe("churn", () => {
  it("makes the same history everywhere", () => {
    expect(made({ pods: 3, returning: 50, leftovers: 50 })).toMatchInlineSnapshot(`
      [
        {
          "at": 25,
          "podUid": "pod-1",
          "slots": 1,
          "what": "start",
        },
        {
          "at": 41,
          "podUid": "pod-2",
          "slots": 1,
          "what": "start",
        },
        {
          "at": 44,
          "podUid": "pod-3",
          "slots": 1,
          "what": "start",
        },
        {
          "at": 283,
          "leaves": {
            "until": 611,
          },
          "podUid": "pod-2",
          "what": "end",
        },
        {
          "at": 526,
          "leaves": undefined,
          "podUid": "pod-1",
          "what": "end",
        },
        {
          "at": 860,
          "leaves": undefined,
          "podUid": "pod-3",
          "what": "end",
        },
      ]
    `);
  });

  prop("lets pods come and go in order of time, each as often as it came", [parameters], (asked) => {
    const history = unwrap(churn(asked));
    const running = new Set<string>();
    let now = 0;
    for (const { at, what, podUid } of history) {
      expect(at).toBeGreaterThanOrEqual(now);
      expect(running.has(podUid)).toBe(what === "end");
      if (what === "start") running.add(podUid);
      else running.delete(podUid);
      now = at;
    }
    expect(running.size).toBe(0);
    expect(startsOf(history)).toHaveLength(asked.pods);
    expect(Math.min(...lifetimes(history))).toBeGreaterThanOrEqual(1);
    for (const { at, leaves } of endsOf(history)) expect(leaves?.until ?? Infinity).toBeGreaterThan(at);
  });

  prop(
    "has the same pods at the same times whatever they leave behind",
    [parameters, fc.nat(100), fc.integer({ min: 1, max: 99 })],
    (asked, leftovers, cleanup) => {
      const bare = (history: PodHistory): unknown => history.map((event) => ({ ...event, leaves: undefined }));
      expect(bare(unwrap(churn({ ...asked, leftovers, cleanup })))).toEqual(bare(unwrap(churn(asked))));
    },
  );

  it("has the means that are asked for", () => {
    const history = made({ pods: 20000 });
    expect(meanOf(startsOf(history).map(({ at }, i, all) => at - (all[i - 1]?.at ?? 0)))).toBeCloseTo(10, 0);
    const ends = endsOf(history);
    const left = ends.flatMap(({ at, leaves }) => (leaves === undefined ? [] : leaves.until - at));
    expect(left.length / ends.length).toBeCloseTo(0.2, 1);
    expect(Math.abs(meanOf(left) - 300)).toBeLessThan(10);
    expect(Math.abs(meanOf(lifetimes(made())) - 300)).toBeLessThan(15);
    const pods = new Set(history.map(({ podUid }) => podUid));
    expect(1 - pods.size / 20000).toBeCloseTo(0.1, 1);
  });

  it("has exponential times: a third and a bit are longer than the mean, an eighth than twice the mean", () => {
    const times = lifetimes(made());
    const share = (least: number): number => times.filter((time) => time > least).length / times.length;
    expect(Math.abs(share(300) - Math.exp(-1))).toBeLessThan(0.03);
    expect(Math.abs(share(600) - Math.exp(-2))).toBeLessThan(0.03);
  });

  it("lets a pod come back with the slots that it had", () => {
    const sizes = [
      { slots: 1, weight: 3 },
      { slots: 4, weight: 1 },
    ];
    const slotsOf = new Map<string, number>();
    let large = 0;
    for (const { podUid, slots } of startsOf(made({ sizes, returning: 60 }))) {
      expect(slots).toBe(slotsOf.get(podUid) ?? slots);
      slotsOf.set(podUid, slots);
      if (slots === 4) large++;
    }
    expect(slotsOf.size).toBeLessThan(1000);
    expect(large / 2000).toBeCloseTo(0.25, 1);
  });

  it("lets all pods come at once, and nobody come back or leave anything", () => {
    const history = made({ arrival: 0, returning: 0, leftovers: 0 });
    expect(startsOf(history).every(({ at }) => at === 0)).toBe(true);
    expect(new Set(history.map(({ podUid }) => podUid)).size).toBe(2000);
    expect(endsOf(history).every(({ leaves }) => leaves === undefined)).toBe(true);
  });

  it.each([
    [{ pods: 0 }, "pods: expected a whole number from 1 to 100000, found 0."],
    [{ pods: 100001 }, "pods: expected a whole number from 1 to 100000, found 100001."],
    [{ arrival: -1 }, "arrival: expected a whole number from 0 to 1000000, found -1."],
    [{ lifetime: 1.5 }, "lifetime: expected a whole number from 1 to 1000000, found 1.5."],
    [{ leftovers: 101 }, "leftovers: expected a whole number from 0 to 100, found 101."],
    [{ cleanup: 0 }, "cleanup: expected a whole number from 1 to 1000000, found 0."],
    [{ returning: Number.NaN }, "returning: expected a whole number from 0 to 100, found NaN."],
    [{ seed: 4294967296 }, "seed: expected a whole number from 0 to 4294967295, found 4294967296."],
    [{ sizes: [] }, "sizes: expected at least one size, found none."],
    [{ sizes: [{ slots: 0, weight: 1 }] }, "sizes[0].slots: expected a whole number from 1 to 65536, found 0."],
    [
      {
        sizes: [
          { slots: 1, weight: 1 },
          { slots: 1, weight: 0 },
        ],
      },
      "sizes[1].weight: expected a whole number from 1 to 1000000, found 0.",
    ],
    [
      { sizes: Array.from({ length: 4295 }, () => ({ slots: 1, weight: 1_000_000 })) },
      "the sum of sizes[].weight: expected a whole number from 1 to 4294967296, found 4295000000.",
    ],
  ])("refuses %j", (changes, text) => {
    const result = churn({ ...some, ...changes });
    expect(result.ok).toBe(false);
    if (!result.ok) expect(say(churnEnglish, result.error)).toBe(text);
  });
});
