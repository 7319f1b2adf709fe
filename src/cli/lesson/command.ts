import type { Io } from "../base/io.ts";
import type { Asked, CommandRow } from "../program/command-row.ts";
import type { LessonAnswer } from "./json.ts";

export interface LessonOptions {
  readonly list?: true;
  readonly cut?: "talk" | "lab" | "lecture" | "cks";
  readonly step?: string;
  readonly lang?: "en" | "de";
  readonly answers?: true;
  readonly variant?: number;
  readonly check?: true;
}

export const lessonCommand: CommandRow<LessonOptions, LessonAnswer> = {
  summary: "Learn what user namespaces do: lessons that ask first, in English and German.",
  argument: {
    name: "[lessons...]",
    about: "lessons of the course, like S16, or modules FILE.mjs with one of your own; a list of all without any",
  },
  options: {
    list: { about: "say what there is, and play nothing", conflicts: ["check", "step", "variant", "answers"] },
    cut: { value: "<name>", about: "the lessons of a cut of the course", choices: ["talk", "lab", "lecture", "cks"] },
    step: { value: "<id>", about: "begin at this step; without a terminal, show it alone" },
    lang: {
      value: "<language>",
      about: "the language (default: German where LC_ALL, LC_MESSAGES or LANG says so)",
      choices: ["en", "de"],
    },
    answers: { about: "show the whole lesson as a text, with all answers and pictures" },
    variant: {
      value: "<n>",
      about: "the same lesson with other IDs, to be handed out; with --answers, its key",
      whole: [1, 1_000_000],
    },
    check: {
      about: "replay lessons, and say what is wrong with them; the course without any",
      conflicts: ["step", "variant", "answers", "lang"],
    },
  },
  notes: `In a terminal, a question waits for a letter, or for an answer of your own.
There, back goes to the step before, ? says where the lesson is from, and q
leaves. Elsewhere a lesson is a text with its questions, to be handed out.`,
  exits: {
    yes: "done, or no fault",
    no: "no: a fault in a lesson, or no such variant",
    wrongUse: "wrong use, or a module that cannot be loaded",
  },
  examples: [
    "userns-sim lesson",
    "userns-sim lesson S16",
    "userns-sim lesson --cut lab --lang de",
    "userns-sim lesson S16 --variant 3 --answers",
    "userns-sim lesson ./my-lesson.mjs --check",
  ],
  version: 1,
  // The lessons are not loaded for the other commands.
  run: async (io: Io, asked: Asked<LessonOptions>) => (await import("./answer.ts")).answer(io, asked),
  outcomes: { listed: "yes", shown: "yes", done: "yes", left: "yes", checked: "yes", faulty: "no", refused: "no" },
  renderers: { text: ({ lines }, style) => lines(style) },
};
