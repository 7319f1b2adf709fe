import { buddy } from "../../src/core/allocate/strategies/buddy.ts";
import { firstFit } from "../../src/core/allocate/strategies/first-fit.ts";
import { fragments } from "../../src/core/allocate/strategies/fragments.ts";
import { nextFit } from "../../src/core/allocate/strategies/next-fit.ts";
import { randomScan } from "../../src/core/allocate/strategies/random-scan.ts";
import type { MakeStrategy } from "../../src/testing/run-strategy.ts";

/** The strategies of the library, which must keep every law. */
export const PRESETS: Readonly<Record<string, MakeStrategy>> = {
  "random-scan": (seed) => randomScan({ seed }),
  "first-fit": firstFit,
  "next-fit": nextFit,
  buddy,
  fragments,
};
