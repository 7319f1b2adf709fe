import { type Rounds, race } from "./race.ts";
import type { Cell, Prepare, Weigh } from "./suite.ts";

/** What a process has to do: one bench at one cell. */
export interface Job {
  readonly kind: "time" | "memory";
  readonly cell: Cell;
  /** The bundled file of each candidate. */
  readonly files: Readonly<Record<string, string>>;
  readonly rounds: number;
}

const job = JSON.parse(process.argv[2] ?? "{}") as Job;
process.stdout.write(JSON.stringify(await work(job)));

async function work({ kind, cell, files, rounds }: Job): Promise<Rounds> {
  if (kind === "time") return race(await load<Prepare>(files, "prepare"), cell, rounds);
  const scales = await load<Weigh>(files, "weigh");
  const figures: Record<string, readonly number[]> = {};
  for (const [name, weigh] of Object.entries(scales)) figures[name] = [await weigh(cell)];
  return figures;
}

/** Each candidate is a bundle of its own, the library included: what V8 learns from one must not help or hurt another. */
async function load<T>(files: Readonly<Record<string, string>>, key: string): Promise<Readonly<Record<string, T>>> {
  const loaded: Record<string, T> = {};
  for (const [name, file] of Object.entries(files)) {
    const module = (await import(file)) as Readonly<Record<string, T>>;
    const value = module[key];
    if (value === undefined) throw new Error(`${name}: expected the candidate to export ${key}`);
    loaded[name] = value;
  }
  return loaded;
}
