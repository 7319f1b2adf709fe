import type { Finding, FindingOf } from "../../../findings/finding.ts";
import { knownRuntimes, mapsItsOwn } from "../../../kubelet/pod-checks/known-runtime.ts";
import { newestPatch, versionWithFix } from "../../../kubelet/runtime/runtime-fixes.ts";
import {
  parseRuntime,
  RUNTIME_TABLE,
  type RuntimeCell,
  type RuntimeRow,
  type RuntimeVersion,
  showRuntime,
} from "../../../kubelet/runtime/runtimes.ts";
import {
  formatVersion,
  isAtLeast,
  NEVER,
  newestOf,
  releaseOf,
  type Version,
} from "../../../kubelet/runtime/version.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../../releases/releases.ts";
import type { NodeToCheck } from "../node-to-check.ts";
import { withoutHostNetwork } from "./admission-fixes.ts";
import type { Fix, FixChange } from "./fix.ts";

/**
 * What each runtime of the node must be for this release: one that is new enough above another that is not only changes
 * who refuses.
 */
export function upgradeRuntime(found: Pick<Finding, "code">, node: NodeToCheck): Fix {
  const known = neededRuntimes(found, node);
  const hopeless = known.find(({ needed }) => needed === undefined);
  const newer = newerRuntimes(known);
  // Where all are new enough, and yet what is needed is not reported.
  if (hopeless === undefined && newer.length === 0) return { code: "upgrade-runtime", changes: [] };
  if (hopeless === undefined)
    return { code: "use-runtimes", facts: { runtimes: newer.map(showRuntime) }, changes: newer.map(named) };
  const others = RUNTIME_TABLE.filter(({ kind }) => kind === hopeless.row.kind).flatMap((row) => {
    const needed = neededOf(row, needsOf(found, node));
    return needed === undefined ? [] : [{ name: row.name, version: needed }];
  });
  return {
    code: "replace-runtime",
    facts: { runtime: hopeless.name, runtimes: others.map(showRuntime) },
    changes: [...others.slice(0, 1), ...newer].map(named),
  };
}

/** Of each kind one that is new, and of those below CRI-O the one that it brings. */
export function sayRuntime(found: FindingOf<"runtime-not-given" | "runtime-unknown">, node: NodeToCheck): Fix {
  const { facts: about } = found;
  const { facts = {} } = node;
  if ("runtime" in about) return { code: "know-runtime", facts: { runtime: about.runtime }, changes: [] };
  const { kind } = about;
  const isThere = (name: string): boolean => facts.runtimes?.some((runtime) => runtime.name === name) === true;
  const { cri, oci } = isThere("crun") || isThere("cri-o") ? NEW_RUNTIMES.crio : NEW_RUNTIMES.containerd;
  if (kind === "oci") return { code: "say-runtime", changes: [named(oci)] };
  return { code: "say-runtime", changes: withWhatItNeeds(cri, found, node).map(named) };
}

/** Of CRI-O nobody knows which version would do, and who has it wants no other. */
export function patchRuntime(
  found: FindingOf<"image-volume-unsupported" | "image-volume-not-mapped" | "image-volume-not-known">,
  node: NodeToCheck,
): Fix {
  const given = node.facts?.runtimes?.find(({ name }) => name === "containerd");
  if (given === undefined) return { code: "patch-runtime", changes: [] };
  return { code: "patch-runtime", changes: newContainerd(versionWithFix(given, "image-volume"), found, node) };
}

/** With all that its line got later, lest the third number be asked for. */
export function contentRuntime(
  found: FindingOf<"volume-content-refused" | "volume-content-not-mapped">,
  node: NodeToCheck,
): Fix {
  const given = node.facts?.runtimes?.find(({ name }) => name === "containerd");
  if (given === undefined) return { code: "mount-over-volume", changes: [] };
  const version = newestPatch({ ...given, version: versionWithFix(given, "volume-content") });
  return { code: "mount-over-volume", changes: newContainerd(version, found, node) };
}

/**
 * The containerd that reports it. But what a node declares goes before what its runtime would report, and of CRI-O nobody
 * knows which version would do: there the pod does without.
 */
export function declareHostNetwork(
  found: FindingOf<"host-network-not-declared" | "host-network-not-admitted">,
  node: NodeToCheck,
): Fix {
  const reporting = node.facts?.declaredFeatures === undefined ? reportingContainerd(found, node) : undefined;
  return { code: "declare-host-network", changes: reporting ?? withoutHostNetwork(found.path, node) };
}

/** The containerd that reports it, too, or crun below CRI-O; of others nothing is known: there the pod does without. */
export function hostNetworkRuntime(
  found: FindingOf<"host-network-sysfs" | "host-network-sysfs-not-known">,
  node: NodeToCheck,
): Fix {
  const isCrio = node.facts?.runtimes?.some(({ name }) => name === "cri-o") === true;
  const changes =
    reportingContainerd(found, node) ??
    (isCrio ? [named(NEW_RUNTIMES.crio.oci)] : withoutHostNetwork(found.path, node));
  return { code: "host-network-runtime", changes };
}

function reportingContainerd(found: Pick<Finding, "code">, node: NodeToCheck): readonly FixChange[] | undefined {
  const given = node.facts?.runtimes?.find(({ name }) => name === "containerd");
  return given && newContainerd(versionWithFix(given, "host-network-report"), found, node);
}

function newContainerd(version: Version, found: Pick<Finding, "code">, node: NodeToCheck): readonly FixChange[] {
  return withWhatItNeeds({ name: "containerd", version }, found, node).map(named);
}

/** The runtime below a new one must be new enough for it. */
function withWhatItNeeds(
  runtime: RuntimeVersion,
  found: Pick<Finding, "code">,
  node: NodeToCheck,
): readonly RuntimeVersion[] {
  const { facts = {} } = node;
  const others = facts.runtimes?.filter(({ name }) => name !== runtime.name) ?? [];
  const known = neededRuntimes(found, { ...node, facts: { ...facts, runtimes: [...others, runtime] } });
  return [runtime, ...newerRuntimes(known.filter(({ name }) => name !== runtime.name))];
}

/** With all fixes of its line: with some of them only, another would be said to be missing. */
export function sayPatch({ facts: { runtime, changedIn } }: FindingOf<"runtime-patch-not-given">): Fix {
  const given = parseRuntime(runtime.replace(" ", "@"));
  if (!given.ok) return { code: "say-patch", changes: [] };
  const { name } = given.value;
  const changed = parseRuntime(`${name}@${changedIn}`);
  const patch = newestPatch(given.value);
  const version = changed.ok ? newestOf([changed.value.version], patch) : patch;
  return { code: "say-patch", changes: [named({ name, version })] };
}

/** The release that the pre-release came before; found by what is said of it, for the version that was written is not kept. */
export function releasedRuntime(found: FindingOf<"runtime-pre-release">, node: NodeToCheck): Fix {
  const { runtime } = found.facts;
  const given = node.facts?.runtimes?.find((each) => showRuntime(each) === runtime);
  if (given === undefined) return { code: "released-runtime", changes: [] };
  const used = withWhatItNeeds({ name: given.name, version: releaseOf(given.version) }, found, node);
  return { code: "use-runtimes", facts: { runtimes: used.map(showRuntime) }, changes: used.map(named) };
}

const NEW_RUNTIMES = {
  containerd: { cri: { name: "containerd", version: [2, 3, 4] }, oci: { name: "runc", version: [1, 3, 4] } },
  crio: { cri: { name: "cri-o", version: [1, 36, 0] }, oci: { name: "crun", version: [1, 20, 0] } },
} as const;

function named({ name, version }: { readonly name: string; readonly version: Version }): FixChange {
  return { fact: "runtime", value: `${name}@${formatVersion(version)}` };
}

interface NeededRuntime extends RuntimeVersion {
  readonly row: RuntimeRow;
  /** The version that would do, if any does. */
  readonly needed: Version | undefined;
}

function neededRuntimes(found: Pick<Finding, "code">, node: NodeToCheck): readonly NeededRuntime[] {
  const needs = needsOf(found, node);
  return knownRuntimes(node.facts?.runtimes ?? []).map((runtime) => ({
    ...runtime,
    needed: neededOf(runtime.row, needs),
  }));
}

function newerRuntimes(known: readonly NeededRuntime[]): readonly RuntimeVersion[] {
  return known.flatMap(({ name, version, needed }) =>
    needed === undefined || isAtLeast(version, needed) ? [] : [{ name, version: needed }],
  );
}

interface Needs {
  readonly release: Release;
  readonly isAboutGroups: boolean;
  /** Whether the runtime above maps mounts of its own where the release asks for none. */
  readonly mapsItsOwn: boolean;
}

function needsOf({ code }: Pick<Finding, "code">, { kubelet: { release }, facts = {} }: NodeToCheck): Needs {
  const isAboutGroups = code === "groups-policy-unsupported" || code === "groups-policy-ignored";
  return { release, isAboutGroups, mapsItsOwn: mapsItsOwn(facts) };
}

function neededOf(row: RuntimeRow, { release, isAboutGroups, mapsItsOwn: isMapped }: Needs): Version | undefined {
  const isCri = row.kind === "cri";
  const mapsMounts = traitAt(RELEASE_TABLE.mappedMounts, release);
  const cells: readonly (RuntimeCell | undefined)[] = [
    mapsMounts ? row.mappedMounts : row.userNamespaces,
    ...(!isCri && (mapsMounts || isMapped) ? [row.mountFeatures] : []),
    ...(isCri && traitAt(RELEASE_TABLE.handlerCheck, release) ? [row.report] : []),
    ...(isCri && isAboutGroups ? [row.groupsPolicy] : []),
  ];
  const since = cells.map((cell) => cell?.since ?? NEVER);
  return since.includes(NEVER) ? undefined : newestOf(since, []);
}
