import { choiceLetter } from "../../core/lesson/check/variant.ts";
import type { LessonHead, PlayedQuestion } from "../../core/lesson/lesson/lesson.ts";
import { sayIn } from "../../core/lesson/words/words.ts";
import { faint, no, strong, type Text } from "../base/line.ts";
import { count } from "../base/words.ts";
import { columns, joinBlocks, labelled, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { Shown } from "./answer.ts";
import { afterLines, answerText, headLines, questionLines, type Speech, whyLines } from "./blocks.ts";
import type { CheckedDocument, LearnedDocument } from "./json.ts";
import { sourceText } from "./source-text.ts";
import { spellPlainly } from "./spell.ts";

export function listLines(lessons: readonly LessonHead[], { language, words }: Speech, style: Style): readonly Text[] {
  const rows = lessons.map(({ id, title, minutes, needs }) => [
    strong(id),
    words.minutes(minutes),
    [sayIn(title, language), needs.length > 0 ? faint(`  ${words.needs} ${needs.join(", ")}`) : ""],
  ]);
  return spelled(columns(rows, style.width), style);
}

/** Goal and words, before the first step. */
export function introLines({ played, terms }: Shown, { language, words }: Speech, { width }: Style): readonly Text[] {
  return [
    ...wrap(`${words.goal} ${sayIn(played.goal, language)}`, width),
    ...(terms.length === 0 ? [] : ["", words.terms]),
    ...labelled(
      terms.map(({ name, says }) => ["", `${sayIn(name, language)}: ${sayIn(says, language)}`] as const),
      2,
      width,
    ),
    "",
  ];
}

interface ShownHow {
  readonly answers?: boolean;
  readonly variant?: number;
  /** The first step that is shown, from 0. */
  readonly from: number;
  /** The step that is shown alone. */
  readonly step?: string;
}

export function shownLines(
  lessons: readonly Shown[],
  { answers = false, variant, from, step: only }: ShownHow,
  speech: Speech,
  dispute: (question: PlayedQuestion) => string | undefined,
  style: Style,
): readonly Text[] {
  const { language, words } = speech;
  const blocks = lessons.flatMap((shown) => {
    const { played } = shown;
    const right = variant === undefined ? words.minutes(played.minutes) : words.variant(variant);
    return [
      [
        ...headLines(played, right, speech, style),
        ...(only === undefined ? introLines(shown, speech, style).slice(0, -1) : []),
      ],
      ...played.steps.flatMap((step, i) => [
        [...labelled([[faint(`${from + i + 1}`), sayIn(step.say, language)]], 3, style.width)],
        ...step.questions.map((question) => [
          ...questionLines(question, speech, style),
          ...(answers ? [...labelled([["=", answerLine(question, speech)]], 2, style.width)] : []),
          ...(answers ? wrongLines(question, speech, style) : []),
          ...(answers ? whyLines(question, speech, dispute(question), style) : []),
        ]),
        answers ? afterLines(step, speech, style) : [],
      ]),
      answers && only === undefined
        ? [
            words.sources,
            ...played.sources.flatMap((source) => labelled([["", sourceText(source, words)]], 2, style.width)),
          ]
        : [],
      answers && only === undefined && variant !== undefined ? keyLines(shown, speech, style) : [],
    ];
  });
  return spelled(joinBlocks([...blocks, answers ? [] : wrap(faint(words.handedOut), style.width)]), style);
}

function answerLine(question: PlayedQuestion, speech: Speech): string {
  const right = question.choices?.findIndex((choice) => choice.right) ?? -1;
  const letter = right === -1 ? "" : `${choiceLetter(right)}: `;
  return `${letter}${answerText(question, speech)}`;
}

/** Why each wrong choice is wrong. */
function wrongLines({ choices = [] }: PlayedQuestion, { language }: Speech, { width }: Style): readonly Text[] {
  const wrong = choices.flatMap(({ right, why }, i) =>
    right || why === undefined ? [] : [[`  ${choiceLetter(i)}`, sayIn(why, language)] as const],
  );
  return labelled(wrong, 5, width);
}

function keyLines({ played }: Shown, speech: Speech, { width }: Style): readonly Text[] {
  const rows = played.steps.flatMap(({ id, questions }) =>
    questions.map((question) => [`  ${id}`, question.id, answerLine(question, speech)]),
  );
  return [speech.words.key, ...columns(rows, width)];
}

export function learnedLines({ questions, right }: LearnedDocument, { words }: Speech): readonly Text[] {
  return questions === 0 ? [] : [words.score(right, questions)];
}

export function checkedLines({ lessons, faults }: CheckedDocument, style: Style): readonly Text[] {
  const { glyphs, width } = style;
  if (faults.length === 0) return wrap(`${glyphs.tick} ${count(lessons.length, "lesson")} replayed, no fault.`, width);
  return joinBlocks([
    faults.flatMap(({ code, text }) => labelled([[no(glyphs.cross), [text, faint(`  ${code}`)]]], 2, width)),
    wrap(`${count(lessons.length, "lesson")} replayed, ${count(faults.length, "fault")}.`, width),
  ]);
}

export function refusedLines(text: string, { glyphs, width }: Style): readonly Text[] {
  return wrap(`${glyphs.cross} ${text}`, width).map(no);
}

function spelled(lines: readonly Text[], { ascii }: Style): readonly Text[] {
  return ascii ? lines.map(spellPlainly) : lines;
}
