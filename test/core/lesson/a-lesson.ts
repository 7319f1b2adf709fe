import { createProcess } from "../../../src/core/kernel/credentials/process.ts";
import { openFile } from "../../../src/core/kernel/fs/open-file.ts";
import { existingFile } from "../../../src/core/kernel/inode/file.ts";
import type { LessonSource, QuestionSource } from "../../../src/core/lesson/lesson/lesson-source.ts";
import { ladder } from "../../../src/core/lesson/picture/ladder.ts";
import type { Words } from "../../../src/core/lesson/words/words.ts";

/** The root of a pod, as the host knows it. */
export interface RootWorld {
  readonly root: number;
}

export function both(text: string): Words {
  return { en: text, de: `${text}.` };
}

export const read: QuestionSource<RootWorld> = {
  id: "read",
  text: both("May it read the file"),
  ask: ({ root }) => openFile(createProcess({ uid: root }), existingFile({ mode: 0o600 }), "r"),
  expect: "EACCES",
  choices: [
    { is: "EACCES", text: both("No") },
    { is: "ok", text: both("Yes"), why: both("It is a stranger") },
  ],
};

/** A lesson without a fault. */
export const good: LessonSource<RootWorld> = {
  id: "S99",
  part: "deeper",
  minutes: 1,
  needs: [],
  introduces: [],
  statements: [],
  title: both("A file"),
  goal: both("You can say who reads a file"),
  sources: [{ check: "T05a" }],
  world: (seed) => ({ root: 65536 * (seed + 1) }),
  steps: [
    {
      id: "file",
      say: ({ root }) => both(`The root of the pod is ${root}`),
      questions: [read],
      after: both("So it is"),
      picture: ({ root }) => ladder(openFile(createProcess({ uid: root }), existingFile({ mode: 0o600 }), "r")),
    },
  ],
};

/** The good lesson with another step, whose question is another. */
export function withQuestion(question: Partial<QuestionSource<RootWorld>>): LessonSource<RootWorld> {
  return { ...good, steps: good.steps.map((step) => ({ ...step, questions: [{ ...read, ...question }] })) };
}
