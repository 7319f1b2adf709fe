import { Dice } from "../../core/random/dice.ts";
import type { LawName } from "../../testing/laws/laws.ts";
import { MAX_LINES_AHEAD } from "../../testing/protocol/request.ts";
import { Findings, type Found } from "./findings.ts";
import { makeHistory, makeSettings } from "./history/generate.ts";
import type { History, Settings } from "./history/history.ts";
import { runSeed } from "./history/run-seed.ts";
import { differing } from "./play/differing.ts";
import type { MakePlayer, Player } from "./play/player.ts";
import { type Played, troublesOf } from "./play/trouble.ts";
import { whyUnstarted } from "./play/unstarted.ts";
import type { Fault } from "./program/fault.ts";

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
  /** After so many findings it is enough. */
  readonly stopAfter: number;
  /** Laws that are left aside. */
  readonly except: readonly LawName[];
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

export type Outcome = Tally & (Ended | Unstarted);

export interface Ended {
  readonly ended: "done" | "time" | "interrupted" | "enough";
}

/** There was no program, and so no campaign. */
export interface Unstarted {
  readonly ended: "not-started";
  readonly fault: Fault;
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
/** So many runs are there to one that is played twice where equal seeds give equal answers, by the same process … */
const RUNS_TO_A_REPEAT = 4;
/** … and of these so many to one that is played again by another process. */
const REPEATS_TO_ANOTHER = 4;

async function work(plan: Plan, crew: Crew): Promise<Outcome> {
  const findings = new Findings(plan);
  let tally: Tally = { runs: 0, operations: 0, refusedPools: 0, found: [] };
  for (let run = plan.shard.index - 1; run < plan.runs; run += plan.shard.of) {
    await plan.breathe();
    if (plan.isInterrupted()) return { ...tally, ended: "interrupted" };
    if (plan.isTimeUp()) return { ...tally, ended: "time" };
    const played = await crew.play(run);
    // What an interrupted program did last is our doing.
    if (plan.isInterrupted()) return { ...tally, ended: "interrupted" };
    tally = {
      ...tally,
      runs: tally.runs + 1,
      operations: tally.operations + played.answers.length,
      refusedPools: tally.refusedPools + (played.refusal !== undefined && played.trouble === undefined ? 1 : 0),
    };
    if (tally.runs === 1 && played.breakdown !== undefined) {
      await crew.dismiss();
      const fault = await whyUnstarted(plan.make, played);
      if (plan.isInterrupted()) return { ...tally, ended: "interrupted" };
      if (fault !== undefined) return { ...tally, ended: "not-started", fault };
    }
    const before = crew.before;
    for (const trouble of troublesOf(played)) {
      const shown = { ...played, trouble };
      if (findings.counts(shown)) continue;
      // Two copies never run at once: a program may have locked what it keeps.
      await crew.dismiss();
      await findings.look(run, shown, before);
      if (findings.all.length >= plan.stopAfter) break;
    }
    tally = { ...tally, found: findings.all };
    if (plan.isInterrupted()) return { ...tally, ended: "interrupted" };
    plan.onRun(tally);
    if (tally.found.length >= plan.stopAfter) return { ...tally, ended: "enough" };
  }
  return { ...tally, ended: "done" };
}

/** The allocator that works on a campaign: one process for many runs, and never two at a time. */
class Crew {
  /** What this process has been asked, each history whole, also where something went wrong. */
  #asked: readonly History[] = [];
  readonly #plan: Plan;
  #player: Player | undefined;
  /** However short a campaign is, something is played twice. */
  #hasRepeated = false;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** What this process had been asked before the last history; a fault may need it. */
  get before(): readonly History[] {
    return this.#asked.slice(0, -1);
  }

  async play(run: number): Promise<Played> {
    const seed = runSeed(this.#plan.seed, run);
    const settings = makeSettings(seed);
    const played = await this.#playWith(await this.#ready(), settings);
    const dice = new Dice((seed ^ SALT) >>> 0);
    const isRepeated = !this.#hasRepeated || dice.below(RUNS_TO_A_REPEAT) === 0;
    if (
      !isRepeated ||
      this.#plan.except.includes("deterministic") ||
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
    this.#asked = [];
  }

  async #playWith(player: Player, settings: Settings, history?: History): Promise<Played> {
    const played = await player.play(settings, (supports) => history ?? makeHistory(settings, supports), {
      ahead: MAX_LINES_AHEAD,
      until: "breakdown",
    });
    this.#asked = [...this.#asked, played.history];
    return played;
  }

  async #ready(): Promise<Player> {
    if (this.#player?.isUsable() === true && this.#asked.length < RUNS_OF_A_PROCESS) return this.#player;
    await this.dismiss();
    this.#player = this.#plan.make();
    return this.#player;
  }
}

const SALT = 0x2545f491;
