import { isBreakingDown, type Means } from "./afresh.ts";
import type { History } from "./history/history.ts";
import type { MakePlayer } from "./play/player.ts";
import { nameOf, type Played } from "./play/trouble.ts";
import { type Reproduced, reproduce } from "./reproduce.ts";

export interface Found extends Reproduced {
  readonly name: string;
  readonly run: number;
  readonly seen: number;
}

/** So often it is looked into what did not show again, or turned out to be something else. */
const MOST_LOOKS = 2;

/** What a campaign has found: each fault once, with its smallest history, and how often it was seen. */
export class Findings {
  readonly #means: Means;
  readonly #found: Map<string, Found> = new Map();
  /** By the name under which a fault showed, that of the finding that it turned out to be. */
  readonly #aliases: Map<string, string> = new Map();
  readonly #looks: Map<string, number> = new Map();

  constructor(plan: {
    readonly make: MakePlayer;
    readonly isInterrupted: () => boolean;
    readonly isTimeUp: () => boolean;
    readonly onTry: (tries: number) => void;
  }) {
    this.#means = { make: plan.make, isOver: plan.isInterrupted, isLate: plan.isTimeUp, onTry: plan.onTry };
  }

  get all(): readonly Found[] {
    return [...this.#found.values()];
  }

  /** Counts what is known; `false` where it has to be looked into. */
  counts(played: Played): boolean {
    const name = nameIn(played);
    const called = this.#aliases.get(name) ?? name;
    const found = this.#found.get(called);
    if (found === undefined || (found.held.shown === 0 && this.#looksAt(name) < MOST_LOOKS)) return false;
    this.#found.set(called, { ...found, seen: found.seen + 1 });
    return true;
  }

  /** Looks for the smallest history; `before` is what the same process had been asked before. */
  async look(run: number, played: Played, before: readonly History[]): Promise<void> {
    const name = nameIn(played);
    this.#looks.set(name, this.#looksAt(name) + 1);
    const reproduced = await reproduce(this.#means, played, before);
    const certain = nameIn(reproduced.played);
    // When a program breaks down, what shows first is up to the clock.
    if (name !== certain && (isBreakingDown(reproduced.played) || this.#looksAt(name) >= MOST_LOOKS))
      this.#aliases.set(name, certain);
    const known = this.#found.get(certain);
    const better = known === undefined || isBetter(reproduced, known) ? reproduced : known;
    this.#found.set(certain, { ...better, name: certain, run: known?.run ?? run, seen: (known?.seen ?? 0) + 1 });
  }

  #looksAt(name: string): number {
    return this.#looks.get(name) ?? 0;
  }
}

function isBetter({ held }: Reproduced, known: Reproduced): boolean {
  return held.shown * known.held.tries > known.held.shown * held.tries;
}

function nameIn({ trouble }: Played): string {
  return trouble === undefined ? "" : nameOf(trouble.what);
}
