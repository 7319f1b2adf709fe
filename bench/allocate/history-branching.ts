import type { Prepare } from "../support/suite.ts";
import { historyBench } from "./history.ts";

/** One step in a hundred goes on from one of the last 1024 states. */
export const prepare: Prepare = historyBench({ keep: 1024, branch: 1, peek: 0 });
