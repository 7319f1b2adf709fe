import { join } from "node:path";
import { compilerOf } from "../compiles.ts";
import { Runner } from "../runners.ts";
import { type Places, rewrite, sandboxOf, textsBelow } from "../sandbox.ts";
import { MISTAKES, type Mistake } from "./mistakes.ts";

/** Makes each mistake in a copy of the tree, and asks unit tests and vectors. Answers the exit code. */
export async function plantAll({ root, runner: program }: Places, say: (line: string) => void): Promise<number> {
  const sandbox = sandboxOf(root, join(root, "reports/mutation/planted"));
  const tests = [...textsBelow(sandbox, "test").keys()].filter((path) => path.endsWith(".test.ts"));
  const texts = textsBelow(sandbox, "src");
  const compiles = compilerOf(root);
  const runner = new Runner(program, { root: sandbox, isolate: false, workers: 1, bail: true, setupFiles: [] });
  const runs = async (changed: string | undefined, chosen: readonly string[]): Promise<boolean> => {
    const answer = await runner.run({
      ...(changed !== undefined && { changed }),
      tests: chosen.map((path) => ({ path })),
    });
    return answer.kind === "ended" && answer.failed.length + answer.unhandled === 0;
  };
  let unnoticed = 0;
  try {
    const all = [...new Set(MISTAKES.flatMap((mistake) => testsOf(mistake, tests)))];
    if (!(await runs(undefined, all))) throw new Error("the tests fail without a mistake");
    for (const mistake of MISTAKES) {
      const text = texts.get(mistake.file) ?? "";
      const change = planted(mistake, text);
      if (!compiles(mistake.file, change)) throw new Error(`it does not compile: ${mistake.kind}`);
      const only = new Map([[mistake.file, text]]);
      rewrite(sandbox, only, () => change);
      const isNoticed = !(await runs(mistake.file, testsOf(mistake, tests)));
      rewrite(sandbox, only, () => text);
      if (!isNoticed) unnoticed++;
      say(`${isNoticed ? "noticed" : "NOT NOTICED"}: ${mistake.kind}`);
    }
  } finally {
    runner.stop();
  }
  say(`${MISTAKES.length} mistakes, ${unnoticed} not noticed`);
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
