import type { JSX } from "preact";
import { said } from "../../words/said.ts";

/** How wide a letter is taken to be, generously: nobody knows the reader's font, or how he spaces it. */
const LETTER = 10;

/** From one line to the next. */
export const LINE = 18;

export function widthOf(text: string): number {
  return Math.ceil(text.length * LETTER);
}

/** The words of a text, between which a line can end. A sign stays with the word that it is about. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([✓✗]) /g, "$1\u00a0")
    .replace(/ ([!?])$/, "\u00a0$1")
    .split(" ");
}

/** Breaks text into lines between words, and words that are longer than a line. */
export function wrapped(text: string, width: number): readonly string[] {
  const most = Math.max(1, Math.floor(width / LETTER));
  const lines: string[] = [];
  let line = "";
  for (const word of wordsOf(text).flatMap((long) => pieces(long, most))) {
    if (line !== "" && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Breaks behind a sign of punctuation where there is one. */
function pieces(word: string, most: number): readonly string[] {
  if (word.length <= most) return [word];
  const [head = ""] = /^.*[/.,:_-]/.exec(word.slice(0, most)) ?? [word.slice(0, most)];
  return [head, ...pieces(word.slice(head.length), most)];
}

/** Lines of text, of which the first stands at `y`. */
export function Lines({
  lines,
  x,
  y,
  kind,
}: {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly kind?: string;
}): JSX.Element {
  return (
    <>
      {lines.map((line, i) => (
        <text key={`${i} ${line}`} class={kind} x={x} y={y + i * LINE}>
          {said(line)}
        </text>
      ))}
    </>
  );
}
