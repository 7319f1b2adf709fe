import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import { isGateOn, minorOf } from "../../apiserver/releases/api-releases.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { type HasFix, hasFix } from "../runtime/runtime-fixes.ts";
import { type RuntimeVersion, runtimeRow, showRuntime } from "../runtime/runtimes.ts";
import { versionFinding } from "./known-runtime.ts";
import { SYSFS_TEXT, startingRuntime } from "./runtime-texts.ts";

/** What comes of a pod that is in the host's network, and of privileged ones: both want a sysfs. */
export function networkFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  const path = formatPath([...pod.path, "hostNetwork"]);
  return [
    ...(pod.hostNetwork && isGateOn(facts, GATE) ? hostNetworkFindings(pod, path, facts) : []),
    ...(pod.hostNetwork ? [finding("host-network-rights", path, {})] : []),
    ...privilegedFindings(pod, facts),
  ];
}

/** The gate, and by the same name the feature that a node declares. */
const GATE = "UserNamespacesHostNetworkSupport";

function hostNetworkFindings(pod: PodView, path: string, facts: NodeFacts): readonly Finding[] {
  const cri = facts.runtimes?.find(({ name }) => runtimeRow(name)?.kind === "cri");
  return [...declarationFindings(pod, path, cri, facts), ...sysfsFindings(path, cri, facts)];
}

/**
 * A pod that wants both requires the feature of its node, `InferForScheduling` of
 * `component-helpers/nodedeclaredfeatures/features/usernamespaceshostnetwork`; of a bound pod no scheduler is asked, but the
 * kubelet.
 */
function declarationFindings(
  pod: PodView,
  path: string,
  cri: RuntimeVersion | undefined,
  facts: NodeFacts,
): readonly Finding[] {
  if (!requiresDeclaration(facts)) return [];
  const declares = declaresHostNetwork(cri, facts);
  const { answer } = declares;
  if (answer === "yes") return [];
  if (answer === "no") return [notDeclared(pod, path)];
  if (cri === undefined) return [];
  if ("changedIn" in declares) return [versionFinding(cri, declares.answer, declares.changedIn, path)];
  return [finding("host-network-declaration-not-known", path, { runtime: showRuntime(cri) })];
}

function notDeclared({ nodeName }: PodView, path: string): Finding {
  const feature = { feature: GATE };
  return nodeName === undefined
    ? finding(
        "host-network-not-declared",
        path,
        feature,
        `node declared features check failed - unsatisfied requirements: ${GATE}`,
      )
    : finding("host-network-not-admitted", path, feature, `Pod requires node features that are not available: ${GATE}`);
}

/** `NodeDeclaredFeatures` is beta and on since 1.36. */
function requiresDeclaration({ release, featureGates = {} }: NodeFacts): boolean {
  const set = Object.hasOwn(featureGates, "NodeDeclaredFeatures") ? featureGates["NodeDeclaredFeatures"] : undefined;
  return set !== false && minorOf(release) >= 36;
}

function declaresHostNetwork(cri: RuntimeVersion | undefined, facts: NodeFacts): HasFix {
  const { declaredFeatures } = facts;
  if (declaredFeatures !== undefined) return { answer: declaredFeatures.includes(GATE) ? "yes" : "no" };
  return cri === undefined ? { answer: "not-known" } : hasFix(cri, "host-network-report");
}

/** Mounting sysfs takes the owner of the network namespace; crun binds the host's where it may not, runc gives up. */
function sysfsFindings(path: string, cri: RuntimeVersion | undefined, facts: NodeFacts): readonly Finding[] {
  if (cri === undefined || startingRuntime(facts) !== "runc") return [];
  const fixed = hasFix(cri, "host-network");
  const { answer } = fixed;
  if (answer === "yes") return [];
  const runtime = showRuntime(cri);
  if (answer === "no") return [finding("host-network-sysfs", path, { runtime }, SYSFS_TEXT)];
  if ("changedIn" in fixed) return [versionFinding(cri, fixed.answer, fixed.changedIn, path)];
  return [finding("host-network-sysfs-not-known", path, { runtime })];
}

/** In a node that is a container, the sysfs that a privileged container wants to write is not its own. */
function privilegedFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  const privileged = pod.containers.find(({ security }) => security.privileged);
  if (privileged === undefined) return [];
  const path = formatPath([...privileged.security.path, "privileged"]);
  if (facts.inContainer === undefined) return [finding("privileged-sysfs-in-container", path, {})];
  if (!facts.inContainer) return [];
  const text = startingRuntime(facts) === "runc" ? SYSFS_TEXT : undefined;
  return [finding("privileged-sysfs", path, {}, text)];
}
