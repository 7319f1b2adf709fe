import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { build as esbuild } from "esbuild";
import { suites } from "../suites.ts";
import type { Job } from "./child.ts";
import type { Rounds } from "./race.ts";
import { type Collected, resultsOf } from "./results.ts";
import type { Bench, Candidate, Cell } from "./suite.ts";
import { allKept, table } from "./table.ts";

/**
 * Measures: `npm run bench -- [names of suites] [--processes=5] [--rounds=15]`.
 *
 * @returns the exit code: 1 when a floor is missed
 */
export async function main(
  build: typeof esbuild,
  source: string,
  folder: string,
  args: readonly string[],
): Promise<number> {
  const option = (name: string, otherwise: number): number =>
    Number(args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise);
  const names = args.filter((arg) => !arg.startsWith("--"));
  const wanted = suites.filter(({ name, onRequest }) =>
    names.length === 0 ? onRequest === undefined : names.includes(name),
  );
  let kept = true;
  for (const suite of wanted) {
    const collected: Collected = new Map();
    // Bench by bench, process by process: a busy minute of the machine then hits one process of each, not all of one.
    const jobs = await prepareJobs(build, source, folder, suite.benches, option("rounds", 15));
    for (let process = 0; process < option("processes", 5); process++) {
      for (const { key, job } of jobs) {
        const rounds = await inProcess(join(folder, "child.mjs"), job);
        collected.set(key, [...(collected.get(key) ?? []), rounds]);
      }
    }
    const rows = suite.rows(resultsOf(collected));
    kept &&= allKept(rows);
    console.log(
      `\n${suite.name}, Node ${globalThis.process.version}, ${option("processes", 5)} processes\n\n${table(rows)}`,
    );
  }
  return kept ? 0 : 1;
}

interface NamedJob {
  readonly key: string;
  readonly job: Job;
}

async function prepareJobs(
  build: typeof esbuild,
  source: string,
  folder: string,
  benches: readonly Bench[],
  rounds: number,
): Promise<readonly NamedJob[]> {
  await bundle(build, join(source, "support/child.ts"), join(folder, "child.mjs"), "child");
  const jobs: NamedJob[] = [];
  for (const { name, kind, candidates, cells } of benches) {
    for (const cell of cells) {
      const files: Record<string, string> = {};
      for (const candidate of candidates) {
        if (candidate.at?.(cell) === false) continue;
        files[candidate.name] = await bundleCandidate(build, source, folder, name, candidate, cell);
      }
      jobs.push({ key: `${name}/${cell.name}`, job: { kind, cell, files, rounds } });
    }
  }
  return jobs;
}

/** The unique first line keeps V8 from taking the functions of two bundles for the same and sharing what it learnt. */
async function bundleCandidate(
  build: typeof esbuild,
  source: string,
  folder: string,
  bench: string,
  candidate: Candidate,
  cell: Cell,
): Promise<string> {
  const mark = `${bench} ${candidate.name} ${cell.name}`;
  const out = join(folder, mark.replaceAll(/[^a-z0-9.]+/gi, "-"), "candidate.mjs");
  await mkdir(join(out, ".."), { recursive: true });
  await bundle(build, join(source, candidate.file), out, mark);
  return pathToFileURL(out).href;
}

async function bundle(build: typeof esbuild, entry: string, outfile: string, mark: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
    logLevel: "warning",
  });
  for (const { text } of outputFiles) await writeFile(outfile, `/* ${mark} */ ${text}`);
}

async function inProcess(child: string, job: Job): Promise<Rounds> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--expose-gc", child, JSON.stringify(job)], { maxBuffer: 1e8 });
  return JSON.parse(stdout) as Rounds;
}
