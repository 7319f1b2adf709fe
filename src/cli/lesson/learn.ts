import { isAnswer } from "../../core/lesson/answer/is-answer.ts";
import type { PlayedLesson, PlayedQuestion, PlayedStep } from "../../core/lesson/lesson/lesson.ts";
import { sayIn } from "../../core/lesson/words/words.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { faint, type Text } from "../base/line.ts";
import { fileName, reasonOf } from "../documents/input.ts";
import { wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import { afterLines, headLines, questionLines, type Speech, verdictLines, whyLines } from "./blocks.ts";
import type { LearnedDocument } from "./json.ts";
import { sourceText } from "./source-text.ts";
import { spellPlainly } from "./spell.ts";

/** A lesson to be learned, and what is shown before it. */
export interface Learning {
  readonly played: PlayedLesson;
  readonly intro: readonly Text[];
}

interface Desk {
  readonly io: Io;
  readonly style: Style;
  readonly speech: Speech;
  readonly dispute: (question: PlayedQuestion) => string | undefined;
  /** The next line of the learner; `undefined` at the end of the input. */
  readonly next: () => Promise<string | undefined>;
}

/** What the learner wants, other than to answer. */
type Wish = "back" | "leave";

/** Goes through lessons with somebody who answers, from a step on; each question counts as it is answered first. */
export async function learn(
  io: Io,
  lessons: readonly Learning[],
  from: number,
  style: Style,
  speech: Speech,
  dispute: Desk["dispute"],
): Promise<LearnedDocument> {
  const lines = linesOf(io.open("-"));
  const next = async (): Promise<string | undefined> => {
    try {
      const { done, value } = await lines.next();
      return done ? undefined : value;
    } catch (error) {
      throw new Failure(`${fileName("-")}: ${reasonOf(error as NodeJS.ErrnoException)}`);
    }
  };
  const desk: Desk = { io, style, speech, dispute, next };
  const answered = new Map<string, boolean>();
  const steps = lessons.flatMap(({ played, intro }, lesson) =>
    played.steps.map((step, at) => ({ lesson, played, intro: at === 0 ? intro : [], step, at })),
  );
  let left = false;
  let at = from;
  while (at < steps.length && !left) {
    const here = steps[at] as (typeof steps)[number];
    const { words } = speech;
    print(desk, [
      ...headLines(here.played, words.step(here.at + 1, here.played.steps.length), speech, style),
      ...here.intro,
      ...wrap(sayIn(here.step.say, speech.language), style.width),
      "",
    ]);
    const wish = await takeStep(desk, here.played, here.step, (question, right) => {
      const name = `${here.lesson} ${here.step.id} ${question}`;
      if (!answered.has(name)) answered.set(name, right);
    });
    if (wish === "leave") left = true;
    else if (wish === undefined) at++;
    else if (at === 0) print(desk, [words.first, ""]);
    else at--;
  }
  await lines.return(undefined);
  const right = [...answered.values()].filter(Boolean).length;
  return { outcome: left ? "left" : "done", questions: answered.size, right };
}

async function takeStep(
  desk: Desk,
  played: PlayedLesson,
  step: PlayedStep,
  note: (question: string, right: boolean) => void,
): Promise<Wish | undefined> {
  const { speech, style } = desk;
  for (const question of step.questions) {
    print(desk, questionLines(question, speech, style));
    const chosen = await takeAnswer(desk, played, question);
    if (typeof chosen === "string") return chosen;
    note(question.id, chosen.right);
    print(desk, [
      ...verdictLines(question, chosen, speech, style),
      "",
      ...spaced(whyLines(question, speech, desk.dispute(question), style)),
    ]);
  }
  print(desk, [...spaced(afterLines(step, speech, style))]);
  for (;;) {
    const text = await prompt(desk, speech.words.goOn);
    if (text === undefined || isLeave(text)) return "leave";
    if (text === "b" || isBack(text)) return "back";
    if (text === "?") hint(desk, played);
    else return undefined;
  }
}

interface Chosen {
  readonly right: boolean;
  readonly position: number | undefined;
}

async function takeAnswer(desk: Desk, played: PlayedLesson, question: PlayedQuestion): Promise<Chosen | Wish> {
  const { choices, answer } = question;
  const { words } = desk.speech;
  const letters = "abcdefghijklmnopqrstuvwxyz".slice(0, choices?.length ?? 0);
  const help = choices === undefined ? words.typed : words.noLetter(letters.at(-1) ?? "a");
  let said = "";
  for (;;) {
    const text = await prompt(desk, said);
    said = "";
    if (text === undefined || (isLeave(text) && !letters.includes("q"))) return "leave";
    if (isBack(text) || (text === "b" && letters.length < 2 && String(answer) !== "b")) return "back";
    if (text === "?") hint(desk, played);
    else if (choices === undefined) {
      if (text !== "") return { right: isAnswer(text, answer), position: undefined };
      said = help;
    } else {
      const position = text.length === 1 ? letters.indexOf(text) : -1;
      const choice = choices[position];
      if (choice !== undefined) return { right: choice.right, position };
      said = help;
    }
  }
}

function isLeave(text: string): boolean {
  return text === "q" || text === "quit";
}

function isBack(text: string): boolean {
  return text === "back" || text === "zurück";
}

function hint(desk: Desk, { sources }: PlayedLesson): void {
  const { speech, style } = desk;
  const [first] = sources;
  print(desk, [...(first === undefined ? [] : wrap(faint(sourceText(first, speech.words)), style.width))]);
}

async function prompt({ io, style, next }: Desk, said: string): Promise<string | undefined> {
  if (said !== "") io.stdout.write(wrap(faint(said), style.width).map((text) => plainly(text, style)));
  io.stdout.status("> ");
  const text = await next();
  if (text === undefined) io.stdout.write([""]);
  return text?.trim().toLowerCase();
}

function print({ io, style }: Desk, lines: readonly Text[]): void {
  io.stdout.write(lines.map((text) => plainly(text, style)));
}

function plainly(text: Text, { ascii }: Style): Text {
  return ascii ? spellPlainly(text) : text;
}

function spaced(lines: readonly Text[]): readonly Text[] {
  return lines.length === 0 ? [] : [...lines, ""];
}

/** The lines of an input, each as soon as it is there. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of input) {
    const [last = "", ...lines] = (rest + decoder.decode(bytes, { stream: true })).split("\n").reverse();
    rest = last;
    yield* lines.reverse();
  }
  if (rest !== "") yield rest;
}
