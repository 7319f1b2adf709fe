/**
 * A lone surrogate, which has no UTF-8, is written in three bytes like its neighbours: no two strings give the same
 * bytes.
 */
export function utf8(text: string): Uint8Array {
  // No unit of a string takes more than three bytes.
  const bytes = new Uint8Array(3 * text.length);
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    bytes[length++] = lead(more) | (code >>> (6 * more));
    for (let rest = more - 1; rest >= 0; rest--) bytes[length++] = 0x80 | ((code >>> (6 * rest)) & 0x3f);
  }
  return bytes.subarray(0, length);
}

/** The bits of a first byte that say how many follow. */
function lead(more: number): number {
  return more === 0 ? 0 : (0xf00 >> (more + 1)) & 0xff;
}
