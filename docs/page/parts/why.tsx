import type { JSX } from "preact";
import type { KeptDecision, LessonLanguage, Picture, PlayedQuestion } from "userns-sim/lessons";
import { LESSON_WORDS } from "../words/lesson.ts";
import { Answer } from "./answer.tsx";
import { Decided } from "./decided.tsx";
import { Disputed } from "./disputed.tsx";
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
      <Dispute question={question} language={language} />
    </>
  );
}

/** What the sources do not agree upon, where they do not. */
export function Dispute({ question, language }: Omit<Props, "picture">): JSX.Element | null {
  const dispute = disputeText(question, language);
  return dispute === undefined ? null : <Disputed language={language}>{dispute}</Disputed>;
}

/** Whether the picture beside it is this decision, rung by rung: then it need not be told twice. */
export function isTold(decision: KeptDecision, picture: Picture | undefined): boolean {
  return picture?.kind === "ladder" && JSON.stringify(picture.decision) === JSON.stringify(decision);
}
