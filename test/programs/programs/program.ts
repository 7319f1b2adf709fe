import type { IdMapping } from "../../../src/index.ts";
import type { FormRow } from "../../conformance/answers/forms/form-cases.ts";

/** What a real program made of a text: a map, which may be empty, or its words of refusal. */
export type Answer = { readonly mappings: readonly IdMapping[] } | { readonly refused: string };

/** A row that is asked: by running the program. */
export interface Question {
  readonly ask: () => Answer;
}

/** A row that is not asked, and why. */
export interface NotAsked {
  readonly because: string;
}

/** A program that reads maps. */
export interface Program {
  /** What it is called. */
  readonly name: string;
  /** The executables that must be there. */
  readonly needs: readonly string[];
  /** How it tells its version: a command whose output holds it. */
  readonly version: readonly [string, ...string[]];
  /** How a row is asked; what comes of it depends on the text and its options, never on what is expected. */
  readonly question: (row: Omit<FormRow, "expect">, version: string | undefined) => Question | NotAsked;
}

/** Why a row is not asked. */
export function notAsked(because: string): NotAsked {
  return { because };
}
