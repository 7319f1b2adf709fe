import type { Prepare } from "../support/suite.ts";
import { replayed, traceOf } from "./trace.ts";

/** The library: a whole trace, event by event, each event a kubelet of its own. */
export const prepare: Prepare = (cell) => {
  const trace = traceOf(cell);
  return (times) => {
    for (let i = 0; i < times; i++) replayed(trace);
  };
};
