import type { Finding, FindingOf } from "../../../findings/finding.ts";
import { newestPatch, versionWithFix } from "../../../kubelet/runtime/runtime-fixes.ts";
import {
  parseRuntime,
  RUNTIME_TABLE,
  type RuntimeCell,
  type RuntimeRow,
  runtimeRow,
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
export function upgradeRuntime(
  { code }: Pick<Finding, "code">,
  { kubelet: { release }, facts = {} }: NodeToCheck,
): Fix {
  const isAboutGroups = code === "groups-policy-unsupported" || code === "groups-policy-ignored";
  const { runtimes = [] } = facts;
  const known = runtimes.flatMap((runtime) => {
    const row = runtimeRow(runtime.name);
    return row === undefined ? [] : [{ ...runtime, row, needed: neededOf(row, release, isAboutGroups) }];
  });
  const hopeless = known.find(({ needed }) => needed === undefined);
  const newer = known.flatMap(({ row: { name }, version, needed }) =>
    needed === undefined || isAtLeast(version, needed) ? [] : [{ name, version: needed }],
  );
  // Where all are new enough, and yet what is needed is not reported.
  if (hopeless === undefined && newer.length === 0) return { code: "upgrade-runtime", changes: [] };
  if (hopeless === undefined)
    return { code: "use-runtimes", facts: { runtimes: newer.map(showRuntime) }, changes: newer.map(named) };
  const others = RUNTIME_TABLE.filter(({ kind }) => kind === hopeless.row.kind).flatMap((row) => {
    const needed = neededOf(row, release, isAboutGroups);
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
  if (kind === "oci") return { code: "say-runtime", changes: [{ fact: "runtime", value: oci }] };
  // Above one that is too old, none would do.
  const { changes } = upgradeRuntime(found, node);
  return { code: "say-runtime", changes: [{ fact: "runtime", value: cri }, ...changes] };
}

/** Of CRI-O nobody knows which version would do, and who has it wants no other. */
export function patchRuntime(
  found: FindingOf<"image-volume-not-mapped" | "image-volume-not-known">,
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
 * The containerd that reports it, too, or crun below CRI-O; but what a node declares goes before what its runtime would report,
 * and of others nothing is known: there the pod does without.
 */
export function hostNetworkRuntime(
  found: FindingOf<"host-network-not-declared" | "host-network-sysfs" | "host-network-sysfs-not-known">,
  node: NodeToCheck,
): Fix {
  const { runtimes = [], declaredFeatures } = node.facts ?? {};
  const code = "host-network-runtime";
  const given = runtimes.find(({ name }) => name === "containerd");
  if (given !== undefined && (found.code !== "host-network-not-declared" || declaredFeatures === undefined))
    return { code, changes: newContainerd(versionWithFix(given, "host-network-report"), found, node) };
  if (found.code === "host-network-sysfs-not-known" && runtimes.some(({ name }) => name === "cri-o"))
    return { code, changes: [{ fact: "runtime", value: NEW_RUNTIMES.crio.oci }] };
  return { code, changes: withoutHostNetwork(found.path, node) };
}

/** The runtime below a new one must be new enough for it. */
function newContainerd(version: Version, found: Pick<Finding, "code">, node: NodeToCheck): readonly FixChange[] {
  const { changes } = upgradeRuntime(found, node);
  const others = changes.filter((change) => !("fact" in change && change.value.startsWith("containerd@")));
  return [named({ name: "containerd", version }), ...others];
}

/** With all fixes of its line: with some of them only, another would be said to be missing. */
export function sayPatch({ facts: { runtime } }: FindingOf<"runtime-patch-not-given">): Fix {
  const given = parseRuntime(runtime.replace(" ", "@"));
  if (!given.ok) return { code: "say-patch", changes: [] };
  const { name } = given.value;
  return { code: "say-patch", changes: [named({ name, version: newestPatch(given.value) })] };
}

/** The release that the pre-release came before; found by what is said of it, for the version that was written is not kept. */
export function releasedRuntime(
  { facts: { runtime } }: FindingOf<"runtime-pre-release">,
  { facts: { runtimes = [] } = {} }: NodeToCheck,
): Fix {
  const given = runtimes.find((each) => showRuntime(each) === runtime);
  if (given === undefined) return { code: "released-runtime", changes: [] };
  const released = { name: given.name, version: releaseOf(given.version) };
  return { code: "use-runtimes", facts: { runtimes: [showRuntime(released)] }, changes: [named(released)] };
}

const NEW_RUNTIMES = {
  containerd: { cri: "containerd@2.3.4", oci: "runc@1.3.4" },
  crio: { cri: "cri-o@1.36.0", oci: "crun@1.20.0" },
} as const;

function named({ name, version }: { readonly name: string; readonly version: Version }): FixChange {
  return { fact: "runtime", value: `${name}@${formatVersion(version)}` };
}

function neededOf(row: RuntimeRow, release: Release, isAboutGroups: boolean): Version | undefined {
  const isCri = row.kind === "cri";
  const cells: readonly (RuntimeCell | undefined)[] = [
    traitAt(RELEASE_TABLE.mappedMounts, release) ? row.mappedMounts : row.userNamespaces,
    ...(isCri && traitAt(RELEASE_TABLE.handlerCheck, release) ? [row.report] : []),
    ...(isCri && isAboutGroups ? [row.groupsPolicy] : []),
  ];
  const since = cells.map((cell) => cell?.since ?? NEVER);
  return since.includes(NEVER) ? undefined : newestOf(since, []);
}
