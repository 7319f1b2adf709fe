import { whySkipped } from "./answers/peers/unanswered.ts";
import { type Failure, skippedRows, type Tally } from "./outcome.ts";

/** How many failures of one file are shown; the others are counted. */
const SHOWN = 20;

/** How much of one value is shown. */
const LENGTH = 200;

/** The lines about one file: its counts, and its first failures. */
export function fileReport(path: string, result: Tally, milliseconds: number): readonly string[] {
  const more = result.failures.length - SHOWN;
  return [
    `${path}: ${counts(result)} (${Math.round(milliseconds)} ms)`,
    ...result.failures.slice(0, SHOWN).map(failureLine),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

/** The lines about all files: what was skipped and why, and the closing line. */
export function closingReport(result: Tally): readonly string[] {
  return [...Array.from(result.skipped, ([name, count]) => `${name}: ${count} (${whySkipped(name)})`), counts(result)];
}

function counts(result: Tally): string {
  return `${result.passed} passed, ${result.failures.length} failed, ${skippedRows(result)} skipped`;
}

function failureLine({ id, path, expected, got }: Failure): string {
  return `  ${short(id)}: ${short(path)}: expected ${show(expected)}, got ${show(got)}`;
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return short(value);
  try {
    return short(String(JSON.stringify(value)));
  } catch {
    return "a value that is nested too deep to show";
  }
}

/** One line, whatever the text contains. */
function short(text: string): string {
  const line = text.replace(/\p{Cc}/gu, " ");
  return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line;
}
