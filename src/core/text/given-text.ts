import { utf8 } from "./utf8.ts";

/**
 * The bytes of what a reader was handed, one character 0 to 255 for each; `undefined` for neither string nor bytes, a
 * mistake that no reader throws at. A lone surrogate becomes U+FFFD, as in every encoder of the Web.
 */
export function bytesOf(input: unknown): string | undefined {
  if (typeof input !== "string") return piecesOf(input)?.join("");
  return piecesOf(utf8(input.replace(/\p{Cs}/gu, "\ufffd")))?.join("");
}

/**
 * The text of what a reader was handed, a string or UTF-8. A byte that belongs to no character becomes U+FFFD, as in
 * Go.
 */
export function textOf(input: unknown): string | undefined {
  if (typeof input === "string") return input;
  const pieces = piecesOf(input);
  if (pieces === undefined) return undefined;
  let text = "";
  let rest = "";
  // Piece by piece, because all the characters beyond ASCII of a large file at once would fill the memory.
  for (const piece of pieces) {
    const bytes = rest + piece;
    const end = bytes.search(/(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})?$/);
    text += decode(bytes.slice(0, end));
    rest = bytes.slice(end);
  }
  return text + decode(rest);
}

/** Well-formed sequences are those of The Unicode Standard, table 3-7. */
function decode(bytes: string): string {
  return bytes.replace(
    /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g,
    (sequence) =>
      sequence.length === 1
        ? "\ufffd"
        : decodeURIComponent(sequence.replace(/./g, (byte) => `%${byte.charCodeAt(0).toString(16)}`)),
  );
}

/** So many arguments every engine takes in one call. */
const PIECE = 8192;

function piecesOf(input: unknown): readonly string[] | undefined {
  // `isView` looks at what the value is, not at what it claims: a proxy or a pretender fails here and not further on.
  if (!ArrayBuffer.isView(input)) return undefined;
  const bytes = copyOf(input);
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += PIECE)
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + PIECE)));
  return pieces;
}

/** Bytes that nobody else holds, and that answer to no overridden property. */
function copyOf(view: ArrayBufferView): Uint8Array {
  try {
    return new Uint8Array(view as Uint8Array);
  } catch {
    // The buffer was transferred away. Nothing is left, which is also what the view's own length says.
    return new Uint8Array();
  }
}
