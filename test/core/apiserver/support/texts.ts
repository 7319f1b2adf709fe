import { type ValidationOptions, validatePodSpec } from "../../../../src/core/apiserver/validation/validate-pod.ts";
import type { Release } from "../../../../src/core/releases/releases.ts";

/** The texts of all validation errors of a pod. */
export function errorTexts(
  spec: unknown,
  release: Release = "1.36",
  rest: Omit<ValidationOptions, "release"> = {},
): readonly string[] {
  return validatePodSpec(spec, { release, ...rest }).map(({ text }) => text);
}
