import { goBytes, rawByteAt } from "./go-bytes.ts";

/** Orders two names as Go orders strings, byte by byte: negative when `a` comes first, positive when `b` does. */
export function compareNames(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === end) return a.length - b.length;
  if (rawByteAt(a, at) !== undefined || rawByteAt(b, at) !== undefined)
    return compareBytes(goBytes(a.slice(at)), goBytes(b.slice(at)));
  return byteRank(a.charCodeAt(at)) - byteRank(b.charCodeAt(at));
}

/** The first bytes may be equal: what is no part of UTF-8 can begin like a character. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at === -1 ? a.length - b.length : Number(a[at]) - (b[at] ?? -1);
}

/**
 * Where a UTF-16 unit comes among the others in the order of UTF-8: surrogates, halves of characters from U+10000 on, come
 * after U+E000 to U+FFFF.
 */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
