import type { Release } from "../../releases/releases.ts";
import type { PodView } from "../pod-view/pod-view.ts";
import type { CheckVerdict } from "./pod-security-words.ts";

export interface PodSecurityCheck {
  /** Its name upstream. */
  readonly id: string;
  /** The minor version of the policy from which on it applies. */
  readonly since: number;
  /** The check of the level `baseline` that it replaces in the level `restricted`. */
  readonly overrides?: string;
  /** The minor version of the policy from which on pods for Windows are exempt. */
  readonly windowsExemptSince?: number;
  /** What may be relaxed for a pod in a user namespace. */
  readonly relaxes?: "users" | "proc-mount";
  /** Says what is wrong with a pod, if anything. */
  readonly check: (pod: PodView, context: CheckContext) => CheckVerdict | undefined;
}

/** What a check may take into account besides the pod's `spec`. */
export interface CheckContext {
  /** The release of the API server: some checks were changed for policies of all versions. */
  readonly release: Release;
  readonly minor: number;
  readonly annotations: Readonly<Record<string, string>>;
}
