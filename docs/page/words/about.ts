import type { LessonLanguage } from "userns-sim/lessons";
import { aboutDe } from "./about.de.ts";
import { aboutEn } from "./about.en.ts";

/** What the page says about itself. */
export const ABOUT_WORDS: Readonly<Record<LessonLanguage, typeof aboutEn>> = { en: aboutEn, de: aboutDe };
