import type { JSX } from "preact";
import { explainSteps } from "userns-sim/kernel";
import type { KeptDecision, LessonLanguage, Picture, PlayedQuestion } from "userns-sim/lessons";
import { KERNEL_TEXTS } from "../words/kernel-texts.ts";
import { LESSON_WORDS } from "../words/lesson.ts";
import { said } from "../words/said.ts";
import { Answer } from "./answer.tsx";
import { Disclosure } from "./disclosure.tsx";
import { disputeText, refusalText } from "./explained.ts";

interface Props {
  readonly question: PlayedQuestion;
  /** The picture beside it, if there is one. */
  readonly picture: Picture | undefined;
  readonly language: LessonLanguage;
}

/** How the library came to an answer: the rules that were asked, or what was refused; and whether the sources agree. */
export function Why({ question, picture, language }: Props): JSX.Element {
  const words = LESSON_WORDS[language];
  const { decision, refusal, answer } = question;
  const refused = refusalText(question, language);
  const dispute = disputeText(question, language);
  return (
    <>
      {decision !== undefined &&
        (isTold(decision, picture) ? (
          <p class="soft">{words.inPicture}</p>
        ) : (
          <Decided decision={decision} language={language} />
        ))}
      {refused !== undefined && <p>{refused}</p>}
      {decision === undefined && refusal === undefined && <p class="soft">{words.computed}</p>}
      <p class="so">
        <span aria-hidden="true">→ </span>
        <Answer answer={answer} language={language} />
      </p>
      {dispute !== undefined && (
        <p class="disputed">
          <strong>
            <span aria-hidden="true">⚠ </span>
            {words.disputed}
          </strong>{" "}
          {dispute}
        </p>
      )}
    </>
  );
}

/** Whether the picture beside it is this decision, rung by rung: then it need not be told twice. */
export function isTold(decision: KeptDecision, picture: Picture | undefined): boolean {
  return picture?.kind === "ladder" && JSON.stringify(picture.decision) === JSON.stringify(decision);
}

/** The rules that were asked, one line each; the one that settled it is marked. */
function Decided({
  decision,
  language,
}: {
  readonly decision: KeptDecision;
  readonly language: LessonLanguage;
}): JSX.Element {
  const words = LESSON_WORDS[language];
  return (
    <>
      <ol class="rules">
        {explainSteps(decision, KERNEL_TEXTS[language]).map(({ text, decides }, at) => (
          <li key={at} class={decides ? "decides" : undefined}>
            {said(text)} {decides && <strong class="mark">{words.decides}</strong>}
          </li>
        ))}
      </ol>
      <Disclosure summary={words.sources}>{() => <Sources decision={decision} />}</Disclosure>
    </>
  );
}

/** Where the rules stand: functions of the kernel and sentences of its manual, which are English. */
function Sources({ decision: { steps } }: { readonly decision: KeptDecision }): JSX.Element {
  const sources = new Map(steps.map(({ rule, source }) => [rule, source]));
  return (
    <dl class="sources">
      {[...sources].map(([rule, source]) => (
        <div key={rule}>
          <dt>
            <code>{rule}</code>
          </dt>
          <dd lang="en">{source}</dd>
        </div>
      ))}
    </dl>
  );
}
