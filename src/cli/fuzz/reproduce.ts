import { aimOf, isAboutSeed, isAboutTime, isBreakingDown, isSame, type Means, playAfresh } from "./afresh.ts";
import type { History } from "./history/history.ts";
import { shrink } from "./history/shrink.ts";
import type { Played } from "./play/trouble.ts";
import { type Effort, Prober } from "./prober.ts";

/** A fault, with the smallest history that was found for it. */
export interface Reproduced {
  /** What one program is asked, one after the other; in the last of them the fault shows. */
  readonly histories: readonly History[];
  /** What came of the last one. */
  readonly played: Played;
  readonly held: Held;
}

/** How often a fault showed when its histories were played afresh, in lockstep. */
export interface Held {
  readonly shown: number;
  readonly tries: number;
}

export function isCertain({ shown, tries }: Held): boolean {
  return shown > 0 && shown === tries;
}

/**
 * Looks for the smallest history that shows a fault; `before` is what the same process had been asked before that run.
 * Where it does not show again, it stays as it was.
 */
export async function reproduce(means: Means, played: Played, before: readonly History[]): Promise<Reproduced> {
  // A program may work on many lines before it writes the first answer: when it breaks down then, the first line without
  // an answer need not be the one that did it.
  const history = isBreakingDown(played) || isAboutSeed(played) ? played.history : upToTrouble(played);
  const aim = aimOf(played);
  for (const histories of waysTo(history, before)) {
    const again = await firstShown(means, histories, played, aim.twice ? CHANCES : 1);
    if (means.isOver()) break;
    if (again !== undefined) return await smallest(means, histories, again);
  }
  const rare = await hold(means, [history], played);
  if (!aim.twice && rare.shown > 0 && rare.played !== undefined)
    return await smallestByChance(means, [history], rare.played, rare);
  return { histories: [upToTrouble(played)], played, held: rare };
}

/** How often it shows; where it does so the first times, that is often enough. */
export async function hold(
  means: Means,
  histories: readonly History[],
  wanted: Played,
  before: Held = { shown: 0, tries: 0 },
): Promise<Held & { readonly played: Played | undefined }> {
  const few = isAboutTime(wanted) ? 1 : FEW_TRIES;
  let { shown, tries } = before;
  let one: Played | undefined;
  while (tries < TRIES && !(shown === tries && tries >= few)) {
    const played = await playAfresh(means, histories, aimOf(wanted));
    if (means.isOver()) break;
    tries++;
    if (!isSame(played, wanted)) continue;
    shown++;
    one = played;
  }
  return { shown, tries, played: one };
}

/** By itself; after the run before it; after as many starts as there were; after all there was. */
function waysTo(history: History, before: readonly History[]): readonly (readonly History[])[] {
  const last = before.slice(-1);
  if (last.length === 0) return [[history]];
  const starts = before.map((each) => ({ ...each, operations: [] }));
  return [[history], [...last, history], [...starts, history], ...(before.length > 1 ? [[...before, history]] : [])];
}

/** How often histories are played to make one of them smaller. */
const PLAYS = 800;
/** Where every one starts a program, and perhaps waits for one that hangs. */
const FEW_PLAYS = 100;
/** What two processes are compared in need not show at once. */
const CHANCES = 3;
/** So often shows what always does. */
const FEW_TRIES = 4;
/** So many tries tell how often something shows that is up to chance. */
export const TRIES = 16;
/** A history in which it shows as often as before is then taken for one without it once in twenty times. */
const SURE = 3;

/** In lockstep the blame is certain, so it counts what goes wrong there; but a broken law is no breakdown. */
async function firstShown(
  means: Means,
  histories: readonly History[],
  wanted: Played,
  chances: number,
): Promise<Played | undefined> {
  for (let chance = 0; chance < chances && !means.isOver(); chance++) {
    const played = await playAfresh(means, histories, aimOf(wanted));
    if (played.trouble !== undefined && (isBreakingDown(played) || !isBreakingDown(wanted))) return played;
  }
  return undefined;
}

async function smallest(means: Means, histories: readonly History[], played: Played): Promise<Reproduced> {
  const isSlow = isBreakingDown(played);
  let best: Reproduced | undefined;
  // Programs that play one small history after the other are fast, but may have kept something of those before.
  for (const isShared of histories.length === 1 ? [true, false] : [false]) {
    const plays = isShared && !isSlow ? PLAYS : FEW_PLAYS;
    const small = await shrinkAll(means, histories, played, { isShared, chances: 1, plays });
    const { played: again, ...held } = await hold(means, small, played);
    if (again === undefined) continue;
    best = { histories: small, played: again, held };
    break;
  }
  // What two processes answer otherwise is proved by one such answer, and every try takes two.
  if (best !== undefined && (isCertain(best.held) || isAboutSeed(played) || means.isOver())) return best;
  if (best !== undefined) return await smallestByChance(means, best.histories, best.played, best.held);
  if (means.isOver()) return { histories, played, held: { shown: 0, tries: 0 } };
  const { played: again = played, ...held } = await hold(means, histories, played);
  return isCertain(held) || isAboutSeed(played) || held.shown === 0
    ? { histories, played: again, held }
    : await smallestByChance(means, histories, again, held);
}

async function smallestByChance(
  means: Means,
  histories: readonly History[],
  played: Played,
  held: Held,
): Promise<Reproduced> {
  const chances = Math.ceil((SURE * held.tries) / held.shown);
  const plays = isBreakingDown(played) ? FEW_PLAYS : PLAYS;
  const small = await shrinkAll(means, histories, played, { isShared: histories.length === 1, chances, plays });
  const { played: again, ...now } = await hold(means, small, played);
  return again === undefined ? { histories, played, held } : { histories: small, played: again, held: now };
}

/** Shrinks one history after the other, the last one first. */
async function shrinkAll(
  means: Means,
  histories: readonly History[],
  played: Played,
  effort: Effort,
): Promise<readonly History[]> {
  const small = [...histories];
  const prober = new Prober(means, played, effort);
  try {
    // Whole histories first: the fewer are played before, the faster is all that follows.
    for (let i = small.length - 2; i >= 0; i--) {
      const fewer = small.filter((_, other) => other !== i);
      if ((await prober.probe(fewer)) !== undefined) small.splice(i, 1);
    }
    for (let i = small.length - 1; i >= 0; i--) {
      const tried = async (candidate: History): Promise<number | undefined> => {
        const needed = await prober.probe([...small.slice(0, i), candidate, ...small.slice(i + 1)]);
        return needed === undefined || i === small.length - 1 ? needed : candidate.operations.length;
      };
      const history = small[i];
      if (history !== undefined) small[i] = await shrink(history, tried, Math.ceil(effort.plays / small.length));
    }
  } finally {
    await prober.end();
  }
  return small;
}

function upToTrouble({ history, trouble }: Played): History {
  return trouble === undefined ? history : { ...history, operations: history.operations.slice(0, trouble.at + 1) };
}
