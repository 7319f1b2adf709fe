import type { LessonLanguage } from "userns-sim/lessons";
import { lessonDe } from "./lesson.de.ts";
import { lessonEn } from "./lesson.en.ts";

/** What is said around lessons and their questions. */
export const LESSON_WORDS: Readonly<Record<LessonLanguage, typeof lessonEn>> = { en: lessonEn, de: lessonDe };
