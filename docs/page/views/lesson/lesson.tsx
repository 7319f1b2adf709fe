import type { JSX } from "preact";
import type { PlayedLesson } from "userns-sim/lessons";
import { Rich } from "../../parts/rich.tsx";
import type { Page } from "../../state/page.ts";
import { isFinished } from "../../state/progress.ts";
import { writeRoute } from "../../state/route.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";
import { LessonNotes } from "./lesson-notes.tsx";
import { OpenLesson } from "./open-lesson.tsx";
import { StepView } from "./step-view.tsx";

/** A lesson: a step of it, or all of it once it was gone through. */
export function LessonView({
  page,
  id,
  step,
}: {
  readonly page: Page;
  readonly id: string;
  readonly step: string | undefined;
}): JSX.Element {
  const played = page.lesson(id);
  const open = isFinished(page.progress.value, id);
  const at = Math.max(
    0,
    played.steps.findIndex((one) => one.id === step),
  );
  return (
    <article class="lesson">
      <LessonHead page={page} played={played} step={played.steps[at]?.id} first={open || at === 0} />
      {open ? <OpenLesson page={page} played={played} step={step} /> : <StepView page={page} played={played} at={at} />}
      <LessonNotes page={page} played={played} />
    </article>
  );
}

/** What the lesson is called; before its first step also what it is for. */
function LessonHead({
  page,
  played,
  step,
  first,
}: {
  readonly page: Page;
  readonly played: PlayedLesson;
  readonly step: string | undefined;
  readonly first: boolean;
}): JSX.Element {
  const { language } = page.at.value.route;
  const words = LESSON_WORDS[language];
  return (
    <header>
      <p class="soft">
        <code>{played.id}</code> · {words.parts[played.part]} · {words.minutes(played.minutes)} ·{" "}
        <a href={writeRoute({ view: "present", lesson: played.id, step, language })}>{words.present}</a>
      </p>
      <h1 tabIndex={-1}>
        <Rich text={played.title} language={language} />
      </h1>
      {first && (
        <p class="goal">
          {words.goal} <Rich text={played.goal} language={language} />
        </p>
      )}
    </header>
  );
}
