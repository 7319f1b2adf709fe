import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { listed } from "../base/words.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { loadTraces, type Play, type TraceFile } from "../trace/load.ts";
import type { ReplayDocument, TraceFacts } from "./json.ts";
import { countLooks, type Looks } from "./looks.ts";
import { playAllocator } from "./play-allocator.ts";
import { playKubelet } from "./play-kubelet.ts";
import { render } from "./render.ts";

interface Options {
  readonly trace?: string;
}

/** `userns-sim replay` */
export const replayCommand: CommandRow<Options, ReplayDocument, readonly [string]> = {
  summary: "Play a recorded history of a kubelet or of the allocator, and tell it step by step.",
  argument: { name: "<trace>", about: "the history, JSON; - for standard input" },
  options: {
    trace: { value: "<name>", about: "the one trace to tell, of a file that has several" },
  },
  notes: `Forms: userns-sim/trace/1, which the guide describes, and the runs of the
kubelet's own code that this project is checked with, userns-kubelet/traces/1
and userns-kubelet/traces-legacy/1.`,
  exits: {
    yes: "played, and all as it was recorded",
    no: "something is other than recorded",
    wrongUse: "wrong use, or a history that cannot be read",
  },
  examples: ["userns-sim replay history.json", "gunzip -c traces.json.gz | userns-sim replay - --trace t180"],
  version: 1,
  run: replay,
  outcomes: { agrees: "yes", differs: "no" },
  renderers: { text: render },
};

async function replay(io: Io, { values: [path], options }: Asked<Options, readonly [string]>): Promise<ReplayDocument> {
  const file = await loadTraces(io, path);
  const looks = countLooks();
  const traces: TraceFacts[] = [];
  for (const play of chosen(file, options.trace)) traces.push(await playOne(play, file.name, looks, io.breathe));
  const differs = traces.some(
    ({ steps, endDifference }) => endDifference !== null || steps.some(({ difference }) => difference !== null),
  );
  return { outcome: differs ? "differs" : "agrees", form: file.form, traces };
}

function chosen({ name, plays }: TraceFile, wanted: string | undefined): readonly Play[] {
  if (wanted === undefined) return plays;
  const found = plays.filter(({ id }) => id === wanted);
  if (found.length > 0) return found;
  const names = plays.flatMap(({ id }) => id ?? []);
  const known = names.length === 0 ? "it has one trace without a name" : `it has ${listed(names, MAX_NAMED)}`;
  throw new Failure(`--trace: ${name} has no trace ${wanted}; ${known}`);
}

const MAX_NAMED = 10;

function playOne(play: Play, name: string, looks: Looks, breathe: () => Promise<void>): Promise<TraceFacts> {
  return play.subject === "kubelet" ? playKubelet(play, name, looks, breathe) : playAllocator(play, name, breathe);
}
