import type { DefectName } from "../../core/kubelet/defects/defects.ts";
import type { Release } from "../../core/releases/releases.ts";
import type { Difference } from "../trace/compare.ts";
import type { TraceForm } from "../trace/load.ts";

/** What `userns-sim replay --json` prints. A property that does not apply is null, never left out. */
export interface ReplayDocument {
  /** `differs` where something is not as it was recorded, exit code 1; else `agrees`, also where nothing was recorded. */
  readonly outcome: "agrees" | "differs";
  /** The form of the file. */
  readonly form: TraceForm;
  /** The traces, in the order of the file. */
  readonly traces: readonly TraceFacts[];
}

/** A trace that was played. */
export interface TraceFacts {
  /** Its name; null where the file has only one. */
  readonly id: string | null;
  /** Whose history it is. */
  readonly subject: "kubelet" | "allocator";
  /** The release of the kubelet at the beginning; null for the allocator. */
  readonly release: Release | null;
  /** Whether somebody read the source of the release; if not, the newest before it that was read stands in. */
  readonly evidence: "read" | "not read" | null;
  /** What it is about; null where it does not say. */
  readonly note: string | null;
  /** What happened. */
  readonly steps: readonly StepFacts[];
  /** How many steps have something recorded to compare with. */
  readonly compared: number;
  /** Where the end is not as it was recorded; null where it is, or nothing was recorded. */
  readonly endDifference: Difference | null;
}

/** One step. */
export interface StepFacts {
  /** Its place, from 0. */
  readonly at: number;
  /** What happened, in the words of `userns-sim/trace/1`. */
  readonly type: string;
  /** The pod; null where it is about none. */
  readonly podUid: string | null;
  /** Whether it was done, was refused, or was the end of the kubelet. */
  readonly outcome: "ok" | "refused" | "crashed";
  /** The message, verbatim; null where there is none. */
  readonly says: string | null;
  /** What came of it, in words. */
  readonly result: string;
  /** The host IDs that it gave or gave back; null for none. */
  readonly range: { readonly start: number; readonly size: number } | null;
  /** The random numbers that it used. */
  readonly draws: readonly number[];
  /** How many slots are in use afterwards, reserved ones included; null while no manager runs. */
  readonly used: number | null;
  /** The known defects of the kubelet that showed. */
  readonly defects: readonly DefectName[];
  /** Where it is not as it was recorded; null where it is, or nothing was recorded. */
  readonly difference: Difference | null;
}
