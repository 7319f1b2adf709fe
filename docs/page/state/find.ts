import { COURSE, glossary, type Lesson, type LessonLanguage, sayIn, type Term, type TermId } from "userns-sim/lessons";
import { type GuideQuestion, questions } from "./reference.ts";

/** What a text was found in. */
export interface Found {
  readonly lessons: readonly Lesson[];
  readonly terms: readonly TermId[];
  readonly questions: readonly GuideQuestion[];
}

/** Finds what has every word of a text in it. */
export function find(text: string, language: LessonLanguage, guide: readonly GuideQuestion[] = questions): Found {
  const wanted = wordsOf(text);
  return {
    lessons: COURSE.filter(({ id, title, goal }) =>
      hasAll(wanted, [id, sayIn(title, language), sayIn(goal, language)]),
    ),
    terms: findTerms(text, language),
    questions: findQuestions(wanted, language, guide),
  };
}

/** Finds questions, which are in English only: where none has the words themselves, by what the terms with them are called. */
function findQuestions(
  wanted: readonly string[],
  language: LessonLanguage,
  guide: readonly GuideQuestion[],
): readonly GuideQuestion[] {
  const found = guide.filter(({ title }) => hasAll(wanted, [title]));
  if (found.length > 0) return found;
  const names = wanted.map((word) => [word, ...englishOf(word, language)]);
  return guide.filter(({ title }) => names.every((some) => some.some((name) => hasAll(wordsOf(name), [title]))));
}

/** What the terms are called in English that have a word in their names. */
function englishOf(word: string, language: LessonLanguage): readonly string[] {
  return Object.values(glossary()).flatMap(({ name, forms }) =>
    hasAll([word], [name[language], ...forms[language]]) ? [name.en] : [],
  );
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

/** Without capital letters, accents, the sharp s, hyphens and marks of code. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/[\p{M}`]/gu, "")
    .replaceAll("-", " ");
}
