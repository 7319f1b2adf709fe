import type { Words } from "../words/words.ts";

/** A term of the glossary. */
export interface Term {
  /** What it is called. */
  readonly name: Words;
  /** What it is, in a sentence or two. */
  readonly says: Words;
  /**
   * The forms of the word that count as its use, the name among them. The first letter may be of either case; what is
   * written in capitals throughout is so in texts.
   */
  readonly forms: { readonly en: readonly string[]; readonly de: readonly string[] };
}
