/** How a piece of a line is marked. What that looks like, and whether at all, is up to the writer. */
export type Dress = "strong" | "faint" | "pod" | "no";

/** A piece of a line. Its text is data, whatever is in it. */
export interface Span {
  readonly text: string;
  readonly dress?: Dress;
}

export type Line = readonly Span[];

/** What a line can be made of. */
export type Text = string | Span | readonly Text[];

export function lineOf(text: Text): Line {
  if (typeof text === "string") return text === "" ? [] : [{ text }];
  if (isSpan(text)) return [text];
  return text.every(isSpan) ? text : text.flatMap(lineOf);
}

function isSpan(text: Text): text is Span {
  return typeof text === "object" && !Array.isArray(text);
}

/** A template of which the values may be dressed. */
export function line(parts: TemplateStringsArray, ...values: readonly (Text | number)[]): Line {
  return parts.flatMap((part, i) => {
    const value = values[i] ?? "";
    return [...lineOf(part), ...lineOf(typeof value === "number" ? String(value) : value)];
  });
}

/** The characters of a line alone. */
export function plain(text: Text): string {
  return lineOf(text)
    .map((span) => span.text)
    .join("");
}

/** Marks what matters most. */
export function strong(text: Text): Line {
  return dressed(text, "strong");
}

/** Steps back what matters least. */
export function faint(text: Text): Line {
  return dressed(text, "faint");
}

/** Names a pod. */
export function pod(text: Text): Line {
  return dressed(text, "pod");
}

/** Marks a no. The text says it in words, too. */
export function no(text: Text): Line {
  return dressed(text, "no");
}

function dressed(text: Text, dress: Dress): Line {
  return lineOf(text).map((span) => ({ dress, ...span }));
}
