import type { JSX, Ref } from "preact";
import { isAnswer, type LessonLanguage, type PlayedQuestion } from "userns-sim/lessons";
import type { Given } from "../state/progress.ts";
import { LESSON_WORDS } from "../words/lesson.ts";
import { Answer } from "./answer.tsx";
import { Rich } from "./rich.tsx";

interface Props {
  readonly question: PlayedQuestion;
  readonly language: LessonLanguage;
  readonly given: Given;
  readonly verdict?: Ref<HTMLDivElement>;
  /** Whether every wrong choice says why, and not only the one that was taken. */
  readonly open?: boolean;
}

/** A question with its answer, and whether it is what was given. */
export function Answered({ question, language, given, verdict = null, open = false }: Props): JSX.Element {
  const words = LESSON_WORDS[language];
  const { choices, answer } = question;
  const chosen = given.choice === undefined ? undefined : choices?.[given.choice];
  const right = choices === undefined ? rightTyped(given, question) : chosen?.right;
  return (
    <>
      <p class="asked-text">
        <Rich text={question.text} language={language} />
      </p>
      {choices !== undefined && (
        <ul class="choices">
          {choices.map((choice, at) => (
            <li key={at} class={choice.right ? "right" : undefined}>
              <Mark right={choice.right} language={language} shown={choice.right || choice === chosen} />
              <span>
                <Rich text={choice.text} language={language} />
                {choice === chosen && <span class="soft"> ({words.chosen})</span>}
                {open && choice !== chosen && choice.why !== undefined && (
                  <span class="because">
                    <Rich text={choice.why} language={language} />
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {choices === undefined && given.typed !== undefined && given.typed !== "" && (
        <p class="typed">
          {words.yourAnswer}: <code>{given.typed}</code>
        </p>
      )}
      <div class={`verdict${right === undefined ? "" : right ? " right" : " wrong"}`} ref={verdict} tabIndex={-1}>
        <p>
          {right !== undefined && (
            <strong>
              <span aria-hidden="true">{right ? "✓ " : "✗ "}</span>
              {right ? words.right : words.notSo}{" "}
            </strong>
          )}
          {right !== false && <>{words.theAnswer} </>}
          <Answer answer={answer} language={language} />.
        </p>
        {chosen?.why !== undefined && (
          <p>
            <Rich text={chosen.why} language={language} />
          </p>
        )}
      </div>
    </>
  );
}

/** Whether it is right, as a sign that is also said. */
function Mark({
  right,
  language,
  shown,
}: {
  readonly right: boolean;
  readonly language: LessonLanguage;
  readonly shown: boolean;
}): JSX.Element {
  const { rightOne, wrongOne } = LESSON_WORDS[language];
  if (!shown) return <span class="sign" aria-hidden="true" />;
  return (
    <span class="sign" role="img" aria-label={right ? rightOne : wrongOne}>
      {right ? "✓" : "✗"}
    </span>
  );
}

function rightTyped({ typed = "" }: Given, { answer }: PlayedQuestion): boolean | undefined {
  return typed.trim() === "" ? undefined : isAnswer(typed, answer);
}
