import { showThrown } from "../../core/foreign.ts";
import { Failure } from "./failure.ts";
import type { Io, World } from "./io.ts";

/** What becomes of the command when nobody waits for what goes wrong, or everybody for what never comes. */
export type Strays = Pick<Io, "adopt"> & Pick<Required<World>, "stray">;

/** How long a module may take for its top level, in seconds. */
export const MODULE_SECONDS = 30;

/** Makes a failure of what would end a process with a stack trace, or with 0. */
export function watchStrays(process: Pick<NodeJS.Process, "on">): Strays {
  const waiting = new Set<() => void>();
  let whom = "internal error";
  let end: (failure: Failure) => void = () => undefined;
  const stray = new Promise<never>((_, reject) => {
    end = reject;
  });
  for (const event of ["uncaughtException", "unhandledRejection"])
    process.on(event, (thrown: unknown) =>
      end(new Failure(`${whom}: it threw where nothing waits for it: ${showThrown(thrown)}`)),
    );
  process.on("beforeExit", () => {
    for (const give of waiting) setImmediate(give);
    if (waiting.size === 0) end(new Failure(`${whom}: it waits for what never comes`));
  });
  return {
    stray,
    adopt: (name, module) => {
      whom = name;
      return new Promise((resolve, reject) => {
        const giveUp = (why: string): void => reject(new Failure(`${name}: ${why}`));
        const give = (): void => giveUp("the module waits at its top level for what never comes");
        waiting.add(give);
        const late = `the module is not at the end of its top level after ${MODULE_SECONDS} seconds`;
        // Where nothing else is left to happen, that is known at once.
        const timer = setTimeout(giveUp, MODULE_SECONDS * 1000, late).unref();
        const over = (): void => {
          waiting.delete(give);
          clearTimeout(timer);
        };
        module.finally(over).then(resolve, reject);
      });
    },
  };
}
