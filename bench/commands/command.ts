import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Tells on a pipe of its own what the process took, the threads of compiler and garbage collector included. */
const METER = `process.on("exit", () => require("node:fs").writeSync(3, JSON.stringify(process.cpuUsage())));`;

/**
 * Builds the command and runs it once.
 *
 * @param argumentsIn - writes what the command reads into a folder, and gives the arguments
 * @returns nanoseconds of the processor
 */
export function measured(argumentsIn: (folder: string) => readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), "userns-sim-"));
  try {
    const [bin, meter] = [join(folder, "bin.cjs"), join(folder, "meter.cjs")];
    const options = ["--bundle", "--platform=node", "--format=cjs", "--log-level=warning", `--outfile=${bin}`];
    execFileSync("node_modules/.bin/esbuild", ["src/cli/bin.ts", ...options]);
    writeFileSync(meter, METER);
    const stdio = ["ignore", "ignore", "pipe", "pipe"] as const;
    const argv = ["--require", meter, bin, ...argumentsIn(folder)];
    const { status, stderr, output } = spawnSync(process.execPath, argv, { stdio: [...stdio], encoding: "utf8" });
    // What is refused at once would be fast.
    if (status === 2 || status === null) throw new Error(stderr);
    const { user, system } = JSON.parse(String(output[3])) as NodeJS.CpuUsage;
    return (user + system) * 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
