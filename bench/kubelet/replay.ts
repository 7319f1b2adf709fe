import type { Prepare } from "../support/suite.ts";
import { replayed, traceOf } from "./trace.ts";

/** A trace is long, so the general warm-up holds few of them: the compiler would still be at work for most of the rounds. */
const WARM_UP = 500;

/** The library: a whole trace, event by event, each event a kubelet of its own. */
export const prepare: Prepare = (cell) => {
  const trace = traceOf(cell);
  const run = (times: number): void => {
    for (let i = 0; i < times; i++) replayed(trace);
  };
  run(WARM_UP);
  return run;
};
