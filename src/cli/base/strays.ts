import { showThrown } from "../../core/foreign.ts";
import { EXIT, type Io } from "./io.ts";
import type { Writer } from "./writer.ts";

/** What becomes of the process when nobody waits for what goes wrong, or everybody for what never comes. */
export interface Strays {
  readonly adopt: Io["adopt"];
  /** Says that the command has come to its end. */
  readonly settle: () => void;
}

/** Ends a process, in one sentence and with the exit code of wrong use, where it would end with a stack trace, or with 0. */
export function watchStrays(process: NodeJS.Process, stderr: Writer): Strays {
  const waiting = new Set<() => void>();
  let whom = "internal error";
  let isSettled = false;
  const end = (text: string): void => {
    stderr.write([`userns-sim: ${whom}: ${text}`]);
    process.exit(EXIT.wrongUse);
  };
  for (const event of ["uncaughtException", "unhandledRejection"])
    process.on(event, (thrown: unknown) => end(`it threw where nothing waits for it: ${showThrown(thrown)}`));
  process.on("beforeExit", () => {
    const waiters = [...waiting];
    waiting.clear();
    for (const give of waiters) setImmediate(give);
    if (waiters.length === 0 && !isSettled) end("it waits for what never comes");
  });
  return {
    adopt: async (name, module) => {
      whom = name;
      return await new Promise((resolve, reject) => {
        const give = (): void => resolve(undefined);
        waiting.add(give);
        module.then(resolve, reject).finally(() => waiting.delete(give));
      });
    },
    settle: () => {
      isSettled = true;
    },
  };
}
