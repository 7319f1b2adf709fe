import { describe, expect, it } from "vitest";
import { createPool } from "../../../../src/core/allocate/pool/pool.ts";
import type { Strategy } from "../../../../src/core/allocate/strategy/strategy.ts";
import { play } from "../../../../src/core/compare/play/play.ts";
import { unwrap } from "../../../../src/core/result.ts";

const pool = unwrap(createPool({ start: 65536, size: 4 * 65536 }));

/** Asks everything that a view can be asked, and answers with it. */
const curious: Strategy<number> = {
  name: "curious",
  initial: 0,
  propose: (_request, view, memory) => {
    const slot = view.nextFree(memory) ?? 0;
    const answers = [view.freeSlots, view.isFree(slot), view.podAt(slot), view.freeRun(slot, 9), view.pool.slots];
    expect(answers).toEqual([4 - memory, true, undefined, 4 - memory, 4]);
    expect(view.podAt(memory - 1 < 0 ? 3 : 0)).toBe(memory === 0 ? undefined : "a");
    return { ranges: [view.slotRange(slot)], memory: memory + 1 };
  },
};

describe("counted", () => {
  it("counts five kinds of questions, and hands every answer on", () => {
    const score = play(
      [
        { at: 0, what: "start", podUid: "a", slots: 1 },
        { at: 0, what: "start", podUid: "b", slots: 1 },
      ],
      pool,
      curious,
    );
    expect(score).toMatchObject({ placed: 2, questions: { mean: 6, most: 6 } });
  });

  it("does not count a start at which nobody could be asked", () => {
    const starts = ["a", "b", "c", "d", "e"].map((podUid) => ({ at: 0, what: "start" as const, podUid, slots: 1 }));
    expect(play(starts, pool, curious)).toMatchObject({ refused: 1, questions: { mean: 6, most: 6 } });
  });
});
