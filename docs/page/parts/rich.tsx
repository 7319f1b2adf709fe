import type { JSX } from "preact";
import { type Label, type LessonLanguage, sayIn } from "userns-sim/lessons";
import { said } from "../words/said.ts";

/** A text of the lessons: what stands between backticks is code. */
export function Rich({ text, language }: { readonly text: Label; readonly language: LessonLanguage }): JSX.Element {
  return <>{sayIn(text, language).split("`").map(piece)}</>;
}

function piece(text: string, at: number): JSX.Element | string {
  return at % 2 === 1 ? <code key={at}>{text}</code> : said(text);
}

/** A text that has gone through `said`, and that may hold code, too. */
export function Coded({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split("`").map((one, at) => (at % 2 === 1 ? <code key={at}>{one}</code> : one))}</>;
}
