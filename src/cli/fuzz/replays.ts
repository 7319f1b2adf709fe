import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { readJsonFile } from "../documents/json-file.ts";
import { type Means, playAfresh } from "./afresh.ts";
import type { Outcome, Tally } from "./campaign.ts";
import type { Found } from "./findings.ts";
import type { History } from "./history/history.ts";
import { nameOf, type Played, troublesOf } from "./play/trouble.ts";
import { whyUnstarted } from "./play/unstarted.ts";
import { parseReplay } from "./replay-text.ts";
import { hold, TRIES } from "./reproduce.ts";

/** Histories for one program, one after the other. */
export type Replay = readonly History[];

/** A history as a finding names it, or those of all findings of a document that `--json` has written. */
export async function loadReplays(io: Io, given: string, wanted: string): Promise<readonly Replay[]> {
  if (/^\d+\+/.test(given)) return [parsed(given, "--replay")];
  const value: unknown = await readJsonFile(io, given, MAX_FILE_BYTES);
  const { schema, findings } = Object(value) as { readonly schema?: unknown; readonly findings?: unknown };
  const name = fileName(given);
  if (schema !== wanted || !Array.isArray(findings))
    throw new Failure(`${name}: expected a document of \`userns-sim fuzz --json\`, ${wanted}`);
  return findings.map((finding, i) => {
    const { replay } = Object(finding) as { readonly replay?: unknown };
    const place = `${name}: findings[${i}].replay`;
    if (typeof replay !== "string") throw new Failure(`${place}: expected a text`);
    return parsed(replay, place);
  });
}

/**
 * Plays histories again, each with a program that was just started, in lockstep: until something goes wrong, and then as
 * often as it takes to say how often it does.
 */
export async function replayAll(means: Means, replays: readonly Replay[]): Promise<Outcome> {
  let tally: Tally = { runs: 0, operations: 0, refusedPools: 0, found: [] };
  for (const [run, histories] of replays.entries()) {
    const { played, misses } = await untilTrouble(means, histories);
    if (means.isOver()) return { ...tally, ended: "interrupted" };
    const { answers, refusal, trouble, breakdown } = played;
    const fault = breakdown?.what.kind === "silent" ? undefined : await whyUnstarted(means.make, played);
    if (fault !== undefined) return { ...tally, ended: "not-started", fault };
    const found: Found[] = [];
    for (const each of troublesOf(played)) {
      const shown = { ...played, trouble: each };
      const { shown: more, tries } = await hold(means, histories, shown, { shown: 1, tries: misses + 1 });
      if (means.isOver()) return { ...tally, ended: "interrupted" };
      const held = { shown: more, tries };
      found.push({ name: nameOf(each.what), run, seen: 1, also: [], histories, played: shown, held });
    }
    tally = {
      runs: tally.runs + 1,
      operations: tally.operations + answers.length,
      refusedPools: tally.refusedPools + (refusal !== undefined && trouble === undefined ? 1 : 0),
      found: [...tally.found, ...found],
    };
  }
  return { ...tally, ended: "done" };
}

/** The first time that something goes wrong, and how often nothing did before. */
async function untilTrouble(
  means: Means,
  histories: Replay,
): Promise<{ readonly played: Played; readonly misses: number }> {
  let played = await playAfresh(means, histories, ONCE);
  // Only now is it known whether equal seeds are to give equal answers.
  if (played.trouble === undefined && played.supports?.includes("seed") && !means.isOver())
    return { played: await playAfresh(means, histories, { ...ONCE, twice: true }), misses: 0 };
  let misses = 0;
  while (played.trouble === undefined && played.refusal === undefined && misses < TRIES - 1 && !means.isOver()) {
    misses++;
    played = await playAfresh(means, histories, ONCE);
  }
  return { played, misses };
}

const ONCE = { until: "breakdown", isBreakdown: false, twice: false } as const;
const MAX_FILE_BYTES = 67108864;

function parsed(text: string, place: string): Replay {
  const read = parseReplay(text);
  if (!read.ok) throw new Failure(`${place}: ${read.error}`);
  return read.value;
}
