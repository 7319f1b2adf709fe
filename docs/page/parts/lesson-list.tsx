import type { JSX } from "preact";
import type { Lesson } from "userns-sim/lessons";
import type { Page } from "../state/page.ts";
import { isFinished } from "../state/progress.ts";
import { writeRoute } from "../state/route.ts";
import { LESSON_WORDS } from "../words/lesson.ts";
import { START_WORDS } from "../words/start.ts";
import { Rich } from "./rich.tsx";

/** Lessons in their order, with those that are done. */
export function LessonList({
  page,
  lessons,
}: {
  readonly page: Page;
  readonly lessons: readonly Lesson[];
}): JSX.Element {
  const { language } = page.at.value.route;
  return (
    <ol class="lessons">
      {lessons.map(({ id, title, minutes }) => (
        <li key={id}>
          <code>{id}</code>
          <a href={writeRoute({ view: "lesson", lesson: id, language })}>
            <Rich text={title} language={language} />
          </a>
          <span class="soft">
            {isFinished(page.progress.value, id) && (
              <span class="done">
                <span aria-hidden="true">✓ </span>
                {START_WORDS[language].done}
              </span>
            )}{" "}
            {LESSON_WORDS[language].minutes(minutes)}
          </span>
        </li>
      ))}
    </ol>
  );
}
