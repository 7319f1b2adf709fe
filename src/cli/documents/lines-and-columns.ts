import type { LineColumn } from "./documents.ts";

/** The lines and columns of places in a text, in the order of the places; goes through the text once. */
export function linesAndColumns(text: string, places: readonly number[]): readonly LineColumn[] {
  const found: LineColumn[] = [];
  const ascending = places.map((at, i) => ({ at, i })).sort((one, other) => one.at - other.at);
  let line = 1;
  let start = 0;
  let end = text.indexOf("\n");
  for (const { at, i } of ascending) {
    while (end !== -1 && end < at) {
      line += 1;
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    found[i] = { line, column: at - start + 1 };
  }
  return found;
}
