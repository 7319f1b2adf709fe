import type { JSX } from "preact";
import { type LessonLanguage, LIVE_CHECKS, type Source } from "userns-sim/lessons";
import { LESSON_WORDS } from "../words/lesson.ts";

/** Where something is from. What was asked, and what manuals and reports say, stays in English. */
export function SourceText({
  source,
  language,
}: {
  readonly source: Source;
  readonly language: LessonLanguage;
}): JSX.Element {
  const words = LESSON_WORDS[language];
  if ("check" in source)
    return (
      <>
        {words.askedKernel} (<code>{source.check}</code>): <span lang="en">{LIVE_CHECKS[source.check]}</span>.
      </>
    );
  if ("manual" in source)
    return (
      <>
        <code>{source.manual}</code>: <q lang="en">{source.sentence}</q>
      </>
    );
  if ("code" in source)
    return (
      <>
        <code>{source.code}</code>, {words.read(source.version)}
      </>
    );
  return <span lang="en">{source.report}</span>;
}
