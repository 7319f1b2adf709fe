import { describe, expect, it } from "vitest";
import { checkCourse, termsToShow } from "../../../../src/core/lesson/check/check-course.ts";
import { explain } from "../../../../src/core/lesson/check/explain-fault.ts";
import type { CourseFault, LessonFault } from "../../../../src/core/lesson/check/lesson-fault.ts";
import { defineLesson } from "../../../../src/core/lesson/lesson/define-lesson.ts";
import { both, good } from "../a-lesson.ts";

const place = { lesson: "S99", step: "one" };

const said: readonly (readonly [fault: LessonFault | CourseFault, text: string])[] = [
  [
    { code: "lesson-throws", lesson: "S99", seed: 2, message: "Error: no" },
    "S99: With the seed 2, it throws: Error: no",
  ],
  [{ code: "step-count", lesson: "S99", count: 13 }, "S99: It has 13 steps. Give it 1 to 12."],
  [{ code: "name-twice", ...place }, "S99, one: Two have this name. Rename one."],
  [
    { code: "other-answer", ...place, question: "q", expect: 1, answer: 2, explanation: undefined },
    "S99, one, q: It expects 1, and the library answers 2.",
  ],
  [
    { code: "other-answer", ...place, question: "q", expect: "ok", answer: "EPERM", explanation: "for a reason" },
    "S99, one, q: It expects ok, and the library answers EPERM: for a reason.",
  ],
  [
    { code: "right-choices", ...place, question: "q", seed: 1, count: 0, answer: 5 },
    "S99, one, q: With the seed 1, 0 choices are the answer 5. Exactly one has to be.",
  ],
  [{ code: "choices-alike", ...place, question: "q", choices: [0, 2] }, "S99, one, q: Choices 1 and 3 are the same."],
  [
    { code: "choice-without-answer", ...place, question: "q", choice: 0 },
    "S99, one, q: Choice 1 stands for no answer. Give it the number or the word that it would be right for.",
  ],
  [
    { code: "choice-without-why", ...place, question: "q", choice: 0 },
    "S99, one, q: Choice 1 is wrong and does not say why.",
  ],
  [
    { code: "too-long", ...place, field: "say", language: "de", words: 61, limit: 60 },
    "S99, one: say has 61 words in de, and 60 are enough.",
  ],
  [{ code: "language-missing", ...place, field: "after", language: "en" }, "S99, one: after has no text in en."],
  [
    { code: "source-unknown", lesson: "S99", source: 0 },
    "S99: Source 1 says nothing, or names a check that there is not.",
  ],
  [
    { code: "term-unknown", lesson: "S99", term: "x" },
    "S99: It introduces x, which neither the glossary nor its own terms have.",
  ],
  [
    { code: "typed-id", ...place, field: "say", language: "en", id: 131072 },
    "S99, one: say has 131072 in en whatever the seed. Take the ID from the world.",
  ],
  [{ code: "lesson-twice", lesson: "S99" }, "S99: Two lessons have this name."],
  [{ code: "needs-later", lesson: "S99", needs: "S98" }, "S99: It needs S98, which does not stand before it."],
  [
    { code: "term-too-early", ...place, term: "slot", language: "en", text: "A slot" },
    'S99, one: It uses the term slot in en, which nobody has explained yet: "A slot".',
  ],
  [{ code: "statement-uncovered", statement: "Z1" }, "No lesson looks at the statement Z1."],
  [{ code: "statement-unknown", lesson: "S99", statement: "Z0" }, "S99: There is no statement Z0."],
];

describe("explain", () => {
  it.each(said)("says %j", (fault, text) => {
    expect(explain(fault)).toBe(text);
  });

  it("throws at what is no fault", () => {
    expect(() => explain({ code: "no-such-fault" } as never)).toThrow(TypeError);
  });
});

describe("termsToShow", () => {
  const first = defineLesson({ ...good, id: "S01", introduces: ["slot"] });
  const second = defineLesson({ ...good, id: "S02", title: both("The slots of a pool") });

  it("gives the terms that nobody has explained yet, once each", () => {
    expect(termsToShow(second, [first])).toEqual(["pool"]);
    expect(termsToShow(second, [])).toEqual(["slot", "pool"]);
    expect(termsToShow(first, [])).toEqual([]);
    expect(termsToShow(defineLesson({ ...good, title: { en: "A slot" } as never }), [])).toEqual(["slot"]);
  });

  it("takes terms of a lesson's own for explained", () => {
    const term = { name: both("x"), says: both("x"), forms: { en: [], de: [] } };
    const own = defineLesson({ ...good, title: both("A pool"), terms: { pool: term } });
    expect(checkCourse([own]).filter(({ code }) => code === "term-too-early")).toEqual([]);
  });
});
