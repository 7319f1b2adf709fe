import { isBreakingDown, type Means } from "./afresh.ts";
import type { History } from "./history/history.ts";
import { hasKin, isKin, type Member } from "./kin.ts";
import type { MakePlayer } from "./play/player.ts";
import { nameOf, type Played } from "./play/trouble.ts";
import { type Reproduced, reproduce } from "./reproduce.ts";

export interface Found extends Reproduced {
  readonly name: string;
  readonly run: number;
  readonly seen: number;
  /** Under which other names the same defect showed, in no smaller history. */
  readonly also: readonly string[];
}

/** So often it is looked into what did not show again, or turned out to be something else. */
const MOST_LOOKS = 2;

/** What a campaign has found: each fault once, with its smallest history, and how often it was seen. */
export class Findings {
  readonly #means: Means;
  readonly #found: Map<string, Found> = new Map();
  /** By the name under which a fault showed, that of the finding that it turned out to be. */
  readonly #aliases: Map<string, string> = new Map();
  /** By the name of a finding, what turned out to be signs of one defect. */
  readonly #members: Map<string, readonly Member[]> = new Map();
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
    if (known === undefined && (await this.#joins(certain, reproduced))) return;
    const better = known === undefined || isBetter(reproduced, known) ? reproduced : known;
    this.#found.set(certain, {
      ...better,
      name: certain,
      run: known?.run ?? run,
      seen: (known?.seen ?? 0) + 1,
      also: known?.also ?? [],
    });
  }

  /** Whether it is another sign of a defect that is found already. */
  async #joins(law: string, reproduced: Reproduced): Promise<boolean> {
    const mine = { law, reproduced };
    if (!hasKin(reproduced)) return false;
    for (const found of this.#found.values()) {
      if (!hasKin(found)) continue;
      const members = this.#members.get(found.name) ?? [{ law: found.name, reproduced: found }];
      if (!(await isKin(this.#means, mine, members))) continue;
      const seen = found.seen + 1;
      const joined =
        stepsOf(reproduced) < stepsOf(found)
          ? { ...found, ...reproduced, name: law, seen, also: [found.name, ...found.also] }
          : { ...found, seen, also: [...found.also, law] };
      this.#members.set(joined.name, [...members, mine]);
      this.#replace(found.name, joined);
      return true;
    }
    return false;
  }

  /** Puts one in the place of another, under its own name, by which all its other signs are known from now on. */
  #replace(former: string, one: Found): void {
    const found = [...this.#found.values()].map((each) => (each.name === former ? one : each));
    this.#found.clear();
    for (const each of found) this.#found.set(each.name, each);
    this.#aliases.delete(one.name);
    for (const [name, called] of this.#aliases) if (one.also.includes(called)) this.#aliases.set(name, one.name);
    for (const name of one.also) this.#aliases.set(name, one.name);
  }

  #looksAt(name: string): number {
    return this.#looks.get(name) ?? 0;
  }
}

/** How much was asked until it showed. */
function stepsOf({ played: { history, trouble } }: Reproduced): number {
  return trouble === undefined ? history.operations.length : trouble.at + 1;
}

function isBetter({ held }: Reproduced, known: Reproduced): boolean {
  return held.shown * known.held.tries > known.held.shown * held.tries;
}

function nameIn({ trouble }: Played): string {
  return trouble === undefined ? "" : nameOf(trouble.what);
}
