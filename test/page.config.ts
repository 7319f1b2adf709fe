import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

/** The built page in Chromium: `npm run test:page`. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["test/page/browser/**/*.test.ts"],
    exclude: [],
    globalSetup: ["test/page/browser/chromium.ts"],
    maxWorkers: 2,
  },
});
