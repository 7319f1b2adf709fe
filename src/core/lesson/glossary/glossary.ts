import type { Errno } from "../../kernel/decision/errno.ts";
import { BREAKOUT_TERMS } from "./breakout-terms.ts";
import { DEEPER_TERMS } from "./deeper-terms.ts";
import { ERRNO_TERMS } from "./errno-terms.ts";
import { FILE_TERMS } from "./file-terms.ts";
import { NUMBER_TERMS } from "./number-terms.ts";
import { POD_TERMS } from "./pod-terms.ts";
import type { Term } from "./term.ts";

/** The name of a term of the glossary: that of an error, or a word with hyphens. */
export type TermId =
  | keyof typeof NUMBER_TERMS
  | keyof typeof POD_TERMS
  | keyof typeof FILE_TERMS
  | keyof typeof BREAKOUT_TERMS
  | keyof typeof DEEPER_TERMS
  | Errno;

/**
 * The glossary: each error of the kernel and each term, in both languages, with the words that count as its use.
 *
 * @returns the terms by their names, in the order of the parts of the course, the errors last
 * @example
 * ```ts
 * import { glossary } from "userns-sim/lessons";
 *
 * glossary()["slot"].name; // => { en: "slot", de: "Platz" }
 * glossary()["EPERM"].forms.de; // => ["EPERM"]
 * ```
 */
export function glossary(): { readonly [Id in TermId]: Term } {
  const errnos = Object.entries(ERRNO_TERMS).map(([name, says]): readonly [string, Term] => [
    name,
    { name: { en: name, de: name }, says, forms: { en: [name], de: [name] } },
  ]);
  const terms: Readonly<Record<string, Term>> = {
    ...NUMBER_TERMS,
    ...POD_TERMS,
    ...FILE_TERMS,
    ...BREAKOUT_TERMS,
    ...DEEPER_TERMS,
    ...Object.fromEntries(errnos),
  };
  return terms as { readonly [Id in TermId]: Term };
}
