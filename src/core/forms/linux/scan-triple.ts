/** What sscanf(3) reads for `%u:%u:%u`, or with another separator, and what it leaves. */
export interface ScannedTriple {
  readonly numbers: readonly [number, number, number];
  readonly rest: string;
}

/** `undefined` where there are not three numbers. Blanks and a sign may stand before each; numbers are cut to 32 bits. */
export function scanTriple(text: string, separator: ":" | ","): ScannedTriple | undefined {
  const match = TRIPLES[separator].exec(text);
  if (match === null) return undefined;
  const [whole, first, second, third] = match as unknown as [string, string, string, string];
  return { numbers: [scanned(first), scanned(second), scanned(third)], rest: text.slice(whole.length) };
}

const TRIPLES = {
  ":": /^[ \t\n\v\f\r]*([+-]?\d+):[ \t\n\v\f\r]*([+-]?\d+):[ \t\n\v\f\r]*([+-]?\d+)/,
  ",": /^[ \t\n\v\f\r]*([+-]?\d+),[ \t\n\v\f\r]*([+-]?\d+),[ \t\n\v\f\r]*([+-]?\d+)/,
} as const;

/** glibc reads 64 bits, where what is larger is the largest number, and stores the last 32 of them. */
function scanned(number: string): number {
  const digits = number.replace(/^[+-]/, "").replace(/^0+(?=\d)/, "");
  if (digits.length > 20 || (digits.length === 20 && digits > "18446744073709551615")) return 4294967295;
  return Number(BigInt.asUintN(32, number.startsWith("-") ? -BigInt(digits) : BigInt(digits)));
}
