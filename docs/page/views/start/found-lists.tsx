import type { JSX } from "preact";
import { LessonList } from "../../parts/lesson-list.tsx";
import { Coded } from "../../parts/rich.tsx";
import { TermLink } from "../../parts/term-link.tsx";
import type { Found } from "../../state/find.ts";
import type { Page } from "../../state/page.ts";
import { guidePage } from "../../state/reference.ts";
import { START_WORDS } from "../../words/start.ts";

/** What was found. */
export function FoundLists({ page, found }: { readonly page: Page; readonly found: Found }): JSX.Element {
  const { language } = page.at.value.route;
  const words = START_WORDS[language];
  return (
    <div class="course">
      {found.lessons.length > 0 && (
        <section aria-labelledby="lessons">
          <h2 id="lessons">{words.lessons}</h2>
          <LessonList page={page} lessons={found.lessons} />
        </section>
      )}
      {found.terms.length > 0 && (
        <section aria-labelledby="terms">
          <h2 id="terms">{words.terms}</h2>
          <ul class="plain">
            {found.terms.map((term) => (
              <li key={term}>
                <TermLink term={term} language={language} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.questions.length > 0 && (
        <section aria-labelledby="questions">
          <h2 id="questions">{words.questions}</h2>
          <p>{words.questionsAt}</p>
          <ul class="plain">
            {found.questions.map(({ page: title, title: question, anchor }) => (
              <li key={`${title}#${anchor}`}>
                <a href={guidePage(title, anchor)} hreflang="en" lang="en">
                  <Coded text={question} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
