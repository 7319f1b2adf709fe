import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import type { VolumeView } from "../../apiserver/pod-view/pod-view-types.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { layerMappability, MAPPED_MOUNTS_SINCE, mappability, OVERLAY_LAYERS_SINCE } from "../runtime/filesystems.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { formatVersion, isAtLeast, reached, type Version } from "../runtime/version.ts";
import { mapsItsOwn } from "./known-runtime.ts";
import { filesystemAt, type Mount, mountBelow, mountsOf, TOKEN_DIRECTORY } from "./places.ts";
import { isNamed, unmappableMountText } from "./runtime-texts.ts";
import { podDirectory, tokenDirectory, volumeDirectory } from "./volume-directories.ts";

/** The mounts that cannot be mapped to a pod's IDs, and what mapping them gives away. */
export function mountFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  if (!traitAt(RELEASE_TABLE.mappedMounts, facts.release)) return mapsItsOwn(facts) ? layerFindings(facts) : [];
  const mountPaths = firstMountPaths(pod);
  const mounts = mountsOf(facts.filesystems ?? {});
  return [
    ...layerFindings(facts),
    ...mountFinding(podMount(facts, mounts), "", facts),
    ...tokenFindings(pod, facts),
    ...pod.volumes.flatMap((volume) => volumeFindings(volume, mountPaths.get(volume.name), mounts, facts)),
  ];
}

/** mount_namespaces(7): what is shared becomes a slave in a mount namespace that is less privileged. */
export function propagationFindings({ containers }: PodView): readonly Finding[] {
  return containers
    .flatMap(({ mounts }) => mounts)
    .filter(({ propagation }) => propagation === "Bidirectional")
    .map(({ path }) => finding("propagation-one-way", formatPath([...path, "mountPropagation"]), {}));
}

/** Where each volume is mounted first, by its name. */
function firstMountPaths({ containers }: PodView): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { mounts } of containers)
    for (const { volume, mountPath } of mounts) if (!paths.has(volume)) paths.set(volume, mountPath);
  return paths;
}

/** A mount of a container: what is mounted, on which filesystem if that is known, and where. */
interface MountToMap {
  readonly source: string;
  /** Its path on the host, if that is known. */
  readonly hostPath: string | undefined;
  readonly volumeName: string | undefined;
  readonly filesystem: string | undefined;
  readonly mountPath: string;
}

/**
 * CRI-O's storage changes the owners in a copy of the layers where they cannot be mapped, and so does containerd 1.7, always; since
 * 2.0 containerd has to be told to.
 */
function layerFindings(facts: NodeFacts): readonly Finding[] {
  const { runtimes = [] } = facts;
  const containerd = runtimes.find(({ name }) => name === "containerd");
  const isOld = containerd !== undefined && reached(containerd.version, [2, 0]) === "no";
  if (isOld || isNamed(runtimes, "cri-o")) return [];
  const { answer } = layerMappability(facts);
  if (answer === "depends-on-backports") return [backportsFinding("", "the layers of images", "overlay", facts)];
  if (answer !== "no" && answer !== "not-named") return [];
  const text = containerd
    ? 'snapshotter "overlayfs" doesn\'t support idmap mounts on this host, configure `slow_chown` to allow a slower and expensive fallback'
    : undefined;
  return answer === "no"
    ? [finding("layers-not-mappable", "", { since: release(OVERLAY_LAYERS_SINCE) }, text)]
    : [finding("layers-not-named", "", {}, text)];
}

function podMount(facts: NodeFacts, mounts: readonly Mount[]): MountToMap {
  const directory = podDirectory(facts);
  const source = `${directory}/etc-hosts`;
  const filesystem = filesystemAt(directory, mounts);
  return { source, hostPath: source, volumeName: undefined, filesystem, mountPath: "/etc/hosts" };
}

/** Every pod gets a token of its service account unless it says otherwise, and tokens are kept in memory. */
function tokenFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  if (pod.automountServiceAccountToken === false) return [];
  const source = tokenDirectory(facts);
  const mount = { source, hostPath: source, volumeName: undefined, filesystem: "tmpfs", mountPath: TOKEN_DIRECTORY };
  return mountFinding(mount, formatPath([...pod.path, "automountServiceAccountToken"]), facts);
}

function volumeFindings(
  volume: VolumeView,
  mountPath: string | undefined,
  mounts: readonly Mount[],
  facts: NodeFacts,
): readonly Finding[] {
  const [source = ""] = volume.sources;
  // What nobody mounts is no mount, and image volumes are laid over layers like the image itself.
  if (mountPath === undefined || source === "image") return [];
  const path = formatPath(volume.path);
  const { volumes = {} } = facts;
  const { hostPath } = volume;
  if (hostPath !== undefined) {
    const filesystem = filesystemAt(hostPath, mounts);
    const mount = { source: hostPath, hostPath, volumeName: undefined, filesystem, mountPath };
    const found = mountFinding(mount, path, facts);
    return [...found, ...hostPathFindings(hostPath, path, found, mounts)];
  }
  const named = Object.hasOwn(volumes, volume.name) ? volumes[volume.name] : undefined;
  const filesystem = named ?? filesystemOf(volume, source, mounts, facts);
  const directory = volumeDirectory(volume, facts);
  const { name: volumeName } = volume;
  const mount = { source: directory ?? volumeName, hostPath: directory, volumeName, filesystem, mountPath };
  return mountFinding(mount, path, facts);
}

function hostPathFindings(
  source: string,
  path: string,
  found: readonly Finding[],
  mounts: readonly Mount[],
): readonly Finding[] {
  if (found.some(({ verdict }) => verdict === "fails")) return [];
  const submount = mountBelow(source, mounts);
  return [
    finding("host-path-as-root", path, { source }),
    ...(submount === undefined ? [] : [finding("submounts-not-mapped", path, { source, submount })]),
  ];
}

/**
 * `pkg/volume/{secret,projected,downwardapi}`: wrapped around an `emptyDir` with the medium `Memory`;
 * `pkg/volume/configmap`: with the default medium; `pkg/volume/emptydir`: `HugePages`, perhaps with a size behind it.
 */
function filesystemOf(
  { medium }: VolumeView,
  source: string,
  mounts: readonly Mount[],
  facts: NodeFacts,
): string | undefined {
  if (IN_MEMORY.includes(source) || medium === "Memory") return "tmpfs";
  if (medium?.startsWith("HugePages")) return "hugetlbfs";
  if (source === "emptyDir" || source === "configMap") return podMount(facts, mounts).filesystem;
  if (source === "nfs") return "nfs";
  return source === "cephfs" ? "ceph" : undefined;
}

const IN_MEMORY: readonly string[] = ["secret", "projected", "downwardAPI"];

function mountFinding(mount: MountToMap, path: string, facts: NodeFacts): readonly Finding[] {
  const { source, volumeName, filesystem } = mount;
  if (filesystem === undefined) return [finding("filesystem-not-given", path, { source, volumeName })];
  const { answer, since } = mappability(filesystem, facts);
  const about = { source, filesystem };
  switch (answer) {
    case "yes":
      return [];
    case "no":
      return [
        finding("mount-not-mappable", path, { ...about, volumeName, since: release(since) }, refusalText(mount, facts)),
      ];
    case "not-named":
      return [finding("mount-not-named", path, { ...about, volumeName }, refusalText(mount, facts))];
    case "depends-on-kernel":
      return [finding("kernel-not-given", path, { ...about, since: release(since) })];
    case "depends-on-backports":
      return [backportsFinding(path, source, filesystem, facts)];
    case "depends-on-daemon":
      return [finding("daemon-not-known", path, about)];
    case "not-known":
      return [finding("filesystem-undecided", path, about)];
  }
}

function backportsFinding(
  path: string,
  source: string,
  filesystem: string,
  { kernelDistribution }: NodeFacts,
): Finding {
  return finding("kernel-backports", path, { source, filesystem, distribution: String(kernelDistribution) });
}

/** On a kernel on which the call itself does not exist, nobody knows what is said. */
function refusalText({ hostPath, mountPath }: MountToMap, facts: NodeFacts): string | undefined {
  const { kernel, idmappable } = facts;
  if (idmappable === undefined && kernel !== undefined && !isAtLeast(kernel, MAPPED_MOUNTS_SINCE)) return undefined;
  return unmappableMountText(hostPath, mountPath, facts);
}

function release(kernel: Version | undefined): string | undefined {
  return kernel && formatVersion(kernel);
}
