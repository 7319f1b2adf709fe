import type { LessonLanguage } from "userns-sim/lessons";
import { presentDe } from "./present.de.ts";
import { presentEn } from "./present.en.ts";

/** What the view for a projector says. */
export const PRESENT_WORDS: Readonly<Record<LessonLanguage, typeof presentEn>> = { en: presentEn, de: presentDe };
