import type { LessonLanguage } from "userns-sim/lessons";
import { termsDe } from "./terms.de.ts";
import { termsEn } from "./terms.en.ts";

/** What the view of the terms says. */
export const TERMS_WORDS: Readonly<Record<LessonLanguage, typeof termsEn>> = { en: termsEn, de: termsDe };
