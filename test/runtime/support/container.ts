import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { Bundle } from "./bundle.ts";
import { findTool } from "./tools.ts";

/** What the program of a container said: the numbers of each line by its name. */
export type Said = Readonly<Record<string, readonly number[]>>;

/** A container whose program has said all that it has to say, and waits. */
export interface Container {
  /** Its process, as the host numbers it. */
  readonly pid: number;
  /** What the program said. */
  readonly said: Said;
  /** What it complained about, usually nothing. */
  readonly complaints: string;
  /** Lets the program end and waits for it. */
  end(): Promise<void>;
}

/** What runc itself complained about, when there is no container. */
export class RuncError extends Error {}

/**
 * Runs the container of a bundle with runc.
 *
 * @throws RuncError when runc refuses it or it does not get as far as to wait
 */
export async function runContainer({ folder, state }: Bundle, name: string): Promise<Container> {
  const runc = findTool("runc") ?? "runc";
  const global = ["--root", state];
  const child = spawn(runc, [...global, "run", "--no-new-keyring", "--bundle", folder, name]);
  const closed = once(child, "close");
  // A container that is not there any more cannot be told to end.
  child.stdin.on("error", () => undefined);
  let stderr = "";
  child.stderr.on("data", (part: Buffer) => {
    stderr += part.toString();
  });
  // Kills what is left of the container; when all went well there is nothing.
  const clear = (): void => {
    execFileSync(runc, [...global, "delete", "--force", name], { stdio: "ignore" });
  };
  const giveUp = (): void => {
    child.kill("SIGKILL");
    clear();
  };
  const end = async (): Promise<void> => {
    child.stdin.end();
    const hangs = setTimeout(giveUp, TIMEOUT);
    await closed;
    clearTimeout(hangs);
    clear();
  };
  try {
    const said = await listen(child, giveUp);
    if (said === undefined) {
      // Only then has it complained to the end.
      await end();
      throw new RuncError(stderr.trim());
    }
    const { pid } = JSON.parse(execFileSync(runc, [...global, "state", name], { encoding: "utf8" })) as Container;
    return { pid, said, complaints: stderr, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** No container takes this long, even on a busy machine. */
const TIMEOUT = 20_000;

/** Waits for the line `ready`; gives `undefined` when it does not come. */
async function listen(child: ChildProcessWithoutNullStreams, giveUp: () => void): Promise<Said | undefined> {
  let stdout = "";
  const hangs = setTimeout(giveUp, TIMEOUT);
  try {
    for await (const part of child.stdout) {
      stdout += String(part);
      if (/^ready$/m.test(stdout)) return linesByName(stdout);
    }
    return undefined;
  } finally {
    clearTimeout(hangs);
  }
}

function linesByName(text: string): Said {
  const lines = text.split("\n").map((line) => line.split(/\s+/));
  return Object.fromEntries(
    lines.map(([name, ...values]) => [name, values.filter((value) => value !== "").map(Number)]),
  );
}
