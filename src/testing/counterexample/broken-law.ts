import type { Counterexample } from "../history/outcome.ts";
import { storyOf } from "./counterexample.ts";

/** What a property of the kit throws: a counterexample, told as a story. */
export class BrokenLaw extends Error {
  /** The name of the error. */
  override readonly name = "BrokenLaw";
  /** The counterexample. */
  readonly counterexample: Counterexample;

  /**
   * Tells a counterexample.
   *
   * @param counterexample - the history that breaks it, and what is found
   */
  constructor(counterexample: Counterexample) {
    super(storyOf(counterexample));
    this.counterexample = counterexample;
  }
}
