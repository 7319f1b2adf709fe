/** Orders two names as Go orders strings, byte by byte: negative when `a` comes first, positive when `b` does. */
export function compareNames(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at < end ? byteRank(a.charCodeAt(at)) - byteRank(b.charCodeAt(at)) : a.length - b.length;
}

/**
 * Where a UTF-16 unit comes among the others in the order of UTF-8: surrogates, halves of characters from U+10000 on, come
 * after U+E000 to U+FFFF.
 */
function byteRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
