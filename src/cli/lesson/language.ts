import type { LessonLanguage } from "../../core/lesson/words/words.ts";
import type { Io } from "../base/io.ts";

/** As gettext(3) chooses: the first of the three that says something. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: Io["env"]): LessonLanguage {
  const said = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== "") ?? "";
  return /^de(?![a-z])/i.test(said) ? "de" : "en";
}
