import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

// A mutant must not die on one day and live on the next, and 50 runs a property decide as well as 200 here.
process.env["FC_SEED"] ??= "65536";
process.env["FC_RUNS"] ??= "50";

export default defineConfig({
  test: { ...base.test, include: ["test/core/**/*.test.ts"] },
});
