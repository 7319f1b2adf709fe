import type { ExplainedDecision } from "../output/decision.ts";

/** What `userns-sim map-check --json` prints. */
export interface MapCheckDocument extends ExplainedDecision {
  /** `taken`, or `refused` with exit code 1. */
  readonly outcome: "taken" | "refused";
  readonly file: "uid_map" | "gid_map";
  /** Where it ended: at what newuidmap(1) may write for the user, at opening the file, or at writing it. */
  readonly call: "grant" | "open" | "write";
  /** Who writes, in English. */
  readonly writer: string;
  /** What is wrong with the text and what would be right; null where it is not the text. */
  readonly advice: string | null;
}
