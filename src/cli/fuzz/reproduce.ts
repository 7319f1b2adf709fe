import type { History } from "./history/history.ts";
import { shrink } from "./history/shrink.ts";
import { differing } from "./play/differing.ts";
import type { MakePlayer, Player } from "./play/player.ts";
import { isBreakdown, nameOf, type Played } from "./play/trouble.ts";

/** A fault, with the smallest history that was found for it. */
export interface Reproduced {
  /** What one program is asked, one after the other; in the last of them the fault shows. */
  readonly histories: readonly History[];
  /** What came of the last one. */
  readonly played: Played;
  /** Whether it shows again when the histories are played afresh, in lockstep. */
  readonly isCertain: boolean;
}

export interface Means {
  readonly make: MakePlayer;
  /** Whether the user wants an end; nothing is started then. */
  readonly isOver: () => boolean;
  /** Whether it is time to be content with the smallest history there is. */
  readonly isLate: () => boolean;
  /** Hears how many smaller histories were tried. */
  readonly onTry: (tries: number) => void;
}

/**
 * Plays histories afresh, in lockstep, and `twice` by another program afterwards, to compare. Where something goes
 * wrong, no other history follows.
 */
export async function playAfresh(means: Means, histories: readonly History[], twice: boolean): Promise<Played> {
  const played = await playOnce(means, histories);
  if (!twice || played.trouble !== undefined || means.isOver()) return played;
  return differing(played, await playOnce(means, histories));
}

async function playOnce({ make }: Means, histories: readonly History[]): Promise<Played> {
  const player = make();
  try {
    return await playAll(player, histories);
  } finally {
    await player.end();
  }
}

/**
 * Looks for the smallest history that shows a fault; `before` is what the same process had been asked before that run.
 * Where it does not show again, it stays as it was.
 */
export async function reproduce(means: Means, played: Played, before: readonly History[]): Promise<Reproduced> {
  // A program may work on many lines before it writes the first answer: when it breaks down then, the first line without
  // an answer need not be the one that did it.
  const history = isBreakingDown(played) || isAboutSeed(played) ? played.history : upToTrouble(played);
  for (const histories of waysTo(history, before)) {
    if (means.isOver()) break;
    const again = await tryAfresh(means, histories, isAboutSeed(played));
    // In lockstep the blame is certain, so it counts what goes wrong there.
    if (again.trouble !== undefined && !means.isOver()) return smallest(means, histories, again);
  }
  return { histories: [upToTrouble(played)], played, isCertain: false };
}

/** By itself; after the run before it; after as many starts as there were; after all there was. */
function waysTo(history: History, before: readonly History[]): readonly (readonly History[])[] {
  const last = before.slice(-1);
  if (last.length === 0) return [[history]];
  const starts = before.map((each) => ({ ...each, operations: [] }));
  return [[history], [...last, history], [...starts, history], ...(before.length > 1 ? [[...before, history]] : [])];
}

const BUDGET = 800;
/** Where every try starts a program, and perhaps waits for one that hangs. */
const SMALL_BUDGET = 100;
/** What is up to chance need not show at once. */
const CHANCES = 3;
/** Long enough for an operation while shrinking; what was found is tried again with the whole limit. */
const SHORT_SECONDS = 0.5;

async function tryAfresh(means: Means, histories: readonly History[], twice: boolean): Promise<Played> {
  let played = await playAfresh(means, histories, twice);
  for (let chance = 1; twice && chance < CHANCES && played.trouble === undefined && !means.isOver(); chance++)
    played = await playAfresh(means, histories, twice);
  return played;
}

async function smallest(means: Means, histories: readonly History[], played: Played): Promise<Reproduced> {
  // Programs that play one small history after the other are fast, but may have kept something of those before.
  for (const isShared of histories.length === 1 ? [true, false] : [false]) {
    const small = await shrinkAll(means, histories, played, isShared);
    if (means.isOver()) break;
    const again = await tryAfresh(means, small, isAboutSeed(played));
    if (isSame(again, played)) return { histories: small, played: again, isCertain: true };
  }
  return { histories, played, isCertain: true };
}

/** Shrinks one history after the other, the last one first. */
async function shrinkAll(
  means: Means,
  histories: readonly History[],
  played: Played,
  isShared: boolean,
): Promise<readonly History[]> {
  const small = [...histories];
  const prober = new Prober(means, played, isShared);
  try {
    // Whole histories first: the fewer are played before, the faster is all that follows.
    for (let i = small.length - 2; i >= 0; i--) {
      const fewer = small.filter((_, other) => other !== i);
      if ((await prober.probe(fewer)) !== undefined) small.splice(i, 1);
    }
    const isFast = isShared && !isBreakingDown(played);
    for (let i = small.length - 1; i >= 0; i--) {
      const tried = async (candidate: History): Promise<number | undefined> => {
        const needed = await prober.probe([...small.slice(0, i), candidate, ...small.slice(i + 1)]);
        return needed === undefined || i === small.length - 1 ? needed : candidate.operations.length;
      };
      const history = small[i];
      if (history !== undefined)
        small[i] = await shrink(history, tried, isFast ? BUDGET : Math.ceil(SMALL_BUDGET / small.length));
    }
  } finally {
    await prober.end();
  }
  return small;
}

class Prober {
  readonly #means: Means;
  readonly #wanted: Played;
  readonly #isShared: boolean;
  readonly #seconds: number | undefined;
  #player: Player | undefined;
  #tries = 0;

  constructor(means: Means, wanted: Played, isShared: boolean) {
    this.#means = means;
    this.#wanted = wanted;
    this.#isShared = isShared;
    this.#seconds = isAboutTime(wanted) ? SHORT_SECONDS : undefined;
  }

  async probe(histories: readonly History[]): Promise<number | undefined> {
    if (this.#means.isOver() || this.#means.isLate()) return undefined;
    this.#tries++;
    this.#means.onTry(this.#tries);
    const played = await this.#play(histories);
    return isSame(played, this.#wanted) ? (played.trouble?.at ?? 0) + 1 : undefined;
  }

  async end(): Promise<void> {
    await this.#player?.end();
    this.#player = undefined;
  }

  async #play(histories: readonly History[]): Promise<Played> {
    const one = await this.#playOnce(histories);
    // What is up to chance is compared with another process, and two never run at once.
    if (!isAboutSeed(this.#wanted) || one.trouble !== undefined) return one;
    await this.end();
    return differing(one, await this.#playOnce(histories));
  }

  async #playOnce(histories: readonly History[]): Promise<Played> {
    if (!this.#isShared || this.#player?.isUsable() !== true) {
      await this.end();
      this.#player = this.#means.make();
    }
    return await playAll(this.#player as Player, histories, this.#seconds);
  }
}

async function playAll(player: Player, histories: readonly History[], seconds?: number): Promise<Played> {
  let played: Played | undefined;
  for (const history of histories) {
    const isEarlier = history !== histories.at(-1);
    played = await player.play(history, () => history, 1, seconds);
    if (played.trouble !== undefined) return isEarlier ? { ...played, trouble: undefined } : played;
  }
  if (played === undefined) throw new RangeError("playAll: expected a history");
  return played;
}

function upToTrouble({ history, trouble }: Played): History {
  return trouble === undefined ? history : { ...history, operations: history.operations.slice(0, trouble.at + 1) };
}

function isBreakingDown({ trouble }: Played): boolean {
  return trouble !== undefined && isBreakdown(trouble.what);
}

/** The same fault, and either both times with the first line or both times later. */
function isSame({ trouble }: Played, wanted: Played): boolean {
  if (trouble === undefined || wanted.trouble === undefined) return false;
  return nameOf(trouble.what) === nameOf(wanted.trouble.what) && trouble.at < 0 === wanted.trouble.at < 0;
}

function isAboutSeed({ trouble }: Played): boolean {
  return trouble?.what.kind === "differs";
}

function isAboutTime({ trouble }: Played): boolean {
  return trouble?.what.kind === "silent";
}
