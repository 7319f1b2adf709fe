import { rawByte, rawByteAt } from "../../core/go/go-bytes.ts";

/** Reads a name of the system, which may be any bytes but 0x00 and the slash, so that different names stay different. */
export function nameOf(bytes: Uint8Array): string {
  const text = decoded(bytes);
  if (text !== undefined) return text;
  let name = "";
  for (let at = 0; at < bytes.length; ) {
    const length = characterAt(bytes, at);
    name += length === 0 ? rawByte(Number(bytes[at])) : decoded(bytes.subarray(at, at + length));
    at += Math.max(length, 1);
  }
  return name;
}

/**
 * Makes text of a name of the system, for documents.
 * @returns the name; a byte that is no UTF-8 is written like `\xff`, and a backslash twice, so that no other name looks like it
 */
export function nameText(name: string): string {
  const characters = Array.from(name, (character) => {
    const byte = rawByteAt(character, 0);
    if (byte !== undefined) return `\\x${byte.toString(16)}`;
    return character === "\\" ? "\\\\" : character;
  });
  return characters.join("");
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** How many bytes the character has that begins here; 0 where none does. */
function characterAt(bytes: Uint8Array, at: number): number {
  const first = Number(bytes[at]);
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return decoded(bytes.subarray(at, at + length)) === undefined ? 0 : length;
}
