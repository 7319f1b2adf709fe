import type { JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { LessonLanguage, PlayedQuestion } from "userns-sim/lessons";
import { type Given, TYPED_LENGTH } from "../state/progress.ts";
import { LESSON_WORDS } from "../words/lesson.ts";
import { Answered } from "./answered.tsx";
import { Rich } from "./rich.tsx";

interface Props {
  readonly question: PlayedQuestion;
  readonly language: LessonLanguage;
  readonly given: Given;
  readonly give: (given: Given) => void;
}

/** A question that is asked, until its answer is shown. */
export function Question({ question, language, given, give }: Props): JSX.Element {
  const verdict = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  const shown = given.shown === true;
  // The button is gone then, and the keyboard goes on from what came in its place.
  useEffect(() => {
    if (shown && asked.current) verdict.current?.focus();
    asked.current = !shown;
  }, [shown]);
  return (
    <section class="question">
      {shown ? (
        <Answered question={question} language={language} given={given} verdict={verdict} />
      ) : (
        <Asked question={question} language={language} given={given} give={give} />
      )}
    </section>
  );
}

function Asked({ question, language, given, give }: Props): JSX.Element {
  const words = LESSON_WORDS[language];
  const name = useId();
  const show = () => give({ shown: true });
  return (
    <>
      {question.choices === undefined ? (
        <div class="asked">
          <label for={name}>
            <Rich text={question.text} language={language} />
          </label>
          <input
            id={name}
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={TYPED_LENGTH}
            inputMode={typeof question.answer === "number" ? "numeric" : "text"}
            value={given.typed ?? ""}
            onInput={({ currentTarget }) => give({ typed: currentTarget.value })}
            onKeyDown={({ key }) => {
              if (key === "Enter") show();
            }}
          />
        </div>
      ) : (
        <fieldset class="asked">
          <legend>
            <Rich text={question.text} language={language} />
          </legend>
          {question.choices.map(({ text }, at) => (
            <label key={at} class="choice">
              <input type="radio" name={name} checked={given.choice === at} onChange={() => give({ choice: at })} />
              <span>
                <Rich text={text} language={language} />
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <button type="button" class="main" onClick={show}>
        {words.show}
      </button>
    </>
  );
}
