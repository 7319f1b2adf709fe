import { validatePodSpec } from "../../../../src/core/apiserver/validation/validate-pod.ts";
import type { Release } from "../../../../src/core/releases/releases.ts";

/** The arguments of a row of `userns-kubelet/admission/1`. */
export interface AdmissionRow {
  readonly release: string;
  readonly gates?: Readonly<Record<string, boolean>>;
  readonly update?: boolean;
  readonly spec: unknown;
}

/** Answers a row: the errors, complete, in order, exact. The expected ones are not looked at. */
export function answerAdmission({ release, gates = {}, update = false, spec }: AdmissionRow): {
  readonly errors: readonly string[];
} {
  const options = { release: release as Release, featureGates: gates, ...(update ? { oldSpec: spec } : {}) };
  return { errors: validatePodSpec(spec, options).map(({ text }) => text) };
}
