import type { Played } from "./trouble.ts";

/**
 * Compares what two programs answered to the same history with the same seed: the first, and as its trouble the first
 * answer that differs, if there is one; what went wrong by itself, if something did.
 */
export function differing(one: Played, other: Played): Played {
  if (one.trouble !== undefined) return one;
  if (other.trouble !== undefined) return other;
  const length = Math.max(one.answers.length, other.answers.length);
  for (let at = 0; at < length; at++) {
    const [mine, theirs] = [one.answers[at], other.answers[at]];
    if (JSON.stringify(mine) !== JSON.stringify(theirs))
      return { ...one, trouble: { at, what: { kind: "differs", one: mine, other: theirs } } };
  }
  return one;
}
