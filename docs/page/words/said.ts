import { type Label, type LessonLanguage, sayIn } from "userns-sim/lessons";

/** Whether each text is put into brackets, which shows those that no dictionary has. Set by the build. */
declare const PSEUDO: boolean | undefined;

const pseudo = typeof PSEUDO !== "undefined" && PSEUDO;

/** Every text that a person reads goes through here, or comes from a dictionary, which went through here as a whole. */
export function said(text: string): string {
  return pseudo && text !== "" ? `⟦${text}⟧` : text;
}

/** A text of the lessons, in a language. */
export function saidIn(label: Label, language: LessonLanguage): string {
  return said(sayIn(label, language));
}

/** A dictionary of which every text has gone through `said`. */
export function dictionary<Words extends object>(words: Words): Words {
  if (!pseudo) return words;
  const entries = Object.entries(words).map(([key, word]) => [key, wrapped(word)]);
  return Object.fromEntries(entries) as Words;
}

function wrapped(word: unknown): unknown {
  if (typeof word === "string") return said(word);
  if (typeof word === "function") return (...given: unknown[]) => said(word(...given));
  if (Array.isArray(word)) return word.map(wrapped);
  return typeof word === "object" && word !== null ? dictionary(word) : word;
}
