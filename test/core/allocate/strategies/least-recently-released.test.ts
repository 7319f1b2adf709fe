import { describe, expect, it } from "vitest";
import { defaultPool } from "../../../../src/core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../../../src/core/allocate/snapshot/snapshot.ts";
import type { Allocations } from "../../../../src/core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../../../src/core/allocate/state/empty-allocations.ts";
import { allocate } from "../../../../src/core/allocate/steps/allocate.ts";
import { release } from "../../../../src/core/allocate/steps/release.ts";
import { restore } from "../../../../src/core/allocate/steps/restore.ts";
import { leastRecentlyReleased } from "../../../../src/core/allocate/strategies/least-recently-released.ts";
import { NEVER } from "../../../../src/core/allocate/strategies/support/slot-stamps.ts";
import { drawInt } from "../../../../src/core/random/random.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { slot, slots, start, withPods } from "../support/start.ts";

function without(state: Allocations, ...pods: readonly string[]): Allocations {
  return pods.reduce((last, podUid) => unwrap(release(last, podUid)).state, state);
}

describe("leastRecentlyReleased", () => {
  it("says what it is and what it promises", () => {
    expect(leastRecentlyReleased()).toMatchObject({
      name: "least-recently-released",
      initial: { releases: 0, slots: null },
      promises: ["complete", "one-range"],
    });
  });

  it("gives what nobody has had, and then what was given back longest ago", () => {
    const four = without(withPods(start(4, leastRecentlyReleased()), "a", "b", "c"), "c", "a", "b");
    expect(
      ["w", "x", "y", "z"].map((_, i, pods) => unwrap(allocate(withPods(four, ...pods.slice(0, i)), "p")).range),
    ).toEqual([3, 2, 0, 1].map(slot));
  });

  it("counts a slot restored and given back as given back", () => {
    const restored = unwrap(restore(start(2, leastRecentlyReleased()), "a", slot(0))).state;
    expect(unwrap(allocate(without(restored, "a"), "b")).range).toEqual(slot(1));
  });

  it("gives a pod of several slots the run whose youngest slot is oldest", () => {
    const full = withPods(start(6, leastRecentlyReleased()), "0", "1", "2", "3", "4", "5");
    const wide = { size: 131072 };
    expect(unwrap(allocate(without(full, "0", "4", "3", "1"), "w", wide)).range).toEqual(slots(3, 2));
    expect(unwrap(allocate(without(full, "1", "4", "0", "5"), "w", wide)).range).toEqual(slots(0, 2));
    expect(allocate(without(full, "0", "2", "4"), "w", wide)).toMatchObject({
      ok: false,
      error: { reason: "fragmented" },
    });
  });

  it("never proposes what is excluded, and marks it once", () => {
    const state = start(4, leastRecentlyReleased(), [slot(0), slot(2)]);
    const first = unwrap(allocate(state, "a"));
    expect(first.range).toEqual(slot(1));
    expect(snapshot(first.state).memory).toEqual({
      releases: 0,
      slots: { least: 0, most: NEVER, parts: [NEVER, NEVER, NEVER, 0, NEVER, NEVER, NEVER, NEVER] },
    });
    expect(snapshot(unwrap(release(first.state, "a")).state).memory).toEqual({
      releases: 1,
      slots: { least: 0, most: NEVER, parts: [NEVER, 1, NEVER, 0, NEVER, NEVER, NEVER, NEVER] },
    });
  });

  it("goes on from a snapshot that knows nothing of its pods, and from one that is wrong about them", () => {
    const written = snapshot(withPods(start(2, leastRecentlyReleased()), "a"));
    const unknowing = { ...written, memory: { releases: 0, slots: null } };
    expect(unwrap(allocate(unwrap(fromSnapshot(unknowing, leastRecentlyReleased())), "b")).range).toEqual(slot(1));
    const wrong = { ...written, memory: { releases: 0, slots: NEVER } };
    expect(unwrap(allocate(unwrap(fromSnapshot(wrong, leastRecentlyReleased())), "b")).range).toEqual(slot(1));
  });

  it.each([
    [{ releases: 0, slots: null }, true],
    [{ releases: 3, slots: 5 }, true],
    [{ releases: -1, slots: null }, false],
    [{ releases: 0.5, slots: null }, false],
    [{ releases: 0 }, false],
    [{ releases: 0, slots: -1 }, false],
    [{ slots: null }, false],
    [null, false],
    [0, false],
  ])("to go on from the memory %j is %s", (memory, answer) => {
    const data = { ...snapshot(start(2, leastRecentlyReleased())), memory };
    expect(fromSnapshot(data, leastRecentlyReleased()).ok).toBe(answer);
  });

  it("goes once round the largest pool before any slot comes again", () => {
    let state = emptyAllocations(defaultPool(), leastRecentlyReleased());
    let generator = 5;
    const live: string[] = [];
    const seen = new Set<number>();
    for (let i = 0; i < 4000; i++) {
      const result = unwrap(allocate(state, `pod-${i}`));
      expect(seen.has(result.range.start)).toBe(false);
      seen.add(result.range.start);
      live.push(`pod-${i}`);
      const draw = drawInt(generator, live.length);
      generator = draw.state;
      state = without(result.state, ...live.splice(draw.value, 1));
    }
  });

  it("keeps old states as they were", () => {
    const before = without(withPods(start(9, leastRecentlyReleased()), "a", "b"), "a");
    const written = JSON.stringify(before);
    withPods(without(before, "b"), "c", "d", "e");
    expect(JSON.stringify(before)).toBe(written);
  });
});
