import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/setup.ts"],
    // One module graph for all files: twice as fast, and safe because nothing in src has state of its own.
    isolate: false,
    // Far above what any test takes alone: a busy machine must not make one red.
    testTimeout: 30_000,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "test/tsconfig.json" },
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/cli/bin.ts"],
      thresholds: { "src/core/**": { 100: true } },
      reporter: ["text"],
    },
  },
});
