import type { Prepare } from "../support/suite.ts";
import { historyBench } from "./history.ts";

/** The last hundred thousand states are kept. */
export const prepare: Prepare = historyBench({ keep: 100_000, branch: 0, peek: 0 });
