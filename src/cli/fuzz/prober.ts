import { type Aim, aimOf, isAboutTime, isSame, type Means, playAll } from "./afresh.ts";
import type { History } from "./history/history.ts";
import { differing } from "./play/differing.ts";
import type { Player } from "./play/player.ts";
import type { Played } from "./play/trouble.ts";

/** How a fault is looked for in smaller histories. */
export interface Effort {
  /** Whether one process plays many of them. */
  readonly isShared: boolean;
  /** How often a history is played before the fault is said not to show in it. */
  readonly chances: number;
  /** How often histories are played in all. */
  readonly plays: number;
}

/** Long enough for an operation while shrinking; what was found is tried again with the whole limit. */
const SHORT_SECONDS = 0.5;
/** How many times histories are played once the time of the campaign is up. */
const LATE_PLAYS = 30;

/** Tells whether a fault shows in a history. It counts plays, not time: a slow machine finds what a fast one does. */
export class Prober {
  readonly #means: Means;
  readonly #wanted: Played;
  readonly #aim: Aim;
  readonly #effort: Effort;
  readonly #seconds: number | undefined;
  #player: Player | undefined;
  #plays = 0;
  #latePlays = 0;
  #tries = 0;

  constructor(means: Means, wanted: Played, effort: Effort) {
    this.#means = means;
    this.#wanted = wanted;
    this.#aim = aimOf(wanted);
    this.#effort = effort;
    this.#seconds = isAboutTime(wanted) ? SHORT_SECONDS : undefined;
  }

  /** How many operations of the last history it takes; `undefined` when it does not show. */
  async probe(histories: readonly History[]): Promise<number | undefined> {
    for (let chance = 0; chance < this.#effort.chances; chance++) {
      if (this.#isSpent()) return undefined;
      if (chance === 0) this.#means.onTry(++this.#tries);
      const played = await this.#play(histories);
      if (isSame(played, this.#wanted)) return (played.trouble?.at ?? 0) + 1;
    }
    return undefined;
  }

  async end(): Promise<void> {
    await this.#player?.end();
    this.#player = undefined;
  }

  #isSpent(): boolean {
    if (this.#means.isOver() || this.#plays >= this.#effort.plays || this.#latePlays >= LATE_PLAYS) return true;
    this.#plays++;
    if (this.#means.isLate()) this.#latePlays++;
    return false;
  }

  async #play(histories: readonly History[]): Promise<Played> {
    const one = await this.#playOnce(histories);
    // What is up to chance is compared with another process, and two never run at once.
    if (!this.#aim.twice || one.trouble !== undefined) return one;
    await this.end();
    return differing(one, await this.#playOnce(histories));
  }

  async #playOnce(histories: readonly History[]): Promise<Played> {
    if (!this.#effort.isShared || this.#player?.isUsable() !== true) {
      await this.end();
      this.#player = this.#means.make();
    }
    return await playAll(this.#player as Player, histories, this.#aim, this.#seconds);
  }
}
