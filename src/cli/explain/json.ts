import type { ExplainedDecision } from "../decision.ts";

/** What `userns-sim explain --json` prints. */
export interface ExplainDocument extends ExplainedDecision {
  /** The form; the number rises when a reader of the older form could misread it. */
  readonly schema: "userns-sim/explain/1";
  /** `allowed`, or `refused` with exit code 1. */
  readonly outcome: "allowed" | "refused";
  /** What was asked, in English. */
  readonly question: string;
}
