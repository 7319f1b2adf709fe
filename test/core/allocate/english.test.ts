import { describe, expect, it } from "vitest";
import {
  type AllocatorRefusal,
  poolEnglish,
  snapshotEnglish,
  stepEnglish,
} from "../../../src/core/allocate/english.ts";
import { createPool } from "../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../src/core/allocate/snapshot/snapshot.ts";
import { allocate } from "../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../src/core/allocate/steps/restore.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";
import { randomScan } from "../../../src/core/allocate/strategies/random-scan.ts";
import type { Strategy } from "../../../src/core/allocate/strategy/strategy.ts";
import { sayOneOf } from "../../../src/core/explanations.ts";
import type { Result } from "../../../src/core/result.ts";
import { slot, slots, start, withPods } from "./support/start.ts";

type Refusal = Result<unknown, AllocatorRefusal>;

function say(result: Refusal): string {
  if (result.ok) throw new Error("expected a refusal");
  return String(sayOneOf({ poolEnglish, stepEnglish, snapshotEnglish }, result.error));
}

function proposing(propose: () => unknown): Refusal {
  const strategy: Strategy = { name: "mine", initial: 0, propose: propose as Strategy["propose"] };
  return allocate(start(4, strategy, [{ start: 196608, size: 1 }]), "pod-b");
}

describe("the English of a refusal", () => {
  it("says what is wrong with a pool, and what would be right", () => {
    const texts = [
      { start: 65536, size: 65536, idsPerPod: 0 },
      { start: 200000, size: 65536 },
      { start: 0, size: 65536 },
      { start: 65536, size: 150000 },
      { start: 65536, size: 0 },
      { start: 65536, size: 4294901760 },
      { start: 4, size: 4 * 4194305, idsPerPod: 4 },
    ].map((options) => say(createPool(options)));
    expect(texts).toEqual([
      "The pool gives a pod no IDs at all; idsPerPod must be at least 1.",
      "The pool starts at 200000, which is no multiple of 65536, the number of IDs a pod gets; 196608 would be one.",
      "The pool starts at 0, but the first 65536 IDs are the host's own; it must start at 65536 or above.",
      "The pool has 150000 IDs, no whole number of slots of 65536; 131072 IDs would be one.",
      "The pool has no IDs; one pod needs 65536.",
      "The pool ends at 4294967296, but the last usable ID is 4294967294; from 65536 on there is room for 4294836224 IDs in whole slots.",
      "The pool has 4194305 slots, but Linux runs at most 4194304 processes, so no more pods; make the pool smaller, or give a pod more IDs.",
    ]);
  });

  it("says why a pod gets no range, and whom to blame", () => {
    const texts = [
      allocate(withPods(start(1), "pod-a"), "pod-b"),
      allocate(start(1, randomScan({ draws: [] })), "pod-a"),
      proposing(() => {
        throw new Error("no idea");
      }),
      proposing(async () => ({ ranges: [slot(0)], memory: 0 })),
      proposing(() => ({ ranges: [slot(0)] })),
      proposing(() => ({})),
      proposing(() => ({ ranges: [], memory: 0 })),
      proposing(() => ({ ranges: [0], memory: 0 })),
      proposing(() => ({ ranges: [slot(2)], memory: 0 })),
      proposing(() => ({ ranges: [slot(0), slot(0)], memory: 0 })),
      proposing(() => ({ ranges: [slots(0, 2)], memory: 0 })),
      allocate(withPods(start(3), "pod-a"), "pod-b", { size: 3 * 65536 }),
      allocate(withPods(start(3), "pod-a"), "pod-a", { size: 65537 }),
    ].map(say);
    expect(texts).toEqual([
      'There is no free slot for pod "pod-b": the one of the pool is taken.',
      'The strategy "random-scan-draws" gives no range: out-of-draws.',
      'The strategy "mine" threw in propose: Error: no idea',
      'The strategy "mine" returned a promise from propose; a strategy answers at once.',
      'The strategy "mine" returned from propose a memory that JSON cannot carry, or none.',
      'The strategy "mine" is wrong: It returned neither { ranges, memory } nor { refuse }.',
      'The strategy "mine" is wrong: A pod gets 1 to 340 ranges, not 0.',
      'The strategy "mine" is wrong: It proposed a range whose start and size are not both integers from 0 to 4294967295.',
      'The strategy "mine" is wrong: The range [196608, 262144) holds an ID that the pool excludes.',
      'The strategy "mine" is wrong: The range [65536, 131072) shares IDs with [65536, 131072), which the pod is to get too.',
      'The strategy "mine" is wrong: It proposed 131072 IDs; the pod is to get 65536.',
      'Pod "pod-b" needs 3 slots, but of the pool\'s 3 only 2 are free.',
      'Pod "pod-a" has [65536, 131072) already; release it before it can get 131072 IDs.',
    ]);
  });

  it("says why a range is not restored or given back", () => {
    const state = withPods(start(2), "pod-a");
    const long = withPods(start(2), "x".repeat(1000));
    const texts = [
      release(state, "pod-b"),
      restore(state, "pod-a", slot(1)),
      restore(
        state,
        "pod-a",
        [0, 2, 4, 6].map((number) => slot(number)),
      ),
      restore(
        state,
        "pod-a",
        [0, 2, 4, 6, 8].map((number) => slot(number)),
      ),
      restore(state, "pod-b", []),
      restore(state, "pod-b", { start: 131072, size: 1 }),
      restore(state, "pod-b", { start: 131073, size: 65536 }),
      restore(state, "pod-b", slot(2)),
      restore(start(2, firstFit(), [{ start: 65536, size: 1 }]), "pod-b", slot(0)),
      restore(state, "pod-b", slot(0)),
      restore(long, "pod-b", slot(0)),
      release(state, "y".repeat(80)),
      release(state, "y".repeat(81)),
    ].map(say);
    expect(texts).toEqual([
      'Pod "pod-b" has no range to give back.',
      'Pod "pod-a" has [65536, 131072) already; release it before it can get [131072, 196608).',
      'Pod "pod-a" has [65536, 131072) already; release it before it can get [65536, 131072) and [196608, 262144) and [327680, 393216) and [458752, 524288).',
      'Pod "pod-a" has [65536, 131072) already; release it before it can get [65536, 131072) and [196608, 262144) and [327680, 393216) and [458752, 524288) and 1 more.',
      "A pod gets 1 to 340 ranges, not 0.",
      "The range [131072, 131073) holds 1 ID, no whole number of slots of 65536.",
      "The range [131073, 196609) does not start at a multiple of 65536.",
      "The range [196608, 262144) is not within the pool [65536, 196608).",
      "The range [65536, 131072) holds an ID that the pool excludes.",
      'The range [65536, 131072) holds IDs of pod "pod-a".',
      `The range [65536, 131072) holds IDs of pod "${"x".repeat(79)}…".`,
      `Pod "${"y".repeat(80)}" has no range to give back.`,
      `Pod "${"y".repeat(79)}…" has no range to give back.`,
    ]);
  });

  it("says what is wrong with a snapshot, and where", () => {
    const good = snapshot(withPods(start(2), "pod-a"));
    const twice = [...good.pods, ...good.pods];
    const texts = [
      undefined,
      { ...good, memory: () => 0 },
      5,
      { ...good, pods: 5 },
      { ...good, more: 1 },
      { ...good, schema: "other" },
      { ...good, strategy: "other" },
      { ...good, pool: { ...good.pool, start: 0 } },
      { ...good, memory: 5 },
      { ...good, pods: twice },
      { ...good, pods: [...good.pods, { podUid: "pod-b", ranges: [slot(0)] }] },
    ].map((json) => say(fromSnapshot(json, firstFit())));
    expect(texts).toEqual([
      "The snapshot is not what JSON can carry, or is nested more than 100 deep.",
      "The snapshot's memory is not what JSON can carry, or is nested more than 100 deep.",
      "The snapshot must be an object.",
      "The snapshot's pods must be an array.",
      "A snapshot has no field more.",
      'This is a "other" document, not a "userns-sim/allocations/1" one.',
      'The snapshot was taken with the strategy "other", whose memory means nothing to "first-fit".',
      "The snapshot's pool is unsound. The pool starts at 0, but the first 65536 IDs are the host's own; it must start at 65536 or above.",
      'The strategy "first-fit" does not accept the memory in the snapshot.',
      'Pod "pod-a" is in the snapshot twice, the second time at pods[1].',
      'Pod "pod-b" at pods[1] cannot have its ranges: The range [65536, 131072) holds IDs of pod "pod-a".',
    ]);
  });
});

describe("what a stranger wrote", () => {
  const hidden = "\u001b\u007f\u009b\u202e\u2028\ud800";
  const { pool, ...others } = snapshot(start(2));

  it.each([
    ["a field", { ...others, pool, [hidden]: 1 }],
    ["a field within", { ...others, pool: { ...pool, [hidden]: 1 } }],
    ["a schema", { ...others, pool, schema: hidden }],
    ["a strategy", { ...others, pool, strategy: hidden }],
  ])("is shown harmlessly: %s", (_what, json) => {
    const said = say(fromSnapshot(json, firstFit()));
    expect(said).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(said).toContain("\\u009b\\u202e");
  });
});
