import { createPool, podIdMap, unwrap } from "../../../src/index.ts";
import { createProcess, existingFile, openFile } from "../../../src/kernel.ts";
import { COURSE, glossary, timeline } from "../../../src/lessons.ts";
import { optional, options, type Row, taking, text } from "./row.ts";

const pool = unwrap(createPool({ start: 65536, size: 10 * 65536 }));
const [lesson] = COURSE;
const decision = openFile(createProcess(), existingFile({ mode: 0o600 }), "r");
const numbers = { onDisk: 0, inInode: 0, throughMount: 65536, asShown: 0 };
const source = {
  id: text("mine"),
  world: () => 0,
  steps: [],
};

/** Lessons and pictures. What a lesson says is its author's, and is checked, not thrown at. */
export const lessonRows: Readonly<Record<string, Row>> = {
  answerOf: [taking(1, "undefined", "NaN", "a string", "a Result", "a wrong literal")],
  checkCourse: [[]],
  checkLesson: [lesson, optional(options({ languages: optional(["en"]) }))],
  choiceLetter: [0],
  defineLesson: [options(source)],
  drawPicture: [timeline([]), options({ language: "en", width: optional(80) })],
  explain: [{ code: "statement-uncovered", statement: "Z1" }],
  glossary: [],
  isAnswer: [text("0"), taking(0, "NaN", "a string", "a wrong literal")],
  ladder: [decision],
  matrix: [[], []],
  observers: [text("file"), []],
  owner: [numbers, text("pod")],
  playLesson: [lesson, optional(1)],
  ruler: [podIdMap({ start: 65536, size: 65536 }).uid, optional([])],
  sayIn: [text("pod"), "en"],
  slots: [pool, []],
  termsIn: [text("slot"), "en", taking(glossary(), "an empty object")],
  termsToShow: [lesson, []],
  timeline: [[]],
  variant: [lesson, 1],
};
