import type { FindingOf } from "../../../findings/finding.ts";
import { formatVersion, isAtLeast, type Version } from "../../../kubelet/runtime/version.ts";
import { DEFAULT_ROOT_DIRECTORY } from "../../../kubelet/settings/settings.ts";
import type { NodeToCheck } from "../node-to-check.ts";
import type { Fix, FixChange } from "./fix.ts";

/** A newer kernel where one would do, else another filesystem, where the data can be moved to one. */
export function otherFilesystem(
  { facts: { source, filesystem, since } }: FindingOf<"mount-not-mappable">,
  node: NodeToCheck,
): Fix {
  if (since !== undefined)
    return {
      code: "kernel-for-filesystem",
      facts: { filesystem, kernel: since },
      changes: [{ fact: "kernel", value: since }],
    };
  return { code: "leave-filesystem", facts: { filesystem }, changes: onMappable(source, node) };
}

export function sayFilesystem({ facts }: FindingOf<"filesystem-not-given">, node: NodeToCheck): Fix {
  return { code: "say-filesystem", changes: onMappable(facts.source, node) };
}

/** The oldest kernel that maps every filesystem of the table that any kernel maps. */
export function sayKernel(): Fix {
  return { code: "say-kernel", changes: [{ fact: "kernel", value: "6.12" }] };
}

export function upgradeKernel({ facts: { since } }: FindingOf<"layers-not-mappable">): Fix {
  return { code: "upgrade-kernel", changes: since === undefined ? [] : [{ fact: "kernel", value: since }] };
}

/** ext4 where it can be mapped, on a kernel that does; nothing for what is a filesystem by its nature. */
function onMappable(source: string, { kubelet, facts = {} }: NodeToCheck): readonly FixChange[] {
  const place = placeOf(source, kubelet.rootDirectory);
  if (place === undefined) return [];
  const isOld = facts.kernel !== undefined && !isAtLeast(facts.kernel, EXT4_SINCE);
  return [
    { fact: "filesystem", value: `${place}=ext4` },
    ...(isOld ? [{ fact: "kernel", value: formatVersion(EXT4_SINCE) } as const] : []),
  ];
}

const EXT4_SINCE: Version = [5, 12];

/** A path, or for a volume that is none of the kubelet's directory the name that its pod has for it. */
function placeOf(source: string, rootDirectory: string = DEFAULT_ROOT_DIRECTORY): string | undefined {
  if (!source.startsWith("/")) return source;
  if (!source.startsWith(`${rootDirectory}/pods/`)) return isOfKernel(source) ? undefined : source;
  const [, plugin, name] = /\/volumes\/kubernetes\.io~([^/]+)\/([^/]+)/.exec(source) ?? [];
  if (plugin === undefined || plugin === "empty-dir" || plugin === "configmap") return rootDirectory;
  // The directory of a claim has the name of its volume in the cluster, which no pod knows.
  return IN_MEMORY.includes(plugin) || name?.startsWith("pvc-") ? undefined : name;
}

const IN_MEMORY: readonly string[] = ["secret", "projected", "downward-api"];

function isOfKernel(path: string): boolean {
  return ["/proc", "/sys", "/dev"].some((place) => path === place || path.startsWith(`${place}/`));
}
