/** What an output is allowed: ASCII alone, and the writer's own colours. */
export interface Allowed {
  readonly ascii: boolean;
  readonly colours: boolean;
}

/** The characters of an output that may not reach a terminal: they move a cursor, or turn the order of reading. */
export function leaks(printed: string, { ascii, colours }: Allowed): readonly string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the writer's own colours begin with the escape character
  const text = colours ? printed.replace(/\u001b\[(?:0|1|2|31|36)m/g, "") : printed;
  const found = text.match(ascii ? /[^\n -~]/gu : /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu) ?? [];
  return found.map((character) => JSON.stringify(character));
}
