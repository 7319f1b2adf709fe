import type { ProgramOperation } from "../../testing/history/operation.ts";
import { kinOf } from "../../testing/kin/kin.ts";
import { type Means, playAll } from "./afresh.ts";
import { type History, isSound } from "./history/history.ts";
import { lawful } from "./history/ledger.ts";
import type { Player } from "./play/player.ts";
import { isCertain, type Reproduced } from "./reproduce.ts";

/** Where chance decides, or earlier histories do, nothing can be learnt from a history that is a little different. */
export function hasKin({ held, histories, played: { trouble } }: Reproduced): boolean {
  const [history, ...others] = histories;
  return (
    trouble?.what.kind === "law" && isCertain(held) && history !== undefined && others.length === 0 && isSound(history)
  );
}

/** Which laws are broken by what breaks the one of a finding. */
export async function kinOfFinding(means: Means, { histories, played }: Reproduced): Promise<ReadonlySet<string>> {
  const history = histories.at(-1) ?? played.history;
  const kin = kinOf<ProgramOperation>(history.operations, (podUid) => ({ op: "allocate", podUid }));
  let player: Player | undefined;
  try {
    let next = kin.next();
    while (next.done !== true && !means.isOver()) {
      if (player?.isUsable() !== true) {
        await player?.end();
        player = means.make();
      }
      next = kin.next(await lawAtTheEnd(player, { ...history, operations: next.value }));
    }
    return next.done === true ? next.value : new Set();
  } finally {
    await player?.end();
  }
}

const MANNER = { until: "trouble", isBreakdown: false, twice: false } as const;

async function lawAtTheEnd(player: Player, history: History): Promise<string | undefined> {
  // What a sound allocator could not be asked says nothing.
  if (lawful(history).operations.length < history.operations.length) return undefined;
  const { trouble } = await playAll(player, [history], MANNER);
  if (trouble?.what.kind !== "law" || trouble.at < history.operations.length - 1) return undefined;
  return trouble.what.finding.law;
}
