import type { Group } from "./group.ts";
import type { Disagreement } from "./shrink.ts";
import { sum, type Tally } from "./tally.ts";
import type { Verdict } from "./verdict.ts";

/** One line for a kind of question: how it went, and how often the kernel said what. */
export function groupLine(name: string, { passed, failed, skipped, outcomes }: Tally): string {
  const total = sum(outcomes);
  const shares = [...outcomes]
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, times]) => `${outcome} ${times} (${Math.round((100 * times) / total)} %)`);
  return `${name.padEnd(14)} ${counts(passed, failed, sum(skipped)).padEnd(40)} ${shares.join(", ")}`;
}

/** A line for each reason for which something was skipped. */
export function skippedLines(name: string, { skipped }: Tally): readonly string[] {
  return [...skipped].map(([reason, times]) => `SKIPPED ${times} of ${name}: ${reason}`);
}

/** The closing line. */
export function closingLine(tallies: readonly Tally[]): string {
  const total = (of: (tally: Tally) => number): number => tallies.reduce((all, tally) => all + of(tally), 0);
  return counts(
    total(({ passed }) => passed),
    total(({ failed }) => failed),
    total(({ skipped }) => sum(skipped)),
  );
}

/** A disagreement: what differs, how the model came to it, and all there is to ask again, as a file of vectors has it. */
export function disagreementLines(group: Group, { question, setting, verdict }: Disagreement): readonly string[] {
  const { namespaces, mounts, homes } = setting;
  const row = "observed" in verdict ? [...question.input, ...verdict.observed] : question.input;
  const told = "observed" in verdict ? group.explain(question, setting, verdict.observed) : [];
  return [
    `${group.name}:`,
    ...differenceLines(group, verdict),
    ...told.map((line) => `  model: ${line}`),
    `  ${JSON.stringify({ schema: group.schema, namespaces, mounts, homes, creds: question.creds, row })}`,
  ];
}

function differenceLines({ columns }: Group, verdict: Verdict & { readonly agrees: false }): readonly string[] {
  if ("broke" in verdict) return [`  ${verdict.broke}`];
  const { observed, computed } = verdict;
  return columns.flatMap((column, at) => {
    const [kernel, model] = [JSON.stringify(observed[at]), JSON.stringify(computed[at])];
    return kernel === model ? [] : [`  ${column}: kernel ${kernel}`, `  ${" ".repeat(column.length)}   model ${model}`];
  });
}

function counts(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
