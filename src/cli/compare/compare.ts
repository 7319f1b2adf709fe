import type { Pool } from "../../core/allocate/pool/pool.ts";
import { type ChurnParameters, churn } from "../../core/compare/history/churn.ts";
import type { ChurnError } from "../../core/compare/history/churn-error.ts";
import { churnEnglish } from "../../core/compare/history/english.ts";
import { historyFromTrace } from "../../core/compare/history/from-trace.ts";
import type { PodHistory } from "../../core/compare/history/history.ts";
import { play } from "../../core/compare/play/play.ts";
import { say } from "../../core/explanations.ts";
import type { Result } from "../../core/result.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { choosePool, lowestStart, poolFacts } from "../inputs/pool.ts";
import type { PoolOptions } from "../options/pool-options.ts";
import { DEFAULT_CANDIDATES, makeCandidates } from "./candidates.ts";
import type { CompareDocument, ComparedPool, HistoryFacts } from "./json.ts";
import { readTraced, type Traced } from "./traced.ts";

export interface CompareAsked extends PoolOptions, Omit<ChurnParameters, "sizes"> {
  /** The recorded history; one is made up when not given. */
  readonly trace?: string;
  /** How many slots the pods need: one when not given. */
  readonly size?: NonNullable<ChurnParameters["sizes"]>;
  /** The strategies by their names; many when not given. */
  readonly strategy?: readonly string[];
  /** How many ticks a range rests in a quarantine. */
  readonly quarantine: number;
}

export async function compare(io: Io, asked: CompareAsked): Promise<CompareDocument> {
  const candidates = makeCandidates(asked.strategy ?? DEFAULT_CANDIDATES, asked);
  const traced = asked.trace === undefined ? undefined : await readTraced(io, asked.trace);
  const { pool, facts } = await poolFor(io, asked, traced);
  const { history, about } = historyFor(asked, traced);
  const strategies = [];
  for (const { name, strategy } of candidates) {
    await io.breathe();
    const { reuse = null, ...score } = play(history, pool, strategy);
    strategies.push({ name, insecure: strategy === "shared-range", ...score, reuse });
  }
  return {
    outcome: "compared",
    history: about,
    pool: facts,
    quarantine: asked.quarantine,
    strategies,
  };
}

/** As many slots as a kubelet has pods, when nobody says how many. */
const DEFAULT_SLOTS = 110;

async function poolFor(
  io: Io,
  asked: CompareAsked,
  traced: Traced | undefined,
): Promise<{ readonly pool: Pool; readonly facts: ComparedPool }> {
  if ((asked.pool ?? asked.subuid ?? asked.subgid) !== undefined) {
    const { pool, source } = await choosePool(io, asked);
    return { pool, facts: poolFacts(pool, source) };
  }
  if (traced !== undefined) {
    const pool = traced.pool();
    return { pool, facts: { ...poolFacts(pool, "option"), source: "trace" } };
  }
  const { idsPerPod } = asked;
  const { pool } = await choosePool(io, { ...asked, pool: `${lowestStart(idsPerPod)}:${DEFAULT_SLOTS * idsPerPod}` });
  return { pool, facts: poolFacts(pool, "default") };
}

interface PlayedHistory {
  readonly history: PodHistory;
  readonly about: HistoryFacts;
}

function historyFor(asked: CompareAsked, traced: Traced | undefined): PlayedHistory {
  const { trace = "", pods, arrival, lifetime, leftovers, cleanup, returning, seed } = asked;
  if (traced !== undefined) {
    const history = made(historyFromTrace(traced.steps, { leftovers, cleanup, seed }));
    const { subject, steps } = traced;
    const common = { file: fileName(trace), subject, steps: steps.length, leftovers, cleanup, seed };
    return { history, about: { source: "trace", ...common, ticks: ticksOf(history) } };
  }
  const sizes = asked.size ?? [{ slots: 1, weight: 1 }];
  const parameters = { pods, arrival, lifetime, leftovers, cleanup, returning, sizes, seed };
  const history = made(churn(parameters));
  return { history, about: { source: "churn", ...parameters, ticks: ticksOf(history) } };
}

/** The options have limits of their own; these are seen again by the core. */
function made(result: Result<PodHistory, ChurnError>): PodHistory {
  if (result.ok) return result.value;
  throw new Failure(`the history: ${say(churnEnglish, result.error)}`);
}

function ticksOf(history: PodHistory): number {
  return history.at(-1)?.at ?? 0;
}
