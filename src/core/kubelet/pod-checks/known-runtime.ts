import { type Finding, finding } from "../../findings/finding.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import {
  type RuntimeCell,
  type RuntimeRow,
  type RuntimeVersion,
  runtimeRow,
  showRuntime,
} from "../runtime/runtimes.ts";
import { formatVersion, type Reached, reached, type Undecided, type Version } from "../runtime/version.ts";

/** A runtime that something is known about. */
export interface KnownRuntime extends RuntimeVersion {
  readonly row: RuntimeRow;
}

export function knownRuntimes(runtimes: readonly RuntimeVersion[]): readonly KnownRuntime[] {
  return runtimes.flatMap((runtime) => {
    const row = runtimeRow(runtime.name);
    return row === undefined ? [] : [{ ...runtime, row }];
  });
}

export function has({ version }: RuntimeVersion, cell: RuntimeCell | undefined): Reached {
  return cell === undefined ? "no" : reached(version, cell.since);
}

/** Whether a runtime maps layers and its own mounts in releases that ask for no mapping, too, as far as is known. */
export function mapsItsOwn({ runtimes = [] }: Pick<NodeFacts, "runtimes">): boolean {
  return knownRuntimes(runtimes).some((runtime) => has(runtime, runtime.row.ownMounts) !== "no");
}

/** Says that the version of a runtime does not tell. */
export function versionFinding(runtime: RuntimeVersion, why: Undecided, changedIn: Version, path = ""): Finding {
  const code = why === "pre-release" ? "runtime-pre-release" : "runtime-patch-not-given";
  return finding(code, path, { runtime: showRuntime(runtime), changedIn: formatVersion(changedIn) });
}

/** The first of what a runtime does of which its version does not tell. */
export function undecidedFindings(
  runtime: RuntimeVersion,
  cells: readonly (RuntimeCell | undefined)[],
  path?: string,
): readonly Finding[] {
  for (const cell of cells) {
    const answer = has(runtime, cell);
    if (cell !== undefined && answer !== "yes" && answer !== "no")
      return [versionFinding(runtime, answer, cell.since, path)];
  }
  return [];
}
