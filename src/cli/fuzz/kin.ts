import { areKin, type Breach, kinOf } from "../../testing/kin/kin.ts";
import { type Sign, signsOf } from "../../testing/kin/signs.ts";
import { type Means, playAll } from "./afresh.ts";
import { type History, isSound, resettled } from "./history/history.ts";
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

/** One that may be kin, under the law that it breaks. */
export interface Member {
  readonly law: string;
  readonly reproduced: Reproduced;
}

/** Which of the laws that others break are broken by what breaks the one of a finding. */
async function kinOfFinding(
  means: Means,
  { reproduced }: Member,
  others: readonly Member[],
): Promise<ReadonlySet<string>> {
  const history = historyOf(reproduced);
  const pools = [history, ...others.map((other) => historyOf(other.reproduced))];
  const laws = others.map(({ law }) => law);
  const kin = kinOf(history.operations, laws);
  const asks = new Set<string>(["allocate", "release", ...(reproduced.played.supports ?? [])]);
  let player: Player | undefined;
  try {
    let next = kin.next();
    while (next.done !== true && !means.isOver()) {
      if (player?.isUsable() !== true) {
        await player?.end();
        player = means.make();
      }
      const relative = { ...history, operations: next.value.operations };
      next = kin.next(await breachAtTheEnd(player, resettled(relative, pools[next.value.pool] ?? history), asks));
    }
    return next.done === true ? next.value : new Set();
  } finally {
    await player?.end();
  }
}

function historyOf({ histories, played }: Reproduced): History {
  return histories.at(-1) ?? played.history;
}

function signsOfFinding({ reproduced }: Member): ReadonlySet<Sign> {
  const { answers, trouble } = reproduced.played;
  if (trouble?.what.kind !== "law") return new Set();
  const { operations, pool, idsPerPod } = historyOf(reproduced);
  return signsOf({ pool: { ...pool, idsPerPod, exclude: [] }, operations, answers, finding: trouble.what.finding });
}

/** Whether one comes of the same defect as any of the others. */
export async function isKin(means: Means, one: Member, others: readonly Member[]): Promise<boolean> {
  const signs = signsOfFinding(one);
  const mine = { law: one.law, kin: await kinOfFinding(means, one, others), signs };
  for (const other of others) {
    const { law } = other;
    const known = { law, kin: new Set<string>(), signs: signsOfFinding(other) };
    if (areKin(mine, known)) return true;
    if (areKin(mine, { ...known, kin: await kinOfFinding(means, other, [one]) })) return true;
  }
  return false;
}

const MANNER = { until: "trouble", isBreakdown: false, twice: false } as const;

async function breachAtTheEnd(
  player: Player,
  history: History,
  asks: ReadonlySet<string>,
): Promise<Breach | undefined> {
  if (history.operations.some(({ op }) => !asks.has(op))) return undefined;
  // What a sound allocator could not be asked says nothing.
  if (lawful(history).operations.length < history.operations.length) return undefined;
  const { trouble } = await playAll(player, [history], MANNER);
  if (trouble?.what.kind !== "law" || trouble.at < history.operations.length - 1) return undefined;
  return trouble.what.finding;
}
