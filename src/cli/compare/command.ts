import { InvalidArgumentError } from "commander";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { decimal } from "../base/numbers.ts";
import { POOL_OPTIONS } from "../options/pool-options.ts";
import { SEED } from "../options/seed-option.ts";
import { expectPlace, type SavedFile, saveFile } from "../output/save-file.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { DEFAULT_CANDIDATES } from "./candidates.ts";
import { type CompareAsked, compare } from "./compare.ts";
import type { CompareDocument } from "./json.ts";
import { pictureOf } from "./picture.ts";
import { render } from "./render.ts";
import { drawSvg } from "./svg.ts";
import { endings } from "./wrappers.ts";

interface Options extends CompareAsked {
  readonly churn?: true;
  readonly svg?: string;
  readonly force?: true;
}

export const compareCommand: CommandRow<Options, CompareDocument> = {
  summary: "Play one history of pods with many allocation strategies, and show what each costs and buys.",
  options: {
    trace: {
      value: "<file>",
      about: "a recorded history, as userns-sim replay reads it; - for standard input",
      conflicts: ["churn", "pods", "arrival", "lifetime", "returning", "size"],
    },
    churn: { about: "a history that is made up, as when there is no --trace" },
    pods: { value: "<number>", about: "how many times a pod arrives", whole: [1, 100_000], default: 2000 },
    arrival: {
      value: "<ticks>",
      about: "how long it is to the next arrival, on average",
      whole: [0, 1_000_000],
      default: 10,
    },
    lifetime: { value: "<ticks>", about: "how long a pod runs, on average", whole: [1, 1_000_000], default: 300 },
    leftovers: { value: "<percent>", about: "how many pods leave files behind", whole: [0, 100], default: 20 },
    cleanup: {
      value: "<ticks>",
      about: "how long these files lie there, on average",
      whole: [1, 1_000_000],
      default: 300,
    },
    returning: {
      value: "<percent>",
      about: "how many arrivals are of pods that come back",
      whole: [0, 100],
      default: 10,
    },
    size: {
      value: "<slots:weight>",
      about: "how many slots a pod needs; again for more sizes",
      again: true,
      read: readSize,
    },
    seed: { ...SEED, about: "where all draws begin" },
    ...POOL_OPTIONS,
    pool: { ...POOL_OPTIONS.pool, about: "the host IDs that pods may get (default: the trace's, or 110 slots)" },
    idsPerPod: { ...POOL_OPTIONS.idsPerPod, about: "how many IDs a slot has" },
    strategy: {
      value: "<name>",
      about: `a strategy, perhaps with ${endings()}; again for more`,
      again: true,
    },
    quarantine: {
      value: "<ticks>",
      about: "how long a range rests in a quarantine",
      whole: [1, 4294967295],
      default: 500,
    },
    svg: { value: "<file>", about: "draw a picture into a new file" },
    force: { about: "replace the file of --svg if it is there", goesWith: ["svg"] },
  },
  notes: `Strategies: those of the allocator, as userns-sim place has them, and
shared-range, which gives all pods the same IDs and is there to compare with.
Without --strategy, all of them, and first-fit+quarantine,
random-scan+quarantine and first-fit+sticky.`,
  exits: { yes: "compared", wrongUse: "wrong use, or input that cannot be read" },
  examples: [
    "userns-sim compare",
    "userns-sim compare --lifetime 900 --svg crowded.svg",
    "userns-sim compare --strategy random-scan --strategy next-fit+quarantine",
    "userns-sim compare --trace history.json --leftovers 50",
  ],
  version: 1,
  run: compareStrategies,
  outcomes: { compared: "yes" },
  renderers: { text: render },
  afterwards: drawPicture,
};

async function compareStrategies(io: Io, { options, isGiven }: Asked<Options>): Promise<CompareDocument> {
  const { strategy = DEFAULT_CANDIDATES, trace, pool, subuid, subgid } = options;
  if (isGiven("quarantine") && !strategy.some((name) => name.includes("quarantine")))
    throw new Failure("--quarantine has a meaning with +quarantine behind a --strategy only");
  if (isGiven("idsPerPod") && trace !== undefined && (pool ?? subuid ?? subgid) === undefined)
    throw new Failure("--ids-per-pod has a meaning with --trace only beside --pool, --subuid or --subgid");
  const file = pictureFile(options);
  if (file !== undefined) await expectPlace(file);
  return await compare(io, options);
}

async function drawPicture(io: Io, { options }: Asked<Options>, document: CompareDocument): Promise<void> {
  const file = pictureFile(options);
  if (file === undefined) return;
  await saveFile(file, drawSvg(pictureOf(document)));
  io.stderr.write([`userns-sim: the picture is in ${file.path}`]);
}

function pictureFile({ svg, force }: Options): SavedFile | undefined {
  return svg === undefined ? undefined : { option: "--svg", path: svg, force: force === true };
}

type Size = NonNullable<CompareAsked["size"]>[number];

function readSize(text: string): Size {
  const [slots = 0, weight = 0, ...more] = text.split(":").map(decimal);
  if (slots < 1 || slots > 65_536 || weight < 1 || weight > 1_000_000 || more.length > 0)
    throw new InvalidArgumentError("Expected slots:weight, like 1:9, with up to 65536 slots.");
  return { slots, weight };
}
