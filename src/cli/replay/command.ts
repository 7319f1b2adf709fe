import { Command } from "commander";
import { Failure } from "../failure.ts";
import { EXIT, type Io } from "../io.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { printable } from "../printable.ts";
import { listed } from "../words.ts";
import { REPLAY_SCHEMA, type ReplayDocument, type TraceFacts } from "./json.ts";
import { loadTraces, type Play, type TraceFile } from "./load.ts";
import { playAllocator } from "./play-allocator.ts";
import { playKubelet } from "./play-kubelet.ts";
import { render } from "./render.ts";

interface ReplayOptions extends PrintOptions {
  readonly trace?: string;
}

/**
 * Makes the command `userns-sim replay`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function replayCommand(io: Io, answer: (code: number) => void): Command {
  return new Command("replay")
    .description("Play a recorded history of a kubelet or of the allocator, and tell it step by step.")
    .argument("<trace>", "the history, JSON; - for standard input")
    .option("--trace <name>", "the one trace to tell, of a file that has several")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (path: string, options: ReplayOptions) => {
      const document = await replay(io, path, options.trace);
      answer(document.outcome === "agrees" ? EXIT.yes : EXIT.no);
      printDocument<ReplayDocument>(io, options, document, render);
    });
}

const HELP = `
Forms: userns-sim/trace/1, which the guide describes, and the runs of the
kubelet's own code that this project is checked with, userns-kubelet/traces/1
and userns-kubelet/traces-legacy/1.

Exit codes: 0 played, and all as it was recorded; 1 something is other than
recorded; 2 wrong use, or a history that cannot be read.

Examples:
  userns-sim replay history.json
  gunzip -c traces.json.gz | userns-sim replay - --trace t180`;

async function replay(io: Io, path: string, wanted: string | undefined): Promise<ReplayDocument> {
  const file = await loadTraces(io, path);
  const traces: TraceFacts[] = [];
  for (const play of chosen(file, wanted)) traces.push(await playOne(play, file.name, io.breathe));
  const differs = traces.some(
    ({ steps, endDifference }) => endDifference !== null || steps.some(({ difference }) => difference !== null),
  );
  return { schema: REPLAY_SCHEMA, outcome: differs ? "differs" : "agrees", form: file.form, traces };
}

function chosen({ name, plays }: TraceFile, wanted: string | undefined): readonly Play[] {
  if (wanted === undefined) return plays;
  const found = plays.filter(({ id }) => id === wanted);
  if (found.length > 0) return found;
  const names = plays.flatMap(({ id }) => id ?? []);
  const known = names.length === 0 ? "it has one trace without a name" : `it has ${listed(names, MAX_NAMED)}`;
  throw new Failure(`--trace: ${name} has no trace ${printable(wanted)}; ${known}`);
}

const MAX_NAMED = 10;

function playOne(play: Play, name: string, breathe: () => Promise<void>): Promise<TraceFacts> {
  return play.subject === "kubelet" ? playKubelet(play, name, breathe) : playAllocator(play, name, breathe);
}
