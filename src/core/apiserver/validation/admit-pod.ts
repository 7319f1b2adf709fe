import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import type { ManifestProblem } from "../../manifest/problem.ts";
import { checkViewSecurity, expectPod, type PodToCheck } from "../pod-security/pod-security.ts";
import { expectPolicy, formatPolicy, type PodSecurityPolicy } from "../pod-security/policy.ts";
import { relaxationsOf } from "../pod-security/relaxation.ts";
import { type PodView, viewPod } from "../pod-view/pod-view.ts";
import { checkReleaseOptions } from "../releases/api-releases.ts";
import { dropDisabledFields } from "./disabled-fields.ts";
import { type ValidationOptions, validateView } from "./validate-pod.ts";

/** What {@link admitPod} is told. */
export interface AdmissionOptions extends ValidationOptions {
  /** The policy that the namespace enforces; not decided where it is not given. */
  readonly policy?: PodSecurityPolicy;
}

/**
 * Tells whether an API server would take a pod: what it cannot decode, what it drops without a word, what its validation
 * refuses and what the Pod Security Standards refuse, as far as users, groups and user namespaces are concerned.
 *
 * @param pod - what `kubectl apply` sends: anything
 * @param options - the release, the gates that were set, the policy, and for an update the old `spec`
 * @returns the findings in that order; none where the pod is taken as it is
 * @throws RangeError when the release is not modelled.
 * @example
 * ```ts
 * import { admitPod } from "userns-sim/kubelet";
 *
 * const policy = { level: "baseline", version: "latest" } as const;
 * admitPod({ spec: { hostUsers: false } }, { release: "1.36", policy }); // => []
 *
 * const spec = { hostUsers: false, hostNetwork: true };
 * admitPod({ spec }, { release: "1.36", policy }).map(({ verdict, text }) => [verdict, text]);
 * // => [
 * //   ["refused", "spec.hostNetwork: Forbidden: when `hostUsers` is false"],
 * //   ["refused", "host namespaces (hostNetwork=true)"],
 * // ]
 * ```
 */
export function admitPod(pod: PodToCheck, options: AdmissionOptions): readonly Finding[] {
  expectPod("admitPod", pod);
  checkReleaseOptions("admitPod", options);
  if (options.policy !== undefined) expectPolicy("admitPod", options.policy);
  return admitView(viewPod(pod.spec), pod.annotations, options);
}

/** Tells whether an API server would take a pod that was already read. */
export function admitView(given: PodView, annotations: unknown, options: AdmissionOptions): readonly Finding[] {
  const { pod, dropped } = dropDisabledFields(given, options);
  return [
    ...given.problems.map(notDecodable),
    ...dropped.map(({ path, gate }) =>
      finding(gate === "user namespaces" ? "host-users-dropped" : "field-dropped", formatPath(path), { gate }),
    ),
    ...validateView(pod, options).map(({ path, text }) => finding("not-valid", path, {}, text)),
    ...podSecurityFindings(pod, annotations, options),
  ];
}

function notDecodable(problem: ManifestProblem): Finding {
  // `viewPod` reports nothing but wrong types.
  const { found, expected } = problem as Extract<ManifestProblem, { code: "wrong-type" }>;
  return finding("not-decodable", formatPath(problem.path), { found, expected });
}

function podSecurityFindings(pod: PodView, annotations: unknown, options: AdmissionOptions): readonly Finding[] {
  const { policy } = options;
  if (policy === undefined) return [finding("policy-not-given", "", {})];
  const violations = checkViewSecurity(pod, annotations, policy, options);
  if (violations.length === 0) return [];
  const relaxed = relaxationsOf(pod, annotations, policy, options);
  return violations.map(({ check, reason, detail }) => {
    const facts = { check, policy: formatPolicy(policy), ...relaxed(check) };
    return finding("pod-security", formatPath(pod.path), facts, `${reason} (${detail})`);
  });
}
