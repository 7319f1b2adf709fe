/** One small change of a text, at a place from 0 to its length; `undefined` where the place has nothing to change. */
export interface Edit {
  readonly name: string;
  at(text: string, place: number): string | undefined;
}

/** Characters that mean something in one form or another. */
const TELLING = [..." \t\n\v\f\r\u00a009-+:=,;@#/.\\\"'[{}xug"];

const instead = (character: string): Edit => ({
  name: `${character} instead`,
  at: (text, place) => spliced(text, place, 1, character),
});

/** Every character left out, doubled or put in, and every end and beginning. */
export const EDITS: readonly Edit[] = [
  { name: "left out", at: (text, place) => spliced(text, place, 1, "") },
  { name: "twice", at: (text, place) => spliced(text, place, 0, text.charAt(place)) },
  { name: "other case", at: (text, place) => spliced(text, place, 1, otherCase(text.charAt(place))) },
  instead("0"),
  instead("x"),
  { name: "ends before", at: (text, place) => text.slice(0, place) },
  { name: "begins here", at: (text, place) => text.slice(place) },
  ...TELLING.map((character) => ({
    name: seen(character),
    at: (text: string, place: number) => `${text.slice(0, place)}${character}${text.slice(place)}`,
  })),
];

/** Some of them, for what takes longer. */
export const FEW_EDITS = EDITS.filter(({ name }) => name.length > 1 || '␣␉␊0-:=,/"u{'.includes(name));

/** A text in which each character takes one column. */
export function seen(text: string): string {
  return text
    .replaceAll(" ", "␣")
    .replaceAll("\t", "␉")
    .replaceAll("\n", "␊")
    .replaceAll("\v", "␋")
    .replaceAll("\f", "␌")
    .replaceAll("\r", "␍")
    .replaceAll("\u00a0", "⍽");
}

function spliced(text: string, place: number, count: number, by: string): string | undefined {
  const edited = `${text.slice(0, place)}${by}${text.slice(place + count)}`;
  return place < text.length && edited !== text ? edited : undefined;
}

function otherCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
