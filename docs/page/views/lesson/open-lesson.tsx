import type { JSX } from "preact";
import type { PlayedLesson, PlayedStep } from "userns-sim/lessons";
import { Answered } from "../../parts/answered.tsx";
import { Rich, Told } from "../../parts/rich.tsx";
import { Why } from "../../parts/why.tsx";
import { PictureView } from "../../pictures/picture-view.tsx";
import { lessonAfter } from "../../state/lesson-after.ts";
import type { Page } from "../../state/page.ts";
import { givenTo, nameOf, withoutLesson } from "../../state/progress.ts";
import { writeRoute } from "../../state/route.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";
import { saidIn } from "../../words/said.ts";
import { StepCode } from "./step-code.tsx";

interface Props {
  readonly page: Page;
  readonly played: PlayedLesson;
  /** The step that the address names. */
  readonly step: string | undefined;
}

/** A lesson that was gone through: all its steps are open, and nothing is asked. */
export function OpenLesson({ page, played, step: named }: Props): JSX.Element {
  const { language } = page.at.value.route;
  const words = LESSON_WORDS[language];
  const next = lessonAfter(played.id, page.cut.value);
  return (
    <>
      <p role="status">
        <span aria-hidden="true">✓ </span>
        {words.finished}
      </p>
      <p class="row">
        {next !== undefined && (
          <a class="button" href={writeRoute({ view: "lesson", lesson: next.id, language })}>
            {words.nextLesson} {saidIn(next.title, language)}
          </a>
        )}
        <button
          type="button"
          onClick={() => {
            page.change((progress) => withoutLesson(progress, played.id));
            // The keyboard goes along only to another address.
            const first = played.steps[0]?.id;
            page.go({ view: "lesson", lesson: played.id, step: named === first ? undefined : first, language });
          }}
        >
          {words.again}
        </button>
      </p>
      {played.steps.map((step, at) => (
        <OpenStep key={step.id} page={page} played={played} step={step} at={at} named={step.id === named} />
      ))}
    </>
  );
}

function OpenStep({
  page,
  played,
  step,
  at,
  named,
}: {
  readonly page: Page;
  readonly played: PlayedLesson;
  readonly step: PlayedStep;
  readonly at: number;
  readonly named: boolean;
}): JSX.Element {
  const { language } = page.at.value.route;
  const words = LESSON_WORDS[language];
  return (
    <section class="columns" aria-label={words.stepOf(at + 1, played.steps.length)}>
      <div class="told">
        <h2 data-arrive={named ? "anchor" : undefined} tabIndex={-1}>
          {words.stepOf(at + 1, played.steps.length)}
        </h2>
        <p>
          <Rich text={step.say} language={language} />
        </p>
        {step.questions.map((question) => (
          <div key={question.id} class="question">
            <Answered
              question={question}
              language={language}
              given={givenTo(page.progress.value, nameOf(played.id, step.id, question.id))}
              told="open"
            />
          </div>
        ))}
        {step.after !== undefined && (
          <p class="after">
            <Told text={step.after} language={language} />
          </p>
        )}
      </div>
      <div class="shown">
        <h3>{words.picture}</h3>
        <PictureView picture={step.picture} language={language} />
        <StepCode lesson={played.id} step={step.id} language={language} />
      </div>
      <div class="why">
        <h3>{words.why}</h3>
        {step.questions.map((question) => (
          <div key={question.id} class="reason">
            {step.questions.length > 1 && (
              <h4>
                <Rich text={question.text} language={language} />
              </h4>
            )}
            <Why question={question} picture={step.picture} language={language} />
          </div>
        ))}
      </div>
    </section>
  );
}
