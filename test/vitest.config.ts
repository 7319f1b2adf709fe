import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
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

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...LONG],
    setupFiles: ["test/support/setup.ts"],
    // One module graph for all files: twice as fast, and safe because nothing in src has state of its own.
    isolate: false,
    // One more than there are cores, since some files mostly wait for programs that they started.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // Ends what hangs, and nothing else: a busy machine must not make a test red. Long tests are bounded in work.
    testTimeout: 600_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/cli/bin.ts"],
      thresholds: { "src/core/**": { 100: true } },
      reporter: ["text"],
    },
  },
});
