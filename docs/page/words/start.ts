import type { LessonLanguage } from "userns-sim/lessons";
import { startDe } from "./start.de.ts";
import { startEn } from "./start.en.ts";

/** What the start says. */
export const START_WORDS: Readonly<Record<LessonLanguage, typeof startEn>> = { en: startEn, de: startDe };
