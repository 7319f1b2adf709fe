import type { JSX } from "preact";
import { COURSE, glossary, type LessonLanguage, type PlayedLesson, type TermId, termsToShow } from "userns-sim/lessons";
import { Disclosure } from "../../parts/disclosure.tsx";
import { Rich } from "../../parts/rich.tsx";
import { SourceText } from "../../parts/source-text.tsx";
import { TermLink } from "../../parts/term-link.tsx";
import type { Page } from "../../state/page.ts";
import { isFinished, type Progress } from "../../state/progress.ts";
import { writeRoute } from "../../state/route.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";
import { saidIn } from "../../words/said.ts";

/** What stands behind a lesson: those that it builds on, its words, and where it is from. */
export function LessonNotes({ page, played }: { readonly page: Page; readonly played: PlayedLesson }): JSX.Element {
  const { language } = page.at.value.route;
  const words = LESSON_WORDS[language];
  const needs = COURSE.filter(({ id }) => played.needs.includes(id));
  return (
    <section class="lesson-notes" aria-labelledby="notes">
      <h2 id="notes">{words.aboutLesson}</h2>
      <dl>
        {needs.length > 0 && (
          <div>
            <dt>{words.needs}</dt>
            {needs.map(({ id, title }) => (
              <dd key={id}>
                <a href={writeRoute({ view: "lesson", lesson: id, language })}>{saidIn(title, language)}</a>
              </dd>
            ))}
          </div>
        )}
        {played.introduces.length > 0 && (
          <div>
            <dt>{words.introduces}</dt>
            {played.introduces.map((term) => (
              <dd key={term}>
                <TermLink term={term} language={language} />
              </dd>
            ))}
          </div>
        )}
      </dl>
      <Disclosure summary={words.assumed}>
        {() => <Assumed id={played.id} progress={page.progress.value} language={language} />}
      </Disclosure>
      <Disclosure summary={words.from}>
        {() => (
          <ul>
            {played.sources.map((source, at) => (
              <li key={at}>
                <SourceText source={source} language={language} />
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
    </section>
  );
}

/** The words that the lessons explain which one has not gone through. */
function Assumed({
  id,
  progress,
  language,
}: {
  readonly id: string;
  readonly progress: Progress;
  readonly language: LessonLanguage;
}): JSX.Element {
  const [lesson] = COURSE.filter((one) => one.id === id);
  const done = COURSE.filter((one) => one.id !== id && isFinished(progress, one.id));
  const terms = lesson === undefined ? [] : termsToShow(lesson, done);
  if (terms.length === 0) return <p>{LESSON_WORDS[language].noneAssumed}</p>;
  return (
    <dl>
      {terms.map((term) => (
        <div key={term}>
          <dt>
            <TermLink term={term as TermId} language={language} />
          </dt>
          <dd>
            <Rich text={glossary()[term as TermId].says} language={language} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
