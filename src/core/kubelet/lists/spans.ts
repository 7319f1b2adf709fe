import { entryAt, firstNotBefore, type Pieces, spliced } from "./pieces.ts";

/** The IDs `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Spans that neither overlap nor touch, in ascending order. */
export type Spans = Pieces<Span>;

/** One without an ID changes nothing. */
export function addSpan(spans: Spans, { start, end }: Span): Spans {
  if (start >= end) return spans;
  let rest = spans;
  let whole: Span = { start, end };
  for (;;) {
    const { start: from, end: to } = whole;
    const place = firstNotBefore(rest, (other) => other.end < from);
    const other = entryAt(rest, place);
    if (other === undefined || other.start > to) return spliced(rest, place, 0, whole);
    whole = { start: Math.min(from, other.start), end: Math.max(to, other.end) };
    rest = spliced(rest, place, 1);
  }
}

/** Tells whether some ID is in a span of the list and in another one. */
export function meetsSpan(spans: Spans, { start, end }: Span): boolean {
  const other = entryAt(
    spans,
    firstNotBefore(spans, (each) => each.end <= start),
  );
  return other !== undefined && other.start < end;
}
