/** A row or a file that did not pass: where the two disagree first, and what each says there. */
export interface Failure {
  /** The row, as its page names it, or the file when no row could be read. */
  readonly id: string;
  /** The field that differs, such as `expect.ok[0].hostId`. */
  readonly path: string;
  /** What the vector says. */
  readonly expected: unknown;
  /** What the library says. */
  readonly got: unknown;
}

/** What became of one row. */
export type RowOutcome =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "skipped"; readonly name: string };

/** One row that agreed in every field. */
export function passed(): RowOutcome {
  return { kind: "passed" };
}

/** One row or file that did not. */
export function failed(id: string, path: string, expected: unknown, got: unknown): RowOutcome {
  return { kind: "failed", failure: { id, path, expected, got } };
}

/** One row that nothing here answers yet. */
export function skipped(name: string): RowOutcome {
  return { kind: "skipped", name };
}

/** What became of many rows. */
export interface Tally {
  /** How many rows agreed. */
  readonly passed: number;
  /** The rows and files that did not. */
  readonly failures: readonly Failure[];
  /** How many rows were skipped, by name. */
  readonly skipped: ReadonlyMap<string, number>;
}

/** Counts the outcomes. */
export function tally(outcomes: Iterable<RowOutcome>): Tally {
  let count = 0;
  const failures: Failure[] = [];
  const names = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.kind === "passed") count++;
    else if (outcome.kind === "failed") failures.push(outcome.failure);
    else names.set(outcome.name, (names.get(outcome.name) ?? 0) + 1);
  }
  return { passed: count, failures, skipped: names };
}

/** How many rows were skipped under any name. */
export function skippedRows({ skipped: names }: Tally): number {
  let sum = 0;
  for (const count of names.values()) sum += count;
  return sum;
}

/** Adds tallies up. */
export function total(tallies: readonly Tally[]): Tally {
  const names = new Map<string, number>();
  for (const { skipped: some } of tallies)
    for (const [name, count] of some) names.set(name, (names.get(name) ?? 0) + count);
  return {
    passed: tallies.reduce((sum, each) => sum + each.passed, 0),
    failures: tallies.flatMap((each) => each.failures),
    skipped: new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
