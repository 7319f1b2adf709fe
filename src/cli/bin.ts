import { createReadStream } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { showThrown } from "../core/foreign.ts";
import { directoriesFrom } from "./base/directories.ts";
import { EXIT, type Output } from "./base/io.ts";
import { printable } from "./base/printable.ts";
import { watchStrays } from "./base/strays.ts";
import { main } from "./index.ts";

/** What ends a command that has started others, and so may not just leave. */
const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const output = (stream: NodeJS.WriteStream): Output => ({
  isTerminal: stream.isTTY,
  columns: stream.columns,
  write: (text) => void stream.write(text),
});

const leave = (): void => process.exit(EXIT.interrupted);
process.on("SIGINT", leave);
// A reader that has seen enough, like `head`, is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

const strays = watchStrays(process);
main(process.argv.slice(2), {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
  stdinIsTerminal: process.stdin.isTTY,
  open: (path) => (path === "-" ? process.stdin : createReadStream(path)),
  directories: directoriesFrom(""),
  adopt: strays.adopt,
  breathe: () => setImmediate(),
  onInterrupt: (handler) => {
    for (const signal of INTERRUPTS) process.on(signal, handler);
    process.off("SIGINT", leave);
    return () => {
      process.on("SIGINT", leave);
      for (const signal of INTERRUPTS) process.off(signal, handler);
    };
  },
})
  .then(
    (code) => {
      process.exitCode = code;
    },
    (thrown: unknown) => {
      process.stderr.write(`userns-sim: internal error: ${printable(showThrown(thrown))}\n`);
      process.exitCode = EXIT.wrongUse;
    },
  )
  .finally(strays.settle);
