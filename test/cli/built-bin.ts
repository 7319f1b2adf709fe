import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";

/** Builds the command for the tests of a suite, in a folder of its own that goes with them. */
export function builtBin(): { readonly folder: string; readonly bin: string } {
  const state = { folder: "", bin: "" };

  beforeAll(async () => {
    state.folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
    state.bin = join(state.folder, "bin.cjs");
    await build({
      entryPoints: ["src/cli/bin.ts"],
      bundle: true,
      platform: "node",
      format: "cjs",
      outfile: state.bin,
      banner: { js: "#!/usr/bin/env node" },
    });
    chmodSync(state.bin, 0o755);
  });

  afterAll(() => {
    rmSync(state.folder, { recursive: true });
  });

  return state;
}
