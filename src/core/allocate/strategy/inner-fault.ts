import type { Strategy } from "./strategy.ts";

/** A function of a strategy that is told of what happens. */
export type Hear = Strategy["released"];

/**
 * What a wrapper throws when the strategy inside did wrong on hearing of a step: what the wrapper itself remembers goes on
 * all the same.
 */
export class InnerFault {
  /** The wrapper's function. Only who called it may take the memory: another strategy's would have another shape. */
  readonly by: Hear;
  /** Plain data: what the wrapper remembers of the step, around what the strategy inside remembered before it. */
  readonly memory: unknown;
  /** What the strategy inside threw; or that it threw nothing, but remembers what JSON cannot carry, or gave a promise. */
  readonly cause: { readonly thrown: unknown } | "bad-memory" | "answered-later";

  constructor(by: Hear, memory: unknown, cause: InnerFault["cause"]) {
    this.by = by;
    this.memory = memory;
    this.cause = cause;
  }

  /** Shows what was thrown inside, to a caller that takes this for a mistake like any other. */
  toString(): string {
    if (this.cause === "answered-later") return "a strategy answered with a promise";
    return this.cause === "bad-memory" ? "a strategy remembers what is no plain data" : String(this.cause.thrown);
  }
}
