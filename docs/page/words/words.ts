import type { LessonLanguage } from "userns-sim/lessons";
import { de } from "./de.ts";
import { en } from "./en.ts";

/** What the page itself says. */
export type PageWords = typeof en;

export const WORDS: Readonly<Record<LessonLanguage, PageWords>> = { en, de };
