import { explainFinding } from "../../src/testing/counterexample/explain.ts";
import type { LawFinding } from "../../src/testing/history/finding.ts";

/** A finding with its sentence in the place of what that is made of. */
export type Told = Omit<LawFinding, "fault" | "strategy"> & { readonly text: string };

export function told(finding: LawFinding): Told;
export function told(finding: LawFinding | undefined): Told | undefined;
export function told(finding: LawFinding | undefined): Told | undefined {
  if (finding === undefined) return undefined;
  const { fault, strategy, ...rest } = finding;
  return { ...rest, text: explainFinding(finding) };
}
