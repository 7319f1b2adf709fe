import { UNICODE } from "../../core/drawing/glyphs.ts";
import { isPromise } from "../../core/foreign.ts";
import type { HostId } from "../../core/id/id.ts";
import type { Lesson, LessonHead, PlayedQuestion, PlayedStep } from "../../core/lesson/lesson/lesson.ts";
import type { IdRange } from "../../core/range/range.ts";
import { moduleFailure, told } from "../inputs/module-file.ts";
import type { Style } from "../output/style.ts";

/** A lesson of a module. What it tells is plain data: nothing of the module runs but `play` and `heldIds`. */
export interface OwnLesson extends Lesson {
  /** The module. */
  readonly file: string;
}

/**
 * Takes what a module exports as a lesson, which may be anything.
 * @returns the lesson; its functions throw what those of the module throw, and a failure where these give no data of a lesson
 */
export function ownLesson(file: string, value: unknown): OwnLesson {
  const { head, play, heldIds } = told(file, "its lesson throws when it is read: ", () => read(value));
  if (!isHead(head) || typeof play !== "function" || typeof heldIds !== "function")
    throw moduleFailure(file, EXPECTED_LESSON);
  return {
    ...head,
    file,
    play: (seed) => ({ ...head, seed, steps: stepsOf(file, Reflect.apply(play, value, [seed])) }),
    heldIds: (seed) => rangesOf(file, Reflect.apply(heldIds, value, [seed])),
  };
}

export function isOwn(lesson: Lesson): lesson is OwnLesson {
  return "file" in lesson;
}

/** Does once with a lesson of one's own what is done with it, so that one that is wrong is told before all else. */
export function tried(lesson: Lesson, done: string, run: (style: Style) => void): void {
  const style: Style = { width: 80, ascii: false, glyphs: UNICODE, sources: false };
  if (isOwn(lesson)) told(lesson.file, `${lesson.id} cannot be ${done}: `, () => run(style));
}

export const EXPECTED_LESSON =
  "expected `default` to be exported: a lesson made by defineLesson, or several in an array";

interface Read {
  readonly head: unknown;
  readonly play: unknown;
  readonly heldIds: unknown;
}

function read(value: unknown): Read {
  const { id, part, minutes, needs, introduces, terms, statements, title, goal, sources, fixed, play, heldIds } =
    Object(value) as Partial<Lesson>;
  const head = { id, part, minutes, needs, introduces, terms, statements, title, goal, sources, fixed };
  return { head: plain(head), play, heldIds };
}

/** A copy, which runs no code when it is read, and which JSON can say. */
function plain(value: unknown): unknown {
  const copy: unknown = structuredClone(value);
  JSON.stringify(copy);
  return copy;
}

/** Whether all is there that defineLesson puts there; whether the texts are good is for checkLesson to say. */
function isHead(head: unknown): head is LessonHead {
  const { id, needs, introduces, statements, sources, terms } = head as LessonHead;
  return (
    typeof id === "string" &&
    [needs, introduces, statements, sources].every(Array.isArray) &&
    typeof terms === "object" &&
    terms !== null
  );
}

function stepsOf(file: string, value: unknown): readonly PlayedStep[] {
  const steps = given(file, "play", value, (played) => plain(Object(played).steps));
  if (Array.isArray(steps) && steps.every(isStep)) return steps;
  throw moduleFailure(file, "its play gives no played lesson, as that of a lesson made by defineLesson does");
}

function isStep(step: unknown): step is PlayedStep {
  const { questions } = Object(step) as PlayedStep;
  return Array.isArray(questions) && questions.every(isQuestion);
}

function isQuestion(question: unknown): question is PlayedQuestion {
  const { choices = [] } = Object(question) as PlayedQuestion;
  return question !== null && Array.isArray(choices);
}

function rangesOf(file: string, value: unknown): readonly IdRange<HostId>[] {
  const ranges = given(file, "heldIds", value, plain);
  if (Array.isArray(ranges) && ranges.every(isRange)) return ranges;
  throw moduleFailure(file, "its heldIds gives no ranges of IDs, as that of a lesson made by defineLesson does");
}

function isRange(range: unknown): range is IdRange<HostId> {
  const { start, size } = Object(range) as IdRange<HostId>;
  return typeof start === "number" && typeof size === "number";
}

function given(file: string, name: string, value: unknown, copy: (value: unknown) => unknown): unknown {
  if (isPromise(value)) throw moduleFailure(file, `its ${name} answers with a promise; a lesson answers at once`);
  return told(file, `what its ${name} gives throws when it is read: `, () => copy(value));
}
