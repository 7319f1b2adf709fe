import type { Explanations } from "../../explanations.ts";
import type { CourseFault, LessonFault } from "./lesson-fault.ts";
import type { FixedLesson, VariantFaulty } from "./variant.ts";

/** What is wrong with lessons. Where it is stands beside it. */
export const lessonEnglish: Explanations<LessonFault | CourseFault | FixedLesson | VariantFaulty, LessonFault> = {
  "lesson-throws": ({ seed, message }) => `With the seed ${seed}, it throws: ${message}`,
  "step-count": ({ count }) => `It has ${count} steps. Give it 1 to 12.`,
  "name-twice": () => "Two have this name. Rename one.",
  "other-answer": ({ expect, answer, explanation }) =>
    `It expects ${expect}, and the library answers ${answer}${explanation === undefined ? "" : `: ${explanation}`}.`,
  "right-choices": ({ seed, count, answer }) =>
    `With the seed ${seed}, ${count} choices are the answer ${answer}. Exactly one has to be.`,
  "choices-alike": ({ choices: [first, second] }) => `Choices ${first + 1} and ${second + 1} are the same.`,
  "choice-without-answer": ({ choice }) =>
    `Choice ${choice + 1} stands for no answer. Give it the number or the word that it would be right for.`,
  "choice-without-why": ({ choice }) => `Choice ${choice + 1} is wrong and does not say why.`,
  "too-long": ({ field, language, words, limit }) =>
    `${field} has ${words} words in ${language}, and ${limit} are enough.`,
  "language-missing": ({ field, language }) => `${field} has no text in ${language}.`,
  "source-unknown": ({ source }) => `Source ${source + 1} says nothing, or names a check that there is not.`,
  "term-unknown": ({ term }) => `It introduces ${term}, which neither the glossary nor its own terms have.`,
  "typed-id": ({ field, language, id }) =>
    `${field} has ${id} in ${language} whatever the seed. Take the ID from the world.`,
  "lesson-twice": () => "Two lessons have this name.",
  "needs-later": ({ needs }) => `It needs ${needs}, which does not stand before it.`,
  "term-too-early": ({ term, language, text }) =>
    `It uses the term ${term} in ${language}, which nobody has explained yet: ${JSON.stringify(text)}.`,
  "statement-uncovered": ({ statement }) => `No lesson looks at the statement ${statement}.`,
  "statement-unknown": ({ statement }) => `There is no statement ${statement}.`,
  "fixed-lesson": ({ lesson }) => `${lesson} has no variants: its IDs do not depend on a seed.`,
  "variant-faulty": ({ lesson, faults }, explain) => `${lesson} has no such variant. ${faults.map(explain).join(" ")}`,
};
