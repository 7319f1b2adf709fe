import { checkInteger } from "../../core/id/integer.ts";
import { expectOptions } from "../subject/expect-maker.ts";
import type { CheckParameters } from "./report.ts";

/** What fast-check takes for no run at all would pass with nothing tried. It may run until its time is over. */
export function expectParameters(caller: string, params: CheckParameters): void {
  expectOptions(caller, params);
  const { numRuns } = params;
  if (numRuns !== undefined && numRuns !== Number.POSITIVE_INFINITY)
    checkInteger(caller, "numRuns", numRuns, 1, Number.MAX_SAFE_INTEGER);
}
