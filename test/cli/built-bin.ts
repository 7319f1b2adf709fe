import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { hearReached, tellReached } from "../mutation/reached-in-process.ts";

// Not from the folder in which the tests are started: they also run in a copy of the tree, on its sources.
const SOURCE = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));

/** Builds the command for the tests of a suite, in a folder of its own that goes with them. */
export function builtBin(): { readonly folder: string; readonly bin: string } {
  const state = { folder: "", bin: "" };

  beforeAll(async () => {
    state.folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
    state.bin = join(state.folder, "bin.cjs");
    await build({
      entryPoints: [SOURCE],
      bundle: true,
      platform: "node",
      format: "cjs",
      outfile: state.bin,
      banner: { js: `#!/usr/bin/env node\n${tellReached(state.folder)}` },
    });
    chmodSync(state.bin, 0o755);
  });

  afterAll(() => {
    hearReached(state.folder);
    rmSync(state.folder, { recursive: true });
  });

  return state;
}
