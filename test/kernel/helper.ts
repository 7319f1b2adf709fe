import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The helper, built. */
export interface Helper {
  /** Sends commands to a new helper and gives its replies, one for each command if nothing broke. */
  readonly ask: (commands: readonly string[]) => Promise<readonly string[]>;
  /** Forgets the program. */
  readonly close: () => void;
}

/** A batch that takes longer hangs. */
const TIMEOUT = 120_000;

/**
 * Builds the helper in a temporary folder, which is gone again when this returns: an open descriptor is all that is kept.
 *
 * @returns the helper, or why there is no compiler; a compiler that complains is a mistake in the sources, and thrown
 */
export function buildHelper(sources: string): Helper | string {
  const folder = mkdtempSync(join(tmpdir(), "userns-sim-kernel-"));
  // The compiler is started without a shell in between, so Ctrl-C ends it too, and then this goes on to clean up.
  try {
    const program = join(folder, "helper");
    const files = readdirSync(sources).filter((name) => name.endsWith(".c"));
    const options = ["-O1", "-pipe", "-Wall", "-Wextra", "-Werror", "-o", program];
    const inputs = files.map((name) => join(sources, name));
    const env = { ...process.env, TMPDIR: folder, LC_ALL: "C" };
    const compile = (link: string): SpawnSyncReturns<string> =>
      spawnSync("gcc", [...options, link, ...inputs], { encoding: "utf8", env });
    // A process of a static program is forked in half the time; not every machine has the libraries for it.
    const first = compile("-static");
    if (first.error !== undefined) return `gcc cannot be run: ${first.error.message}`;
    const last = first.status === 0 ? first : compile("-no-pie");
    if (last.status !== 0) throw new Error(`gcc failed:\n${last.stderr}`);
    return helperOf(openSync(program, "r"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function helperOf(fd: number): Helper {
  const path = `/proc/${process.pid}/fd/${fd}`;
  return {
    ask: (commands) =>
      new Promise((resolve, reject) => {
        const child = spawn(path, [], {
          argv0: "helper",
          timeout: TIMEOUT,
          killSignal: "SIGKILL",
          stdio: ["pipe", "pipe", "inherit"],
        });
        const parts: Buffer[] = [];
        child.on("error", reject);
        child.stdout.on("data", (part: Buffer) => parts.push(part));
        child.on("close", () => {
          const lines = Buffer.concat(parts).toString("latin1").split("\n");
          resolve(lines.slice(0, -1));
        });
        // A helper that broke does not read to the end; what it said before is what counts.
        child.stdin.on("error", () => undefined);
        child.stdin.end(`${commands.join("\n")}\n`);
      }),
    close: () => closeSync(fd),
  };
}
