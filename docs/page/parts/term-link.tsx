import type { JSX } from "preact";
import { glossary, type LessonLanguage, type TermId } from "userns-sim/lessons";
import { writeRoute } from "../state/route.ts";
import { saidIn } from "../words/said.ts";

/** The name of a term, with the way to what it means. */
export function TermLink({
  term,
  language,
}: {
  readonly term: TermId;
  readonly language: LessonLanguage;
}): JSX.Element {
  return <a href={writeRoute({ view: "terms", term, language })}>{saidIn(glossary()[term].name, language)}</a>;
}
