import { join } from "node:path";
import { inBatches } from "./batches.ts";
import { compilerOf } from "./compiles.ts";
import { inDrawnOrder } from "./draw.ts";
import { mutantsOf } from "./enumerate.ts";
import { mutated } from "./mutant.ts";
import { readOptions } from "./options.ts";
import { plantAll } from "./planted/plant-all.ts";
import { type Reach, reachOf, testsOf } from "./reach.ts";
import { type Fate, NOTHING, percentOf, survivorLines, tallyLine } from "./report.ts";
import { Runner } from "./runners.ts";
import { type Places, rewrite, sandboxOf, textsBelow } from "./sandbox.ts";

/** Draws mutants, and asks the tests that reach each whether they notice. Answers the exit code. */
export async function main(args: readonly string[], places: Places, say: (line: string) => void): Promise<number> {
  const { folder, sample, seed, from, least, workers, planted } = readOptions(args);
  if (planted) return plantAll(folder, places, say);
  const wing = folder.split("/")[1] ?? "";
  const sandboxes = Array.from({ length: workers }, (_, index) =>
    sandboxOf(places.root, join(places.root, "reports/mutation", wing, `tree-${index}`)),
  );
  const [first = ""] = sandboxes;
  const tests = await reachOf(wing, first, places.runner, say);
  const texts = textsBelow(first, folder);
  const mutants = await mutantsOf(texts);
  say(`${mutants.length} mutants in ${folder}, ${tests.length} files of tests, seed ${seed}`);

  const compiles = compilerOf(places.root);
  const order = inDrawnOrder(mutants, seed);
  const tally = { ...NOTHING };
  let passed = 0;
  let tried = 0;
  const next = () => {
    while (tried < sample) {
      const { value: mutant } = order.next();
      if (mutant === undefined) return undefined;
      if (passed++ < from) continue;
      const text = texts.get(mutant.file) ?? "";
      const change = mutated(text, mutant);
      if (compiles(mutant.file, change)) {
        tried++;
        return { mutant, text, change };
      }
      tally.invalid++;
    }
    return undefined;
  };

  const work = async (sandbox: string): Promise<void> => {
    const runner = new Runner(places.runner, { root: sandbox, isolate: false, workers: 1, bail: true, setupFiles: [] });
    for (let one = next(); one !== undefined; one = next()) {
      const { mutant, text, change } = one;
      const reaching = testsOf(mutant, text, tests);
      rewrite(sandbox, new Map([[mutant.file, text]]), () => change);
      const fate = reaching.length === 0 ? "unreached" : await fateOf(runner, mutant.file, reaching);
      rewrite(sandbox, new Map([[mutant.file, text]]), () => text);
      tally[fate]++;
      if (fate === "survived" || fate === "unreached") for (const line of survivorLines(mutant, text, fate)) say(line);
      if ((tally.killed + tally.timeout + tally.survived + tally.unreached) % 10 === 0) say(tallyLine(tally, passed));
    }
    runner.stop();
  };
  await Promise.all(sandboxes.map(work));
  say(tallyLine(tally, passed));
  return percentOf(tally) < least ? 1 : 0;
}

/** Once a test has failed, the other files of its batch are still imported, which takes longer than most of them. */
async function fateOf(runner: Runner, changed: string, reaching: readonly Reach[]): Promise<Fate> {
  for (const batch of inBatches(reaching, FIRST_BATCH_MS)) {
    const tests = batch.map(({ path, time }) => ({ path, limit: 3 * time + 10_000 }));
    const answer = await runner.run({ changed, tests });
    if (answer.kind !== "ended") return "timeout";
    if (answer.failed.length + answer.unhandled > 0) return "killed";
  }
  return "survived";
}

const FIRST_BATCH_MS = 1000;
