import type { LessonLanguage } from "../../core/lesson/words/words.ts";

/** What the command says besides the lessons. */
export interface LessonWords {
  readonly step: (at: number, of: number) => string;
  readonly minutes: (count: number) => string;
  readonly needs: string;
  readonly goal: string;
  readonly terms: string;
  readonly sources: string;
  readonly right: string;
  readonly notSo: string;
  readonly why: string;
  readonly allowed: string;
  readonly disputed: string;
  readonly answer: string;
  readonly goOn: string;
  readonly typed: string;
  readonly noLetter: (last: string) => string;
  readonly first: string;
  readonly score: (right: number, of: number) => string;
  readonly variant: (number: number) => string;
  readonly key: string;
  readonly handedOut: string;
  readonly asked: string;
  readonly read: (version: string) => string;
}

export const LESSON_WORDS: Readonly<Record<LessonLanguage, LessonWords>> = {
  en: {
    step: (at, of) => `step ${at} of ${of}`,
    minutes: (count) => `${count} min`,
    needs: "after",
    goal: "Afterwards:",
    terms: "Words that come up:",
    sources: "From:",
    right: "Right.",
    notSo: "Not so. The answer is:",
    why: "why",
    allowed: "allowed",
    disputed: "The sources do not agree.",
    answer: "Answer:",
    goOn: "Enter goes on, b goes back, ? says where it is from, q leaves.",
    typed: "Type a number or a word; back, ? and q are there, too.",
    noLetter: (last) => `Type a letter from a to ${last}; or back, ?, q.`,
    first: "This is the first step.",
    score: (right, of) => `${right} of ${of} right.`,
    variant: (number) => `variant ${number}`,
    key: "Key:",
    handedOut: "The answers and the pictures: --answers.",
    asked: "Asked of a running kernel",
    read: (version) => `read in version ${version}`,
  },
  de: {
    step: (at, of) => `Schritt ${at} von ${of}`,
    minutes: (count) => `${count} min`,
    needs: "nach",
    goal: "Danach:",
    terms: "Wörter, die vorkommen:",
    sources: "Woher:",
    right: "Stimmt.",
    notSo: "Stimmt nicht. Die Antwort ist:",
    why: "weil",
    allowed: "erlaubt",
    disputed: "Die Quellen sind sich uneins.",
    answer: "Antwort:",
    goOn: "Enter: weiter, b: zurück, ?: woher, q: Schluss.",
    typed: "Tippe eine Zahl oder ein Wort ein. Auch back, ? und q gehen.",
    noLetter: (last) => `Tippe einen Buchstaben von a bis ${last} ein. Auch back, ? und q gehen.`,
    first: "Das ist der erste Schritt.",
    score: (right, of) => `${right} von ${of} richtig.`,
    variant: (number) => `Variante ${number}`,
    key: "Lösung:",
    handedOut: "Antworten und Bilder gibt es mit --answers.",
    asked: "Einen laufenden Kernel gefragt",
    read: (version) => `gelesen in Version ${version}`,
  },
};
