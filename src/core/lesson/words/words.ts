import { isObject } from "../../misuse/came.ts";
import { expectOneOf, misuse } from "../../misuse/misuse.ts";

/** The languages of lessons. */
export const LANGUAGES = ["en", "de"] as const;

/** A language of lessons. */
export type LessonLanguage = (typeof LANGUAGES)[number];

/** A text in each language. */
export interface Words {
  /** In English. */
  readonly en: string;
  /** In German. */
  readonly de: string;
}

/** A text in each language, or a name that is the same in all. */
export type Label = string | Words;

/**
 * Says a label in a language.
 *
 * @param label - the text in each language, or a name
 * @param language - in which it is said
 * @returns the text; where the language is missing, as it may be in a lesson of one's own, that of another
 * @example
 * ```ts
 * import { sayIn } from "userns-sim/lessons";
 *
 * sayIn({ en: "pool", de: "Vorrat" }, "de"); // => "Vorrat"
 * sayIn("web-0", "de"); // => "web-0"
 * ```
 */
export function sayIn(label: Label, language: LessonLanguage): string {
  expectLabel("sayIn", "label", label);
  expectOneOf("sayIn", "language", language, LANGUAGES);
  if (typeof label === "string") return label;
  return [language, ...LANGUAGES].map((each) => label[each]).find((text) => typeof text === "string") as string;
}

/** A label of a lesson of one's own may lack a language, but not both. */
export function expectLabel(caller: string, name: string, label: Label): void {
  if (typeof label === "string") return;
  const has = isObject(label) && LANGUAGES.some((language) => typeof label[language] === "string");
  if (!has) throw misuse(caller, name, "a text, or { en, de }", label);
}
