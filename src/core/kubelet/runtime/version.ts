/** A version: its numbers from the left, at least major and minor. */
export type Version = readonly number[];

/**
 * Tells whether a version is another one or newer.
 *
 * @param version - the version
 * @param other - the other one
 * @returns the comparison of the numbers from the left; one that is not given counts as 0
 * @internal
 */
export function isAtLeast(version: Version, other: Version): boolean {
  for (const [i, least] of other.entries()) {
    const number = version[i] ?? 0;
    if (number > least) return true;
    if (number < least) return false;
  }
  return true;
}

/**
 * Writes a version.
 *
 * @param version - the version
 * @returns its numbers with dots
 * @internal
 */
export function formatVersion(version: Version): string {
  return version.join(".");
}
