import type { JSX } from "preact";
import type { PlayedLesson } from "userns-sim/lessons";
import type { Page } from "../../state/page.ts";
import { withFinished } from "../../state/progress.ts";
import { type Place, writeRoute } from "../../state/route.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";

interface Props {
  readonly page: Page;
  readonly played: PlayedLesson;
  readonly at: number;
}

/** Back and on, always: answering is invited, not forced. Behind the last step the lesson is done. */
export function StepLinks({ page, played: { id, steps }, at }: Props): JSX.Element {
  const { language } = page.at.value.route;
  const words = LESSON_WORDS[language];
  const stepAt = (place: number): Place => {
    const step = steps[place];
    return step === undefined ? { view: "start" } : { view: "lesson", lesson: id, step: step.id };
  };
  const isLast = at === steps.length - 1;
  return (
    <nav class="steps" aria-label={words.steps}>
      <a class="button" href={writeRoute({ ...stepAt(at - 1), language })}>
        <span aria-hidden="true">← </span>
        {at === 0 ? words.toLessons : words.back}
      </a>
      {isLast ? (
        <a
          class="button"
          href={writeRoute({ view: "lesson", lesson: id, language })}
          onClick={() => page.change((progress) => withFinished(progress, id))}
        >
          {words.finish}
          <span aria-hidden="true"> ✓</span>
        </a>
      ) : (
        <a class="button" href={writeRoute({ ...stepAt(at + 1), language })}>
          {words.next}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}
