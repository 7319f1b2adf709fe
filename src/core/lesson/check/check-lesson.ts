import { showThrown } from "../../foreign.ts";
import { expectArray, expectObject } from "../../misuse/misuse.ts";
import { glossary } from "../glossary/glossary.ts";
import type { Lesson, PlayedLesson } from "../lesson/lesson.ts";
import { COURSE_SEED, expectLesson } from "../lesson/play-lesson.ts";
import { LIVE_CHECKS } from "../words/live-checks.ts";
import type { Source } from "../words/source.ts";
import { LANGUAGES, type LessonLanguage } from "../words/words.ts";
import { questionFaults, rightChoices } from "./check-question.ts";
import type { LessonFault } from "./lesson-fault.ts";
import { pictureTexts } from "./picture-texts.ts";
import { type LessonText, textsOf, WORD_LIMITS } from "./texts.ts";
import { type InWorld, typedIds } from "./typed-ids.ts";

/** What {@link checkLesson} is told. */
export interface CheckLessonOptions {
  /** The languages that every text must have; both unless given. */
  readonly languages?: readonly LessonLanguage[];
}

/** Under which other seeds a lesson is played, besides that of the course. */
const OTHER_SEEDS: readonly number[] = [2, 3];

/**
 * Plays a lesson and looks for mistakes of its author: an answer that the library does not give, a question without one
 * right choice, a choice that stands for no answer, a wrong one that does not say why, a text that is too long or missing in a language, a source that
 * there is not, an ID that was typed where it should come from the world.
 *
 * @param lesson - of the course, or one of your own
 * @param options - which languages it has to have
 * @returns the faults, in the order of the lesson; none for a good one
 * @throws TypeError for what is no lesson
 * @example
 * ```ts
 * import { checkLesson, COURSE } from "userns-sim/lessons";
 *
 * COURSE.flatMap((lesson) => checkLesson(lesson)); // => []
 * ```
 */
export function checkLesson(lesson: Lesson, options: CheckLessonOptions = {}): readonly LessonFault[] {
  expectLesson("checkLesson", lesson);
  expectObject("checkLesson", "options", options, 'an object such as { languages: ["en"] }');
  const { languages = LANGUAGES } = options;
  expectArray("checkLesson", "languages", languages, 'an array such as ["en", "de"]');
  const first = playedIn(lesson, COURSE_SEED);
  if ("code" in first) return [first];
  const { played, labels } = first;
  const own = [
    ...stepFaults(played),
    ...sourceFaults(played),
    ...termFaults(played),
    ...textFaults([...textsOf(played), ...labels], languages),
    ...played.steps.flatMap((step) =>
      step.questions.flatMap((question) =>
        questionFaults(question, { lesson: played.id, step: step.id, question: question.id }),
      ),
    ),
  ];
  return [...own, ...(lesson.fixed ? [] : variantFaults(lesson, first, languages, own))];
}

/** What a module without types calls a picture may be none, and throw when its labels are read. */
function playedIn(lesson: Lesson, seed: number): (InWorld & { readonly labels: readonly LessonText[] }) | LessonFault {
  try {
    const played = lesson.play(seed);
    return { played, held: lesson.heldIds(seed), labels: pictureTexts(played) };
  } catch (thrown) {
    return { code: "lesson-throws", lesson: lesson.id, seed, message: showThrown(thrown) };
  }
}

function stepFaults({ id, steps }: PlayedLesson): readonly LessonFault[] {
  const count: readonly LessonFault[] =
    steps.length < 1 || steps.length > 12 ? [{ code: "step-count", lesson: id, count: steps.length }] : [];
  const names = twice(steps).map((step): LessonFault => ({ code: "name-twice", lesson: id, step }));
  const questions = steps.flatMap((step) =>
    twice(step.questions).map((question): LessonFault => ({ code: "name-twice", lesson: id, step: step.id, question })),
  );
  return [...count, ...names, ...questions];
}

function twice(things: readonly { readonly id: string }[]): readonly string[] {
  const ids = things.map(({ id }) => id);
  return ids.filter((id, i) => ids.indexOf(id) < i);
}

function sourceFaults({ id, sources }: PlayedLesson): readonly LessonFault[] {
  return sources.flatMap((source, i) => (isKnown(source) ? [] : [{ code: "source-unknown", lesson: id, source: i }]));
}

/** What may come from a module without types. */
type Loose = Readonly<Partial<Record<"check" | "manual" | "sentence" | "code" | "version" | "report", unknown>>>;

/** Whether a source is one of the kinds that there are, and names something. */
function isKnown(source: Source): boolean {
  const { check, manual, sentence, code, version, report }: Loose = { ...source };
  if (check !== undefined) return typeof check === "string" && Object.hasOwn(LIVE_CHECKS, check);
  if (manual !== undefined) return isText(manual) && isText(sentence);
  if (code !== undefined) return isText(code) && isText(version);
  return typeof report === "string" && /^https:\/\/[^\s/]+\/\S*$/.test(report);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function termFaults({ id, introduces, terms }: PlayedLesson): readonly LessonFault[] {
  const known = { ...glossary(), ...terms };
  return introduces
    .filter((term) => !Object.hasOwn(known, term))
    .map((term) => ({ code: "term-unknown", lesson: id, term }));
}

function textFaults(texts: readonly LessonText[], languages: readonly LessonLanguage[]): readonly LessonFault[] {
  return texts.flatMap(({ place, field, words }) =>
    languages.flatMap((language): readonly LessonFault[] => {
      const text: unknown = Object(words)[language];
      if (typeof text !== "string" || text.trim() === "")
        return [{ code: "language-missing", ...place, field, language }];
      const count = text.trim().split(/\s+/).length;
      const limit = WORD_LIMITS[field];
      return count > limit ? [{ code: "too-long", ...place, field, language, words: count, limit }] : [];
    }),
  );
}

/** What only shows in other worlds; what is wrong already in that of the course is not told again. */
function variantFaults(
  lesson: Lesson,
  first: InWorld,
  languages: readonly LessonLanguage[],
  known: readonly LessonFault[],
): readonly LessonFault[] {
  const told = new Set(known.map(placeOf));
  const faults = OTHER_SEEDS.flatMap((seed): readonly LessonFault[] => {
    const other = playedIn(lesson, seed);
    if ("code" in other) return [other];
    return [
      ...other.played.steps.flatMap((step) =>
        step.questions.flatMap((question) =>
          rightChoices(question, { lesson: lesson.id, step: step.id, question: question.id }, seed),
        ),
      ),
      ...typedIds(first, other, languages),
    ];
  });
  return faults.filter((fault) => {
    const place = placeOf(fault);
    if (told.has(place)) return false;
    told.add(place);
    return true;
  });
}

function placeOf(fault: LessonFault): string {
  const { code, step, question } = fault;
  const typed = fault.code === "typed-id" ? [fault.field, fault.language, fault.id] : [];
  return JSON.stringify([code, step, question, ...typed]);
}
