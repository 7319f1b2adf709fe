/** One line of a map, as the kernel holds it. */
export type Extent = readonly [bigint, bigint, bigint];

/**
 * What the kernel makes of a write: the steps of `map_write` one by one, on bytes, with 64-bit numbers.
 * Gives the extents, or the number of the line (from 1) that is at fault, or 0 for a write that is too long.
 */
export function kernelWrite(bytes: Uint8Array): readonly Extent[] | number {
  if (bytes.length >= 4096) return 0;
  const buffer = [...bytes, 0];
  const at = (place: number): number => buffer[place] ?? 0;
  const isSpace = (byte: number): boolean => (byte >= 9 && byte <= 13) || byte === 32 || byte === 160;
  const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
  const extents: Extent[] = [];
  let place: number | undefined = 0;
  let line = 0;
  while (place !== undefined) {
    line++;
    let cursor: number = place;
    let next: number | undefined = cursor;
    while (at(next) !== 0 && at(next) !== 10) next++;
    if (at(next) === 10) {
      buffer[next] = 0;
      next++;
      if (at(next) === 0) next = undefined;
    } else next = undefined;
    const number = (): bigint => {
      while (isSpace(at(cursor))) cursor++;
      let value = 0n;
      while (isDigit(at(cursor))) value = (value * 10n + BigInt(at(cursor++) - 48)) % 2n ** 64n;
      return value % 2n ** 32n;
    };
    const first = number();
    if (!isSpace(at(cursor))) return line;
    const lower = number();
    if (!isSpace(at(cursor))) return line;
    const count = number();
    if (at(cursor) !== 0 && !isSpace(at(cursor))) return line;
    while (isSpace(at(cursor))) cursor++;
    if (at(cursor) !== 0) return line;
    const none = 2n ** 32n - 1n;
    if (first === none || lower === none) return line;
    if ((first + count) % 2n ** 32n <= first || (lower + count) % 2n ** 32n <= lower) return line;
    const meets = (a: bigint, b: bigint, size: bigint): boolean => a < b + size && b < a + count;
    if (extents.some(([f, l, c]) => meets(first, f, c) || meets(lower, l, c))) return line;
    if (extents.length + 1 === 340 && next !== undefined) return 341;
    extents.push([first, lower, count]);
    place = next;
  }
  return extents;
}
