import { dictionary } from "./said.ts";
import type { termsEn } from "./terms.en.ts";

/** What the view of the terms says, in German. */
export const termsDe: typeof termsEn = dictionary({
  lead: "Die Wörter der Lektionen und die Fehler des Kernels, soweit es um IDs geht.",
  filter: "Nur die zeigen mit",
  count: (count: number, of: number) => (count === of ? `${of} Begriffe` : `${count} von ${of} Begriffen`),
  inTheOther: "Englisch:",
  explainedIn: "Erklärt in",
});
