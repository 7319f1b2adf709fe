import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { LessonLanguage, PlayedQuestion, PlayedStep } from "userns-sim/lessons";
import { Answer } from "../../parts/answer.tsx";
import { Answered, Choices } from "../../parts/answered.tsx";
import { Rich } from "../../parts/rich.tsx";
import { Dispute, isTold, Why } from "../../parts/why.tsx";
import { PictureView } from "../../pictures/picture-view.tsx";
import type { Slide } from "../../state/present.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";

/** A step for an audience: what is told and asked, and, once it is answered, the picture and why. */
export function SlideView({
  slide: { played, at, shown },
  language,
}: {
  readonly slide: Slide;
  readonly language: LessonLanguage;
}): JSX.Element {
  const words = LESSON_WORDS[language];
  const step = played.steps[at] as PlayedStep;
  const last = step.questions[shown - 1];
  const isOpen = shown === step.questions.length;
  const picture = isOpen ? step.picture : undefined;
  const told = useRef<HTMLDivElement>(null);
  // What comes new is seen, however much stands above it.
  useEffect(() => {
    if (shown > 0) told.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [shown]);
  return (
    <>
      <header>
        <h1>
          <Rich text={played.title} language={language} />
        </h1>
        <h2 data-arrive tabIndex={-1} aria-label={words.stepOf(at + 1, played.steps.length)}>
          {words.ofSteps(at + 1, played.steps.length)}
        </h2>
      </header>
      <div class="columns">
        <div class="told" ref={told}>
          <p>
            <Rich text={step.say} language={language} />
          </p>
          {step.questions.slice(0, shown + 1).map((question, place) => (
            <div key={question.id} class="question">
              {place < shown ? (
                <Answered
                  question={question}
                  language={language}
                  given={{}}
                  told={place < shown - 1 ? "brief" : "lettered"}
                />
              ) : (
                <Asked question={question} language={language} />
              )}
            </div>
          ))}
          {isOpen && step.after !== undefined && (
            <p class="after">
              <Rich text={step.after} language={language} />
            </p>
          )}
        </div>
        <div class="shown">
          {picture !== undefined && <PictureView picture={picture} language={language} />}
          {last?.decision !== undefined && isTold(last.decision, picture) ? (
            <Dispute question={last} language={language} />
          ) : (
            (last?.decision ?? last?.refusal) !== undefined && (
              <div class="why">
                <h3>{words.why}</h3>
                <Why question={last as PlayedQuestion} picture={picture} language={language} />
              </div>
            )
          )}
        </div>
      </div>
      <p role="status" class="spoken">
        {last !== undefined && (
          <>
            {words.theAnswer} <Answer answer={last.answer} language={language} plain />
          </>
        )}
      </p>
    </>
  );
}

/** A question that an audience is asked: there is nothing to press. */
function Asked({
  question: { text, choices },
  language,
}: {
  readonly question: PlayedQuestion;
  readonly language: LessonLanguage;
}): JSX.Element {
  return (
    <>
      <p class="asked-text">
        <Rich text={text} language={language} />
      </p>
      {choices !== undefined && <Choices choices={choices} language={language} told="lettered" asked />}
    </>
  );
}
