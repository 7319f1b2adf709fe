import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import {
  type RuntimeCell,
  type RuntimeRow,
  type RuntimeVersion,
  runtimeRow,
  showRuntime,
} from "../runtime/runtimes.ts";
import { formatVersion, type Reached, reached } from "../runtime/version.ts";

/**
 * Checks whether the runtimes of a node can run a pod in a user namespace; the fields whose gates are off have been
 * dropped.
 *
 * Where the release has the handler check, the kubelet hands the pod only to a runtime that reports support, which
 * containerd and CRI-O do when `features` of the runtime below lists mapped mounts.
 */
export function runtimeFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  const { runtimes = [] } = facts;
  const known = runtimes.flatMap((runtime): readonly KnownRuntime[] => {
    const row = runtimeRow(runtime.name);
    return row === undefined ? [] : [{ ...runtime, row }];
  });
  const unknown = runtimes.filter(({ name }) => runtimeRow(name) === undefined);
  const cri = known.find(({ row }) => row.kind === "cri");
  const oci = known.find(({ row }) => row.kind === "oci");
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
      : ociFindings(oci, cri ?? (unknown.length === 0 ? "not-given" : "unknown"), facts)),
  ];
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

interface KnownRuntime extends RuntimeVersion {
  readonly row: RuntimeRow;
}

function criFindings(runtime: KnownRuntime, pod: PodView, facts: NodeFacts): readonly Finding[] {
  return [...supportFindings(runtime, facts), ...groupsPolicyFindings(pod, runtime, facts)];
}

function supportFindings(runtime: KnownRuntime, { release }: NodeFacts): readonly Finding[] {
  const { row } = runtime;
  const shown = { runtime: showRuntime(runtime) };
  if (checksHandler(release) && has(runtime, row.report) === "no") return [handlerUnsupported(runtime)];
  if (has(runtime, row.userNamespaces) === "no") return [finding("user-namespace-ignored", "", shown)];
  if (mapsMounts(release) && has(runtime, row.mappedMounts) === "no") return [finding("mappings-ignored", "", shown)];
  return preReleaseFindings(runtime, [
    ...(checksHandler(release) ? [row.report] : []),
    row.userNamespaces,
    ...(mapsMounts(release) ? [row.mappedMounts] : []),
  ]);
}

/** Of a pre-release of the very version from which on a runtime does something. */
function preReleaseFindings(
  runtime: KnownRuntime,
  cells: readonly (RuntimeCell | undefined)[],
  path = "",
): readonly Finding[] {
  const cell = cells.find((each) => has(runtime, each) === "pre-release");
  if (cell === undefined) return [];
  const needed = formatVersion(cell.since);
  return [finding("runtime-pre-release", path, { runtime: showRuntime(runtime), needed })];
}

/** The runtime that the kubelet talks to. */
type Above = KnownRuntime | "not-given" | "unknown";

function ociFindings(runtime: KnownRuntime, above: Above, { release }: NodeFacts): readonly Finding[] {
  const { userNamespaces, mappedMounts } = runtime.row;
  const shown = showRuntime(runtime);
  if (!mapsMounts(release)) {
    if (has(runtime, userNamespaces) !== "no") return preReleaseFindings(runtime, [userNamespaces]);
    const needed = `${runtime.name} ${formatVersion(userNamespaces.since)}`;
    return [finding("runtime-too-old", "", { runtime: shown, needed })];
  }
  if (has(runtime, mappedMounts) !== "no") return preReleaseFindings(runtime, [mappedMounts]);
  // Each that reports support to the kubelet asks the one below first; what one does that nobody knows is open.
  if (checksHandler(release) && above !== "unknown") return [handlerUnsupported(runtime)];
  const ignored = finding("mappings-ignored", "", { runtime: shown });
  if (typeof above === "string") return [ignored];
  switch (has(above, above.row.mappedMounts)) {
    case "no":
      return [ignored];
    case "pre-release":
      // What is said of that pre-release says it all.
      return [];
    case "yes":
      return [finding("mappings-refused", "", { runtime: shown }, REFUSALS[above.row.name])];
  }
}

/** What the runtime says that asks the one below, with `features`, before it starts a container. */
const REFUSALS: Readonly<Partial<Record<RuntimeRow["name"], string>>> = {
  containerd: "OCI runtime doesn't support idmap mounts: missing `mountExtensions.idmap` entry in `features` command",
  "cri-o": "idmap mounts specified but OCI runtime does not support them. Perhaps the OCI runtime is too old",
};

function groupsPolicyFindings(pod: PodView, runtime: KnownRuntime, facts: NodeFacts): readonly Finding[] {
  const { path, supplementalGroupsPolicy: policy } = pod.security;
  const knows = has(runtime, runtime.row.groupsPolicy);
  if (policy !== "Strict" || knows === "yes") return [];
  const field = formatPath([...path, "supplementalGroupsPolicy"]);
  if (knows === "pre-release") return preReleaseFindings(runtime, [runtime.row.groupsPolicy], field);
  const shown = { runtime: showRuntime(runtime) };
  if (traitAt(RELEASE_TABLE.groupsPolicy, facts.release) === "ignored")
    return [finding("groups-policy-ignored", field, shown)];
  const text = "SupplementalGroupsPolicy=Strict is not supported in this node";
  return [finding("groups-policy-unsupported", field, shown, text)];
}

function handlerUnsupported(runtime: RuntimeVersion | undefined): Finding {
  const text = "can't set `spec.hostUsers: false`, runtime does not support user namespaces";
  const shown = runtime === undefined ? "the runtime" : showRuntime(runtime);
  return finding("user-namespace-unsupported", "spec.hostUsers", { runtime: shown }, text);
}

function has({ version }: RuntimeVersion, cell: RuntimeCell | undefined): Reached {
  return cell === undefined ? "no" : reached(version, cell.since);
}

function mapsMounts(release: Release): boolean {
  return traitAt(RELEASE_TABLE.mappedMounts, release);
}

function checksHandler(release: Release): boolean {
  return traitAt(RELEASE_TABLE.handlerCheck, release);
}
