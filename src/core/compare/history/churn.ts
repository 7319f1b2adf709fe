import { expectArray, expectObject } from "../../misuse/misuse.ts";
import { Dice } from "../../random/dice.ts";
import { err, ok, type Result } from "../../result.ts";
import { type ChurnError, type Limited, outOfRange } from "./churn-error.ts";
import { drawDuration } from "./duration.ts";
import { EarliestFirst } from "./earliest-first.ts";
import type { PodEnd, PodEvent, PodHistory } from "./history.ts";
import { drawLeftFiles, type LeftoverParameters, leftoverLimits } from "./leftovers.ts";

/** The parameters of a made-up history. Times are in ticks, and means: the times themselves are exponential. */
export interface ChurnParameters extends LeftoverParameters {
  /** How many times a pod arrives, 1 to 100000. */
  readonly pods: number;
  /** How many ticks lie between two arrivals on average, 0 to 1000000. */
  readonly arrival: number;
  /** How many ticks a pod runs on average, 1 to 1000000; it runs for one at least. */
  readonly lifetime: number;
  /** How many of a hundred arrivals are of one of the 16 pods that went last, under its UID. */
  readonly returning: number;
  /** How many slots the pods need: one each unless told. */
  readonly sizes?: readonly WeightedSize[];
}

/** A number of slots, and how many pods need so many. */
export interface WeightedSize {
  /** How many slots, 1 to 65536. */
  readonly slots: number;
  /** How many pods do, in proportion to the other weights: 1 to 1000000, and 2^32 together. */
  readonly weight: number;
}

/** Out of how many pods that went last the one is drawn that comes back. */
export const RETURNING = 16;

/**
 * Makes up a history, up to the end of the last pod.
 *
 * The same parameters give the same history, on every machine. With another `leftovers` or `cleanup` the same pods come
 * and go at the same ticks.
 *
 * @param parameters - how many pods there are, and how they come and go
 * @returns the history; or the first parameter that is not possible
 * @example
 * ```ts
 * import { unwrap } from "userns-sim";
 * import { churn } from "userns-sim/compare";
 *
 * const parameters = { pods: 2, arrival: 10, lifetime: 40, returning: 0, leftovers: 0, cleanup: 1, seed: 1 };
 * unwrap(churn(parameters)).map(({ at, what, podUid }) => `${at} ${what} ${podUid}`);
 * // => ["25 start pod-1", "41 start pod-2", "73 end pod-2", "92 end pod-1"]
 * ```
 */
export function churn(parameters: ChurnParameters): Result<PodHistory, ChurnError> {
  expectObject("churn", "parameters", parameters, "an object of parameters such as { pods: 100 }");
  const { sizes = ONE_SLOT } = parameters;
  expectArray("churn", "sizes", sizes, "an array of { slots, weight }");
  for (const size of sizes) expectObject("churn", "each of sizes", size, "an object { slots, weight }");
  if (sizes.length === 0) return err({ code: "no-sizes" });
  const fault = outOfRange([...limitsOf(parameters), ...sizes.flatMap(sizeLimits), sumLimit(sizes)]);
  return fault === undefined ? ok(makeUp(parameters, sizes)) : err(fault);
}

const ONE_SLOT: readonly WeightedSize[] = [{ slots: 1, weight: 1 }];

function limitsOf(parameters: ChurnParameters): readonly Limited[] {
  return [
    ["pods", parameters.pods, 1, 100_000],
    ["arrival", parameters.arrival, 0, 1_000_000],
    ["lifetime", parameters.lifetime, 1, 1_000_000],
    ["returning", parameters.returning, 0, 100],
    ...leftoverLimits(parameters),
  ];
}

function sizeLimits({ slots, weight }: WeightedSize, i: number): readonly Limited[] {
  return [
    [`sizes[${i}].slots`, slots, 1, 65_536],
    [`sizes[${i}].weight`, weight, 1, 1_000_000],
  ];
}

/** A draw is one of at most 2^32 numbers. */
function sumLimit(sizes: readonly WeightedSize[]): Limited {
  return ["the sum of sizes[].weight", sizes.reduce((sum, { weight }) => sum + weight, 0), 1, 4_294_967_296];
}

interface Pod {
  readonly podUid: string;
  readonly slots: number;
}

type Running = Pod & { readonly end: PodEnd };

function makeUp(parameters: ChurnParameters, sizes: readonly WeightedSize[]): PodHistory {
  const { pods, arrival, lifetime, returning, seed } = parameters;
  const dice = new Dice(seed);
  const running = new EarliestFirst<Running>();
  const sizeOf = sizeDrawer(dice, sizes);
  const gone: Pod[] = [];
  const events: PodEvent[] = [];
  const endUntil = (at: number): void => {
    for (let next = running.takeUntil(at); next !== undefined; next = running.takeUntil(at)) {
      events.push(next.end);
      gone.push({ podUid: next.podUid, slots: next.slots });
      if (gone.length > RETURNING) gone.shift();
    }
  };
  let at = 0;
  for (let i = 0; i < pods; i++) {
    at += drawDuration(dice, arrival);
    endUntil(at);
    const comesBack = dice.chance(returning);
    const which = dice.below(Math.max(1, gone.length));
    const slots = sizeOf();
    const [former] = comesBack ? gone.splice(which, 1) : [];
    const pod = former ?? { podUid: `pod-${i + 1}`, slots };
    events.push({ at, what: "start", ...pod });
    const endsAt = at + Math.max(1, drawDuration(dice, lifetime));
    const end: PodEnd = {
      at: endsAt,
      what: "end",
      podUid: pod.podUid,
      leaves: drawLeftFiles(dice, parameters, endsAt),
    };
    running.add(endsAt, { ...pod, end });
  }
  endUntil(Infinity);
  return events;
}

/** Draws sizes by their weights. */
function sizeDrawer(dice: Dice, sizes: readonly WeightedSize[]): () => number {
  let total = 0;
  const ends = sizes.map(({ weight }) => {
    total += weight;
    return total;
  });
  return () => {
    const drawn = dice.below(total);
    return (sizes[firstAbove(ends, drawn)] as WeightedSize).slots;
  };
}

/** The place of the first of ascending numbers, the last of them at least, that is above another. */
function firstAbove(ends: readonly number[], drawn: number): number {
  let from = 0;
  let to = ends.length - 1;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((ends[middle] as number) > drawn) to = middle;
    else from = middle + 1;
  }
  return from;
}
