import { expectObject, expectOneOf, expectText } from "../../misuse/misuse.ts";
import { LANGUAGES, type LessonLanguage } from "../words/words.ts";
import type { Term } from "./term.ts";

/**
 * Finds the terms that a text uses.
 *
 * @param text - prose, in one language
 * @param language - its language
 * @param terms - the terms, by their names
 * @returns the names of those of which a form stands in the text as a word, in the order of `terms`. Of two terms of which
 * one contains the other, such as `mount` and `idmapped mount`, only the longer one is used
 * @example
 * ```ts
 * import { glossary, termsIn } from "userns-sim/lessons";
 *
 * termsIn("Slots are places in the pool.", "en", glossary()); // => ["slot", "pool"]
 * termsIn("EPERM is an errno.", "en", glossary()); // => ["errno", "EPERM"]
 * termsIn("An idmapped mount", "en", glossary()); // => ["idmapped-mount"]
 * ```
 */
export function termsIn(
  text: string,
  language: LessonLanguage,
  terms: Readonly<Record<string, Term>>,
): readonly string[] {
  expectText("termsIn", "text", text);
  expectOneOf("termsIn", "language", language, LANGUAGES);
  expectObject("termsIn", "terms", terms, "terms by their names, such as glossary() gives");
  const forms = Object.entries(terms).flatMap(([name, term]) => term.forms[language].map((form) => ({ name, form })));
  const found = new Set<string>();
  let rest = text;
  // The longest first, and each is taken out once it is found, so that no shorter one is seen in it.
  for (const { name, form } of forms.sort((a, b) => b.form.length - a.form.length)) {
    // Nearly every form is nowhere in the text, and this is the cheap way to know it.
    if (!rest.includes(form.slice(1))) continue;
    const without = rest.replace(patternOf(form), " \0 ");
    if (without === rest) continue;
    found.add(name);
    rest = without;
  }
  return Object.keys(terms).filter((name) => found.has(name));
}

function patternOf(form: string): RegExp {
  const [first = ""] = form;
  const rest = escapeRegExp(form.slice(first.length));
  const either = first === first.toLowerCase() ? `[${first}${first.toUpperCase()}]` : escapeRegExp(first);
  return new RegExp(`(?<![\\p{L}\\p{N}_])${either}${rest}(?![\\p{L}\\p{N}_])`, "gu");
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
