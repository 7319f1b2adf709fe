import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import { buddy } from "../../../../src/core/allocate/strategies/buddy.ts";
import { firstFit } from "../../../../src/core/allocate/strategies/first-fit.ts";
import { nextFit } from "../../../../src/core/allocate/strategies/next-fit.ts";
import { quarantine } from "../../../../src/core/allocate/wrappers/quarantine.ts";
import { sticky } from "../../../../src/core/allocate/wrappers/sticky.ts";
import type { PodEnd, PodHistory, PodStart } from "../../../../src/core/compare/history/history.ts";
import { play } from "../../../../src/core/compare/play/play.ts";
import { unwrap } from "../../../../src/core/result.ts";

const pool = unwrap(createPool({ start: 65536, size: 4 * 65536 }));

function start(at: number, podUid: string, slots = 1): PodStart {
  return { at, what: "start", podUid, slots };
}

function end(at: number, podUid: string, until?: number): PodEnd {
  return { at, what: "end", podUid, leaves: until === undefined ? undefined : { until } };
}

const none = { left: 0, starts: 0, ticks: 0, longest: 0, hostIds: 0 };

describe("play", () => {
  it("finds nothing in no history", () => {
    expect(play([], pool, firstFit())).toEqual({
      starts: 0,
      placed: 0,
      refused: 0,
      refusedThoughFree: 0,
      mostPods: 0,
      mostSharing: 0,
      fragmentation: 0,
      questions: { mean: 0, most: 0 },
      reuse: undefined,
      returns: { starts: 0, kept: 0 },
      exposure: none,
    });
  });

  it("sees the next pod among the files of the last one, and for how long", () => {
    const history: PodHistory = [start(0, "a"), end(10, "a", 50), start(20, "b"), end(70, "b")];
    expect(play(history, pool, firstFit()).exposure).toEqual({
      left: 1,
      starts: 1,
      ticks: 30,
      longest: 30,
      hostIds: 65536,
    });
    expect(play(history, pool, nextFit()).exposure).toEqual({ ...none, left: 1 });
    expect(play(history, pool, quarantine(firstFit(), { ticks: 40 })).exposure).toEqual({ ...none, left: 1 });
    expect(play(history, pool, quarantine(firstFit(), { ticks: 10 })).exposure.ticks).toBe(30);
  });

  it("ends the exposure with the pod, with the history, or with the files", () => {
    const common = [start(0, "a"), end(10, "a", 50)];
    expect(play([...common, start(20, "b"), end(21, "b")], pool, firstFit()).exposure.ticks).toBe(1);
    expect(play([...common, start(20, "b"), start(24, "c")], pool, firstFit()).exposure.ticks).toBe(4);
    expect(play([...common, start(49, "b"), end(99, "b")], pool, firstFit()).exposure).toMatchObject({ ticks: 1 });
    expect(play([...common, start(50, "b"), end(99, "b")], pool, firstFit()).exposure).toEqual({ ...none, left: 1 });
  });

  it("does not mind a pod that comes back to its own files, but the one that came before it", () => {
    const back: PodHistory = [start(0, "a"), end(10, "a", 50), start(20, "a"), end(30, "a")];
    expect(play(back, pool, firstFit()).exposure).toEqual({ ...none, left: 1 });
    expect(play(back, pool, firstFit()).reuse).toBeUndefined();
    const late: PodHistory = [start(0, "a"), end(10, "a", 50), start(15, "b"), start(20, "a"), end(60, "b")];
    expect(play(late, pool, firstFit()).exposure).toMatchObject({ starts: 1, ticks: 35 });
    expect(play(late, pool, sticky(firstFit())).exposure).toMatchObject({ starts: 1, ticks: 35 });
    const others: PodHistory = [start(0, "a"), start(0, "b"), end(5, "a", 50), end(5, "b"), start(6, "b"), end(9, "b")];
    expect(play(others, pool, firstFit()).exposure.starts).toBe(1);
    expect(play(others, pool, sticky(firstFit())).exposure.starts).toBe(0);
  });

  it("counts the starts and ticks until a slot passes to another pod", () => {
    const history: PodHistory = [
      start(0, "a"),
      start(0, "b"),
      end(10, "a"),
      end(12, "b"),
      start(20, "c"),
      start(31, "d"),
      end(40, "c"),
      start(47, "e"),
    ];
    // Slot 0 passes from a to c and from c to e, slot 1 from b to d.
    expect(play(history, pool, firstFit()).reuse).toEqual({
      slots: 3,
      starts: { least: 0, median: 0 },
      ticks: { least: 7, median: 10 },
    });
    // Slots 2, 3, and then 0: a gave it back before two others started.
    expect(play(history, pool, nextFit()).reuse).toEqual({
      slots: 1,
      starts: { least: 2, median: 2 },
      ticks: { least: 37, median: 37 },
    });
  });

  it("sees who comes back to its own slots", () => {
    const history: PodHistory = [start(0, "a"), start(0, "b"), end(1, "a"), start(2, "c"), end(3, "b"), start(4, "a")];
    expect(play(history, pool, firstFit()).returns).toEqual({ starts: 1, kept: 0 });
    expect(play([...history, end(5, "a"), start(6, "a")], pool, firstFit()).returns).toEqual({ starts: 2, kept: 1 });
    expect(play([start(0, "a", 2), end(1, "a"), start(2, "a")], pool, firstFit()).returns.kept).toBe(0);
    expect(play(history, pool, sticky(nextFit())).returns).toEqual({ starts: 1, kept: 1 });
  });

  it("tells a full pool from one that has the slots but does not give them", () => {
    const full = ["a", "b", "c", "d", "e"].map((pod, at) => start(at, pod));
    expect(play(full, pool, firstFit())).toMatchObject({ starts: 5, placed: 4, refused: 1, refusedThoughFree: 0 });
    const gap: PodHistory = [...full.slice(0, 4), end(5, "a"), end(5, "c"), start(6, "two", 2), start(7, "five", 5)];
    expect(play(gap, pool, firstFit())).toMatchObject({ placed: 4, refused: 2, refusedThoughFree: 1, mostPods: 4 });
    const rests: PodHistory = [...full.slice(0, 4), end(5, "a"), start(6, "f")];
    expect(play(rests, pool, quarantine(firstFit(), { ticks: 9 })).refusedThoughFree).toBe(1);
    expect(play([start(0, "three", 3), start(1, "x")], pool, buddy()).refusedThoughFree).toBe(1);
    expect(play([start(0, "huge", 70000)], pool, firstFit())).toMatchObject({ refused: 1, refusedThoughFree: 0 });
  });

  it("averages the fragmentation over the events", () => {
    // Free after each event: slots 1 to 3; 2 and 3; 0, 2 and 3.
    const history: PodHistory = [start(0, "a"), start(0, "b"), end(1, "a")];
    expect(play(history, pool, firstFit()).fragmentation).toBe(0.111);
  });

  it("counts the questions of each start", () => {
    const { questions } = play([start(0, "a"), start(0, "b")], pool, firstFit());
    expect(questions.most).toBeGreaterThan(0);
    expect(questions.mean).toBeLessThanOrEqual(questions.most);
    expect(play([start(0, "a")], pool, "shared-range").questions).toEqual({ mean: 0, most: 0 });
  });

  it("shows what the baseline is: all pods share IDs, and all files", () => {
    const history: PodHistory = [
      start(0, "a"),
      start(0, "b"),
      start(0, "c", 2),
      end(10, "a", 50),
      end(30, "b"),
      end(90, "c"),
    ];
    expect(play(history, pool, "shared-range")).toMatchObject({
      placed: 3,
      mostSharing: 3,
      exposure: { left: 1, starts: 0, ticks: 60, longest: 40, hostIds: 65536 },
    });
    expect(play(history, pool, firstFit()).mostSharing).toBe(0);
  });

  it("keeps the baseline inside the pool, and off excluded IDs", () => {
    const exclude = [{ start: 65536, size: 1 }];
    const some = unwrap(createPool({ start: 65536, size: 2 * 65536, exclude }));
    expect(play([start(0, "a"), start(0, "b", 2)], some, "shared-range")).toMatchObject({ placed: 1, refused: 1 });
    const nothing = unwrap(createPool({ start: 65536, size: 65536, exclude }));
    expect(play([start(0, "a")], nothing, "shared-range")).toMatchObject({ placed: 0, refusedThoughFree: 0 });
  });

  it("passes over pods that start again, or end without running", () => {
    const history: PodHistory = [end(0, "a", 9), start(1, "a"), start(2, "a", 3), end(3, "a"), end(3, "a", 9)];
    expect(play(history, pool, firstFit())).toMatchObject({ starts: 1, placed: 1, exposure: none });
  });

  it("refuses a history that goes back in time", () => {
    expect(() => play([start(2, "a"), end(1, "a")], pool, firstFit())).toThrow(
      new RangeError("play: expected events in order of time, found tick 1 after 2"),
    );
  });
});
