import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { campaign } from "../../src/cli/fuzz/campaign.ts";
import { programPlayers } from "../../src/cli/fuzz/play/player.ts";
import { UNDISTURBED } from "../../test/cli/fuzz/undisturbed.ts";
import type { Weigh } from "../support/suite.ts";

/** Nanoseconds an operation, by the clock on the wall: two processes share the work, and wait for each other. */
export const weigh: Weigh = async (cell) => {
  const folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
  try {
    const program = join(folder, "bitmap");
    execFileSync("gcc", ["-O2", "-o", program, "examples/allocators/bitmap.c"]);
    await nanoseconds(program, 20);
    return await nanoseconds(program, Number(cell["runs"]));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

async function nanoseconds(program: string, runs: number): Promise<number> {
  const began = performance.now();
  const { operations, found } = await campaign({
    ...UNDISTURBED,
    make: programPlayers(program, 10, [], () => undefined),
    runs,
  });
  if (found.length > 0) throw new Error("expected the C program to be right");
  return ((performance.now() - began) * 1e6) / operations;
}
