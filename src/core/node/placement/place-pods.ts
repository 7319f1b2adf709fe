import type { HostId } from "../../id/id.ts";
import { podIdMap } from "../../idmap/pod-id-map.ts";
import { createUserNamespace, initialNamespace, type UserNamespace } from "../../kernel/credentials/user-namespace.ts";
import type { KernelSettings } from "../../kernel/decision/kernel-settings.ts";
import type { Inode } from "../../kernel/inode/file.ts";
import type { IdRange } from "../../range/range.ts";
import { ok, type Result } from "../../result.ts";
import type { Host } from "../host/host.ts";
import type { NodePod } from "../pod/pod.ts";
import type { NodeError } from "./errors.ts";
import { placeContainer } from "./placed-container.ts";
import type { PlacedContainer, PlacedPod } from "./placed-pod.ts";
import { placeVolume, type VolumeDirectory } from "./placed-volume.ts";
import { filesOf, snapshotTmpOf } from "./pod-files.ts";
import { volumeOwner } from "./volume-owner.ts";

export interface Machine {
  readonly host: Host;
  readonly kernel: KernelSettings;
  /** Whether the kubelet maps the mounts of pods with a user namespace. */
  readonly mapsMounts: boolean;
}

/**
 * Starts pods with the ranges of those with a user namespace, by UID; or says why the first that does not start does
 * not.
 */
export function placePods(
  machine: Machine,
  pods: readonly NodePod[],
  ranges: ReadonlyMap<string, IdRange<HostId>>,
): Result<readonly PlacedPod[], NodeError> {
  const labelOf = labels(pods);
  const parts: Parts = { ...machine, initial: initialNamespace(), snapshotTmp: snapshotTmpOf(machine.host) };
  return collect(pods, (pod) => placePod(parts, pod, ranges.get(pod.uid), labelOf(pod)));
}

/** What is the same for all pods. */
interface Parts extends Machine {
  /** The user namespace of the host. */
  readonly initial: UserNamespace;
  /** See {@link snapshotTmpOf}. */
  readonly snapshotTmp: Inode;
}

function placePod(
  { host, kernel, mapsMounts, initial, snapshotTmp }: Parts,
  pod: NodePod,
  range: IdRange<HostId> | undefined,
  label: string,
): Result<PlacedPod, NodeError> {
  const { uid: podUid } = pod;
  const userNamespace = namespaceOf(initial, podUid, range);
  const maps = mapsMounts && range !== undefined ? userNamespace : undefined;
  const owner = volumeOwner(pod, mapsMounts ? undefined : range?.start);
  const containers = collect(
    pod.containers,
    (container): Result<PlacedContainer, NodeError> => placeContainer(pod, container, userNamespace),
  );
  if (!containers.ok) return containers;
  // The kubelet leaves a volume alone that no container mounts: `GetPodVolumeNames`, `pkg/volume/util`.
  const mounted = new Set(pod.containers.flatMap(({ mounts }) => mounts.map(({ volume }) => volume)));
  const volumes = collect(
    pod.volumes.filter(({ name }) => mounted.has(name)),
    (volume): Result<VolumeDirectory, NodeError> => placeVolume(host, pod, volume, owner, maps, kernel),
  );
  if (!volumes.ok) return volumes;
  return ok({
    label,
    pod,
    range,
    userNamespace,
    mapsMounts: maps !== undefined,
    containers: containers.value,
    volumes: volumes.value.map(({ placed }) => placed),
    files: filesOf(snapshotTmp, pod, containers.value, volumes.value),
  });
}

/** The runtime, so host root, creates it and stays its owner. */
function namespaceOf(initial: UserNamespace, podUid: string, range: IdRange<HostId> | undefined): UserNamespace {
  return range === undefined ? initial : createUserNamespace(initial, { id: `pod ${podUid}`, maps: podIdMap(range) });
}

function labels(pods: readonly NodePod[]): (pod: NodePod) => string {
  const count = new Map<string, number>();
  const names = ({ name, namespace, uid }: NodePod): readonly string[] => [name, `${namespace}/${name}`, uid];
  for (const pod of pods) for (const name of new Set(names(pod))) count.set(name, (count.get(name) ?? 0) + 1);
  return (pod) => names(pod).find((name) => count.get(name) === 1) ?? pod.uid;
}

function collect<T, U, E>(items: readonly T[], place: (item: T) => Result<U, E>): Result<readonly U[], E> {
  const all: U[] = [];
  for (const item of items) {
    const result = place(item);
    if (!result.ok) return result;
    all.push(result.value);
  }
  return ok(all);
}
