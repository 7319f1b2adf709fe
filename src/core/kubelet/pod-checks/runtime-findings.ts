import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { runtimeRow, showRuntime } from "../runtime/runtimes.ts";
import { handlerUnsupported } from "./handler-unsupported.ts";
import { has, type KnownRuntime, knownRuntimes, undecidedFindings } from "./known-runtime.ts";
import { checksHandler, mappingFindings, mapsMounts, notHandedOn } from "./mapping-findings.ts";

/**
 * Checks whether the runtimes of a node can run a pod in a user namespace; the fields whose gates are off have been
 * dropped.
 *
 * Where the release has the handler check, the kubelet hands the pod only to a runtime that reports support, which
 * containerd and CRI-O do when `features` of the runtime below lists mapped mounts.
 */
export function runtimeFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  const { runtimes = [], release } = facts;
  const { cri, oci } = known(facts);
  const unknown = runtimes.filter(({ name }) => runtimeRow(name) === undefined);
  const reported = reportOf(pod, facts);
  if (reported === false) return [handlerUnsupported(cri)];
  if (reported && cri !== undefined) return groupsPolicyFindings(pod, cri, facts);
  // One that nobody knows does the work of one that was not named.
  const isOciOpen = unknown.length < (cri === undefined ? 2 : 1);
  return [
    ...unknown.map((runtime) => finding("runtime-unknown", "", { runtime: showRuntime(runtime) })),
    ...(cri === undefined ? notGiven("cri", unknown.length === 0) : criFindings(cri, pod, facts)),
    ...(oci === undefined
      ? notGiven("oci", isOciOpen)
      : mappingFindings(oci, cri ?? (unknown.length === 0 ? "not-given" : "unknown"), release)),
  ];
}

/** Whether it is certain that these runtimes map none of the mounts that Kubernetes asks for, be it that they say so or not. */
export function mapsNoMount(pod: PodView, facts: NodeFacts): boolean {
  const { cri, oci } = known(facts);
  if (!mapsMounts(facts.release) || (reportOf(pod, facts) && cri !== undefined)) return false;
  return [cri, oci].some((runtime) => runtime !== undefined && has(runtime, runtime.row.mappedMounts) === "no");
}

function known({ runtimes = [] }: NodeFacts): Readonly<Record<"cri" | "oci", KnownRuntime | undefined>> {
  const all = knownRuntimes(runtimes);
  return { cri: all.find(({ row }) => row.kind === "cri"), oci: all.find(({ row }) => row.kind === "oci") };
}

function notGiven(kind: "cri" | "oci", isOpen: boolean): readonly Finding[] {
  return isOpen ? [finding("runtime-not-given", "", { kind })] : [];
}

/**
 * What the runtime reports decides alone, whatever its version: the kubelet asks for nothing else. A handler of its own may
 * support something else.
 */
function reportOf({ runtimeClassName }: PodView, { release, reportsUserNamespaces }: NodeFacts): boolean | undefined {
  return checksHandler(release) && runtimeClassName === undefined ? reportsUserNamespaces : undefined;
}

function criFindings(runtime: KnownRuntime, pod: PodView, facts: NodeFacts): readonly Finding[] {
  return [...supportFindings(runtime, facts), ...groupsPolicyFindings(pod, runtime, facts)];
}

function supportFindings(runtime: KnownRuntime, { release }: NodeFacts): readonly Finding[] {
  const { row } = runtime;
  if (checksHandler(release) && has(runtime, row.report) === "no") return [handlerUnsupported(runtime)];
  if (has(runtime, row.userNamespaces) === "no")
    return [finding("user-namespace-ignored", "", { runtime: showRuntime(runtime) })];
  const undecided = undecidedFindings(runtime, [
    ...(checksHandler(release) ? [row.report] : []),
    row.userNamespaces,
    ...(mapsMounts(release) ? [row.mappedMounts] : []),
  ]);
  return [...undecided, ...notHandedOn(runtime, release)];
}

function groupsPolicyFindings(pod: PodView, runtime: KnownRuntime, facts: NodeFacts): readonly Finding[] {
  const { path, supplementalGroupsPolicy: policy } = pod.security;
  const { groupsPolicy } = runtime.row;
  if (policy !== "Strict") return [];
  const field = formatPath([...path, "supplementalGroupsPolicy"]);
  if (has(runtime, groupsPolicy) !== "no") return undecidedFindings(runtime, [groupsPolicy], field);
  const shown = { runtime: showRuntime(runtime) };
  if (traitAt(RELEASE_TABLE.groupsPolicy, facts.release) === "ignored")
    return [finding("groups-policy-ignored", field, shown)];
  const text = "SupplementalGroupsPolicy=Strict is not supported in this node";
  return [finding("groups-policy-unsupported", field, shown, text)];
}
