import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { campaign } from "../../src/cli/fuzz/campaign.ts";
import { programPlayers } from "../../src/cli/fuzz/play/player.ts";
import { UNDISTURBED } from "../../test/cli/fuzz/undisturbed.ts";
import type { Weigh } from "../support/suite.ts";

/** Nanoseconds an operation: of the clock on the wall, or of the processor for this process, which is the driver alone. */
export const weigh: Weigh = async (cell) => {
  const folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
  try {
    const program = join(folder, "bitmap");
    execFileSync("gcc", ["-O2", "-o", program, "examples/allocators/bitmap.c"]);
    const clock = cell["clock"] === "wall" ? () => performance.now() * 1e6 : driverTime;
    await nanoseconds(program, 20, clock);
    return await nanoseconds(program, Number(cell["runs"]), clock);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

function driverTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

async function nanoseconds(program: string, runs: number, clock: () => number): Promise<number> {
  const began = clock();
  const { operations, found } = await campaign({
    ...UNDISTURBED,
    make: programPlayers(program, 10, [], () => undefined),
    runs,
  });
  if (found.length > 0) throw new Error("expected the C program to be right");
  return (clock() - began) / operations;
}
