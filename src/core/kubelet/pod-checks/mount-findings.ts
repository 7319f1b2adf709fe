import type { PodView } from "../../apiserver/pod-view/pod-view.ts";
import type { VolumeView } from "../../apiserver/pod-view/pod-view-types.ts";
import { type Finding, finding } from "../../findings/finding.ts";
import { formatPath } from "../../manifest/place.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { MAPPED_MOUNTS_SINCE, mappability, OVERLAY_LAYERS_SINCE } from "../runtime/filesystems.ts";
import type { NodeFacts } from "../runtime/node-facts.ts";
import { formatVersion, isAtLeast, type Version } from "../runtime/version.ts";
import { DEFAULT_ROOT_DIRECTORY } from "../settings/settings.ts";
import { filesystemAt, type Mount, mountBelow, mountsOf } from "./places.ts";

/** The mounts that cannot be mapped to a pod's IDs, and what mapping them gives away. */
export function mountFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  if (!traitAt(RELEASE_TABLE.mappedMounts, facts.release)) return [];
  const mountPaths = firstMountPaths(pod);
  const mounts = mountsOf(facts.filesystems ?? {});
  return [
    ...layerFindings(facts),
    ...mountFinding(podDirectory(facts, mounts), "", facts),
    ...tokenFindings(pod, facts),
    ...pod.volumes.flatMap((volume) => volumeFindings(volume, mountPaths.get(volume.name), mounts, facts)),
  ];
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
  readonly filesystem: string | undefined;
  readonly mountPath: string;
}

function layerFindings({ kernel, runtimes = [] }: NodeFacts): readonly Finding[] {
  if (kernel === undefined || isAtLeast(kernel, OVERLAY_LAYERS_SINCE)) return [];
  const text = runtimes.some(({ name }) => name === "containerd")
    ? 'snapshotter "overlayfs" doesn\'t support idmap mounts on this host, configure `slow_chown` to allow a slower and expensive fallback'
    : undefined;
  return [finding("layers-not-mappable", "", { since: release(OVERLAY_LAYERS_SINCE) }, text)];
}

function podDirectory(facts: NodeFacts, mounts: readonly Mount[]): MountToMap {
  const { rootDirectory = DEFAULT_ROOT_DIRECTORY, podUid = "<podUID>" } = facts;
  const source = `${rootDirectory}/pods/${podUid}`;
  return { source: `${source}/etc-hosts`, filesystem: filesystemAt(source, mounts), mountPath: "/etc/hosts" };
}

/** Every pod gets a token of its service account unless it says otherwise, and tokens are kept in memory. */
function tokenFindings(pod: PodView, facts: NodeFacts): readonly Finding[] {
  if (pod.automountServiceAccountToken === false) return [];
  const mount = {
    source: volumeDirectory("projected", "kube-api-access", facts),
    filesystem: "tmpfs",
    mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
  };
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
  if (volume.hostPath !== undefined) {
    const filesystem = filesystemAt(volume.hostPath, mounts);
    const found = mountFinding({ source: volume.hostPath, filesystem, mountPath }, path, facts);
    return [...found, ...hostPathFindings(volume.hostPath, path, found, mounts)];
  }
  const named = Object.hasOwn(volumes, volume.name) ? volumes[volume.name] : undefined;
  const filesystem = named ?? filesystemOf(volume, source, mounts, facts);
  return mountFinding({ source: volumeDirectory(source, volume.name, facts), filesystem, mountPath }, path, facts);
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
 * `pkg/volume/configmap`: with the default medium.
 */
function filesystemOf(
  volume: VolumeView,
  source: string,
  mounts: readonly Mount[],
  facts: NodeFacts,
): string | undefined {
  if (IN_MEMORY.includes(source) || volume.medium === "Memory") return "tmpfs";
  if (source === "emptyDir" || source === "configMap") return podDirectory(facts, mounts).filesystem;
  if (source === "nfs") return "nfs";
  return source === "cephfs" ? "ceph" : undefined;
}

const IN_MEMORY: readonly string[] = ["secret", "projected", "downwardAPI"];

function volumeDirectory(source: string, name: string, facts: NodeFacts): string {
  const { rootDirectory = DEFAULT_ROOT_DIRECTORY, podUid = "<podUID>" } = facts;
  const plugin = PLUGINS.find(([field]) => field === source)?.[1] ?? source;
  return `${rootDirectory}/pods/${podUid}/volumes/kubernetes.io~${plugin}/${name}`;
}

/** The plugins behind the fields, where they are called otherwise. */
const PLUGINS: readonly (readonly [field: string, plugin: string])[] = [
  ["emptyDir", "empty-dir"],
  ["configMap", "configmap"],
  ["downwardAPI", "downward-api"],
  ["persistentVolumeClaim", "csi"],
  ["ephemeral", "csi"],
];

function mountFinding(mount: MountToMap, path: string, facts: NodeFacts): readonly Finding[] {
  const { source, filesystem } = mount;
  if (filesystem === undefined) return [finding("filesystem-not-given", path, { source })];
  const mappable = mappability(filesystem, facts.kernel);
  if (mappable.answer === "yes") return [];
  if (mappable.answer === "not-known") return [finding("filesystem-undecided", path, { source, filesystem })];
  const about = { source, filesystem, since: release(mappable.since) };
  if (mappable.answer === "depends-on-kernel") return [finding("kernel-not-given", path, about)];
  return [finding("mount-not-mappable", path, about, refusalText(mount, facts))];
}

/**
 * crun's text, which names the place in the container, or runc's, which names the source; `undefined` for a kernel on
 * which the call itself does not exist.
 */
function refusalText({ source, mountPath }: MountToMap, { runtimes = [], kernel }: NodeFacts): string | undefined {
  if (kernel !== undefined && !isAtLeast(kernel, MAPPED_MOUNTS_SINCE)) return undefined;
  return runtimes.some(({ name }) => name === "crun")
    ? `mount_setattr \`${mountPath}\` (maybe the file system used doesn't support idmap mounts on this kernel?): Invalid argument`
    : `failed to set MOUNT_ATTR_IDMAP on ${source}: invalid argument (maybe the filesystem used doesn't support idmap mounts on this kernel?)`;
}

function release(kernel: Version | undefined): string | undefined {
  return kernel && formatVersion(kernel);
}
