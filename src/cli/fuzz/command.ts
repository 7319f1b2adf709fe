import { InvalidArgumentError } from "commander";
import { ALL_LAWS, type LawName } from "../../testing/laws/laws.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { blamed } from "../inputs/module-file.ts";
import { SEED } from "../options/seed-option.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import { campaign, type Outcome, type Plan } from "./campaign.ts";
import { type FuzzDocument, fuzzDocument, type SubjectFacts } from "./json.ts";
import { loadStrategy } from "./load-strategy.ts";
import { type MakePlayer, type Player, programPlayers } from "./play/player.ts";
import { strategyPlayers } from "./play/strategy-player.ts";
import { progressOn } from "./progress.ts";
import { render } from "./render.ts";
import { loadReplays, replayAll } from "./replays.ts";
import { unstartedText } from "./texts.ts";

interface Options {
  readonly exec?: string;
  readonly strategy?: string;
  readonly runs?: number;
  readonly stopAfter?: number;
  readonly except?: readonly LawName[];
  readonly seed: number;
  readonly shard?: Plan["shard"];
  readonly time?: number;
  readonly timeout: number;
  readonly replay?: string;
}

const DEFAULT_RUNS = 200;

export const fuzzCommand: CommandRow<Options, FuzzDocument> = {
  summary: "Try an allocator, in any language, with made-up histories of pods, and look for a law that it breaks.",
  options: {
    exec: { value: "<command>", about: "the program: it answers lines of JSON on its standard input and output" },
    strategy: { value: "<name>", about: "in its place, a strategy of this library, or a file FILE.mjs with one" },
    runs: {
      value: "<n>",
      about: `how many histories; ${DEFAULT_RUNS} when neither this nor --time is given`,
      whole: [1, 4294967295],
    },
    stopAfter: { value: "<n>", about: "stop after so many findings", whole: [1, 1000] },
    except: {
      value: "<law>",
      about: "a law that is known to be broken: leave it aside; again for more",
      again: true,
      choices: ALL_LAWS,
    },
    seed: { ...SEED, value: "<n>", about: "where all that is random begins" },
    shard: { value: "<i/n>", about: "play only the i-th of n shares of the histories", read: readShard },
    time: { value: "<seconds>", about: "stop after that long", whole: [1, 31536000] },
    timeout: {
      value: "<seconds>",
      about: "how long the program may think about an answer",
      whole: [1, 86400],
      default: 10,
    },
    replay: {
      value: "<history>",
      about: "play one history again: as a finding names it, or a file that --json has written",
    },
  },
  notes: `The guide describes the lines. The program is started by \`sh -c\`; what it
writes to stderr is passed on.`,
  exits: {
    yes: "nothing found",
    no: "something found",
    wrongUse: "wrong use, or a program that cannot be started",
    interrupted: "interrupted before anything was found",
  },
  examples: [
    'userns-sim fuzz --exec "python3 my_allocator.py" --runs 1000',
    "userns-sim fuzz --exec ./allocator --stop-after 1 --except same-range",
    "userns-sim fuzz --exec ./allocator --time 3600 --shard 2/8",
    "userns-sim fuzz --strategy ./my-strategy.mjs",
  ],
  version: 1,
  run: fuzz,
  outcomes: { found: "no", "nothing-found": "yes" },
  wasInterrupted: ({ ended }) => ended === "interrupted",
  renderers: { text: render },
};

const WHOLE: Plan["shard"] = { index: 1, of: 1 };

function readShard(text: string): Plan["shard"] {
  const [, index, of] = text.match(/^(\d{1,6})\/(\d{1,6})$/)?.map(Number) ?? [];
  if (index === undefined || of === undefined || index < 1 || index > of)
    throw new InvalidArgumentError("Expected i/n, with i from 1 to n.");
  return { index, of };
}

async function fuzz(io: Io, { options, schema }: Asked<Options>): Promise<FuzzDocument> {
  const { exec, strategy, replay, seed, shard = WHOLE, except = [] } = options;
  if ((exec === undefined) === (strategy === undefined))
    throw new Failure("expected either --exec COMMAND or --strategy NAME");
  const subject: SubjectFacts =
    exec === undefined ? { kind: "strategy", name: strategy ?? "" } : { kind: "program", command: exec };
  const make =
    exec === undefined
      ? await playersOf(io, strategy ?? "", except)
      : programPlayers(exec, options.timeout, except, (line) => io.stderr.write([line]));
  const histories = replay === undefined ? undefined : await loadReplays(io, replay, schema);
  const outcome = await untilInterrupted(io, make, async (watched) =>
    histories === undefined
      ? await campaignOf(io, options, watched)
      : await replayAll(
          { make: watched.make, isOver: watched.isInterrupted, isLate: () => false, onTry: () => undefined },
          histories,
        ),
  );
  // What does not even begin to answer is no allocator that does wrong.
  if (outcome.ended === "not-started") throw new Failure(`--exec: ${unstartedText(exec ?? "", outcome.fault)}`);
  const of = histories === undefined ? { seed, shard } : { seed: null, shard: null };
  return fuzzDocument(subject, { ...of, except }, outcome);
}

async function playersOf(io: Io, strategy: string, except: readonly LawName[]): Promise<MakePlayer> {
  return strategyPlayers(await loadStrategy(io, strategy), except, (thrown) =>
    blamed(strategy, "its strategy throws when it is read: ", thrown),
  );
}

type Watched = Pick<Plan, "make" | "isInterrupted">;

/** Ends whatever plays when the user wants an end. */
async function untilInterrupted(
  io: Io,
  make: MakePlayer,
  work: (watched: Watched) => Promise<Outcome>,
): Promise<Outcome> {
  const players = new Set<Player>();
  let isInterrupted = false;
  const stop = io.onInterrupt(() => {
    isInterrupted = true;
    for (const player of players) player.kill();
  });
  const watchedMake: MakePlayer = () => {
    const player = make();
    players.add(player);
    // It may have been on its way while the others were ended.
    if (isInterrupted) player.kill();
    const end = async (): Promise<void> => {
      await player.end();
      players.delete(player);
    };
    return { ...player, end };
  };
  try {
    return await work({ make: watchedMake, isInterrupted: () => isInterrupted });
  } finally {
    stop();
  }
}

async function campaignOf(io: Io, options: Options, watched: Watched): Promise<Outcome> {
  const { runs, stopAfter = Number.POSITIVE_INFINITY, except = [], seed, shard = WHOLE, time } = options;
  const { now } = io;
  const deadline = time === undefined ? Number.POSITIVE_INFINITY : now() + time * 1000;
  const all = runs ?? (time === undefined ? DEFAULT_RUNS : Number.POSITIVE_INFINITY);
  if (shard.index > all)
    throw new Failure(`share ${shard.index} of ${shard.of} has none of ${all} runs: ask for more, or for fewer shares`);
  const share = Number.isFinite(all) ? Math.ceil((all - shard.index + 1) / shard.of) : undefined;
  const progress = progressOn(io, share, now);
  try {
    return await campaign({
      ...watched,
      seed,
      runs: all,
      shard,
      stopAfter,
      except,
      isTimeUp: () => now() >= deadline,
      onRun: progress.onRun,
      onTry: progress.onTry,
      breathe: io.breathe,
    });
  } finally {
    progress.end();
  }
}
