import * as german from "userns-sim/german";
import * as kernel from "userns-sim/kernel";
import * as lessons from "userns-sim/lessons";
import { COURSE, LANGUAGES, playLesson, sayIn } from "userns-sim/lessons";
import { expect, it } from "vitest";
import { lessonProgram } from "../../../docs/page/state/lesson-code.ts";

const MODULES: Readonly<Record<string, object>> = {
  "userns-sim/german": german,
  "userns-sim/kernel": kernel,
  "userns-sim/lessons": lessons,
};

const programs = COURSE.flatMap((lesson) =>
  playLesson(lesson).steps.map((step, at) => ({
    lesson,
    step,
    language: LANGUAGES[at % 2] ?? "en",
    name: `${lesson.id} ${step.id}`,
  })),
);

it.each(programs)("the program of $name prints what the library answers", ({ lesson, step, language }) => {
  const code = lessonProgram(lesson.id, step.id, language);
  expect(printed(code)).toEqual(
    step.questions.flatMap(({ text, answer, decision }) => [
      sayIn(text, language),
      `= ${answer}`,
      ...(decision === undefined
        ? []
        : kernel
            .explainSteps(decision, language === "de" ? german.german : kernel.english)
            .map((line) => `  ${line.text}`)),
    ]),
  );
  expect(code.split("\n", 1)).toEqual([
    `// In a terminal: npx userns-sim lesson ${lesson.id} --step ${step.id} --answers --lang ${language}`,
  ]);
});

/** Runs a program whose imports are at hand. */
function printed(code: string): readonly string[] {
  const lines: string[] = [];
  const body = code.replace(/^import (\{.*\}) from (".*");$/gm, "const $1 = modules[$2];");
  new Function("modules", "console", body)(MODULES, {
    log: (...said: unknown[]) => lines.push(said.map(String).join(" ")),
  });
  return lines;
}
