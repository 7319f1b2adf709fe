import { checkLesson } from "../../core/lesson/check/check-lesson.ts";
import { explain } from "../../core/lesson/check/explain-fault.ts";
import type { CourseFault, LessonFault } from "../../core/lesson/check/lesson-fault.ts";
import { COURSE } from "../../core/lesson/course.ts";
import type { Lesson } from "../../core/lesson/lesson/lesson.ts";
import { COURSE_SEED } from "../../core/lesson/lesson/play-lesson.ts";
import { LANGUAGES } from "../../core/lesson/words/words.ts";
import { isFailure, told } from "../inputs/module-file.ts";
import type { CheckedDocument, FaultFacts, LessonAnswer } from "./json.ts";
import { isOwn } from "./own-lesson.ts";
import { checkedLines } from "./render.ts";

/** Replays lessons; what is wrong with their order is told besides. */
export function check(lessons: readonly Lesson[], ofOrder: readonly CourseFault[] = []): LessonAnswer {
  const faults = [...lessons.flatMap(faultsOf), ...ofOrder];
  const document: CheckedDocument = {
    outcome: faults.length === 0 ? "checked" : "faulty",
    lessons: lessons.map(({ id }) => id),
    faults: faults.map(faultFacts),
  };
  return { ...document, lines: (style) => checkedLines(document, style) };
}

function faultsOf(lesson: Lesson): readonly LessonFault[] {
  const check = (): readonly LessonFault[] => checkLesson(lesson, { languages: languagesOf(lesson) });
  if (!isOwn(lesson)) return check();
  try {
    lesson.play(COURSE_SEED);
    lesson.heldIds(COURSE_SEED);
  } catch (thrown) {
    // A lesson that throws has a fault. One that gives something else is none.
    if (isFailure(thrown)) throw thrown;
  }
  return told(lesson.file, `${lesson.id} cannot be checked: `, check);
}

/** One language is enough for a lesson of one's own: that, or those, of its title. */
function languagesOf(lesson: Lesson): typeof LANGUAGES | readonly (typeof LANGUAGES)[number][] {
  if (COURSE.includes(lesson)) return LANGUAGES;
  const own = LANGUAGES.filter((language) => Object(lesson.title)[language] !== undefined);
  return own.length === 0 ? LANGUAGES : own;
}

function faultFacts(fault: LessonFault | CourseFault): FaultFacts {
  const { lesson, step, question } = { lesson: null, step: null, question: null, ...fault };
  return { code: fault.code, lesson, step: step ?? null, question: question ?? null, text: explain(fault) };
}
