import type { FormName } from "../../core/forms/form/form-names.ts";
import type { IdMapping } from "../../core/idmap/id-mapping.ts";
import type { HelperCall } from "../../core/userland/helper-asked.ts";
import type { ExplainedDecision } from "../output/decision.ts";

/** What `userns-sim map-check --json` prints. */
export interface MapCheckDocument extends ExplainedDecision {
  /** `taken`, or `refused` with exit code 1. */
  readonly outcome: "taken" | "refused";
  readonly file: "uid_map" | "gid_map";
  /** The text that is written. */
  readonly text: string;
  /** The form of the text that it was made of. */
  readonly form: FormName;
  /**
   * Where it ended: opening the file or writing it; with newuidmap(1) also at starting it, whose the process is, its arguments,
   * what it may map for the user, or denying setgroups(2).
   */
  readonly call: HelperCall;
  /** Who writes, in English. */
  readonly writer: string;
  /** What newuidmap(1) prints; null where it prints nothing, or somebody else writes. */
  readonly says: string | null;
  /** The map on the host, where it lives in another one; null without `--outer`, or where the text is no map. */
  readonly onHost: {
    /** The mappings of the map that it lives in. */
    readonly outer: readonly IdMapping[];
    /** Both maps together, as far as the outer one goes. */
    readonly mappings: readonly IdMapping[];
  } | null;
  /** What to do about a refusal; null where it is taken. */
  readonly advice: string | null;
}
