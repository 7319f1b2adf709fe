/** A version: its numbers from the left, at least major and minor. */
export type Version = readonly number[];

/** Compares the numbers from the left; one that is not given counts as 0. */
export function isAtLeast(version: Version, other: Version): boolean {
  for (const [i, least] of other.entries()) {
    const number = version[i] ?? 0;
    if (number > least) return true;
    if (number < least) return false;
  }
  return true;
}

export function formatVersion(version: Version): string {
  return version.join(".");
}
