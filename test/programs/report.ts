import { type Failure, skippedRows, type Tally } from "../conformance/outcome.ts";

/** One line for a program: how it went. */
export function programLine(name: string, version: string, result: Tally): string {
  return `${`${name} ${version}`.trim().padEnd(22)} ${closingLine(result)}`;
}

/** A line for each row in which the program and the row disagree. */
export function failureLines({ failures }: Tally): readonly string[] {
  return failures.map(
    ({ id, path, expected, got }: Failure) =>
      `  ${id}: ${path}: expected ${JSON.stringify(expected)}, the program ${JSON.stringify(got)}`,
  );
}

/** A line for each reason for which rows were not asked. */
export function skippedLines(name: string, { skipped }: Tally): readonly string[] {
  return Array.from(skipped, ([reason, count]) => `SKIPPED ${count} of ${name}: not asked, ${reason}`);
}

/** The closing line. */
export function closingLine(result: Tally): string {
  return `${result.passed} passed, ${result.failures.length} failed, ${skippedRows(result)} skipped`;
}
