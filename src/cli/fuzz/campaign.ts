import { Dice } from "../../core/random/dice.ts";
import { MAX_LINES_AHEAD } from "../../testing/protocol/request.ts";
import { makeHistory, makeSettings } from "./history/generate.ts";
import type { History, Settings } from "./history/history.ts";
import { runSeed } from "./history/run-seed.ts";
import { differing } from "./play/differing.ts";
import type { MakePlayer, Player } from "./play/player.ts";
import { isBreakdown, isUnstarted, nameOf, type Played } from "./play/trouble.ts";
import { type Reproduced, reproduce } from "./reproduce.ts";

/** What is tried, and for how long. */
export interface Plan {
  readonly make: MakePlayer;
  /** Where everything begins that is drawn, 0 to 4294967295. */
  readonly seed: number;
  /** How many runs there are, those of the other shards included. */
  readonly runs: number;
  /** The share of this machine: the `index`-th of `of`, from 1. */
  readonly shard: { readonly index: number; readonly of: number };
  readonly isTimeUp: () => boolean;
  /** Whether the user wants an end. */
  readonly isInterrupted: () => boolean;
  /** Starts the time that there is for making the history of one fault smaller; tells whether it is over. */
  readonly allotTime: () => () => boolean;
  /** Hears how far it is. */
  readonly onRun: (tally: Tally) => void;
  /** Hears how many smaller histories were tried for a fault. */
  readonly onTry: (tries: number) => void;
  readonly breathe: () => Promise<void>;
}

export interface Tally {
  /** The runs that were played. */
  readonly runs: number;
  /** The operations that were answered in them. */
  readonly operations: number;
  /** The runs whose pool was refused, rightly. */
  readonly refusedPools: number;
  readonly found: readonly Found[];
}

export interface Found extends Reproduced {
  readonly name: string;
  /** The names that it had before it was played in lockstep. */
  readonly aliases: readonly string[];
  readonly run: number;
  readonly seen: number;
}

export interface Outcome extends Tally {
  readonly ended: "done" | "time" | "interrupted" | "silent" | "keeps-failing" | "not-started";
}

export async function campaign(plan: Plan): Promise<Outcome> {
  const crew = new Crew(plan);
  try {
    return await work(plan, crew);
  } finally {
    await crew.dismiss();
  }
}

/** How many runs one process plays: it must start afresh with every `init`, and this is how it shows that it does. */
const RUNS_OF_A_PROCESS = 50;
/** So many runs in which the program breaks down are enough to know. */
const MOST_BREAKDOWNS = 20;
/** So many runs are there to one that is played twice where equal seeds give equal answers, by the same process … */
const RUNS_TO_A_REPEAT = 4;
/** … and of these so many to one that is played again by another process. */
const REPEATS_TO_ANOTHER = 4;

async function work(plan: Plan, crew: Crew): Promise<Outcome> {
  let tally: Tally = { runs: 0, operations: 0, refusedPools: 0, found: [] };
  let breakdowns = 0;
  for (let run = plan.shard.index - 1; run < plan.runs; run += plan.shard.of) {
    await plan.breathe();
    if (plan.isInterrupted()) return { ...tally, ended: "interrupted" };
    if (plan.isTimeUp()) return { ...tally, ended: "time" };
    const before = crew.before;
    const played = await crew.play(run);
    // What an interrupted program did last is our doing.
    if (plan.isInterrupted()) return { ...tally, ended: "interrupted" };
    tally = {
      ...tally,
      runs: tally.runs + 1,
      operations: tally.operations + played.answers.length,
      refusedPools: tally.refusedPools + (played.refusal !== undefined && played.trouble === undefined ? 1 : 0),
    };
    if (played.trouble !== undefined) {
      if (tally.runs === 1 && isUnstarted(played)) return { ...tally, ended: "not-started" };
      // Two copies never run at once: a program may have locked what it keeps.
      await crew.dismiss();
      tally = { ...tally, found: await noted(plan, tally.found, run, played, before) };
      if (plan.isInterrupted()) return { ...tally, ended: "interrupted" };
      if (isBreakdown(played.trouble.what)) breakdowns++;
      if (tally.found.some(({ name }) => name === "silent")) return { ...tally, ended: "silent" };
      if (breakdowns === MOST_BREAKDOWNS) return { ...tally, ended: "keeps-failing" };
    }
    plan.onRun(tally);
  }
  return { ...tally, ended: "done" };
}

async function noted(
  plan: Plan,
  found: readonly Found[],
  run: number,
  played: Played,
  before: readonly History[],
): Promise<readonly Found[]> {
  if (played.trouble === undefined) return found;
  const name = nameOf(played.trouble.what);
  if (found.some((other) => isCalled(other, name))) return counted(found, name, name);
  const { make, isInterrupted: isOver, allotTime, onTry } = plan;
  const reproduced = await reproduce({ make, isOver, isLate: allotTime(), onTry }, played, before);
  const what = reproduced.played.trouble?.what ?? played.trouble.what;
  const certain = nameOf(what);
  // When a program breaks down, what shows first is up to the clock: it is not looked into twice.
  const alias = isBreakdown(what) || isBreakdown(played.trouble.what) ? name : certain;
  if (found.some((other) => other.name === certain)) return counted(found, certain, alias);
  return [...found, { ...reproduced, name: certain, aliases: [alias], run, seen: 1 }];
}

function isCalled({ name, aliases }: Found, called: string): boolean {
  return name === called || aliases.includes(called);
}

function counted(found: readonly Found[], name: string, alias: string): readonly Found[] {
  const index = found.findIndex((other) => isCalled(other, name));
  return found.map((other, i) =>
    i === index ? { ...other, seen: other.seen + 1, aliases: [...new Set([...other.aliases, alias])] } : other,
  );
}

/** The allocator that works on a campaign: one process for many runs, and never two at a time. */
class Crew {
  /** What this process has played before; a fault may need it. */
  before: readonly History[] = [];
  readonly #plan: Plan;
  #player: Player | undefined;
  /** However short a campaign is, something is played twice. */
  #hasRepeated = false;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  async play(run: number): Promise<Played> {
    const seed = runSeed(this.#plan.seed, run);
    const settings = makeSettings(seed);
    const played = await this.#playWith(await this.#ready(), settings);
    const dice = new Dice((seed ^ SALT) >>> 0);
    const isRepeated = !this.#hasRepeated || dice.below(RUNS_TO_A_REPEAT) === 0;
    if (
      !isRepeated ||
      played.supports?.includes("seed") !== true ||
      played.trouble !== undefined ||
      this.#plan.isInterrupted()
    )
      return played;
    this.#hasRepeated = true;
    if (dice.below(REPEATS_TO_ANOTHER) === 0) await this.dismiss();
    return differing(played, await this.#playWith(await this.#ready(), settings, played.history));
  }

  async dismiss(): Promise<void> {
    await this.#player?.end();
    this.#player = undefined;
    this.before = [];
  }

  async #playWith(player: Player, settings: Settings, history?: History): Promise<Played> {
    const played = await player.play(
      settings,
      (supports) => history ?? makeHistory(settings, supports),
      MAX_LINES_AHEAD,
    );
    this.before = [...this.before, played.history];
    return played;
  }

  async #ready(): Promise<Player> {
    if (this.#player?.isUsable() === true && this.before.length < RUNS_OF_A_PROCESS) return this.#player;
    await this.dismiss();
    this.#player = this.#plan.make();
    return this.#player;
  }
}

const SALT = 0x2545f491;
