import { escaped } from "../../core/text/printable.ts";

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
