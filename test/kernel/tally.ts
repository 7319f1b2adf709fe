/** What happened to the cases of one kind. */
export interface Tally {
  /** How many the two agree about. */
  passed: number;
  /** How many they do not agree about, or could not be asked. */
  failed: number;
  /** How many were not asked, by the reason. */
  readonly skipped: Map<string, number>;
  /** What the kernel said, and how often. */
  readonly outcomes: Map<string, number>;
}

/** A tally of nothing yet. */
export function emptyTally(): Tally {
  return { passed: 0, failed: 0, skipped: new Map(), outcomes: new Map() };
}

/** Counts one more. */
export function count(counts: Map<string, number>, key: string, times = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

/** Adds the numbers up. */
export function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

/** The name of an outcome: of an error, if it is the number of one. */
export function outcomeName(outcome: number | string): string {
  return typeof outcome === "string" ? outcome : (ERRORS[outcome] ?? `errno ${outcome}`);
}

const ERRORS: Readonly<Record<number, string>> = {
  0: "ok",
  1: "EPERM",
  2: "ENOENT",
  3: "ESRCH",
  6: "ENXIO",
  13: "EACCES",
  16: "EBUSY",
  18: "EXDEV",
  19: "ENODEV",
  20: "ENOTDIR",
  21: "EISDIR",
  22: "EINVAL",
  24: "EMFILE",
  28: "ENOSPC",
  30: "EROFS",
  40: "ELOOP",
  61: "ENODATA",
  75: "EOVERFLOW",
  87: "EUSERS",
  95: "EOPNOTSUPP",
};
