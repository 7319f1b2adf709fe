import { describe, expect, it } from "vitest";
import { isSame, playAll } from "../../../src/cli/fuzz/afresh.ts";
import type { Player } from "../../../src/cli/fuzz/play/player.ts";
import { nameOf, type Played, type Wrong } from "../../../src/cli/fuzz/play/trouble.ts";

const played = (kind: "closed" | "differs" | undefined, at = 0): Played => ({
  history: { pool: { start: 65536, size: 65536 }, idsPerPod: 65536, seed: 1, operations: [] },
  supports: undefined,
  refusal: undefined,
  answers: [],
  trouble: kind && { what: { kind } as Wrong, at },
  breakdown: undefined,
});

describe("the same fault", () => {
  it.each([
    ["closed", 0, "closed", 7, true],
    ["closed", -1, "closed", -1, true],
    ["closed", -1, "closed", 0, false],
    ["closed", 0, "closed", -1, false],
    ["closed", 0, "differs", 0, false],
    [undefined, 0, "closed", 0, false],
    ["closed", 0, undefined, 0, false],
  ] as const)(
    "has the same name, and comes with the first line or later: %s at %i, %s at %i",
    (a, at, b, then, same) => {
      expect(isSame(played(a, at), played(b, then))).toBe(same);
    },
  );
});

describe("histories, one after the other", () => {
  /** Whatever is played next comes to the next of these. */
  function player(...outcomes: readonly Played[]): { readonly player: Player; readonly left: readonly Played[] } {
    const left = [...outcomes];
    const play = (): Promise<Played> => {
      const next = left.shift();
      if (next === undefined) throw new Error("nothing is played after the last");
      return Promise.resolve(next);
    };
    return { player: { play } as Partial<Player> as Player, left };
  }
  const { history } = played(undefined);
  const aim = { until: "trouble", isBreakdown: false, twice: false } as const;

  it("count what goes wrong in the last of them alone", async () => {
    const last = played("differs", 3);
    const three = player(played("differs", 1), played(undefined), last);
    expect(await playAll(three.player, [history, history, history], aim)).toEqual(last);
    expect(three.left).toEqual([]);
  });

  it("end where the program breaks down before, which counts as nothing", async () => {
    const broken = { ...played("closed", 1), breakdown: { what: { kind: "closed" } as Wrong, at: 1 } };
    const two = player(broken, played("differs", 3));
    expect(await playAll(two.player, [history, history], aim)).toEqual(played(undefined));
    expect(two.left).toHaveLength(1);
  });
});

describe("the name of a fault", () => {
  it("is that of the law, or how the program broke the protocol", () => {
    expect(nameOf({ kind: "law", finding: { law: "in-pool" } } as Wrong)).toBe("in-pool");
    expect(nameOf({ kind: "differs", one: undefined, other: undefined })).toBe("deterministic");
    expect(nameOf({ kind: "closed" })).toBe("closed");
  });
});
