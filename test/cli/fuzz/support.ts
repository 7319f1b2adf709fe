import { execFileSync, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { FuzzDocument } from "../../../src/cli/fuzz/json.ts";
import { type Run, run, type World } from "../run.ts";

/** What a run of `userns-sim fuzz --json` gave. */
export interface Fuzzed extends Omit<Run, "stdout"> {
  readonly document: FuzzDocument;
}

/** Runs `userns-sim fuzz --json` with these arguments. */
export async function fuzz(argv: readonly string[], world: World = {}): Promise<Fuzzed> {
  const { code, stdout, stderr } = await run(["fuzz", "--json", ...argv], world);
  if (stdout === "") throw new Error(stderr);
  return { code, stderr, document: JSON.parse(stdout) as FuzzDocument };
}

/** A command line for a program that does one odd thing, and a token by which its processes are found. */
export function oddProgram(oddity: string): { readonly command: string; readonly token: string } {
  const token = randomUUID();
  return { command: `exec ${process.execPath} test/cli/fuzz/programs/odd.cjs ${oddity} ${token}`, token };
}

/** The processes whose command line has a token; those that are just ending are given a while. */
export async function leftBehind(token: string): Promise<readonly string[]> {
  for (let patience = 20; patience > 0 && withToken(token).length > 0; patience--) await setTimeout(50);
  return withToken(token);
}

function withToken(token: string): readonly string[] {
  return commandLines().filter((line) => line.includes(token));
}

function commandLines(): readonly string[] {
  if (!existsSync("/proc/self/cmdline"))
    return execFileSync("ps", ["-A", "-o", "args="], { encoding: "utf8" }).split("\n");
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
      } catch {
        return "";
      }
    });
}

/** Whether a tool can be used. Where nothing may be missing, it is said to be there, so that its absence fails. */
export function hasTool(name: string): boolean {
  if (process.env["CI"] === "true") return true;
  const isThere = spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined;
  if (!isThere) console.warn(`${name} is not installed: the examples that need it are skipped`);
  return isThere;
}
