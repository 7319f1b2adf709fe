import { expectText } from "../../core/misuse/misuse.ts";
import { expectCounterexample } from "../history/expect-counterexample.ts";
import type { Counterexample } from "../history/outcome.ts";
import { english } from "./english.ts";
import { told } from "./explain.ts";

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
   * @param message - the explanation, where more is to be said than `explain` does
   */
  constructor(counterexample: Counterexample, message?: string) {
    super(messageOf(counterexample, message));
    this.counterexample = counterexample;
  }
}

function messageOf(counterexample: Counterexample, message: string | undefined): string {
  expectCounterexample("BrokenLaw", counterexample);
  if (message === undefined) return told(counterexample, english);
  expectText("BrokenLaw", "message", message);
  return message;
}
