import type { Prepare } from "../support/suite.ts";
import { historyBench } from "./history.ts";

/** After one step in a hundred, another is tried from one of the last 1024 states and dropped. */
export const prepare: Prepare = historyBench({ keep: 1024, branch: 0, peek: 1 });
