/**
 * Makes foreign text safe to print: nothing in it can move the cursor, change colours, or change the order of reading.
 * @param text - text from a manifest, a file name or an argument
 * @returns the text with control characters, line breaks, bidirectional controls, invisible characters and lone
 * surrogates written as escapes like `\u001b`
 */
export function printable(text: string): string {
  // Most texts are of this kind, and classes of Unicode are slow to look for.
  return /^[ -~]*$/.test(text) ? text : text.replace(UNPRINTABLE, escaped);
}

/**
 * Writes text with ASCII characters alone.
 * @param text - the text, line breaks and colours included
 * @returns the text; what ASCII has no character for is written as an escape like `\u00e9`
 */
export function asciiOnly(text: string): string {
  return text
    .replaceAll("×", "x")
    .replaceAll("→", "->")
    .replaceAll("…", "...")
    .replace(/\P{ASCII}/gu, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}

// Cc control, Cf format (bidirectional controls, zero-width characters), Cs lone surrogates, Zl and Zp line separators.
export const UNPRINTABLE: RegExp = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
