import { sayOneOf, unexplained } from "../../explanations.ts";
import { lessonEnglish } from "./english.ts";
import type { CourseFault, LessonFault } from "./lesson-fault.ts";
import type { FixedLesson, VariantFaulty } from "./variant.ts";

/**
 * Says what is wrong with a lesson or a course.
 *
 * @param fault - what `checkLesson`, `checkCourse` or `variant` found
 * @returns where it is, and a sentence or two
 * @throws TypeError for what is no fault
 * @example
 * ```ts
 * import { explain } from "userns-sim/lessons";
 *
 * explain({ code: "needs-later", lesson: "S03", needs: "S04" }); // => "S03: It needs S04, which does not stand before it."
 * ```
 */
export function explain(fault: LessonFault | CourseFault | FixedLesson | VariantFaulty): string {
  const said = sayOneOf({ lessonEnglish }, fault);
  if (said === undefined) throw unexplained("a fault of a lesson or a course", fault);
  return [placeOf(fault), said].filter((part) => part !== undefined).join(": ");
}

function placeOf(fault: LessonFault | CourseFault | FixedLesson | VariantFaulty): string | undefined {
  if (!("lesson" in fault) || fault.code === "fixed-lesson" || fault.code === "variant-faulty") return undefined;
  const { lesson, step, question } = fault;
  return [lesson, step, question].filter((part) => part !== undefined).join(", ");
}
