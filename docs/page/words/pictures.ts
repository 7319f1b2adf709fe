import type { LessonLanguage } from "userns-sim/lessons";
import { picturesDe } from "./pictures.de.ts";
import { picturesEn } from "./pictures.en.ts";

/** What pictures say besides what they show. */
export type PictureWords = typeof picturesEn;

export const PICTURE_WORDS: Readonly<Record<LessonLanguage, PictureWords>> = { en: picturesEn, de: picturesDe };
