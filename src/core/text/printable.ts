/**
 * Makes foreign text safe to print: nothing in it can move the cursor, change colours, or change the order of reading.
 * @returns the text with control characters, line breaks, bidirectional controls, invisible characters and lone
 * surrogates written as escapes like `\u001b`
 */
export function printable(text: string): string {
  return isPlain(text) ? text : withoutUnprintable(text, escaped);
}

/**
 * Tells of most texts that they can be printed as they are, each unit a character: those of ASCII and of the signs that this
 * house uses. Classes of Unicode are slow to look for.
 */
export function isPlain(text: string): boolean {
  return /^[ -~×…←-➿]*$/.test(text);
}

/** Spells Cc control, Cf format (bidirectional, zero-width), Cs lone surrogates and Zl and Zp separators otherwise. */
export function withoutUnprintable(text: string, spell: (character: string) => string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, spell);
}

export function escaped(character: string): string {
  const code = Number(character.codePointAt(0));
  const hex = code.toString(16);
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}
