import type { JSX } from "preact";
import type { LessonLanguage } from "userns-sim/lessons";
import { CodeBox } from "../../parts/code-box.tsx";
import { Disclosure } from "../../parts/disclosure.tsx";
import { lessonProgram } from "../../state/lesson-code.ts";
import { LESSON_WORDS } from "../../words/lesson.ts";

/** The program that plays a step, made when it is opened. */
export function StepCode({
  lesson,
  step,
  language,
}: {
  readonly lesson: string;
  readonly step: string;
  readonly language: LessonLanguage;
}): JSX.Element {
  const words = LESSON_WORDS[language];
  return (
    <Disclosure summary={words.asCode}>
      {() => (
        <>
          <p>{words.codeSays}</p>
          <CodeBox code={lessonProgram(lesson, step, language)} name={words.asCode} />
        </>
      )}
    </Disclosure>
  );
}
