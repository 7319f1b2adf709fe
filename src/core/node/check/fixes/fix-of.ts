import type { FixCode } from "../../../findings/finding.ts";
import { checkSettings } from "../../../kubelet/settings/settings.ts";
import { expectField, expectObject } from "../../../misuse/misuse.ts";
import type { CheckFinding } from "../checked-pods.ts";
import type { NodeFixCode } from "../node-finding.ts";
import type { NodeToCheck } from "../node-to-check.ts";
import { meetPolicy, ownNetwork, turnGateOn } from "./admission-fixes.ts";
import type { Fix } from "./fix.ts";
import { type FreeIds, freeIds, type NodeToFix } from "./free-range.ts";
import { mappedId, rebuildImage } from "./id-fixes.ts";
import { mapLayers, otherFilesystem, sayFilesystem, sayIdmappable, sayKernel, upgradeKernel } from "./mount-fixes.ts";
import {
  endPoolLower,
  fewerPods,
  leaveIdsPerPodOut,
  poolInKubeletMap,
  sayKubeletMap,
  separateSubordinateIds,
} from "./pool-fixes.ts";
import {
  contentRuntime,
  declareHostNetwork,
  hostNetworkRuntime,
  patchRuntime,
  releasedRuntime,
  sayPatch,
  sayRuntime,
  upgradeRuntime,
} from "./runtime-fixes.ts";
import {
  mapCdi,
  raiseNamespaceLimit,
  sayAccount,
  sayConfiguration,
  sayGroups,
  sayImage,
  sayNamespaceLimit,
  sayPolicy,
  sayRelease,
  saySubordinateIds,
  sayUid,
} from "./say-fixes.ts";
import { correctConfiguration, giveSubordinateIds, installGetsubids, leaveGateOut, spellGate } from "./start-fixes.ts";
import { WORDS_ONLY, type WordsOnly } from "./words-only.ts";

/**
 * Computes what would help against a finding on the node on which it was found: the changes that make it go away there, and
 * what must happen before.
 *
 * @param found - a finding of {@link checkNode} about the node or a pod
 * @param node - what that was told
 * @returns the fix: its `changes` are data, and empty where no mechanical change is known; `explain` says it in words
 * @throws TypeError when an argument is no finding or no such node, RangeError when its release is not modelled.
 * @example
 * ```ts
 * import { checkNode, explain, fixOf, type NodeToCheck } from "userns-sim/node";
 * import { kubeletUser } from "userns-sim/kubelet";
 *
 * const node: NodeToCheck = {
 *   kubelet: { release: "1.36", maxPods: 250, kubeletUser: kubeletUser(65536, 7208960) },
 * };
 * const fixes = checkNode(node).findings.map((found) => fixOf(found, node));
 * fixes.map(({ changes }) => changes);
 * // => [
 * //   [
 * //     { file: "/etc/subuid", value: "kubelet:65536:16384000" },
 * //     { file: "/etc/subgid", value: "kubelet:65536:16384000" },
 * //   ],
 * // ]
 * fixes.map((fix) => explain(fix));
 * // => ["Give the account kubelet this one line in /etc/subuid and in /etc/subgid: kubelet:65536:16384000."]
 * ```
 */
export function fixOf(found: CheckFinding, node: NodeToCheck): Fix {
  expectField("fixOf", "found", found, "facts", "a finding of checkNode");
  expectObject("fixOf", "node", node, 'an object such as { kubelet: { release: "1.36" } }');
  checkSettings("fixOf", node.kubelet);
  return fixerOf(node)(found);
}

/** Computes what would help against findings of one node. */
export type Fixer = (found: CheckFinding) => Fix;

/** For many findings of a node, whose files are looked at once; what is free may be known from a node like it. */
export function fixerOf(node: NodeToCheck, free: FreeIds = freeIds(node)): Fixer {
  const toFix = { ...node, free };
  return (found) => fixIn(found, toFix);
}

function fixIn(found: CheckFinding, node: NodeToFix): Fix {
  // The table pairs each code with the findings that have it, which the compiler cannot follow into the union.
  if (Object.hasOwn(WORDS_ONLY, found.fix)) return { code: found.fix, changes: [] };
  const make = FIXES[found.fix as keyof typeof FIXES] as Maker<CheckFinding>;
  return make(found, node);
}

type Maker<Found> = (found: Found, node: NodeToFix) => Fix;

/** Who computes each; what is said in words only has a table of its own, with the reasons. */
const FIXES: { readonly [Code in Exclude<FixCode | NodeFixCode, WordsOnly>]: Maker<never> } = {
  "turn-gate-on": turnGateOn,
  "meet-policy": meetPolicy,
  "say-policy": sayPolicy,
  "upgrade-runtime": upgradeRuntime,
  "say-runtime": sayRuntime,
  "other-filesystem": otherFilesystem,
  "upgrade-kernel": upgradeKernel,
  "map-layers": mapLayers,
  "say-filesystem": sayFilesystem,
  "say-kernel": sayKernel,
  "say-idmappable": sayIdmappable,
  "say-namespace-limit": sayNamespaceLimit,
  "raise-namespace-limit": raiseNamespaceLimit,
  "patch-runtime": patchRuntime,
  "say-patch": sayPatch,
  "released-runtime": releasedRuntime,
  "mount-over-volume": contentRuntime,
  "declare-host-network": declareHostNetwork,
  "host-network-runtime": hostNetworkRuntime,
  "say-cdi": mapCdi,
  "map-cdi": mapCdi,
  "mapped-id": mappedId,
  "say-image": sayImage,
  "rebuild-image": rebuildImage,
  "own-network": ownNetwork,
  "spell-gate": spellGate,
  "leave-gate-out": leaveGateOut,
  "correct-configuration": correctConfiguration,
  "install-getsubids": installGetsubids,
  "give-subordinate-ids": giveSubordinateIds,
  "say-account": sayAccount,
  "say-entry": sayAccount,
  "say-uid": sayUid,
  "say-subordinate-ids": saySubordinateIds,
  "say-groups": sayGroups,
  "say-release": sayRelease,
  "say-configuration": sayConfiguration,
  "end-pool-lower": endPoolLower,
  "leave-ids-per-pod-out": leaveIdsPerPodOut,
  "separate-subordinate-ids": separateSubordinateIds,
  "say-kubelet-map": sayKubeletMap,
  "pool-in-kubelet-map": poolInKubeletMap,
  "fewer-pods": fewerPods,
};
