import { Command, InvalidArgumentError, Option } from "commander";
import { Failure } from "../failure.ts";
import { fileName } from "../input.ts";
import { EXIT, type Io } from "../io.ts";
import { decimal, integerOption } from "../numbers.ts";
import { type PrintOptions, printDocument } from "../print.ts";
import { type CompareAsked, compare } from "./compare.ts";
import type { CompareDocument } from "./json.ts";
import { pictureOf } from "./picture.ts";
import { expectNoPicture, writePicture } from "./picture-file.ts";
import { render } from "./render.ts";
import { drawSvg } from "./svg.ts";
import { endings } from "./wrappers.ts";

interface CompareOptions extends CompareAsked, PrintOptions {
  readonly svg?: string;
  readonly force?: true;
}

/**
 * Makes the command `userns-sim compare`.
 *
 * @param io - what it reads from and writes to
 * @param answer - is given the exit code
 * @returns the command
 */
export function compareCommand(io: Io, answer: (code: number) => void): Command {
  const command = new Command("compare").description(
    "Play one history of pods with many allocation strategies, and show what each costs and buys.",
  );
  for (const option of [...historyOptions(), ...poolOptions()]) command.addOption(option);
  return command
    .option("--strategy <name>", `a strategy, perhaps with ${endings()}; again for more`, another)
    .option("--quarantine <ticks>", "how long a range rests in a quarantine", integerOption(1, 4294967295), 500)
    .option("--svg <file>", "draw a picture into a new file")
    .option("--force", "replace the file of --svg if it is there")
    .option("--json", "print a JSON document")
    .option("--ascii", "write with ASCII characters only")
    .addHelpText("after", HELP)
    .action(async (options: CompareOptions) => {
      const { svg, force = false } = options;
      if (force && svg === undefined) throw new Failure("--force has a meaning with --svg only");
      if (svg !== undefined) await expectNoPicture(svg, force);
      const document = await compare(io, options);
      answer(EXIT.yes);
      printDocument<CompareDocument>(io, options, document, render);
      if (svg === undefined) return;
      await writePicture(svg, drawSvg(pictureOf(document)), force);
      io.stderr.write(`userns-sim: the picture is in ${fileName(svg)}\n`);
    });
}

const HELP = `
Strategies: those of userns-sim node, and shared, which gives all pods the
same IDs and is there to compare with. Without --strategy, all of them, and
first-fit+quarantine, random-scan+quarantine and first-fit+sticky.

Exit codes: 0 compared; 2 wrong use, or input that cannot be read.

Examples:
  userns-sim compare
  userns-sim compare --lifetime 900 --svg crowded.svg
  userns-sim compare --strategy random-scan --strategy next-fit+quarantine
  userns-sim compare --trace history.json --leftovers 50`;

const MADE_UP: readonly string[] = ["churn", "pods", "arrival", "lifetime", "returning", "size"];

function historyOptions(): readonly Option[] {
  return [
    new Option("--trace <file>", "a recorded history, as userns-sim replay reads it; - for standard input").conflicts([
      ...MADE_UP,
    ]),
    new Option("--churn", "a history that is made up, as when there is no --trace"),
    numeric("--pods <number>", "how many times a pod arrives", 1, 100_000, 2000),
    numeric("--arrival <ticks>", "how long it is to the next arrival, on average", 0, 1_000_000, 10),
    numeric("--lifetime <ticks>", "how long a pod runs, on average", 1, 1_000_000, 300),
    numeric("--leftovers <percent>", "how many pods leave files behind", 0, 100, 20),
    numeric("--cleanup <ticks>", "how long these files lie there, on average", 1, 1_000_000, 300),
    numeric("--returning <percent>", "how many arrivals are of pods that come back", 0, 100, 10),
    new Option("--size <slots:weight>", "how many slots a pod needs; again for more sizes").argParser(size),
    numeric("--seed <number>", "where all draws begin", 0, 4294967295, 1),
  ];
}

function poolOptions(): readonly Option[] {
  return [
    new Option("--pool <start:size>", "the host IDs that pods may get (default: the trace's, or 110 slots)"),
    new Option("--subuid <file>", "take the pool from a file like /etc/subuid").conflicts("pool"),
    new Option("--subuid-user <name>", "whose entry of that file to take").default("kubelet"),
    numeric("--ids-per-pod <number>", "how many IDs a slot has", 1, 2147483647, 65536),
  ];
}

function numeric(flags: string, description: string, min: number, max: number, value: number): Option {
  return new Option(flags, description).argParser(integerOption(min, max)).default(value);
}

function another(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}

type Sizes = NonNullable<CompareAsked["size"]>;

function size(text: string, before: Sizes = []): Sizes {
  const [slots = 0, weight = 0, ...more] = text.split(":").map(decimal);
  if (slots < 1 || slots > 65_536 || weight < 1 || weight > 1_000_000 || more.length > 0)
    throw new InvalidArgumentError("Expected slots:weight, like 1:9, with up to 65536 slots.");
  return [...before, { slots, weight }];
}
