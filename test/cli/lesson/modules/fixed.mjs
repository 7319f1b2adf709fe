import { defineLesson } from "../../../../src/lessons.ts";
import { source } from "./mine.mjs";

export default defineLesson({ ...source, id: "fixed", fixed: true });
