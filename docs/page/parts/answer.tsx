import type { JSX } from "preact";
import { glossary, type LessonAnswer, type LessonLanguage } from "userns-sim/lessons";
import { writeRoute } from "../state/route.ts";
import { LESSON_WORDS } from "../words/lesson.ts";

/** An answer of the library: a number, a word, or a name such as that of an error, which the terms explain. */
export function Answer({
  answer,
  language,
  plain = false,
}: {
  readonly answer: LessonAnswer;
  readonly language: LessonLanguage;
  /** Whether no link goes to the term. */
  readonly plain?: boolean;
}): JSX.Element {
  const { answers } = LESSON_WORDS[language];
  const value = String(answer);
  if (Object.hasOwn(answers, value)) return <data value={value}>{answers[value]}</data>;
  const code = (
    <data value={value}>
      <code>{value}</code>
    </data>
  );
  if (plain || !Object.hasOwn(glossary(), value)) return code;
  return <a href={writeRoute({ view: "terms", term: value, language })}>{code}</a>;
}
