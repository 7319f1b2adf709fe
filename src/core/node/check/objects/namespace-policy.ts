import { type PodSecurityPolicy, parsePolicy } from "../../../apiserver/pod-security/policy.ts";
import { own } from "../../../manifest/value.ts";

/**
 * Reads which Pod Security Standard a Namespace object enforces.
 *
 * @param object - the Namespace object: anything
 * @returns the policy; `undefined` where it has no such label, so that the configuration of the API server decides
 * @remarks `PolicyToEvaluate`, `pod-security-admission/api/helpers.go`: a level that is none counts as `restricted`, and a
 * version that is none as `latest`.
 * @example
 * ```ts
 * import { policyOfNamespace } from "userns-sim/node";
 *
 * const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
 * policyOfNamespace({ metadata: { name: "shop", labels } }); // => { level: "baseline", version: "latest" }
 * ```
 */
export function policyOfNamespace(object: unknown): PodSecurityPolicy | undefined {
  const labels = own(own(object, "metadata"), "labels");
  const [level, version] = [own(labels, ENFORCE), own(labels, ENFORCE_VERSION)];
  if (typeof level !== "string") return undefined;
  const named = parsePolicy(`${level}:latest`);
  // A label says `v1.30`; that the `v` may be left out is for people alone.
  const at = typeof version === "string" && version.startsWith("v") ? parsePolicy(`privileged:${version}`) : undefined;
  return {
    level: named.ok ? named.value.level : "restricted",
    version: at?.ok ? at.value.version : "latest",
  };
}

const ENFORCE = "pod-security.kubernetes.io/enforce";
const ENFORCE_VERSION = "pod-security.kubernetes.io/enforce-version";
