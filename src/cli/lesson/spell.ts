import type { Text } from "../base/line.ts";
import { lineOf } from "../base/line.ts";

/** Writes German and its quotation marks in ASCII, as people do who have nothing else. */
export function spellPlainly(text: Text): Text {
  if (typeof text !== "string") return lineOf(text).map((span) => ({ ...span, text: plainly(span.text) }));
  return plainly(text);
}

function plainly(text: string): string {
  return text.replace(/[äöüÄÖÜß„“”‚‘’–]/g, (letter) => PLAIN[letter] ?? letter);
}

const PLAIN: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  Ä: "Ae",
  Ö: "Oe",
  Ü: "Ue",
  ß: "ss",
  "„": '"',
  "“": '"',
  "”": '"',
  "‚": "'",
  "‘": "'",
  "’": "'",
  "–": "-",
};
