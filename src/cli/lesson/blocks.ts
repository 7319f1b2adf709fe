import { explainSteps, type KernelTexts } from "../../core/explain/kernel.ts";
import { choiceLetter } from "../../core/lesson/check/variant.ts";
import { drawPicture } from "../../core/lesson/drawn/draw-picture.ts";
import type { PlayedLesson, PlayedQuestion, PlayedStep } from "../../core/lesson/lesson/lesson.ts";
import { type LessonLanguage, sayIn } from "../../core/lesson/words/words.ts";
import { faint, type Line, line, no, strong, type Text } from "../base/line.ts";
import { labelled, lengthOf, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { LessonWords } from "./words.ts";

/** In which language, and in which words, a lesson is shown. */
export interface Speech {
  readonly language: LessonLanguage;
  readonly words: LessonWords;
  readonly texts: KernelTexts;
}

/** Name and title, and on the right where one is. */
export function headLines(
  { id, title }: PlayedLesson,
  right: string,
  speech: Speech,
  { width }: Style,
): readonly Line[] {
  const left: Line = line`${strong(id)}  ${strong(sayIn(title, speech.language))}`;
  const gap = width - lengthOf(left) - lengthOf(right);
  return gap >= 2
    ? [line`${left}${" ".repeat(gap)}${faint(right)}`]
    : [...wrap(left, width), ...wrap(faint(right), width)];
}

/** A question, with what there is to choose from. */
export function questionLines(
  { text, choices = [] }: PlayedQuestion,
  { language }: Speech,
  { width }: Style,
): readonly Line[] {
  return [
    ...labelled([[strong("? "), strong(sayIn(text, language))]], 2, width),
    ...labelled(
      choices.map((choice, i) => [`  ${choiceLetter(i)}`, sayIn(choice.text, language)] as const),
      5,
      width,
    ),
  ];
}

/** What the answer is, in words, where there is nothing to choose. */
export function answerText({ answer, choices }: PlayedQuestion, { language, words }: Speech): string {
  const right = choices?.find((choice) => choice.right);
  if (right !== undefined) return sayIn(right.text, language);
  return answer === "ok" ? words.allowed : String(answer);
}

/** Right or not, and why not. */
export function verdictLines(
  question: PlayedQuestion,
  chosen: { readonly right: boolean; readonly position: number | undefined },
  speech: Speech,
  { glyphs, width }: Style,
): readonly Line[] {
  const { language, words } = speech;
  const why = chosen.position === undefined ? undefined : question.choices?.[chosen.position]?.why;
  const because = why === undefined ? "" : ` ${sayIn(why, language)}`;
  const text = chosen.right
    ? `${words.right}${because}`
    : `${words.notSo} ${sentence(answerText(question, speech))}${because}`;
  const sign = chosen.right ? glyphs.tick : glyphs.cross;
  return labelled([[sign, chosen.right ? text : no(text)]], 2, width);
}

/** The rules that settled it, each with what it said; and whether the sources agree. */
export function whyLines(
  { decision }: PlayedQuestion,
  { texts, words }: Speech,
  dispute: string | undefined,
  { width }: Style,
): readonly Line[] {
  if (decision === undefined) return [];
  const indent = words.why.length + 4;
  const rows = explainSteps(decision, texts).map(({ text, decides }, i): readonly [Text, Text] => [
    i === 0 ? `  ${words.why}` : "",
    decides ? [text, faint(` (${decision.decidedBy})`)] : text,
  ]);
  const disputed: readonly (readonly [Text, Text])[] =
    decision.disputed === undefined
      ? []
      : [["!", dispute !== undefined ? `${words.disputed} ${dispute}` : words.disputed]];
  return labelled([...rows, ...disputed], indent, width);
}

/** What comes once the questions are answered: the rest of the text, and the picture, unless it was shown as a why. */
export function afterLines({ after, picture, questions }: PlayedStep, speech: Speech, style: Style): readonly Text[] {
  const { language, texts } = speech;
  const isShown =
    picture.kind === "ladder" &&
    questions.some(({ decision }) => JSON.stringify(decision) === JSON.stringify(picture.decision));
  const { width, ascii } = style;
  const indent = width < 60 ? 0 : 2;
  const drawn = isShown ? [] : drawPicture(picture, { language, texts, width: width - indent, ascii });
  return [
    ...(after === undefined ? [] : wrap(sayIn(after, language), width)),
    ...(after === undefined || isShown ? [] : [""]),
    ...drawn.map((text) => (text === "" ? "" : " ".repeat(indent) + text)),
  ];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
