import { checkUint32 } from "../../id/uint32.ts";
import { expectFunction, expectObject } from "../../misuse/misuse.ts";
import type { Lesson, PlayedLesson } from "./lesson.ts";

/** The seed for which the answers of the course are written down. */
export const COURSE_SEED = 1;

/**
 * Plays a lesson.
 *
 * @param lesson - of the course, or one of your own
 * @param seed - makes its world
 * @returns what every step says, asks, shows and is answered, as plain data
 * @throws TypeError for what is no lesson, and whatever the functions of the lesson throw
 * @example
 * ```ts
 * import { COURSE, playLesson } from "userns-sim/lessons";
 *
 * const s16 = COURSE.find(({ id }) => id === "S16");
 * s16 && playLesson(s16, 1).steps[0]?.questions[0]?.answer; // => "EACCES"
 * ```
 */
export function playLesson(lesson: Lesson, seed: number = COURSE_SEED): PlayedLesson {
  expectLesson("playLesson", lesson);
  return lesson.play(checkUint32("playLesson", "seed", seed));
}

export function expectLesson(caller: string, lesson: Lesson): void {
  expectObject(caller, "lesson", lesson, "a lesson made by defineLesson");
  expectFunction(caller, "lesson.play", lesson.play, "that of a lesson made by defineLesson");
}
