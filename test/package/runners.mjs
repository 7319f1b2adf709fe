// A test that fails, under each runner that people have: what it shows is the counterexample.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { leg, root, run } from "./legs.mjs";
import { makeProject } from "./project.mjs";
import { manifest } from "./tarball.mjs";

const { "fast-check": fastCheck, vitest } = manifest.devDependencies;

const RUNNERS = [
  {
    name: "vitest",
    packages: [`vitest@${vitest}`],
    line: 'import { test } from "vitest"',
    file: "timid.test.mjs",
    argv: ["node_modules/vitest/vitest.mjs", "run"],
  },
  { name: "jest", packages: ["jest@30"], line: "", file: "timid.test.cjs", argv: ["node_modules/jest/bin/jest.js"] },
  {
    name: "node:test",
    packages: [],
    line: 'import { test } from "node:test"',
    file: "timid.test.mjs",
    argv: ["--test", "timid.test.mjs"],
  },
];

/** The lines that a reader needs: what is broken, how it comes about, and how to come to it again. */
const SHOWN = [
  '"timid" breaks the law complete: A pool is full only when all its slots are taken.',
  '1. pod "pod-0" asks  refused: "exhausted"',
  "Again: assertStrategy(make, { seed: ",
];

export async function checkRunners() {
  for (const runner of RUNNERS)
    await leg(`a strategy with a fault, under ${runner.name}`, async () => {
      const output = await outputOf(runner);
      const missing = SHOWN.filter((line) => !output.includes(line));
      if (missing.length > 0) throw new Error(`it does not show ${missing.join(", nor ")}:\n${output}`);
      return /Again: .*/.exec(output)?.[0];
    });
}

async function outputOf({ name, packages, line, file, argv }) {
  const cwd = await makeProject(`runner-${name.replace(":", "-")}`, [`fast-check@${fastCheck}`, ...packages]);
  const source = readFileSync(join(root, "test/package/fixtures/timid.mjs"), "utf8");
  const module = source.replace("IMPORT;", `${line};`).replace("TEST(", "test(");
  const format = file.endsWith(".cjs") ? "cjs" : "esm";
  writeFileSync(join(cwd, file), (await transform(module, { format })).code);
  const passed = await run(process.execPath, argv, { cwd, seconds: 120, env: { CI: "true" } }).then(
    () => true,
    ({ message }) => message,
  );
  if (passed === true) throw new Error("the test passed");
  return passed;
}
