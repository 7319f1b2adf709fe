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
  readonly told?: ToldChoices | undefined;
}

/**
 * How choices are told: with why each wrong one is wrong, and not only that which was taken; for an audience by letters, and
 * not at all where it has come further.
 */
type ToldChoices = "open" | "lettered" | "brief";

/** A question with its answer, and whether it is what was given. */
export function Answered({ question, language, given, verdict = null, told }: Props): JSX.Element {
  const words = LESSON_WORDS[language];
  const { choices, answer } = question;
  const chosen = given.choice === undefined ? undefined : choices?.[given.choice];
  const right = choices === undefined ? rightTyped(given, question) : chosen?.right;
  return (
    <>
      <p class="asked-text">
        <Rich text={question.text} language={language} />
      </p>
      {choices !== undefined && told !== "brief" && (
        <Choices choices={choices} chosen={chosen} language={language} told={told} />
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

/** Choices, each with a sign where it is right or was taken; before they are answered none has one. */
export function Choices({
  choices,
  chosen,
  language,
  told,
  asked = false,
}: {
  readonly choices: NonNullable<PlayedQuestion["choices"]>;
  readonly chosen?: NonNullable<PlayedQuestion["choices"]>[number] | undefined;
  readonly language: LessonLanguage;
  readonly told?: ToldChoices | undefined;
  readonly asked?: boolean;
}): JSX.Element {
  return (
    <ul class="choices">
      {choices.map((choice, at) => (
        <li key={at}>
          <Mark right={choice.right} language={language} shown={!asked && (choice.right || choice === chosen)} />
          {told === "lettered" && <b>{String.fromCharCode(65 + at)}</b>}
          <span>
            <Rich text={choice.text} language={language} />
            {choice === chosen && <span class="soft"> ({LESSON_WORDS[language].chosen})</span>}
            {told === "open" && choice !== chosen && choice.why !== undefined && (
              <span class="because">
                <Rich text={choice.why} language={language} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
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
