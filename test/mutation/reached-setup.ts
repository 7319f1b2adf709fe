import { appendFileSync } from "node:fs";
import { afterAll, expect } from "vitest";

// A setup file of the run over probed sources: it tells what each file of tests reached.
const reached = new Set<string>();
Object.assign(globalThis, { __reached: reached });

afterAll(() => {
  const told = { test: expect.getState().testPath, reached: [...reached] };
  appendFileSync(process.env["REACHED"] as string, `${JSON.stringify(told)}\n`);
});
