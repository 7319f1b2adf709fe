import { join } from "node:path";
import { compilerOf } from "../compiles.ts";
import { Runner } from "../runners.ts";
import { type Places, rewrite, sandboxOf, textsBelow } from "../sandbox.ts";
import { MISTAKES, type Mistake } from "./mistakes.ts";

/** Makes each mistake of a folder in a copy of the tree, and asks unit tests and vectors. Answers the exit code. */
export async function plantAll(
  folder: string,
  { root, runner: program }: Places,
  say: (line: string) => void,
): Promise<number> {
  const mistakes = MISTAKES.filter(({ file }) => file.startsWith(`${folder}/`));
  const sandbox = sandboxOf(root, join(root, "reports/mutation/planted"));
  const tests = [...textsBelow(sandbox, "test").keys()].filter((path) => path.endsWith(".test.ts"));
  const texts = textsBelow(sandbox, "src");
  const compiles = compilerOf(root);
  const runner = new Runner(program, { root: sandbox, isolate: false, workers: 1, bail: true, setupFiles: [] });
  /** What failed, in words; `undefined` where nothing did. */
  const failureOf = async (changed: string | undefined, chosen: readonly string[]): Promise<string | undefined> => {
    const answer = await runner.run({
      ...(changed !== undefined && { changed }),
      tests: chosen.map((path) => ({ path })),
    });
    if (answer.kind !== "ended") return answer.kind;
    return answer.failed[0] ?? (answer.unhandled > 0 ? "an unhandled error" : undefined);
  };
  let unnoticed = 0;
  try {
    const all = [...new Set(mistakes.flatMap((mistake) => testsOf(mistake, tests)))];
    const failure = await failureOf(undefined, all);
    if (failure !== undefined) throw new Error(`the tests fail without a mistake: ${failure}`);
    for (const mistake of mistakes) {
      const text = texts.get(mistake.file) ?? "";
      const change = planted(mistake, text);
      if (!compiles(mistake.file, change)) throw new Error(`it does not compile: ${mistake.kind}`);
      const only = new Map([[mistake.file, text]]);
      rewrite(sandbox, only, () => change);
      const noticed = await failureOf(mistake.file, testsOf(mistake, tests));
      rewrite(sandbox, only, () => text);
      if (noticed === undefined) unnoticed++;
      say(noticed === undefined ? `NOT NOTICED: ${mistake.kind}` : `noticed by ${noticed}: ${mistake.kind}`);
    }
  } finally {
    runner.stop();
  }
  say(`${mistakes.length} mistakes, ${unnoticed} not noticed`);
  return unnoticed === 0 ? 0 : 1;
}

/** The text with the mistake in it; what was right has to stand there once. */
export function planted({ file, right, wrong }: Mistake, text: string): string {
  const [before, after, more] = text.split(right);
  if (before === undefined || after === undefined || more !== undefined)
    throw new RangeError(`expected once in ${file}: ${right}`);
  return before + wrong + after;
}

/** The unit tests of its part of the house, those of its folder first; then the vectors. */
export function testsOf({ file }: Mistake, tests: readonly string[]): readonly string[] {
  const folder = file.replace(/^src/, "test").replace(/\/[^/]*$/, "/");
  const part = folder.split("/").slice(0, 3).join("/");
  const vectors = "test/core/kernel/vectors.test.ts";
  const near = tests.filter((path) => path.startsWith(`${part}/`) && path !== vectors);
  return [
    ...near.filter((path) => path.startsWith(folder)),
    ...near.filter((path) => !path.startsWith(folder)),
    ...(part === "test/core/kernel" ? [vectors] : []),
  ];
}
