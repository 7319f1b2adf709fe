/**
 * A version: its numbers from the left, at least major and minor. A pre-release ends with -1, so that it comes before its
 * release, and after the release before that: 2.0.0-rc.3 is `[2, 0, 0, -1]`.
 */
export type Version = readonly number[];

/** What no version reaches: the end of a thing that never comes. */
export const NEVER: Version = [Infinity];

/** Compares the numbers from the left; one that is not given counts as 0. */
export function isAtLeast(version: Version, other: Version): boolean {
  const length = Math.max(version.length, other.length);
  for (let i = 0; i < length; i += 1) {
    const [number, least] = [version[i] ?? 0, other[i] ?? 0];
    if (number !== least) return number > least;
  }
  return true;
}

export function formatVersion(version: Version): string {
  const numbers = version.filter((number) => number >= 0).join(".");
  return version.some((number) => number < 0) ? `${numbers} (a pre-release)` : numbers;
}
