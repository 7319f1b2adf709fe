import { createReadStream } from "node:fs";
import { basename, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isatty } from "node:tty";
import { directoriesFrom } from "./base/directories.ts";
import { EXIT } from "./base/io.ts";
import { standardInput } from "./base/standard-stream.ts";
import { watchStrays } from "./base/strays.ts";
import { outputOf } from "./base/stream-output.ts";
import { main } from "./index.ts";

/** What ends a command that has started others, and so may not just leave. */
const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const leave = (): void => process.exit(EXIT.interrupted);
process.on("SIGINT", leave);

main(process.argv.slice(2), {
  ...watchStrays(process),
  stdout: outputOf(1, () => process.stdout),
  stderr: outputOf(2, () => process.stderr),
  env: process.env,
  // kubectl runs what is called so for what it does not know itself, a dash being an underscore.
  calledAs: basename(process.argv[1] ?? "") === "kubectl-userns_sim" ? "kubectl userns-sim" : "userns-sim",
  stdinIsTerminal: isatty(0),
  open: (path) => (path === "-" ? standardInput(0, () => process.stdin) : createReadStream(path)),
  directories: directoriesFrom(""),
  // The bundle is CommonJS, one folder below the package.
  examples: join(__dirname, "../examples"),
  now: () => performance.now(),
  breathe: () => setImmediate(),
  onInterrupt: (handler) => {
    for (const signal of INTERRUPTS) process.on(signal, handler);
    process.off("SIGINT", leave);
    return () => {
      process.on("SIGINT", leave);
      for (const signal of INTERRUPTS) process.off(signal, handler);
    };
  },
}).then((code) => {
  // All is written. A module may have left a clock ticking.
  process.exit(code);
});
