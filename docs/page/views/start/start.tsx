import type { JSX } from "preact";
import { COURSE } from "userns-sim/lessons";
import type { Page } from "../../state/page.ts";
import { writeRoute } from "../../state/route.ts";
import { saidIn } from "../../words/said.ts";
import { WORDS } from "../../words/words.ts";

/** The start: the lessons, by parts. */
export function Start({ page }: { readonly page: Page }): JSX.Element {
  const { language } = page.at.value.route;
  return (
    <>
      <h1>{WORDS[language].lessons}</h1>
      <ol>
        {COURSE.map(({ id, title }) => (
          <li key={id}>
            <a href={writeRoute({ view: "lesson", lesson: id, language })}>{saidIn(title, language)}</a>
          </li>
        ))}
      </ol>
    </>
  );
}
