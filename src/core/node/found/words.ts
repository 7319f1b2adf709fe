export interface Word {
  /** Where it begins in the line. */
  readonly at: number;
  readonly text: string;
}

/** The words of a line from a place on, `most` of them. */
export function wordsOf(line: string, from = 0, most: number = Number.POSITIVE_INFINITY): readonly Word[] {
  const words: Word[] = [];
  for (const { index, 0: text } of line.slice(from).matchAll(/\S+/g)) {
    if (words.length >= most) break;
    words.push({ at: from + index, text });
  }
  return words;
}
