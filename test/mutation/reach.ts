import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { functionAt, functionsOf } from "./functions.ts";
import type { Answer } from "./jobs.ts";
import { type Mutant, offsetOf } from "./mutant.ts";
import { probed } from "./probed.ts";
import { Runner } from "./runners.ts";
import { rewrite, textsBelow } from "./sandbox.ts";

/** What is known of one file of tests. */
export interface Reach {
  readonly path: string;
  /** Milliseconds that it takes. */
  readonly time: number;
  /** `FILE#N`, as `probed` numbers the functions of the sources. */
  readonly reached: ReadonlySet<string>;
}

/** What an earlier run found out of one file of tests, and the text that it had then. */
interface Kept {
  readonly path: string;
  readonly text: string;
  readonly time: number;
  readonly reached: readonly string[];
}

/**
 * Runs those tests of `npm test` twice that may notice, over probed sources to see what each reaches, and as they are to see how
 * long each takes. What is known is kept beside the copy of the tree until a source or something that tests share has
 * changed; until then only the files of tests that are new are run. Those that fail in a copy of the tree are named.
 */
export async function reachOf(
  wing: string,
  sandbox: string,
  program: string,
  say: (line: string) => void,
): Promise<readonly Reach[]> {
  const sources = textsBelow(sandbox, "src");
  const texts = textsBelow(sandbox, "test");
  const shared = [...texts].filter(([path]) => !path.endsWith(".test.ts") && !path.startsWith("test/mutation/"));
  const key = hash(JSON.stringify([...sources, ...shared]));
  const store = join(dirname(sandbox), "reach.json");
  const known = keptIn(store, key).filter(({ path, text }) => text === hash(texts.get(path) ?? ""));
  const unknown = (await allTests(sandbox, program)).filter(
    (path) => mayNotice(path, wing) && !known.some((kept) => kept.path === path),
  );
  if (unknown.length > 0) {
    say(`finding out what ${unknown.length} files of tests reach`);
    const reached = await reachedBy(unknown, sources, sandbox, program);
    const times = await timesOf(unknown, sandbox, program);
    for (const path of unknown) {
      const time = times.get(path);
      if (time === undefined) say(`left out, it fails as it is: ${path}`);
      else known.push({ path, text: hash(texts.get(path) ?? ""), time, reached: reached.get(path) ?? [] });
    }
    writeFileSync(store, JSON.stringify({ key, tests: known }));
  }
  return known.map(({ path, time, reached }) => ({ path, time, reached: new Set(reached) }));
}

/** The tests of its wing, and those that look at all wings: what only pages or commands notice has no test of its own. */
function mayNotice(path: string, wing: string): boolean {
  return [wing, "house", "conformance", "docs/tables"].some((folder) => path.startsWith(`test/${folder}/`));
}

async function allTests(root: string, program: string): Promise<readonly string[]> {
  const runner = new Runner(program, { root, isolate: false, workers: 1, bail: true, setupFiles: [] });
  const tests = await runner.tests();
  runner.stop();
  return tests;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function keptIn(store: string, key: string): Kept[] {
  if (!existsSync(store)) return [];
  const kept = JSON.parse(readFileSync(store, "utf8"));
  return kept.key === key ? kept.tests : [];
}

async function reachedBy(
  paths: readonly string[],
  sources: ReadonlyMap<string, string>,
  sandbox: string,
  program: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const told = join(dirname(sandbox), "told");
  const setupFiles = [join(sandbox, "test/mutation/reached-setup.ts")];
  const setup = { root: sandbox, bail: false, workers: 2, isolate: true, setupFiles };
  rmSync(told, { force: true });
  rewrite(sandbox, sources, probed);
  try {
    await ranOnce(paths, new Runner(program, setup, { REACHED: told }));
    const lines = readFileSync(told, "utf8").trim().split("\n");
    return new Map(
      lines.map((line) => JSON.parse(line)).map(({ test, reached }) => [relative(sandbox, test), reached]),
    );
  } finally {
    rewrite(sandbox, sources, (_, text) => text);
    rmSync(told, { force: true });
  }
}

/** In milliseconds, of those that pass. */
async function timesOf(paths: readonly string[], root: string, program: string): Promise<ReadonlyMap<string, number>> {
  const setup = { root, bail: false, workers: 2, isolate: false, setupFiles: [] };
  const { failed, times } = await ranOnce(paths, new Runner(program, setup));
  return new Map(Object.entries(times).filter(([path]) => !failed.includes(path)));
}

async function ranOnce(paths: readonly string[], runner: Runner): Promise<Extract<Answer, { kind: "ended" }>> {
  const answer = await runner.run({ tests: paths.map((path) => ({ path })) });
  runner.stop();
  if (answer.kind !== "ended") throw new Error("the tests do not run in a copy of the tree");
  return answer;
}

/** The tests that reach a mutant: those of its own folder first, and of two equally near the quicker one. */
export function testsOf(mutant: Mutant, text: string, tests: readonly Reach[]): readonly Reach[] {
  const place = `${mutant.file}#${functionAt(functionsOf(text), offsetOf(text, mutant.start))}`;
  const distance = ({ path }: Reach) => -commonFolders(path.replace(/^test/, "src"), mutant.file);
  return tests.filter(({ reached }) => reached.has(place)).sort((a, b) => distance(a) - distance(b) || a.time - b.time);
}

function commonFolders(one: string, other: string): number {
  const theirs = other.split("/");
  const differs = one.split("/").findIndex((part, index) => part !== theirs[index]);
  return differs === -1 ? theirs.length : differs;
}
