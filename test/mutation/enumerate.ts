import { Instrumenter } from "@stryker-mutator/instrumenter";
import type { Mutant } from "./mutant.ts";

const quiet = () => {};
const LOGGER = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};

/** Every mutant of some files, in their order. */
export async function mutantsOf(texts: ReadonlyMap<string, string>): Promise<readonly Mutant[]> {
  const { mutants } = await new Instrumenter(LOGGER).instrument(
    [...texts].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  return mutants.map(({ fileName, location, mutatorName, replacement }) => ({
    file: fileName,
    start: location.start,
    end: location.end,
    mutator: mutatorName,
    replacement,
  }));
}
