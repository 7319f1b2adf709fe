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

/** The last of the newest of them, where it is not older than the least. */
export function newestOf(versions: readonly Version[], least: Version): Version {
  return versions.reduce((newest, version) => (isAtLeast(version, newest) ? version : newest), least);
}

/**
 * Why a version does not tell: a pre-release of the very version that matters may have been made before or after, and what
 * has not all of that version's numbers may be before or after it, too.
 */
export type Undecided = "pre-release" | "hangs-on-patch";

/** Whether a version has what came with another. */
export type Reached = "yes" | "no" | Undecided;

export function reached(version: Version, since: Version): Reached {
  if (isAtLeast(version, since)) return "yes";
  if (isPreRelease(version)) return isAtLeast(releaseOf(version), since) ? "pre-release" : "no";
  return isBeginningOf(version, since) ? "hangs-on-patch" : "no";
}

/** The version that a pre-release comes before, with its three numbers. */
export function releaseOf(version: Version): Version {
  const numbers = version.filter((number) => number >= 0);
  return isPreRelease(version) && numbers.length === 2 ? [...numbers, 0] : numbers;
}

function isBeginningOf(version: Version, since: Version): boolean {
  return version.length < since.length && version.every((number, i) => number === since[i]);
}

function isPreRelease(version: Version): boolean {
  return version.some((number) => number < 0);
}

export function formatVersion(version: Version): string {
  const numbers = version.filter((number) => number >= 0).join(".");
  return isPreRelease(version) ? `${numbers} (a pre-release)` : numbers;
}
