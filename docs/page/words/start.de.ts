import { dictionary } from "./said.ts";
import type { startEn } from "./start.en.ts";

/** What the start says, in German. */
export const startDe: typeof startEn = dictionary({
  lead: "Wie Kubernetes und Linux die Benutzer- und Gruppen-IDs von Pods auseinanderhalten. Jede Lektion fragt zuerst. Dann antwortet die Bibliothek, die auf dieser Seite läuft, und sagt, warum.",
  find: "Lektionen, Begriffe und Fragen finden",
  found: (count: number) => (count === 1 ? "1 Treffer" : `${count} Treffer`),
  nothing: (text: string) => `Nirgends steht „${text}“. Versuch es mit weniger Buchstaben oder mit einem Wort.`,
  which: "Welche Lektionen",
  cuts: {
    all: "Alle",
    talk: "Ein Vortrag",
    lab: "Eine Übung",
    lecture: "Eine Vorlesung",
    cks: "Für die CKS",
  },
  cutSize: (lessons: number, minutes: number) => `${lessons} Lektionen, ${minutes} min`,
  done: "erledigt",
  doneOf: (done: number, of: number) => `${done} von ${of} erledigt`,
  lessons: "Lektionen",
  terms: "Begriffe",
  questions: "Fragen",
  questionsAt: "Die Anleitung neben dieser Seite beantwortet sie, auf Englisch.",
});
