import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { entries } from "./support/entries.ts";
import { LongestFirst } from "./support/longest-first.ts";

/** What takes minutes, and is a script of its own: `npm run test:long`. */
export const LONG: readonly string[] = [
  "test/growth/**/*.test.ts",
  "test/core/allocate/state/explore.test.ts",
  "test/testing/long-runs.test.ts",
  "test/testing/defects/everywhere.test.ts",
  "test/cli/fuzz/chance.test.ts",
  "test/cli/fuzz/hostile.test.ts",
];

/** What examples import by the name of the package is here; the longest name first, since an alias also takes what is below. */
const alias = Object.entries(entries)
  .map(([name, source]) => ({
    find: name === "index" ? "userns-sim" : `userns-sim/${name}`,
    replacement: fileURLToPath(new URL(`../${source}`, import.meta.url)),
  }))
  .sort((a, b) => b.find.length - a.find.length);

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...LONG, "test/page/browser/**"],
    setupFiles: ["test/support/setup.ts"],
    // One module graph for all files: twice as fast, and safe because nothing in src has state of its own.
    isolate: false,
    // One more than there are cores, since some files mostly wait for programs that they started.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // Ends what hangs, and nothing else: a busy machine must not make a test red. Long tests and hooks are bounded in work.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/cli/bin.ts"],
      thresholds: { "src/core/**": { 100: true } },
      reporter: ["text"],
      // Which lines are not run is worth knowing even where a test fails.
      reportOnFailure: true,
    },
  },
});
