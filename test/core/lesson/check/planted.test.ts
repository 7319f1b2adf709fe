import { describe, expect, it } from "vitest";
import { checkCourse } from "../../../../src/core/lesson/check/check-course.ts";
import { checkLesson } from "../../../../src/core/lesson/check/check-lesson.ts";
import { explain } from "../../../../src/core/lesson/check/explain-fault.ts";
import { variant } from "../../../../src/core/lesson/check/variant.ts";
import { defineLesson } from "../../../../src/core/lesson/lesson/define-lesson.ts";
import type { LessonSource, QuestionSource } from "../../../../src/core/lesson/lesson/lesson-source.ts";
import { matrix } from "../../../../src/core/lesson/picture/matrix.ts";
import { observers } from "../../../../src/core/lesson/picture/observers.ts";
import { owner } from "../../../../src/core/lesson/picture/owner.ts";
import type { Picture } from "../../../../src/core/lesson/picture/picture.ts";
import { slots } from "../../../../src/core/lesson/picture/slots.ts";
import { timeline } from "../../../../src/core/lesson/picture/timeline.ts";
import type { LessonLanguage, Words } from "../../../../src/core/lesson/words/words.ts";
import { both, good, type RootWorld, read, withQuestion } from "../a-lesson.ts";

const [step] = good.steps;
if (step === undefined) throw new Error("the lesson has a step");

const withStep = (changed: Partial<typeof step>): LessonSource<RootWorld> => ({
  ...good,
  steps: [{ ...step, ...changed }],
});

/** A step for each picture, without a question. */
const withPictures = (...pictures: readonly Picture[]): LessonSource<RootWorld> => ({
  ...good,
  steps: pictures.map((picture, i) => ({ id: `p${i}`, say: both("Look"), picture: () => picture })),
});

const blank = (step: string, count: number, languages: readonly LessonLanguage[] = ["en", "de"]): readonly object[] =>
  Array.from({ length: count }, () =>
    languages.map((language) => ({ code: "language-missing", lesson: "S99", step, field: "picture", language })),
  ).flat();

const long = Array.from({ length: 61 }, () => "word").join(" ");
const question = { lesson: "S99", step: "file", question: "read" };
const no = { is: "EACCES", text: both("No") } as const;
const rightWhenFar: QuestionSource<RootWorld>["choices"] = [
  no,
  { is: ({ root }) => (root > 131072 ? "EACCES" : "ok"), text: both("Yes"), why: both("It may not") },
];

/** A mistake each, and all that is found then. */
const planted: Readonly<Record<string, readonly [LessonSource<RootWorld>, readonly object[]]>> = {
  nothing: [good, []],
  "a wrong expect": [
    withQuestion({ expect: "ok" }),
    [
      {
        code: "other-answer",
        ...question,
        expect: "ok",
        answer: "EACCES",
        explanation:
          "owner? 131072 is not 0 → group? in 0 → group bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
      },
    ],
  ],
  "two right choices": [
    withQuestion({ choices: [no, { is: "EACCES", text: both("Never") }] }),
    [{ code: "right-choices", ...question, seed: 1, count: 2, answer: "EACCES" }],
  ],
  "no right choice": [
    withQuestion({ choices: [{ is: "EPERM", text: both("Yes"), why: both("It may not") }] }),
    [{ code: "right-choices", ...question, seed: 1, count: 0, answer: "EACCES" }],
  ],
  "two right choices in another world only": [
    withQuestion({ choices: rightWhenFar }),
    [{ code: "right-choices", ...question, seed: 2, count: 2, answer: "EACCES" }],
  ],
  "what shows in another world only, each in its place": [
    {
      ...good,
      steps: ["file", "again"].map((id) => ({
        ...step,
        id,
        questions: ["read", "reread"].map((id) => ({ ...read, id, choices: rightWhenFar })),
      })),
    },
    ["file", "again"].flatMap((step) =>
      ["read", "reread"].map((question) => ({
        code: "right-choices",
        ...{ lesson: "S99", step, question },
        seed: 2,
        count: 2,
        answer: "EACCES",
      })),
    ),
  ],
  "two choices for one answer": [
    withQuestion({
      choices: [
        no,
        { is: "ok", text: both("Yes"), why: both("It may not") },
        { is: "ok", text: both("Of course"), why: both("It may not") },
      ],
    }),
    [{ code: "choices-alike", ...question, choices: [1, 2] }],
  ],
  "two choices that say the same": [
    withQuestion({ choices: [no, { is: "ok", text: { en: "No", de: "Ja" }, why: both("It may not") }] }),
    [{ code: "choices-alike", ...question, choices: [0, 1] }],
  ],
  "choices for no answer": [
    withQuestion({
      choices: [
        no,
        { is: " ", text: both("Yes"), why: both("It may not") },
        { is: undefined as unknown as string, text: both("Perhaps"), why: both("It may not") },
      ],
    }),
    [
      { code: "choice-without-answer", ...question, choice: 1 },
      { code: "choice-without-answer", ...question, choice: 2 },
    ],
  ],
  "a missing why": [
    withQuestion({ choices: [no, { is: "ok", text: both("Yes") }] }),
    [{ code: "choice-without-why", ...question, choice: 1 }],
  ],
  "a long text": [
    withStep({ say: { en: long, de: "kurz" } }),
    [{ code: "too-long", lesson: "S99", step: "file", field: "say", language: "en", words: 61, limit: 60 }],
  ],
  "texts of a question": [
    withQuestion({
      text: { en: long, de: "" },
      choices: [
        { is: "EACCES", text: { en: "No" } as Words },
        { is: "ok", text: { en: "Yes", de: long }, why: { en: " ", de: "Fremd" } },
      ],
    }),
    [
      { code: "too-long", ...question, field: "text", language: "en", words: 61, limit: 40 },
      { code: "language-missing", ...question, field: "text", language: "de" },
      { code: "language-missing", ...question, field: "choice", language: "de" },
      { code: "too-long", ...question, field: "choice", language: "de", words: 61, limit: 30 },
      { code: "language-missing", ...question, field: "why", language: "en" },
    ],
  ],
  "a missing language": [
    withStep({ after: { en: "So it is" } as Words }),
    [{ code: "language-missing", lesson: "S99", step: "file", field: "after", language: "de" }],
  ],
  "blank labels in pictures": [
    withPictures(
      slots({ start: 0, idsPerPod: 1, slots: 2 }, [{ label: "", range: { start: 0, size: 1 } }]),
      observers({ en: "file", de: "" }, [
        { by: "", as: 0 },
        { by: "web", as: "" },
      ]),
      owner({ onDisk: 0, inInode: 0, throughMount: 0, asShown: 0 }, " "),
      matrix([""], [{ name: "", cells: [""] }]),
      timeline([
        { at: "", text: "it starts" },
        { at: 1, text: "" },
      ]),
    ),
    [
      ...blank("p0", 1),
      ...blank("p1", 1, ["de"]),
      ...blank("p1", 2),
      ...blank("p2", 1),
      ...blank("p3", 3),
      ...blank("p4", 2),
    ],
  ],
  "a label with many words": [
    withPictures(timeline([{ at: 1, text: { en: "to ".repeat(21), de: "bis" } }])),
    [{ code: "too-long", lesson: "S99", step: "p0", field: "picture", language: "en", words: 21, limit: 20 }],
  ],
  "a picture that is none": [
    withPictures(undefined as unknown as Picture),
    [{ code: "lesson-throws", lesson: "S99", seed: 1, message: expect.stringContaining("TypeError: ") as string }],
  ],
  "a check that there is not": [
    { ...good, sources: [{ check: "T99" as "T01" }] },
    [{ code: "source-unknown", lesson: "S99", source: 0 }],
  ],
  "sources that say nothing, or half of it": [
    {
      ...good,
      sources: [
        { manual: "user_namespaces(7)", sentence: " " },
        { manual: "", sentence: "A sentence" },
        { code: "setid() in kernel/sys.c", version: "" },
        { code: " ", version: "6.18" },
      ],
    },
    [0, 1, 2, 3].map((source) => ({ code: "source-unknown", lesson: "S99", source })),
  ],
  "a report without an address": [
    { ...good, sources: [{ report: "CVE-2019-5736" }] },
    [{ code: "source-unknown", lesson: "S99", source: 0 }],
  ],
  "a term that there is not": [
    { ...good, introduces: ["no-term" as "slot"] },
    [{ code: "term-unknown", lesson: "S99", term: "no-term" }],
  ],
  "a typed ID": [
    withStep({ say: { en: "The root of the pod is 131072", de: "Das ist root" } }),
    [{ code: "typed-id", lesson: "S99", step: "file", field: "say", language: "en", id: 131072 }],
  ],
  "typed IDs of one step, in two fields and two languages": [
    withStep({
      say: { en: "The root of the pod is 131072", de: "root im Pod ist 131072" },
      after: { en: "So it is 131072", de: "Also 131072" },
    }),
    (["say", "after"] as const).flatMap((field) =>
      (["en", "de"] as const).map(
        (language) => ({ code: "typed-id", lesson: "S99", step: "file", field, language, id: 131072 }) as const,
      ),
    ),
  ],
  "two questions with one name": [withStep({ questions: [read, read] }), [{ code: "name-twice", ...question }]],
  "two steps with one name": [{ ...good, steps: [step, step] }, [{ code: "name-twice", lesson: "S99", step: "file" }]],
  "thirteen steps": [
    { ...good, steps: Array.from({ length: 13 }, (_, at) => ({ ...step, id: `step-${at}` })) },
    [{ code: "step-count", lesson: "S99", count: 13 }],
  ],
  "no steps": [{ ...good, steps: [] }, [{ code: "step-count", lesson: "S99", count: 0 }]],
  "a function that throws": [
    withQuestion({
      ask: () => {
        throw new RangeError("too far");
      },
    }),
    [{ code: "lesson-throws", lesson: "S99", seed: 1, message: "RangeError: too far" }],
  ],
  "a function that throws in another world only": [
    withQuestion({
      ask: ({ root }) => {
        if (root > 131072) throw new RangeError("too far");
        return { ok: false, error: { code: "EACCES" } };
      },
    }),
    [{ code: "lesson-throws", lesson: "S99", seed: 2, message: "RangeError: too far" }],
  ],
};

describe("checkLesson", () => {
  it.each(Object.entries(planted))("finds of %s exactly that", (_name, [source, faults]) => {
    expect(checkLesson(defineLesson(source))).toEqual(faults);
  });

  it("asks of a lesson of one's own only for its own language", () => {
    const [source] = planted["a missing language"] ?? [good];
    expect(checkLesson(defineLesson(source), { languages: ["en"] })).toEqual([]);
  });

  it("takes an ID that is the same in every world for what it is", () => {
    const source = withStep({ say: both("A slot has 65536 IDs, and 131072 is two") });
    expect(checkLesson(defineLesson({ ...source, world: () => ({ root: 131072 }) }))).toEqual([]);
  });

  it("plays a fixed lesson under one seed", () => {
    const seeds: number[] = [];
    const world = (seed: number): RootWorld => {
      seeds.push(seed);
      return good.world(seed);
    };
    expect(checkLesson(defineLesson({ ...good, fixed: true, world }))).toEqual([]);
    expect(new Set(seeds)).toEqual(new Set([1]));
  });
});

describe("checkCourse", () => {
  const lesson = (id: string, changed: Partial<LessonSource<RootWorld>> = {}) =>
    defineLesson({ ...good, id, ...changed });
  const all = Array.from({ length: 29 }, (_, i) => `Z${i + 1}`);
  const first = lesson("S01", { statements: all });

  it.each([
    ["a good course", [first, lesson("S02", { needs: ["S01"] })], []],
    ["one name for two", [first, lesson("S01")], [{ code: "lesson-twice", lesson: "S01" }]],
    [
      "a later need",
      [lesson("S00", { needs: ["S01"] }), first],
      [{ code: "needs-later", lesson: "S00", needs: "S01" }],
    ],
    [
      "a statement that there is not",
      [first, lesson("S02", { statements: ["Z30"] })],
      [{ code: "statement-unknown", lesson: "S02", statement: "Z30" }],
    ],
    [
      "a statement left out",
      [lesson("S01", { statements: all.slice(1) })],
      [{ code: "statement-uncovered", statement: "Z1" }],
    ],
    [
      "a term too early",
      [
        lesson("S00", { title: { en: "Of slots", de: "Von Orten" } }),
        lesson("S01", { introduces: ["slot"], statements: all }),
      ],
      [{ code: "term-too-early", lesson: "S00", term: "slot", language: "en", text: "Of slots" }],
    ],
    [
      "a term that is explained before",
      [lesson("S01", { introduces: ["slot"], statements: all }), lesson("S02", { title: both("A slot") })],
      [],
    ],
  ])("finds of %s exactly that", (_name, lessons, faults) => {
    expect(checkCourse(lessons)).toEqual(faults);
  });
});

describe("variant", () => {
  it("has other IDs and the answers of its own", () => {
    const source = withQuestion({ id: "root", ask: ({ root }) => root, expect: 131072, choices: undefined as never });
    const made = variant(defineLesson(source), 4);
    expect(made.ok && made.value.key).toEqual([{ step: "file", question: "root", letter: undefined, answer: 393216 }]);
    expect(made.ok && made.value.played.steps[0]?.say.en).toBe("The root of the pod is 393216");
  });

  it("says the letter of the right choice", () => {
    const choices = [{ is: "ok", text: both("Yes"), why: both("It may not") }, no];
    const made = variant(defineLesson(withQuestion({ choices })), 1);
    expect(made.ok && made.value.key[0]?.letter).toBe("b");
  });

  it("is refused where nothing would change", () => {
    const refused = variant(defineLesson({ ...good, fixed: true }), 1);
    expect(refused.ok || explain(refused.error)).toBe("S99 has no variants: its IDs do not depend on a seed.");
  });

  it("is another lesson than without, also where its seed makes the same world", () => {
    const source = { ...good, world: (seed: number) => ({ root: 65536 * (1 + (seed % 4)) }) };
    const said = (number: number) => {
      const made = variant(defineLesson(source), number);
      return made.ok && made.value.played.steps[0]?.say.en;
    };
    expect(said(2)).toBe("The root of the pod is 262144");
    expect(said(4)).toBe(said(4));
    expect(said(4)).not.toBe("The root of the pod is 131072");
  });

  it("is refused where nothing changes, though the lesson does not say so", () => {
    const refused = variant(defineLesson({ ...good, world: () => ({ root: 65536 }) }), 1);
    expect(refused.ok || explain(refused.error)).toBe("S99 has no variants: its IDs do not depend on a seed.");
  });

  it("is refused where a question would have two right choices", () => {
    const [source] = planted["two right choices in another world only"] ?? [good];
    const refused = variant(defineLesson(source), 1);
    expect(refused.ok || explain(refused.error)).toBe(
      "S99 has no such variant. With the seed 2, 2 choices are the answer EACCES. Exactly one has to be.",
    );
  });
});

describe("explain", () => {
  it.each(Object.entries(planted))("says of %s where it is", (_name, [source]) => {
    for (const fault of checkLesson(defineLesson(source)))
      expect(explain(fault)).toMatch(/^S99(, (file|again|p\d)(, (re)?read)?)?: [A-Z\w]/);
  });
});
