import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { builtBin } from "../built-bin.ts";
import { leftBehind, oddProgram } from "./support.ts";

describe("the userns-sim file", () => {
  const state = builtBin();

  async function fuzz(...argv: readonly string[]): Promise<{ readonly code: number | null; readonly written: string }> {
    const child = spawn(process.execPath, [state.bin, "fuzz", ...argv], { stdio: ["ignore", "pipe", "pipe"] });
    let written = "";
    let isAsked = false;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data) => {
        written += data;
        // The program says on stderr that it runs.
        if (!isAsked && written.includes("ready to be stopped")) child.kill("SIGINT");
        isAsked ||= written.includes("ready to be stopped");
      });
    return await new Promise((resolve) => child.on("close", (code) => resolve({ code, written })));
  }

  it("ends on SIGINT, and ends the program with it", async () => {
    const { command, token } = oddProgram("loop");
    const { code, written } = await fuzz(
      "--exec",
      `echo ready to be stopped >&2; ${command}`,
      "--runs",
      "1000000",
      "--timeout",
      "600",
    );
    expect(code).toBe(130);
    expect(written).toContain("It was interrupted. Nothing was found.");
    expect(await leftBehind(token)).toEqual([]);
  });

  it("loads a strategy from a file", async () => {
    const { code, written } = await fuzz("--strategy", "test/cli/fuzz/programs/lazy.mjs", "--runs", "8");
    expect(code).toBe(1);
    expect(written).toContain("✗ complete");
  });

  it("passes on what the program writes to stderr", async () => {
    const { code, written } = await fuzz("--exec", "echo to the user >&2; exit 1", "--runs", "1");
    expect(code).toBe(2);
    expect(written).toContain("to the user\n");
  });
});
