import type { Prepare } from "../support/suite.ts";
import { historyBench } from "./history.ts";

/** Each step goes on from the newest state, and no other is kept. */
export const prepare: Prepare = historyBench({ keep: 0, branch: 0, peek: 0 });
