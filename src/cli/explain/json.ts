import type { ExplainedDecision } from "../output/decision.ts";

/** What `userns-sim explain --json` prints. */
export interface ExplainDocument extends ExplainedDecision {
  /** `allowed`, or `refused` with exit code 1. */
  readonly outcome: "allowed" | "refused";
}
