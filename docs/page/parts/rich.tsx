import type { JSX } from "preact";
import { COURSE, type Label, type LessonLanguage, sayIn } from "userns-sim/lessons";
import { writeRoute } from "../state/route.ts";
import { said } from "../words/said.ts";

/** A text of the lessons: what stands between backticks is code. */
export function Rich({ text, language }: { readonly text: Label; readonly language: LessonLanguage }): JSX.Element {
  return <>{sayIn(text, language).split("`").map(piece)}</>;
}

/** What is told after the answers: the lessons that it names can be opened from there. */
export function Told({ text, language }: { readonly text: Label; readonly language: LessonLanguage }): JSX.Element {
  return (
    <>
      {sayIn(text, language)
        .split(/\b(S\d\d)\b/)
        .map((part, at) =>
          COURSE.some(({ id }) => id === part) ? (
            <a key={at} href={writeRoute({ view: "lesson", lesson: part, language })}>
              {said(part)}
            </a>
          ) : (
            <Rich key={at} text={{ en: part, de: part }} language={language} />
          ),
        )}
    </>
  );
}

function piece(text: string, at: number): JSX.Element | string {
  return at % 2 === 1 ? <code key={at}>{text}</code> : said(text);
}

/** A text that has gone through `said`, and that may hold code, too. */
export function Coded({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split("`").map((one, at) => (at % 2 === 1 ? <code key={at}>{one}</code> : one))}</>;
}
