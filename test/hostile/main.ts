import { Dice } from "../../src/core/random/dice.ts";
import { commandTrial } from "./command-trials.ts";
import { type Corpus, readCorpus } from "./corpus.ts";
import { type Options, readOptions } from "./options.ts";
import { prototypes } from "./prototypes.ts";
import { readerTrial } from "./reader-trials.ts";
import { shrink } from "./shrink.ts";
import { Tally } from "./tally.ts";
import type { Fault, Trial } from "./trial.ts";

export interface Surroundings {
  /** The root of the repository. */
  readonly root: URL;
  readonly print: (line: string) => void;
}

/** How much of the processor one input may take, in milliseconds. No text here is longer than 1 MiB. */
const MOST_CPU_MS = 5000;

/** How many faults are shown before it ends. */
const MOST_FAULTS = 5;

/** Searches, and reports; gives the exit code. */
export async function main(args: readonly string[], { root, print }: Surroundings): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args, Date.now() % 4294967296);
  } catch (error) {
    print(`${(error as Error).message}\nusage: npm run test:hostile -- [--seconds N] [--seed S] [--case I]`);
    return 2;
  }
  const { seconds, seed, only } = options;
  const corpus = readCorpus(root);
  const tally = new Tally();
  const end = performance.now() + seconds * 1000;
  print(`--seed ${seed}, ${only === undefined ? `${seconds} s` : `case ${only}`}`);
  let faults = 0;
  for (let i = only ?? 0; faults < MOST_FAULTS && (only === undefined ? performance.now() < end : i === only); i++) {
    const trial = trialOf(seed, i, corpus);
    const began = cpuMs();
    const fault = await watched(trial, trial.texts);
    tally.add({ name: trial.name, number: i, ms: cpuMs() - began, length: trial.texts.join("").length });
    if (fault === undefined) continue;
    faults += 1;
    const texts = await shrink({ ...trial, fault: (smaller) => watched(trial, smaller) }, fault);
    print(`\n${trial.name} ${fault.kind}: ${printed(fault.seen)}\n  ${printed(trial.how)}`);
    for (const text of texts) print(`  ${printed(JSON.stringify(text))}`);
    print(`  npm run test:hostile -- --seed ${seed} --case ${i}`);
  }
  for (const line of tally.lines()) print(line);
  print(faults === 0 ? "nothing found" : `${faults} found; --seed ${seed}`);
  return faults === 0 ? 0 : 1;
}

/** Each has dice of its own, so that one can be tried again without those before it. */
function trialOf(seed: number, number: number, corpus: Corpus): Trial {
  const dice = new Dice((seed + Math.imul(number, 0x9e3779b1)) >>> 0);
  // A command takes a hundred times as long as most readers.
  return dice.chance(90) ? readerTrial(dice, corpus) : commandTrial(dice, corpus);
}

async function watched({ fault }: Trial, texts: readonly string[]): Promise<Fault | undefined> {
  const before = prototypes();
  const began = cpuMs();
  const found = await fault(texts);
  if (found !== undefined) return found;
  if (prototypes() !== before) return { kind: "prototype", seen: prototypes() };
  if (cpuMs() - began <= MOST_CPU_MS) return undefined;
  // The compiler and the collector may have had a bad moment.
  const again = cpuMs();
  await fault(texts);
  const ms = cpuMs() - again;
  return ms > MOST_CPU_MS ? { kind: "slow", seen: `${Math.round(ms)} ms of CPU` } : undefined;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** For a terminal, on which the writer of the command may be what fails. */
function printed(text: string): string {
  const shown = text.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)} and ${shown.length - MOST_SHOWN} more` : shown;
}

const MOST_SHOWN = 3000;
