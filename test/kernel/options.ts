import { parseArgs } from "node:util";

/** What the command line says. */
export interface Options {
  /** What the cases are drawn from. */
  readonly seed: number;
  /** How many cases. */
  readonly cases: number;
  /** The only kind of question that is asked, if one is named. */
  readonly group: string | undefined;
  /** The file in which the answers are kept as vectors, if one is named. */
  readonly keep: string | undefined;
}

/** How many cases are asked unless told otherwise. */
const CASES = 30_000;

/** Reads the command line; throws what is wrong with it. */
export function readOptions(args: readonly string[], freshSeed: number): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string" },
      cases: { type: "string" },
      group: { type: "string" },
      keep: { type: "string" },
    },
  });
  return {
    seed: integer("--seed", values.seed, freshSeed, 4294967295),
    cases: integer("--cases", values.cases, CASES, 10_000_000),
    group: values.group,
    keep: values.keep,
  };
}

function integer(name: string, text: string | undefined, otherwise: number, most: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new RangeError(`${name}: expected an integer from 0 to ${most}, got ${text}`);
  return value;
}
