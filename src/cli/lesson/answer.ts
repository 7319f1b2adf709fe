import { english, explain as explainStep } from "../../core/explain/kernel.ts";
import { say } from "../../core/explanations.ts";
import { german } from "../../core/german/german.ts";
import { checkCourse, termsToShow } from "../../core/lesson/check/check-course.ts";
import { explain } from "../../core/lesson/check/explain-fault.ts";
import { variant } from "../../core/lesson/check/variant.ts";
import { COURSE, CUTS } from "../../core/lesson/course.ts";
import { glossary, type TermId } from "../../core/lesson/glossary/glossary.ts";
import type { Term } from "../../core/lesson/glossary/term.ts";
import type { Lesson, LessonHead, PlayedLesson, PlayedQuestion } from "../../core/lesson/lesson/lesson.ts";
import { COURSE_SEED, playLesson } from "../../core/lesson/lesson/play-lesson.ts";
import type { Words } from "../../core/lesson/words/words.ts";
import { disputeEnglish } from "../../core/node/english.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { blamed, isModuleName } from "../inputs/module-file.ts";
import { styleFor } from "../output/style.ts";
import type { Asked } from "../program/command-row.ts";
import type { Speech } from "./blocks.ts";
import { check } from "./check.ts";
import type { LessonOptions } from "./command.ts";
import type { LessonAnswer, ListedLesson, QuestionDecision, ShownLesson, TermFacts, TextFacts } from "./json.ts";
import { languageOf } from "./language.ts";
import { learn } from "./learn.ts";
import { loadLessons } from "./load-lesson.ts";
import { isOwn, tried } from "./own-lesson.ts";
import { introLines, learnedLines, listLines, refusedLines, shownLines } from "./render.ts";
import { sourceText } from "./source-text.ts";
import { LESSON_WORDS } from "./words.ts";

/** A lesson that is asked for, and those that were done before it. */
interface Wanted {
  readonly lesson: Lesson;
  readonly earlier: readonly Lesson[];
}

/** A lesson in the world that is asked for. */
export interface Shown {
  readonly played: PlayedLesson;
  /** Terms that nobody has explained to who comes from the lessons before. */
  readonly terms: readonly Term[];
}

export async function answer(io: Io, asked: Asked<LessonOptions>): Promise<LessonAnswer> {
  const { options, values } = asked;
  const language = options.lang ?? languageOf(io.env);
  const speech: Speech = { language, words: LESSON_WORDS[language], texts: language === "de" ? german : english };
  const wanted = await wantedOf(io, values, options);
  if (options.check === true) {
    const isCourse = values.length === 0 && options.cut === undefined;
    return isCourse ? check(COURSE, checkCourse(COURSE)) : check(wanted.map(({ lesson }) => lesson));
  }
  if (options.list === true || wanted.length === 0) {
    const ofLessons = (["variant", "answers"] as const).find((name) => options[name] !== undefined);
    if (ofLessons !== undefined) throw new Failure(`--${ofLessons} goes with lessons, and none is named`);
    const lessons = wanted.length > 0 ? wanted.map(({ lesson }) => lesson) : COURSE;
    for (const lesson of lessons)
      tried(lesson, "listed", (style) => {
        listedFacts(lesson);
        listLines([lesson], speech, style);
      });
    return {
      outcome: "listed",
      lessons: lessons.map((lesson) => listedFacts(lesson)),
      lines: (style) => listLines(lessons, speech, style),
    };
  }
  const shown: Shown[] = [];
  for (const one of wanted) {
    const played = playedFor(one.lesson, options.variant);
    if ("refused" in played) {
      const { refused: text } = played;
      return { outcome: "refused", text, lines: (style) => refusedLines(text, style) };
    }
    const entry: Shown = { played: played.played, terms: termsFor(one) };
    tried(one.lesson, "shown", (style) => {
      shownFacts(entry, speech);
      shownLines([entry], { answers: true, from: 0 }, speech, disputeIn(speech), style);
    });
    shown.push(entry);
  }
  const steps = stepsWanted(shown, options.step);
  const isLearned = asked.output === "text" && io.stdinIsTerminal && io.stdout.isTerminal && options.answers !== true;
  if (isLearned) {
    const style = styleFor(io, asked.ascii);
    const lessons = shown.map((one) => ({ played: one.played, intro: introLines(one, speech, style) }));
    const learned = await learn(io, lessons, steps.from, style, speech, disputeIn(speech));
    return { ...learned, lines: () => learnedLines(learned, speech) };
  }
  const texts = shown.map(({ played, terms }) => ({ played: steps.of(played), terms }));
  return {
    outcome: "shown",
    language,
    variant: options.variant ?? null,
    lessons: texts.map((one) => shownFacts(one, speech)),
    lines: (style) => shownLines(texts, { ...options, from: steps.from }, speech, disputeIn(speech), style),
  };
}

async function wantedOf(io: Io, values: readonly string[], { cut, step }: LessonOptions): Promise<readonly Wanted[]> {
  if (cut !== undefined && values.length > 0) throw new Failure("--cut names its lessons itself: leave the others out");
  const names = cut === undefined ? values : CUTS[cut].filter((id) => COURSE.some((lesson) => lesson.id === id));
  const lessons: Lesson[] = [];
  for (const name of names)
    if (isModuleName(name)) lessons.push(...(await loadLessons(io, name)));
    else lessons.push(named(name));
  if (step !== undefined && lessons.length !== 1) throw new Failure("--step goes with one lesson");
  // Who asks for one lesson by its name is taken to know what stands before it.
  return lessons.map((lesson, i) => ({
    lesson,
    earlier: cut === undefined ? COURSE.slice(0, Math.max(0, COURSE.indexOf(lesson))) : lessons.slice(0, i),
  }));
}

function named(name: string): Lesson {
  const found = COURSE.find(({ id }) => id.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const ids = COURSE.map(({ id }) => id).join(", ");
  throw new Failure(`there is no lesson ${name}; there are ${ids}, and files that end in .mjs, .cjs or .js`);
}

function playedFor(
  lesson: Lesson,
  number: number | undefined,
): { readonly played: PlayedLesson } | { readonly refused: string } {
  try {
    if (number === undefined) return { played: playLesson(lesson, COURSE_SEED) };
    const made = variant(lesson, number);
    return made.ok ? { played: made.value.played } : { refused: explain(made.error) };
  } catch (thrown) {
    throw isOwn(lesson) ? blamed(lesson.file, `${lesson.id} throws when it is played: `, thrown) : thrown;
  }
}

function termsFor({ lesson, earlier }: Wanted): readonly Term[] {
  // A lesson of one's own explains its terms in its own words.
  if (!COURSE.includes(lesson)) return Object.values(lesson.terms);
  const terms = glossary();
  return termsToShow(lesson, earlier).map((name) => terms[name as TermId]);
}

/** From which step on, and what of a lesson is shown. */
function stepsWanted(
  shown: readonly Shown[],
  step: string | undefined,
): { readonly from: number; readonly of: (played: PlayedLesson) => PlayedLesson } {
  if (step === undefined) return { from: 0, of: (played) => played };
  const steps = shown[0]?.played.steps ?? [];
  const from = steps.findIndex(({ id }, i) => id === step || String(i + 1) === step);
  if (from === -1) throw new Failure(`there is no step ${step}; there are ${steps.map(({ id }) => id).join(", ")}`);
  return { from, of: (played) => ({ ...played, steps: played.steps.slice(from, from + 1) }) };
}

function listedFacts({ id, part, minutes, needs, title, goal }: LessonHead): ListedLesson {
  const cuts = Object.entries(CUTS).flatMap(([name, ids]) => (ids.includes(id) ? [name] : []));
  return { id, part, minutes, needs, title: textFacts(title), goal: textFacts(goal), cuts };
}

function shownFacts({ played, terms }: Shown, speech: Speech): ShownLesson {
  const { words, texts } = speech;
  const disputeOf = disputeIn(speech);
  return {
    ...listedFacts(played),
    seed: played.seed,
    sources: played.sources.map((source) => sourceText(source, words)),
    terms: terms.map(({ name, says }): TermFacts => ({ name: textFacts(name), says: textFacts(says) })),
    steps: played.steps.map(({ id, say: said, questions, after, picture }) => ({
      id,
      say: textFacts(said),
      questions: questions.map((question) => ({
        id: question.id,
        text: textFacts(question.text),
        answer: question.answer,
        decision: decisionFacts(question, texts, disputeOf(question)),
        choices:
          question.choices?.map(({ text, is, right, why }) => ({
            text: textFacts(text),
            is,
            right,
            why: why === undefined ? null : textFacts(why),
          })) ?? null,
      })),
      after: after === undefined ? null : textFacts(after),
      picture,
    })),
  };
}

function decisionFacts(
  { decision }: PlayedQuestion,
  texts: Speech["texts"],
  dispute: string | undefined,
): QuestionDecision | null {
  if (decision === undefined) return null;
  const { allowed, errno, decidedBy, decidedAt, steps, disputed } = decision;
  return {
    allowed,
    errno: errno ?? null,
    decidedBy,
    decidedAt,
    disputed: disputed === undefined || dispute === undefined ? null : { ...disputed, text: dispute },
    steps: steps.map((step) => ({ ...step, text: explainStep(step, texts) })),
  };
}

/** What the sources do not agree upon, where they do not. */
function disputeIn({ language }: Speech): (question: PlayedQuestion) => string | undefined {
  const texts = language === "de" ? german.disputes : disputeEnglish;
  return ({ decision }) => (decision?.disputed === undefined ? undefined : say(texts, decision.disputed));
}

/** Of a module without types, a text may be missing. */
function textFacts(words: Partial<Words>): TextFacts {
  return { en: words.en ?? null, de: words.de ?? null };
}
