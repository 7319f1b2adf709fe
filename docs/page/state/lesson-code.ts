import type { LessonLanguage } from "userns-sim/lessons";

/** A program against the package that plays a step of a lesson and prints its questions, the answers and the reasons. */
export function lessonProgram(lesson: string, step: string, language: LessonLanguage): string {
  const isGerman = language === "de";
  return `// In a terminal: npx userns-sim lesson ${lesson} --step ${step} --answers --lang ${language}
${isGerman ? 'import { german } from "userns-sim/german";\n' : ""}import { explainSteps } from "userns-sim/kernel";
import { COURSE, playLesson, sayIn } from "userns-sim/lessons";

const [lesson] = COURSE.filter(({ id }) => id === ${JSON.stringify(lesson)});
const steps = lesson === undefined ? [] : playLesson(lesson).steps;
for (const { questions } of steps.filter(({ id }) => id === ${JSON.stringify(step)}))
  for (const { text, answer, decision } of questions) {
    console.log(sayIn(text, ${JSON.stringify(language)}));
    console.log("=", answer);
    if (decision !== undefined)
      for (const line of explainSteps(decision${isGerman ? ", german" : ""})) console.log(" ", line.text);
  }
`;
}
