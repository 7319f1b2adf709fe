import { type ValidationOptions, validatePodSpec } from "../../../../../src/core/kubelet/admission/validate-pod.ts";
import type { Release } from "../../../../../src/core/kubelet/releases.ts";

/** The texts of all validation errors of a pod. */
export function errorTexts(
  spec: unknown,
  release: Release = "1.36",
  rest: Omit<ValidationOptions, "release"> = {},
): readonly string[] {
  return validatePodSpec(spec, { release, ...rest }).map(({ text }) => text);
}
