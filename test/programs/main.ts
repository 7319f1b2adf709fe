import type { FormRow } from "../conformance/answers/forms/form-cases.ts";
import { thrown } from "../conformance/guarded.ts";
import { type RowOutcome, skipped, tally, total } from "../conformance/outcome.ts";
import { findTool, obstacle } from "../runtime/support/tools.ts";
import { judge } from "./judge.ts";
import type { Program } from "./programs/program.ts";
import { programOf, programs } from "./programs/programs.ts";
import { closingLine, failureLines, programLine, skippedLines } from "./report.ts";
import { rowsBelow } from "./rows.ts";
import { misfit, versionOf } from "./version.ts";
import { tryWorld, WORLD_NEEDS } from "./world.ts";

/** What surrounds a run. */
export interface Surroundings {
  /** Whether a program that is missing is a failure. */
  readonly ci: boolean;
  /** Prints a line. */
  readonly print: (line: string) => void;
}

/** Asks each program of this machine the rows at or below the paths that are about it; gives the exit code. */
export function main(paths: readonly string[], { ci, print }: Surroundings): number {
  let rows: readonly FormRow[];
  try {
    rows = rowsBelow(paths);
  } catch (error) {
    print(`the rows cannot be read: ${String(error)}`);
    return 1;
  }
  if (rows.length === 0) {
    print(`no rows of userns-forms/cases/1: ${paths.join(", ")}`);
    return 1;
  }
  const missing = [...new Set(programs.flatMap(({ needs }) => needs))].filter((name) => findTool(name) === undefined);
  if (ci && missing.length > 0) {
    print(`not installed: ${missing.join(", ")}: a failure, because CI is true`);
    return 1;
  }
  const nothing = obstacle(...WORLD_NEEDS) ?? tryWorld();
  if (nothing !== undefined) {
    print(`SKIPPED all ${rows.length} rows: no program is asked, ${nothing}`);
    print(closingLine(tally(rows.map(() => skipped(nothing)))));
    return 0;
  }
  return report(rows, print);
}

function report(rows: readonly FormRow[], print: (line: string) => void): number {
  const versions = new Map(programs.map((program) => [program, lookAt(program)]));
  const outcomes = new Map<Program | undefined, RowOutcome[]>();
  for (const row of rows) {
    const program = programOf(row);
    const some = outcomes.get(program) ?? [];
    outcomes.set(program, some);
    some.push(program === undefined ? skipped(nobodyReads(row)) : outcomeOf(row, program, versions.get(program)));
  }
  const tallies = Array.from(outcomes, ([program, some]) => [program, tally(some)] as const);
  for (const [program, result] of tallies) {
    print(programLine(nameOf(program), versionText(program && versions.get(program)), result));
    for (const line of failureLines(result)) print(line);
  }
  for (const [program, result] of tallies) for (const line of skippedLines(nameOf(program), result)) print(line);
  const all = total(tallies.map(([, result]) => result));
  print(closingLine(all));
  return all.failures.length === 0 ? 0 : 1;
}

/** The version of a program, or what of it is not here. */
function lookAt({ needs, version }: Program): string | undefined | { readonly missing: string } {
  const missing = needs.filter((name) => findTool(name) === undefined);
  return missing.length > 0 ? { missing: missing.join(", ") } : versionOf(version);
}

function versionText(version: ReturnType<typeof lookAt>): string {
  return typeof version === "string" ? version : "";
}

function outcomeOf(row: FormRow, { question }: Program, version: ReturnType<typeof lookAt>): RowOutcome {
  if (typeof version === "object") return skipped(`not installed: ${version.missing}`);
  const { expect, ...asked } = row;
  if (expect.undecided !== undefined) return skipped("no program decides between forms");
  const unfit = misfit(row, version);
  if (unfit !== undefined) return skipped(unfit);
  const found = question(asked, version);
  if ("because" in found) return skipped(found.because);
  try {
    return judge(row.name, expect, found.ask());
  } catch (error) {
    return thrown(row.name, error);
  }
}

function nameOf(program: Program | undefined): string {
  return program?.name ?? "no program";
}

function nobodyReads({ form, options }: FormRow): string {
  if (form === undefined) return "no form is named";
  return `none of these reads ${form}${options?.reader === undefined ? "" : ` as ${options.reader} does`}`;
}
