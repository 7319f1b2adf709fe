import { COURSE, glossary, type Lesson, type LessonLanguage, sayIn, type Term, type TermId } from "userns-sim/lessons";
import { type GuideQuestion, questions } from "./reference.ts";

/** What a text was found in. */
export interface Found {
  readonly lessons: readonly Lesson[];
  readonly terms: readonly TermId[];
  readonly questions: readonly GuideQuestion[];
}

/** Finds what has every word of a text in it. */
export function find(text: string, language: LessonLanguage): Found {
  const wanted = wordsOf(text);
  return {
    lessons: COURSE.filter(({ id, title, goal }) =>
      hasAll(wanted, [id, sayIn(title, language), sayIn(goal, language)]),
    ),
    terms: findTerms(text, language),
    questions: questions.filter(({ title }) => hasAll(wanted, [title])),
  };
}

/** Finds terms, in the order of the alphabet. */
export function findTerms(text: string, language: LessonLanguage): readonly TermId[] {
  const wanted = wordsOf(text);
  const terms = Object.entries(glossary()).filter(([, term]) => hasAll(wanted, textsOf(term, language)));
  const collator = new Intl.Collator(language);
  return terms.sort(([, a], [, b]) => collator.compare(a.name[language], b.name[language])).map(([id]) => id as TermId);
}

/** A term is also found by its name in the other language. */
function textsOf({ name, says, forms }: Term, language: LessonLanguage): readonly string[] {
  return [name.en, name.de, says[language], ...forms[language]];
}

function hasAll(wanted: readonly string[], texts: readonly string[]): boolean {
  const all = plain(texts.join("\n"));
  return wanted.every((word) => all.includes(word));
}

function wordsOf(text: string): readonly string[] {
  return plain(text).split(/\s+/).filter(Boolean);
}

/** Without capital letters, accents, the sharp s and marks of code. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/[\p{M}`]/gu, "");
}
