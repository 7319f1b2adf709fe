import type { Counterexample } from "../history/outcome.ts";
import { explain } from "./explain.ts";

/** What a property of the kit throws: a counterexample, explained. */
export class BrokenLaw extends Error {
  /** The name of the error. */
  override readonly name = "BrokenLaw";
  /** The counterexample. */
  readonly counterexample: Counterexample;

  /**
   * Explains a counterexample.
   *
   * @param counterexample - the history that breaks it, and what is found
   * @param message - the explanation, where more is to be said than {@link explain} does
   */
  constructor(counterexample: Counterexample, message: string = explain(counterexample)) {
    super(message);
    this.counterexample = counterexample;
  }
}
