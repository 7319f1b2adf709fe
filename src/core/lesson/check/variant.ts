import { checkInteger } from "../../id/integer.ts";
import { err, ok, type Result } from "../../result.ts";
import type { LessonAnswer } from "../answer/answer.ts";
import type { Lesson, PlayedLesson } from "../lesson/lesson.ts";
import { COURSE_SEED, expectLesson, playLesson } from "../lesson/play-lesson.ts";
import { rightChoices } from "./check-question.ts";
import type { LessonFault } from "./lesson-fault.ts";

/** A lesson in another world, to be handed out. */
export interface Variant {
  /** The lesson, played. */
  readonly played: PlayedLesson;
  /** The answers to all its questions, in order, for who corrects. */
  readonly key: readonly KeyAnswer[];
}

/** The answer to a question of a variant. */
export interface KeyAnswer {
  /** The step. */
  readonly step: string;
  /** The question. */
  readonly question: string;
  /** The letter of the right choice; `undefined` where the answer is typed. */
  readonly letter: string | undefined;
  /** The answer. */
  readonly answer: LessonAnswer;
}

/** A lesson has no variants: its IDs do not depend on the seed, as it says or as is seen. */
export interface FixedLesson {
  readonly code: "fixed-lesson";
  /** The lesson. */
  readonly lesson: string;
}

/** In that world, a question has not exactly one right choice. */
export interface VariantFaulty {
  readonly code: "variant-faulty";
  /** The lesson. */
  readonly lesson: string;
  /** What is wrong. */
  readonly faults: readonly LessonFault[];
}

/**
 * Plays a lesson in another world, with a key: the same questions, other IDs.
 *
 * @param lesson - of the course, or one of your own
 * @param number - which variant, 1 to 1000000; the same number gives the same
 * @returns the variant, or why there is none
 * @throws TypeError for what is no lesson, RangeError for another number
 * @example
 * ```ts
 * import { COURSE, variant } from "userns-sim/lessons";
 *
 * const s16 = COURSE.find(({ id }) => id === "S16");
 * const first = s16 && variant(s16, 1);
 * first?.ok && first.value.key[0]; // => { step: "walk", question: "read-shadow", letter: "a", answer: "EACCES" }
 * ```
 */
export function variant(lesson: Lesson, number: number): Result<Variant, FixedLesson | VariantFaulty> {
  expectLesson("variant", lesson);
  checkInteger("variant", "number", number, 1, 1_000_000);
  if (lesson.fixed) return err({ code: "fixed-lesson", lesson: lesson.id });
  const played = playedOtherwise(lesson, number);
  if (played === undefined) return err({ code: "fixed-lesson", lesson: lesson.id });
  const { seed } = played;
  const questions = played.steps.flatMap(({ id, questions: own }) => own.map((question) => ({ step: id, question })));
  const faults = questions.flatMap(({ step, question }) =>
    rightChoices(question, { lesson: lesson.id, step, question: question.id }, seed),
  );
  if (faults.length > 0) return err({ code: "variant-faulty", lesson: lesson.id, faults });
  const key = questions.map(({ step, question: { id, answer, choices } }) => {
    const right = choices?.findIndex((choice) => choice.right);
    return { step, question: id, letter: right === undefined ? undefined : choiceLetter(right), answer };
  });
  return ok({ played, key });
}

/** Few slots are drawn from, so that a world may come out as that of the course; then another seed is taken. */
function playedOtherwise(lesson: Lesson, number: number): PlayedLesson | undefined {
  const own = JSON.stringify(playLesson(lesson, COURSE_SEED).steps);
  const seeds = Array.from({ length: MOST_SEEDS }, (_, again) => COURSE_SEED + number + again * SEED_STEP);
  for (const seed of seeds) {
    const played = playLesson(lesson, seed);
    if (JSON.stringify(played.steps) !== own) return played;
  }
  return undefined;
}

const MOST_SEEDS = 8;

/** A prime beyond the numbers of all variants: of a lesson that takes a remainder of its seed, it is another one. */
const SEED_STEP = 1_000_003;

/**
 * Gives the letter of a choice.
 *
 * @param position - its position, from 0 to 25
 * @returns `a` to `z`
 * @example
 * ```ts
 * import { choiceLetter } from "userns-sim/lessons";
 *
 * choiceLetter(1); // => "b"
 * ```
 */
export function choiceLetter(position: number): string {
  return String.fromCharCode(0x61 + checkInteger("choiceLetter", "position", position, 0, 25));
}
