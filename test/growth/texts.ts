/** What is repeated: every character of ASCII, and what belongs together in some text that is read. */
export const PUMPS: readonly string[] = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ...["\r\n", "\u00a0", "\u00e9", "\u2028", "\u{1f600}", "\ud800", "\ufeff"],
  ...['\\"', "\\\\", "\\u0041", "{}", "[]", '{"a":', "[1,", '"a",', '"a":1,', "[[", "{},", "null,"],
  ...["1 ", " 1", "0 0 0\n", "0 1 1\n", "a:", "a:1:1\n", "0: a 1 1\n", "0x1", "00", "+", "-1", "1.", "1e"],
  ...["- a\n", "a: b\n", "a: b: c\n", "&a ", "*a ", "# a\n", "---\n", "? a\n", "|\n", "'", "\\\n", " \n", "!a ", "- "],
];

/** A text of about a size, of a pump between two ends. */
export function pumped([start, end]: readonly [string, string], pump: string, size: number): string {
  return start + pump.repeat(Math.ceil(size / pump.length)) + end;
}

/** Where pumps are put into texts that a reader takes: before, behind, at a few places within, and alone. */
export function endsAround(texts: readonly string[]): readonly (readonly [string, string])[] {
  const around = texts.flatMap((text) =>
    [0, 0.25, 0.5, 0.75, 1].map((share) => {
      const at = Math.round(text.length * share);
      return [text.slice(0, at), text.slice(at)] as const;
    }),
  );
  return [["", ""], ["a", "b"], ['["', '"]'], ...around];
}
