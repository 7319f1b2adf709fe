import type { Cell, Prepare } from "./suite.ts";

/** Nanoseconds an operation, of each round, by candidate. */
export type Rounds = Readonly<Record<string, readonly number[]>>;

/** Long enough for the clock, whose unit is a microsecond; short enough for many rounds. */
const ROUND_MS = 15;
const WARM_UP_MS = 120;

/**
 * Runs candidates against each other: every round runs each of them once, in an order of its own, so that what disturbs
 * the machine for a while disturbs all of them.
 */
export function race(entrants: Readonly<Record<string, Prepare>>, cell: Cell, rounds: number): Rounds {
  const runners = Object.entries(entrants).map(([name, prepare]) => {
    const run = prepare(cell);
    return { name, run, times: calibrate(run), figures: [] as number[] };
  });
  for (let round = 0; round < rounds; round++) {
    for (const runner of shuffled(runners)) runner.figures.push((cpuMs(runner.run, runner.times) * 1e6) / runner.times);
  }
  return Object.fromEntries(runners.map(({ name, figures }) => [name, figures]));
}

/** Finds how many operations fill a round; this is the warm-up too. */
function calibrate(run: (times: number) => void): number {
  let spent = 0;
  let times = 1;
  for (;;) {
    const ms = cpuMs(run, times);
    spent += ms;
    if (spent >= WARM_UP_MS && ms >= ROUND_MS / 2) return Math.max(1, Math.round((times * ROUND_MS) / ms));
    if (ms < ROUND_MS) times *= 2;
  }
}

/** The processor's time, helper threads of the garbage collector included: other processes do not count. */
function cpuMs(run: (times: number) => void, times: number): number {
  const start = process.cpuUsage();
  run(times);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  return list
    .map((value) => ({ value, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
