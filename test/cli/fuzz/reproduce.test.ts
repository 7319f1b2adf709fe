import { describe, expect, it } from "vitest";
import type { Means } from "../../../src/cli/fuzz/afresh.ts";
import type { History } from "../../../src/cli/fuzz/history/history.ts";
import type { Player } from "../../../src/cli/fuzz/play/player.ts";
import type { Played } from "../../../src/cli/fuzz/play/trouble.ts";
import { isCertain, reproduce } from "../../../src/cli/fuzz/reproduce.ts";

const comes = (podUid: string) => ({ op: "allocate", podUid }) as const;
const goes = (podUid: string) => ({ op: "release", podUid }) as const;

function historyOf(...operations: History["operations"]): History {
  return { pool: { start: 65536, size: 655360 }, idsPerPod: 65536, seed: 1, operations };
}

/** Closes its output at the first pod of a history when it has met so many pods in the histories before. */
function tiredAfter(pods: number): Means {
  const make = (): Player => {
    let met = 0;
    return {
      play: async (_settings, historyFor) => {
        const history = historyFor([]);
        const at = history.operations.findIndex(({ op }) => op === "allocate");
        const trouble = met >= pods && at !== -1 ? ({ at, what: { kind: "closed" } } as const) : undefined;
        met += history.operations.filter(({ op }) => op === "allocate").length;
        return { history, supports: [], refusal: undefined, answers: [], trouble, breakdown: trouble };
      },
      isUsable: () => true,
      kill: () => undefined,
      end: async () => undefined,
    };
  };
  return { make, isOver: () => false, isLate: () => false, onTry: () => undefined };
}

describe("what was tried again", () => {
  it.each([
    [{ shown: 4, tries: 4 }, true],
    [{ shown: 3, tries: 4 }, false],
    [{ shown: 0, tries: 0 }, false],
  ])("is certain where it showed each time: %j", (held, expected) => {
    expect(isCertain(held)).toBe(expected);
  });
});

async function played(means: Means, histories: readonly History[]): Promise<Played> {
  const player = means.make();
  let last: Played | undefined;
  for (const history of histories) last = await player.play(history, () => history, { ahead: 1, until: "trouble" });
  return last as Played;
}

describe("a fault that needs what was asked before", () => {
  const busy = historyOf(comes("a"), comes("b"), goes("a"), comes("c"), comes("d"), goes("b"));
  const idle = historyOf(goes("x"));
  const last = historyOf(goes("y"), comes("z"), comes("a"));

  it.each([
    ["nothing before it", 0, [1]],
    ["a few pods of one history", 3, [3, 1]],
    ["the pods of several", 6, [4, 2, 1]],
  ])("is shown by %s", async (_, pods, lengths) => {
    const means = tiredAfter(pods);
    const before = [busy, idle, busy];
    const found = await reproduce(means, await played(means, [...before, last]), before);
    expect(isCertain(found.held)).toBe(true);
    expect(found.histories.map(({ operations }) => operations.map(({ op }) => op))).toEqual(
      lengths.map((length) => Array.from({ length }, () => "allocate")),
    );
    expect((await played(means, found.histories)).trouble).toEqual({ at: 0, what: { kind: "closed" } });
  });
});
