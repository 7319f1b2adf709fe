import { describe, expect, it } from "vitest";
import { campaign } from "../../../src/cli/fuzz/campaign.ts";
import { isSound, type Settings } from "../../../src/cli/fuzz/history/history.ts";
import type { MakePlayer } from "../../../src/cli/fuzz/play/player.ts";
import { nameOf, type Played } from "../../../src/cli/fuzz/play/trouble.ts";
import type { Support } from "../../../src/testing/protocol/reply.ts";
import { runAllocator } from "../../../src/testing/run/run-allocator.ts";
import { ALLOCATOR_DEFECTS } from "../../testing/defects/allocators.ts";
import { type AllocatorDefect, adapterOf } from "../../testing/defects/defect.ts";
import { UNDISTURBED } from "./undisturbed.ts";

/** A planted defect as `fuzz` would have it behind the protocol, which has no excluded IDs. */
function playersOf(defect: AllocatorDefect): MakePlayer {
  const supports: readonly Support[] = ["restart", "loseRecord", "seed", ...(defect.sizes ? (["size"] as const) : [])];
  return () => ({
    play: async (settings, historyFor) => {
      if (!isSound(settings)) return refused(settings);
      const history = historyFor(supports);
      const { pool, idsPerPod, seed, operations } = history;
      const asked = { pool: { ...pool, idsPerPod, exclude: [] }, seed, operations };
      const { answers, finding } = runAllocator(adapterOf(defect), asked as never);
      const at = (operations as readonly unknown[]).indexOf(finding?.operation);
      const trouble = finding && ({ at, what: { kind: "law", finding } } as const);
      return { history, supports, refusal: undefined, answers, trouble, breakdown: undefined };
    },
    isUsable: () => true,
    kill: () => undefined,
    end: () => Promise.resolve(),
  });
}

/** The allocator that the defects are planted in takes no pool that reaches past the last ID. */
function refused(settings: Settings): Played {
  const history = { ...settings, operations: [] };
  return { history, supports: undefined, refusal: "no", answers: [], trouble: undefined, breakdown: undefined };
}

async function namesFound(make: MakePlayer, seed: number): Promise<readonly (readonly string[])[]> {
  const { found } = await campaign({ ...UNDISTURBED, make, runs: 60, seed });
  return found.map(({ played, also }) => [played.trouble === undefined ? "" : nameOf(played.trouble.what), ...also]);
}

/** Those of which each was two findings or three. */
const TWICE = [
  "asking again counts",
  "records are read without the bounds of the pool",
  "a release without a record frees nothing",
];

describe.each(ALLOCATOR_DEFECTS.filter(({ name }) => TWICE.includes(name)))("$name", (defect) => {
  it("is one finding of a campaign", async () => {
    const found = await namesFound(playersOf(defect), 1);
    expect(found.slice(1)).toEqual([]);
    expect(found[0]).toContain(defect.breaks);
  });
});
