import type { Glyphs } from "../../drawing/glyphs.ts";
import type { KernelTexts } from "../../explain/kernel.ts";
import type { LessonLanguage } from "../words/words.ts";

/** How a picture is to be drawn. */
export interface DrawOptions {
  /** The language of its words. */
  readonly language: LessonLanguage;
  /** How many columns there are, at least 40; 80 unless given. */
  readonly width?: number;
  /** Whether nothing but ASCII is written, letters of the language aside. */
  readonly ascii?: boolean;
  /** What the rules of the kernel read like; English unless given. */
  readonly texts?: KernelTexts;
}

export interface Pen {
  readonly language: LessonLanguage;
  readonly width: number;
  readonly glyphs: Glyphs;
  readonly texts: KernelTexts;
}
