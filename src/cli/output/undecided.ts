import type { FormName } from "../../core/forms/form/form-names.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import { Failure } from "../base/failure.ts";

/** A text that can be read in several ways. Exit code 2, whatever the command. */
export interface UndecidedDocument {
  readonly outcome: "undecided";
  /** The option or argument that the text was given by. */
  readonly about: string;
  /** What it can be read as. */
  readonly readings: readonly ReadingFacts[];
}

export interface ReadingFacts {
  readonly form: FormName;
  /** The mappings of the users. */
  readonly mappings: readonly IdMapping[];
}

/** Ends a command with the question what was meant. */
export class Undecided extends Failure {
  readonly document: UndecidedDocument;

  constructor(document: UndecidedDocument, message: string, details: readonly string[]) {
    super(message, details);
    this.document = document;
  }
}

/** A verdict that is left open is `undecided`, too, and has no readings. */
export function isUndecided(document: { readonly outcome: string }): document is UndecidedDocument {
  return document.outcome === "undecided" && "readings" in document;
}
