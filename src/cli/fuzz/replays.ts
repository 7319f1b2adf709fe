import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { fileName } from "../documents/input.ts";
import { readJsonFile } from "../documents/json-file.ts";
import type { Found, Outcome, Tally } from "./campaign.ts";
import type { History } from "./history/history.ts";
import { isUnstarted, nameOf } from "./play/trouble.ts";
import { parseReplay } from "./replay-text.ts";
import { type Means, playAfresh } from "./reproduce.ts";

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

/** Plays histories again, each with a program that was just started, in lockstep. */
export async function replayAll(means: Means, replays: readonly Replay[]): Promise<Outcome> {
  let tally: Tally = { runs: 0, operations: 0, refusedPools: 0, found: [] };
  for (const [run, histories] of replays.entries()) {
    let played = await playAfresh(means, histories, false);
    // Only now is it known whether equal seeds are to give equal answers.
    if (played.trouble === undefined && played.supports?.includes("seed") && !means.isOver())
      played = await playAfresh(means, histories, true);
    if (means.isOver()) return { ...tally, ended: "interrupted" };
    const { answers, refusal, trouble } = played;
    if (isUnstarted(played)) return { ...tally, ended: "not-started" };
    const found: readonly Found[] =
      trouble === undefined
        ? []
        : [{ name: nameOf(trouble.what), aliases: [], run, seen: 1, histories, played, isCertain: true }];
    tally = {
      runs: tally.runs + 1,
      operations: tally.operations + answers.length,
      refusedPools: tally.refusedPools + (refusal !== undefined && trouble === undefined ? 1 : 0),
      found: [...tally.found, ...found],
    };
  }
  return { ...tally, ended: "done" };
}

const MAX_FILE_BYTES = 67108864;

function parsed(text: string, place: string): Replay {
  const read = parseReplay(text);
  if (!read.ok) throw new Failure(`${place}: ${read.error}`);
  return read.value;
}
