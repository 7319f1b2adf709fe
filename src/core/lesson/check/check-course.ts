import { expectArray } from "../../misuse/misuse.ts";
import { glossary } from "../glossary/glossary.ts";
import { termsIn } from "../glossary/term-uses.ts";
import type { Lesson } from "../lesson/lesson.ts";
import { expectLesson, playLesson } from "../lesson/play-lesson.ts";
import { LANGUAGES } from "../words/words.ts";
import type { CourseFault, TermTooEarly } from "./lesson-fault.ts";
import { textsOf } from "./texts.ts";

/** How many statements the document has that the project started from: Z1 to Z29. */
const STATEMENT_COUNT = 29;

/**
 * Looks for mistakes in the order of lessons: a lesson that needs a later one, a term that is used before it is explained,
 * a statement that no lesson looks at.
 *
 * @param lessons - the lessons of the course, in order; each is a good one by itself, see `checkLesson`
 * @returns the faults
 * @throws TypeError for what is no list of lessons
 * @example
 * ```ts
 * import { checkCourse } from "userns-sim/lessons";
 *
 * checkCourse([]).length; // => 29
 * checkCourse([])[0]; // => { code: "statement-uncovered", statement: "Z1" }
 * ```
 */
export function checkCourse(lessons: readonly Lesson[]): readonly CourseFault[] {
  expectArray("checkCourse", "lessons", lessons, "an array of lessons such as COURSE");
  for (const lesson of lessons) expectLesson("checkCourse", lesson);
  const statements = Array.from({ length: STATEMENT_COUNT }, (_, i) => `Z${i + 1}`);
  const covered = new Set(lessons.flatMap((lesson) => lesson.statements));
  return [
    ...lessons.flatMap((lesson, i) => [...orderFaults(lesson, lessons.slice(0, i)), ...termFaults(lessons, i)]),
    ...lessons.flatMap(({ id, statements: own }) =>
      own
        .filter((statement) => !statements.includes(statement))
        .map((statement): CourseFault => ({ code: "statement-unknown", lesson: id, statement })),
    ),
    ...statements
      .filter((statement) => !covered.has(statement))
      .map((statement): CourseFault => ({ code: "statement-uncovered", statement })),
  ];
}

function orderFaults({ id, needs }: Lesson, earlier: readonly Lesson[]): readonly CourseFault[] {
  const before = earlier.map((lesson) => lesson.id);
  return [
    ...(before.includes(id) ? [{ code: "lesson-twice", lesson: id } as const] : []),
    ...needs
      .filter((needed) => !before.includes(needed))
      .map((needed): CourseFault => ({ code: "needs-later", lesson: id, needs: needed })),
  ];
}

/** Each term once, where it is used first. */
function termFaults(lessons: readonly Lesson[], at: number): readonly TermTooEarly[] {
  const lesson = lessons[at] as Lesson;
  const told = new Set<string>(
    lessons.slice(0, at + 1).flatMap(({ introduces, terms }) => [...introduces, ...Object.keys(terms)]),
  );
  const terms = glossary();
  return textsOf(playLesson(lesson)).flatMap(({ place, words }) =>
    LANGUAGES.flatMap((language) =>
      termsIn(words[language] ?? "", language, terms).flatMap((term): readonly TermTooEarly[] => {
        if (told.has(term)) return [];
        told.add(term);
        return [{ code: "term-too-early", ...place, term, language, text: words[language] }];
      }),
    ),
  );
}

/**
 * Gives the terms that a lesson uses and that nobody has explained to who did only some lessons before it, as in a cut.
 *
 * @param lesson - of the course, or one of your own
 * @param earlier - the lessons that were done before
 * @returns the names of the terms, in the order of the glossary
 * @example
 * ```ts
 * import { COURSE, termsToShow } from "userns-sim/lessons";
 *
 * const s16 = COURSE.find(({ id }) => id === "S16");
 * s16 && termsToShow(s16, []).includes("mount"); // => true
 * s16 && termsToShow(s16, []).includes("host-path"); // => false
 * ```
 */
export function termsToShow(lesson: Lesson, earlier: readonly Lesson[]): readonly string[] {
  expectLesson("termsToShow", lesson);
  expectArray("termsToShow", "earlier", earlier, "an array of lessons");
  const used = new Set(termFaults([...earlier, lesson], earlier.length).map(({ term }) => term));
  return Object.keys(glossary()).filter((name) => used.has(name));
}
