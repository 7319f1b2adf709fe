import type { LessonLanguage } from "userns-sim/lessons";
import { playDe } from "./play.de.ts";
import { playEn } from "./play.en.ts";

/** What the view of one's own pods says. */
export type PlayWords = typeof playEn;

export const PLAY_WORDS: Readonly<Record<LessonLanguage, PlayWords>> = { en: playEn, de: playDe };
