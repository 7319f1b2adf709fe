import { expect, it } from "vitest";
import { strategyPlayers } from "../../../src/cli/fuzz/play/strategy-player.ts";
import { firstFit } from "../../../src/core/allocate/strategies/first-fit.ts";

it.each([
  ["more slots than Linux runs processes is wrong, before anything is asked", 65536, 4194305, { at: -1 }],
  ["IDs that are none is refused", 4294901760, 65536, undefined],
])("a pool with %s", async (_what, start, size, trouble) => {
  const player = strategyPlayers(firstFit, [], String as never)();
  const settings = { pool: { start, size }, idsPerPod: 1, seed: 1 };
  const played = await player.play(settings, () => ({ ...settings, operations: [] }), { ahead: 1, until: "breakdown" });
  expect(played.refusal).toMatch(/^The pool /);
  expect(played.trouble).toEqual(trouble && { ...trouble, what: { kind: "refused-pool", error: played.refusal } });
});
