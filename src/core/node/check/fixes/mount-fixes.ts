import type { FindingFacts, FindingOf } from "../../../findings/finding.ts";
import { layerMappability, mappability } from "../../../kubelet/runtime/filesystems.ts";
import { formatVersion } from "../../../kubelet/runtime/version.ts";
import { DEFAULT_ROOT_DIRECTORY } from "../../../kubelet/settings/settings.ts";
import type { CheckFacts, NodeToCheck } from "../node-to-check.ts";
import type { Fix, FixChange } from "./fix.ts";

/** A newer kernel where one would do, else another filesystem, where the data can be moved to one. */
export function otherFilesystem(
  { code, facts }: FindingOf<"mount-not-mappable"> | FindingOf<"mount-not-named">,
  node: NodeToCheck,
): Fix {
  const { filesystem } = facts;
  if (code === "mount-not-named") {
    const moved = onMappable(facts, node);
    return {
      code: "other-filesystem",
      changes: moved.length > 0 ? moved : kernelThatMaps(filesystem, node.facts ?? {}),
    };
  }
  const { since } = facts;
  if (since !== undefined)
    return {
      code: "kernel-for-filesystem",
      facts: { filesystem, kernel: since },
      changes: [{ fact: "kernel", value: since }],
    };
  return { code: "leave-filesystem", facts: { filesystem }, changes: onMappable(facts, node) };
}

export function sayFilesystem({ facts }: FindingOf<"filesystem-not-given">, node: NodeToCheck): Fix {
  return { code: "say-filesystem", changes: onMappable(facts, node) };
}

/** The oldest kernel that maps every filesystem of the table that any kernel maps. */
export function sayKernel(): Fix {
  return { code: "say-kernel", changes: [{ fact: "kernel", value: "6.12" }] };
}

export function upgradeKernel({ facts: { since } }: FindingOf<"layers-not-mappable">): Fix {
  return { code: "upgrade-kernel", changes: since === undefined ? [] : [{ fact: "kernel", value: since }] };
}

export function mapLayers(_found: FindingOf<"layers-not-named">, { facts = {} }: NodeToCheck): Fix {
  return { code: "map-layers", changes: kernelThatMaps("overlay", facts) };
}

/** What somebody said of a kernel goes before its version, so that a newer one is one of which more is said. */
function kernelThatMaps(type: string, { idmappable = [] }: CheckFacts): readonly FixChange[] {
  return [{ fact: "idmappable", value: [...idmappable, type].join(",") }];
}

/**
 * All that may be mapped of what the node has, since whatever is not named then cannot be: the filesystem that is asked about,
 * those that were named, those that volumes have by their nature, and the layers of images.
 */
export function sayIdmappable(
  { facts: { filesystem } }: FindingOf<"filesystem-undecided" | "kernel-backports">,
  { facts = {} }: NodeToCheck,
): Fix {
  const { filesystems = {}, volumes = {} } = facts;
  const named = [filesystem, ...Object.values(filesystems), ...Object.values(volumes), ...BY_NATURE];
  const mapped = [
    ...named.filter((type) => mappability(type, facts).answer !== "no"),
    ...(layerMappability(facts).answer === "no" ? [] : ["overlay"]),
  ];
  return { code: "say-idmappable", changes: [{ fact: "idmappable", value: [...new Set(mapped)].join(",") }] };
}

const BY_NATURE: readonly string[] = ["tmpfs", "hugetlbfs", "ceph"];

/** What is mounted, and on what, if that is known. */
type Mounted = FindingFacts["filesystem-not-given"] & Partial<Pick<FindingFacts["mount-not-named"], "filesystem">>;

/** A filesystem that can be mapped, on a kernel that does; nothing for what is a filesystem by its nature. */
function onMappable(mounted: Mounted, { kubelet, facts = {} }: NodeToCheck): readonly FixChange[] {
  const { idmappable, volumes = {}, rootDirectory = kubelet.rootDirectory } = facts;
  const place = placeOf(mounted, volumes, rootDirectory);
  const type = ON_DISK.find((each) => idmappable === undefined || idmappable.includes(each));
  if (place === undefined || type === undefined) return [];
  const { answer, since } = mappability(type, facts);
  return [
    { fact: "filesystem", value: `${place}=${type}` },
    ...(answer === "no" && since !== undefined ? [{ fact: "kernel", value: formatVersion(since) } as const] : []),
  ];
}

/** Filesystems on which data can be kept, those that most have first. */
const ON_DISK: readonly string[] = ["ext4", "xfs", "btrfs", "f2fs"];

/** A path, or for a volume that is none of the kubelet's directory the name that its pod has for it. */
function placeOf(
  { source, volumeName, filesystem }: Mounted,
  volumes: Readonly<Record<string, string>>,
  rootDirectory: string = DEFAULT_ROOT_DIRECTORY,
): string | undefined {
  if (volumeName !== undefined && Object.hasOwn(volumes, volumeName)) return volumeName;
  if (source.startsWith("/") && !source.startsWith(`${rootDirectory}/pods/`))
    return isOfKernel(source) ? undefined : source;
  const plugin = /\/volumes\/kubernetes\.io~([^/]+)\//.exec(source)?.[1];
  if (plugin === "empty-dir" || plugin === "configmap")
    return IN_MEMORY.some((type) => type === filesystem) ? undefined : rootDirectory;
  return WRITTEN_IN_MEMORY.some((name) => name === plugin) ? undefined : (volumeName ?? rootDirectory);
}

/** What an `emptyDir` is on when its medium says so. */
const IN_MEMORY: readonly string[] = ["tmpfs", "hugetlbfs"];

const WRITTEN_IN_MEMORY: readonly string[] = ["secret", "projected", "downward-api"];

function isOfKernel(path: string): boolean {
  return ["/proc", "/sys", "/dev"].some((place) => path === place || path.startsWith(`${place}/`));
}
