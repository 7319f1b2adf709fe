import { type PodView, viewPod } from "../pod-view/pod-view.ts";
import { checkReleaseOptions, type ReleaseOptions } from "../releases/api-releases.ts";
import type { FieldError } from "./field-error.ts";
import { validateContainerSecurity } from "./validate-container-security.ts";
import { validateHostUsers } from "./validate-host-users.ts";
import { validatePodSecurityContext } from "./validate-pod-security-context.ts";
import { validateWindows } from "./validate-windows.ts";

/** What {@link validatePodSpec} is told. */
export interface ValidationOptions extends ReleaseOptions {
  /** The pod's `spec` before an update; absent when the pod is created. */
  readonly oldSpec?: unknown;
}

/**
 * Validates the `spec` of a pod as the API server does, as far as users, groups and user namespaces are concerned.
 *
 * The gate of user namespaces does not matter here: a field whose gate is off is dropped before the validation, see
 * {@link admitPod}.
 *
 * @param spec - the `spec`, from a parser; nothing about it is trusted
 * @param options - the release, the gates that were set, and for an update the old `spec`
 * @returns the errors in the order the API server reports them, each verbatim; none for a valid pod. What cannot be
 * decoded is left out.
 * @throws RangeError when the release is not modelled.
 * @remarks `ValidatePodSpec`, `pkg/apis/core/validation/validation.go`.
 * @example
 * ```ts
 * import { validatePodSpec } from "userns-sim/kubelet";
 *
 * const spec = { hostUsers: false, hostPID: true };
 * validatePodSpec(spec, { release: "1.33" }).map(({ text }) => text);
 * // => ["spec.HostPID: Forbidden: when `pod.Spec.HostUsers` is false"]
 * validatePodSpec(spec, { release: "1.36" }).map(({ text }) => text);
 * // => ["spec.HostPID: Forbidden: when `hostUsers` is false"]
 * ```
 */
export function validatePodSpec(spec: unknown, options: ValidationOptions): readonly FieldError[] {
  checkReleaseOptions("validatePodSpec", options);
  return validateView(viewPod(spec), options);
}

/** Validates a pod that was already read. */
export function validateView(pod: PodView, options: ValidationOptions): readonly FieldError[] {
  return [
    ...validateContainerSecurity(pod, options.release),
    ...validatePodSecurityContext(pod, options.release),
    // Where there is no old pod there is none that had anything.
    ...validateHostUsers(pod, viewPod(options.oldSpec), options),
    ...validateWindows(pod, options.release),
  ];
}
