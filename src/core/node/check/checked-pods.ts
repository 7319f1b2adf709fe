import type { Decider, PodVerdict } from "../../findings/condition.ts";
import { POD_VERDICTS } from "../../findings/condition.ts";
import type { Finding } from "../../findings/finding.ts";
import type { NodeFinding } from "./node-finding.ts";
import type { PodGroup } from "./node-to-check.ts";

/** Something that was found: about a pod, or about the node and with it about its pods. */
export type CheckFinding = Finding | NodeFinding;

/** What becomes of pods that are alike. */
export interface CheckedPods {
  /** The object that they come from, as it was given. */
  readonly group: PodGroup;
  /** How many of its pods this is about; there is another entry for the others. */
  readonly count: number;
  /** What becomes of each; null for pods that ask for no user namespace. */
  readonly verdict: PodVerdict | null;
  /** Who decides; null for `runs` and for what is not decided. */
  readonly by: Decider | null;
  /** The field of the object, or the setting of the node, that decides, or of which something is not known; null for `runs`. */
  readonly where: string | null;
  /** What the real system says, verbatim; null where it says nothing, or where its words are not known. */
  readonly text: string | null;
  /** All that was found about them, warnings too. */
  readonly findings: readonly CheckFinding[];
}

/** The verdict that findings give: the worst of them, and the first of those. */
export function judged(group: PodGroup, count: number, findings: readonly CheckFinding[]): CheckedPods {
  const worst = POD_VERDICTS.find((verdict) => findings.some((found) => found.verdict === verdict)) ?? "runs";
  const decisive = findings.find(({ verdict }) => verdict === worst);
  const where = decisive === undefined || decisive.path === "" ? null : decisive.path;
  return { group, count, verdict: worst, by: decisive?.by ?? null, where, text: decisive?.text ?? null, findings };
}

/** Pods that ask for no user namespace get no verdict. */
export function notJudged(group: PodGroup, count: number): CheckedPods {
  return { group, count, verdict: null, by: null, where: null, text: null, findings: [] };
}
