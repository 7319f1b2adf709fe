import type { JSX } from "preact";
import type { LessonLanguage, PlayedLesson, PlayedStep } from "userns-sim/lessons";
import { Question } from "../../parts/question.tsx";
import { Rich, Told } from "../../parts/rich.tsx";
import { Why } from "../../parts/why.tsx";
import { PictureView } from "../../pictures/picture-view.tsx";
import type { Page } from "../../state/page.ts";
import { givenTo, nameOf, type Progress, withGiven } from "../../state/progress.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";
import { StepCode } from "./step-code.tsx";
import { StepLinks } from "./step-links.tsx";

interface Props {
  readonly page: Page;
  readonly played: PlayedLesson;
  /** The place of the step, from 0. */
  readonly at: number;
}

/** A step that asks, in three columns: what is told and asked, the picture, and why. */
export function StepView({ page, played, at }: Props): JSX.Element {
  const { language } = page.at.value.route;
  const words = LESSON_WORDS[language];
  const step = played.steps[at] as PlayedStep;
  const shown = shownOf(page.progress.value, played.id, step);
  return (
    <div class="columns">
      <section class="told" aria-labelledby="step">
        <h2 id="step" data-arrive tabIndex={-1} aria-label={words.stepOf(at + 1, played.steps.length)}>
          <span class="dots" aria-hidden="true">
            {"●".repeat(at)}◉{"○".repeat(played.steps.length - at - 1)}
          </span>{" "}
          {words.ofSteps(at + 1, played.steps.length)}
        </h2>
        <p>
          <Rich text={step.say} language={language} />
        </p>
        {step.questions.slice(0, shown + 1).map((question) => {
          const name = nameOf(played.id, step.id, question.id);
          return (
            <Question
              key={name}
              question={question}
              language={language}
              given={givenTo(page.progress.value, name)}
              give={(given) => page.change((progress) => withGiven(progress, name, given))}
            />
          );
        })}
        {shown === step.questions.length && step.after !== undefined && (
          <p class="after">
            <Told text={step.after} language={language} />
          </p>
        )}
        <StepLinks page={page} played={played} at={at} />
      </section>
      <section class="shown" aria-labelledby="picture">
        <StepPicture page={page} played={played} at={at} />
        <StepCode lesson={played.id} step={step.id} language={language} />
      </section>
      <section class="why" aria-labelledby="why">
        <h3 id="why">{words.why}</h3>
        <Reasons step={step} count={shown} language={language} />
      </section>
    </div>
  );
}

/** The picture of a step is its answer: before that, the one before shows how things stand. */
function StepPicture({ page, played, at }: Props): JSX.Element {
  const { language } = page.at.value.route;
  const words = LESSON_WORDS[language];
  const isOpen = (step: PlayedStep) => shownOf(page.progress.value, played.id, step) === step.questions.length;
  const step = played.steps[at] as PlayedStep;
  const before = played.steps[at - 1];
  const [title, picture] = isOpen(step)
    ? [words.picture, step.picture]
    : before !== undefined && isOpen(before)
      ? [words.pictureSoFar, before.picture]
      : [words.picture, undefined];
  return (
    <>
      <h3 id="picture">{title}</h3>
      {picture === undefined ? (
        <p class="to-come">{words.pictureComes}</p>
      ) : (
        <PictureView picture={picture} language={language} />
      )}
    </>
  );
}

/** The reasons of the answers that were shown so far. */
function Reasons({
  step: { questions, picture },
  count,
  language,
}: {
  readonly step: PlayedStep;
  readonly count: number;
  readonly language: LessonLanguage;
}): JSX.Element {
  if (count === 0 && questions.length > 0) return <p class="to-come">{LESSON_WORDS[language].whyComes}</p>;
  return (
    <>
      {questions.slice(0, count).map((question) => (
        <div key={question.id} class="reason">
          {questions.length > 1 && (
            <h4>
              <Rich text={question.text} language={language} />
            </h4>
          )}
          <Why question={question} picture={count === questions.length ? picture : undefined} language={language} />
        </div>
      ))}
    </>
  );
}

/** How many questions of a step were shown, one after the other. */
function shownOf(progress: Progress, lesson: string, { id, questions }: PlayedStep): number {
  const first = questions.findIndex((question) => givenTo(progress, nameOf(lesson, id, question.id)).shown !== true);
  return first === -1 ? questions.length : first;
}
