import { describe, expect, it } from "vitest";
import { checkCourse } from "../../../src/core/lesson/check/check-course.ts";
import { checkLesson } from "../../../src/core/lesson/check/check-lesson.ts";
import { explain } from "../../../src/core/lesson/check/explain-fault.ts";
import { variant } from "../../../src/core/lesson/check/variant.ts";
import { COURSE, CUTS } from "../../../src/core/lesson/course.ts";
import { drawPicture } from "../../../src/core/lesson/drawn/draw-picture.ts";
import type { Lesson } from "../../../src/core/lesson/lesson/lesson.ts";
import { PARTS } from "../../../src/core/lesson/lesson/lesson-source.ts";
import { playLesson } from "../../../src/core/lesson/lesson/play-lesson.ts";
import { LANGUAGES } from "../../../src/core/lesson/words/words.ts";

/** Words that no line can break: paths and names. */
const LONGEST_WORD = 45;

/** What a lesson has, without its texts: steps with their questions among it. */
function headLine(lesson: Lesson): string {
  const { id, part, minutes, needs, introduces, statements, fixed } = lesson;
  const lists = { needs, introduces, statements };
  const shown = Object.entries(lists).map(([name, list]) => `${name} ${list.join(" ") || "none"}`);
  const steps = playLesson(lesson).steps.map(
    (step) =>
      `  ${step.id}: ${step.questions.map((question) => question.id).join(" ") || "none"}, ${step.picture.kind}\n`,
  );
  return `${id} ${part}, ${minutes} min${fixed ? ", fixed" : ""}; ${shown.join("; ")}\n${steps.join("")}`;
}

const NUMBERS = Array.from({ length: 26 }, (_, i) => `S${String(i + 1).padStart(2, "0")}`);

describe.each(COURSE.map((lesson) => [lesson.id, lesson] as const))("%s", (_id, lesson) => {
  it("has no fault", () => {
    expect(checkLesson(lesson).map(explain)).toEqual([]);
  });

  it("says where it has things from", () => {
    expect(lesson.sources).not.toEqual([]);
  });

  it("gives the same every time", () => {
    expect(playLesson(lesson, 7)).toEqual(playLesson(lesson, 7));
  });

  it.each([80, 40])("has pictures of %i columns", (width) => {
    const lines = playLesson(lesson).steps.flatMap(({ picture }) =>
      LANGUAGES.flatMap((language) => drawPicture(picture, { language, width })),
    );
    const broken = lines.filter(
      (line) =>
        line.length > width &&
        !line
          .trim()
          .split(" ")
          .some((word) => word.length > width - 5),
    );
    expect(broken).toEqual([]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, LONGEST_WORD));
  });

  it.skipIf(lesson.fixed)("has variants", () => {
    for (const number of [1, 2, 3, 10, 99]) {
      const made = variant(lesson, number);
      expect(made.ok || explain(made.error)).toBe(true);
    }
  });

  it.skipIf(lesson.fixed)("has no variant that is the lesson itself", () => {
    const own = JSON.stringify(playLesson(lesson).steps);
    // With these, a single pod of 110 slots draws the slot that it has in the lesson.
    for (const number of [7, 44, 51]) {
      const made = variant(lesson, number);
      expect(made.ok && JSON.stringify(made.value.played.steps) === own).toBe(false);
    }
  });
});

describe("the course", () => {
  it("has all of its lessons, in the order of their numbers, and of its parts", () => {
    expect(COURSE.map(({ id }) => id)).toEqual(NUMBERS);
    const parts = COURSE.map(({ part }) => PARTS.indexOf(part));
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
  });

  it("needs, introduces and looks at what the golden file says", async () => {
    await expect(COURSE.map(headLine).join("")).toMatchFileSnapshot("course.golden.txt");
  });

  it("explains before it uses, and looks at every statement", () => {
    expect(checkCourse(COURSE).map(explain)).toEqual([]);
  });

  it.each(Object.entries(CUTS))("has in the cut %s lessons that there are", (_name, ids) => {
    expect(ids.filter((id) => !NUMBERS.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
