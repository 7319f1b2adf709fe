import { goQuote } from "../../go/go-text.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import type { GateError } from "./pool-error.ts";
import type { KubeletSettings } from "./settings.ts";

/**
 * `featuregate.SetFromMap`, `k8s.io/component-base`: whether the gate is on, or why the kubelet refuses what was set.
 */
export function gateOf({ release, featureGates = {} }: KubeletSettings): Result<boolean, GateError> {
  const known = traitAt(RELEASE_TABLE.gate, release);
  for (const gate of GATES) {
    const value = Object.hasOwn(featureGates, gate) ? featureGates[gate] : undefined;
    if (value !== undefined && gate !== known)
      return err({ code: "gate-unrecognized", gate, text: `unrecognized feature gate: ${gate}` });
    if (value === false && traitAt(RELEASE_TABLE.gateLocked, release))
      return err({
        code: "gate-locked",
        gate,
        text: `cannot set feature gate ${gate} to false, feature is locked to true`,
      });
  }
  const set = Object.hasOwn(featureGates, known) ? featureGates[known] : undefined;
  return ok(set ?? traitAt(RELEASE_TABLE.gateDefault, release));
}

/** What a kubelet says of a pod that sets `hostUsers` while the gate is off. */
export function disabledGate(release: Release): { readonly gate: string; readonly text: string } {
  const gate = traitAt(RELEASE_TABLE.gate, release);
  return { gate, text: `the feature gate ${goQuote(gate)} is disabled: can't set spec.HostUsers` };
}

/** The name until 1.27 and the one since. */
const GATES = ["UserNamespacesStatelessPodsSupport", "UserNamespacesSupport"] as const;
