import { parseArgs } from "node:util";

/** What the command line says. */
export interface Options {
  /** What is mutated; of the listed mistakes, where those lie that are planted. */
  readonly folder: string;
  /** How many mutants that compile are tried; all of them unless given. */
  readonly sample: number;
  readonly seed: number;
  /** How many of the drawn order are passed over, because an earlier run had them. */
  readonly from: number;
  /** The exit code is 1 below so many percent. */
  readonly least: number;
  readonly workers: number;
  /** Whether the listed mistakes are planted instead. */
  readonly planted: boolean;
}

/** Reads the command line; throws what is wrong with it. */
export function readOptions(args: readonly string[]): Options {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      folder: text,
      sample: text,
      seed: text,
      from: text,
      least: text,
      workers: text,
      planted: { type: "boolean" },
    },
  });
  const { planted = false } = values;
  const folder = (values.folder ?? (planted ? "src" : "src/core")).replace(/\/+$/, "");
  if (!(planted && folder === "src") && !/^src\/(core|cli|testing)(\/|$)/.test(folder))
    throw new RangeError(`--folder: expected one within src/core, src/cli or src/testing, got ${folder}`);
  return {
    folder,
    sample: integer("--sample", values.sample, Number.POSITIVE_INFINITY),
    seed: integer("--seed", values.seed, 1, 4294967295),
    from: integer("--from", values.from, 0),
    least: integer("--least", values.least, 0, 100),
    workers: integer("--workers", values.workers, 2, 64),
    planted,
  };
}

function integer(name: string, text: string | undefined, otherwise: number, most = 1_000_000): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new RangeError(`${name}: expected an integer from 0 to ${most}, got ${text}`);
  return value;
}
