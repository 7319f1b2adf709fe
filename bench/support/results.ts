import type { Rounds } from "./race.ts";
import type { Results } from "./suite.ts";

/** The figures of all processes, by `bench/cell`. */
export type Collected = Map<string, Rounds[]>;

/** Reads figures off what the processes have sent. */
export function resultsOf(collected: Collected): Results {
  const rounds = (bench: string, cell: string, candidate: string): (readonly number[])[] =>
    (collected.get(`${bench}/${cell}`) ?? []).map((process) => process[candidate] ?? []);
  return {
    of: (bench, cell, candidate) => rounds(bench, cell, candidate).map(median),
    ratio: (bench, cell, candidate, against) => {
      const other = rounds(bench, cell, against);
      return rounds(bench, cell, candidate).map((figures, process) =>
        median(figures.map((figure, round) => figure / (other[process]?.[round] ?? Number.NaN))),
      );
    },
  };
}

/** Divides figure by figure, process by process. */
export function quotient(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((figure, process) => figure / (b[process] ?? Number.NaN));
}

/** The middle one, or the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
