import type { ComponentChildren, JSX } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import { LESSON_WORDS } from "../words/lesson.ts";

/** What the sources do not agree upon. */
export function Disputed({
  language,
  children,
}: {
  readonly language: LessonLanguage;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <p class="disputed">
      <strong>
        <span aria-hidden="true">⚠ </span>
        {LESSON_WORDS[language].disputed}
      </strong>{" "}
      {children}
    </p>
  );
}
