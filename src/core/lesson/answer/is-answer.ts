import { expectText, misuse } from "../../misuse/misuse.ts";
import type { LessonAnswer } from "./answer.ts";

/**
 * Tells whether what somebody typed is the answer to a question.
 *
 * @param text - what was typed; spaces around it and capital letters do not matter
 * @param answer - of the library, see `answerOf`
 * @returns whether it is the number in decimal digits, or the word, or what English and German speakers say for that word
 * @throws TypeError when the text is no string, or the answer neither a number nor a word
 * @example
 * ```ts
 * import { isAnswer } from "userns-sim/lessons";
 *
 * isAnswer(" 65534 ", 65534); // => true
 * isAnswer("eacces", "EACCES"); // => true
 * isAnswer("erlaubt", "ok"); // => true
 * isAnswer("0x0", 0); // => false
 * ```
 */
export function isAnswer(text: string, answer: LessonAnswer): boolean {
  expectText("isAnswer", "text", text);
  const typed = text.trim().toLowerCase();
  if (typeof answer === "number") return /^\d+$/.test(typed) && Number(typed) === answer;
  if (typeof answer !== "string")
    throw misuse("isAnswer", "answer", "an answer of the library: a number or a word", answer);
  return typed === answer.toLowerCase() || (Object.hasOwn(ALIKE, answer) && ALIKE[answer]?.includes(typed) === true);
}

/** What people say for the words that answers are. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  ok: ["allowed", "erlaubt", "yes", "ja"],
  yes: ["ja"],
  no: ["nein"],
  unmapped: ["no mapping", "ohne zuordnung"],
};
