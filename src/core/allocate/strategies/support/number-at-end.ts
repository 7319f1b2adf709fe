/** The number that a text ends with, such as 3 of `web-3` and of `web-03`; `NaN` when it does not end with a digit. */
export function numberAtEnd(text: string): number {
  let from = text.length;
  // A regular expression would begin anew at every digit of a long text.
  while (from > 0 && isDigit(text.charCodeAt(from - 1))) from--;
  return from === text.length ? Number.NaN : Number(text.slice(from));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
