import { utf8 } from "../text/utf8.ts";

/**
 * Reads a byte that is no part of UTF-8.
 *
 * A string of Go, like a name on a disk, may hold any bytes. Here such a byte is a lone surrogate, U+DC80 for 0x80 up to
 * U+DCFF for 0xff, which no UTF-8 can hold, so that different names stay different: what Python does, PEP 383.
 *
 * @returns the byte that stands there, 0x80 to 0xff; `undefined` for a character
 */
export function rawByteAt(text: string, at: number): number | undefined {
  const unit = text.charCodeAt(at);
  if (!(unit >= 0xdc80 && unit <= 0xdcff)) return undefined;
  const before = text.charCodeAt(at - 1);
  return before >= 0xd800 && before <= 0xdbff ? undefined : unit - 0xdc00;
}

/** Gives the character for a byte that is no part of UTF-8. */
export function rawByte(byte: number): string {
  return String.fromCharCode(0xdc00 + byte);
}

/** Gives the bytes of a string of Go. */
export function goBytes(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return utf8(text);
  const pieces = Array.from(text, (character) => {
    const byte = rawByteAt(character, 0);
    return byte === undefined ? utf8(character) : [byte];
  });
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}
