import { expectArray, expectObject } from "../../misuse/misuse.ts";
import { traitAt } from "../../releases/releases.ts";
import { viewAnnotations } from "../pod-view/annotations.ts";
import { isInUserns, type PodView, viewPod } from "../pod-view/pod-view.ts";
import {
  ADMISSION_TABLE,
  checkReleaseOptions,
  isGateOn,
  minorOf,
  type ReleaseOptions,
} from "../releases/api-releases.ts";
import { BASELINE_CHECKS } from "./pod-security-baseline.ts";
import type { CheckContext, PodSecurityCheck } from "./pod-security-check.ts";
import { RESTRICTED_CHECKS } from "./pod-security-restricted.ts";
import { expectPolicy, formatPolicy, type PodSecurityPolicy } from "./policy.ts";

/** One violation of the Pod Security Standards. */
export interface PodSecurityViolation {
  /** The name of the check upstream, such as `runAsNonRoot`. */
  readonly check: string;
  /** The short reason, verbatim. */
  readonly reason: string;
  /** The details, verbatim. */
  readonly detail: string;
}

/** A pod, as far as the Pod Security Standards look at it. */
export interface PodToCheck {
  /** Its `spec`, from a parser; nothing about it is trusted. */
  readonly spec: unknown;
  /** Its annotations; none when not given. */
  readonly annotations?: unknown;
}

/**
 * Checks a pod against a level of the Pod Security Standards, with the relaxations for pods in user namespaces.
 *
 * A version that is newer than the release counts as that of the release, and so does `latest`. Policies before `v1.19`
 * look at annotations for seccomp, which is not modelled.
 *
 * @param pod - the pod, and what is known of its namespace
 * @param policy - the level and its version
 * @param options - the release of the API server, and the gates that were set
 * @returns the violations in the order of the API server's message; none where the pod is allowed. What cannot be decoded
 * is left out.
 * @throws RangeError when the release is not modelled.
 * @remarks `EvaluatePod`, `pod-security-admission/policy/registry.go`. Relaxed with `hostUsers: false`: `runAsNonRoot` and
 * `runAsUser`, and at the level `baseline` `procMount`; up to 1.34 by the gate `UserNamespacesPodSecurityStandards`, from
 * 1.35 on by a policy of version `v1.35` or newer. KEP-127's further promises are not in the code.
 * @example
 * ```ts
 * import { checkPodSecurity } from "userns-sim/kubelet";
 *
 * const spec = { hostUsers: false, securityContext: { runAsUser: 0 } };
 * const reasons = (version: number) =>
 *   checkPodSecurity({ spec }, { level: "restricted", version }, { release: "1.36" }).map(({ reason }) => reason);
 * reasons(34); // => ["runAsUser=0"]
 * reasons(35); // => []
 * ```
 */
export function checkPodSecurity(
  pod: PodToCheck,
  policy: PodSecurityPolicy,
  options: ReleaseOptions,
): readonly PodSecurityViolation[] {
  expectPod("checkPodSecurity", pod);
  expectPolicy("checkPodSecurity", policy);
  checkReleaseOptions("checkPodSecurity", options);
  return checkViewSecurity(viewPod(pod.spec), pod.annotations, policy, options);
}

export function checkViewSecurity(
  pod: PodView,
  annotations: unknown,
  { level, version }: PodSecurityPolicy,
  options: ReleaseOptions,
): readonly PodSecurityViolation[] {
  const newest = minorOf(options.release);
  const minor = version === "latest" ? newest : Math.min(version, newest);
  const context: CheckContext = { release: options.release, minor, annotations: viewAnnotations(annotations) };
  return checksOf(level, minor)
    .filter((check) => !isExempt(pod, check, minor, options))
    .flatMap(({ id, check }) => {
      const verdict = check(pod, context);
      return verdict === undefined ? [] : [{ check: id, ...verdict }];
    });
}

/**
 * Writes the message of the API server.
 *
 * @param policy - the policy that is enforced
 * @param violations - all violations, as {@link checkPodSecurity} gives them
 * @returns what the API server says after the pod's name, verbatim
 * @remarks `EvaluatePod`, `pod-security-admission/admission/admission.go`, and `ForbiddenDetail`, `policy/checks.go`.
 * @example
 * ```ts
 * import { checkPodSecurity, podSecurityMessage } from "userns-sim/kubelet";
 *
 * const policy = { level: "baseline", version: "latest" } as const;
 * podSecurityMessage(policy, checkPodSecurity({ spec: { hostPID: true } }, policy, { release: "1.36" }));
 * // => 'violates PodSecurity "baseline:latest": host namespaces (hostPID=true)'
 * ```
 */
export function podSecurityMessage(policy: PodSecurityPolicy, violations: readonly PodSecurityViolation[]): string {
  expectPolicy("podSecurityMessage", policy);
  expectArray("podSecurityMessage", "violations", violations, "an array, as checkPodSecurity gives it");
  const details = violations.map(({ reason, detail }) => `${reason} (${detail})`).join(", ");
  return `violates PodSecurity "${formatPolicy(policy)}": ${details}`;
}

function checksOf(level: PodSecurityPolicy["level"], minor: number): readonly PodSecurityCheck[] {
  const inForce = ({ since }: PodSecurityCheck): boolean => since <= minor;
  if (level === "privileged") return [];
  if (level === "baseline") return BASELINE_CHECKS.filter(inForce);
  const added = RESTRICTED_CHECKS.filter(inForce);
  const kept = BASELINE_CHECKS.filter(({ id }) => !added.some(({ overrides }) => overrides === id));
  return [...kept.filter(inForce), ...added];
}

function isExempt(pod: PodView, check: PodSecurityCheck, minor: number, options: ReleaseOptions): boolean {
  const { windowsExemptSince, relaxes } = check;
  if (windowsExemptSince !== undefined && minor >= windowsExemptSince && pod.os === "windows") return true;
  if (relaxes === undefined || !isInUserns(pod)) return false;
  if (traitAt(ADMISSION_TABLE.relaxedBy, options.release) === "policy-version") return minor >= RELAXED_SINCE;
  if (!isGateOn(options, "UserNamespacesPodSecurityStandards")) return false;
  return relaxes === "users" || traitAt(ADMISSION_TABLE.gateRelaxesProcMount, options.release);
}

/** The version of the policy that relaxes without a gate. */
const RELAXED_SINCE = 35;

export function expectPod(caller: string, pod: PodToCheck): void {
  expectObject(caller, "pod", pod, "an object { spec, annotations }");
}
