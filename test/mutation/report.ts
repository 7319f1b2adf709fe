import { type Mutant, mutated } from "./mutant.ts";

/** What became of a mutant. One that no test reaches is alive too. */
export type Fate = "killed" | "timeout" | "survived" | "unreached";

export type Tally = Readonly<Record<Fate | "invalid", number>>;

export const NOTHING: Tally = { killed: 0, timeout: 0, survived: 0, unreached: 0, invalid: 0 };

/** Of a hundred mutants that compile, how many the tests noticed. */
export function percentOf({ killed, timeout, survived, unreached }: Tally): number {
  const all = killed + timeout + survived + unreached;
  return all === 0 ? 100 : (100 * (killed + timeout)) / all;
}

/** Where a living mutant is, and the lines that it changes. */
export function survivorLines(mutant: Mutant, text: string, fate: Fate): readonly string[] {
  const { file, start, end, mutator } = mutant;
  const before = text.split("\n");
  const after = mutated(text, mutant).split("\n");
  const tail = before.length - end.line - 1;
  return [
    `${fate}: ${file}:${start.line + 1} ${mutator}`,
    ...before.slice(start.line, end.line + 1).map((line) => `  - ${line.trim()}`),
    ...after.slice(start.line, after.length - tail).map((line) => `  + ${line.trim()}`),
  ];
}

export function tallyLine(tally: Tally, next: number): string {
  const { killed, timeout, survived, unreached, invalid } = tally;
  const all = killed + timeout + survived + unreached;
  return (
    `${all} mutants: ${killed} killed, ${timeout} timed out, ${survived} survived, ${unreached} unreached ` +
    `(${invalid} more do not compile): ${percentOf(tally).toFixed(1)} %; the next is --from ${next}`
  );
}
