import type { UserNamespace } from "../../kernel/credentials/user-namespace.ts";
import type { KernelSettings } from "../../kernel/decision/kernel-settings.ts";
import { existingDirectory, type Inode } from "../../kernel/inode/file.ts";
import { createMount } from "../../kernel/inode/mount.ts";
import { filesystemAt, mountsOf } from "../../kubelet/pod-checks/places.ts";
import { DEFAULT_ROOT_DIRECTORY } from "../../kubelet/settings/settings.ts";
import { err, ok, type Result } from "../../result.ts";
import { type Host, nearestDirectory } from "../host/host.ts";
import type { NodePod } from "../pod/pod.ts";
import { filesystemOf, type NodeVolume, type PlacedVolume, pluginOf } from "../pod/volume.ts";
import type { VolumeNotMapped } from "./errors.ts";
import { mapMount } from "./map-mount.ts";
import type { VolumeOwner } from "./volume-owner.ts";

export interface VolumeDirectory {
  readonly placed: PlacedVolume;
  /** Its topmost directory as the host has it. */
  readonly directory: Inode;
  readonly owner: VolumeOwner;
}

/**
 * Mounts a volume of an owner with the maps of a namespace, `undefined` for a plain mount; or says that the kernel does not
 * map its filesystem.
 *
 * `SetVolumeOwnership`, `pkg/volume/volume_linux.go`: `fsGroup` becomes the group of the directory, with the
 * set-group-ID bit, so that files get it too. A `hostPath` is left alone.
 */
export function placeVolume(
  host: Host,
  pod: NodePod,
  volume: NodeVolume,
  owner: VolumeOwner,
  maps: UserNamespace | undefined,
  kernel: KernelSettings,
): Result<VolumeDirectory, VolumeNotMapped> {
  const { hostPath, directory } = onHost(host, pod, volume, owner);
  const mount = mapMount(directory.mount, maps, kernel);
  if (!mount.ok)
    return err({
      code: "volume-not-mapped",
      podUid: pod.uid,
      volume: volume.name,
      type: directory.mount.superblock.type,
      errno: mount.error.errno,
    });
  return ok({ placed: { volume, hostPath, mount: mount.value }, directory, owner });
}

/** The host's own files are a selection; what every Linux mounts is there all the same. */
function directoryAt(host: Host, hostPath: string): Inode {
  const nearest = nearestDirectory(host, hostPath);
  const type = nearest.mount === host.root.mount ? filesystemAt(hostPath, mountsOf({})) : undefined;
  return type === undefined ? nearest : { ...nearest, mount: createMount({ superblock: { type } }) };
}

function onHost(
  host: Host,
  pod: NodePod,
  volume: NodeVolume,
  { gid }: VolumeOwner,
): { readonly hostPath: string; readonly directory: Inode } {
  if (volume.source === "hostPath") {
    const hostPath = volume.hostPath ?? "/";
    return { hostPath, directory: directoryAt(host, hostPath) };
  }
  const type = filesystemOf(volume);
  const parent = [0o755, 0o755, 0o750, 0o750, 0o750, 0o750, 0o750].reduce(
    (directory, mode) => existingDirectory({ mode, directory }),
    host.root,
  );
  return {
    hostPath: `${DEFAULT_ROOT_DIRECTORY}/pods/${pod.uid}/volumes/kubernetes.io~${pluginOf(volume)}/${volume.name}`,
    directory: existingDirectory({
      gid: gid ?? 0,
      mode: gid === undefined ? 0o777 : 0o2777,
      mount: type === undefined ? host.root.mount : createMount({ superblock: { type } }),
      directory: parent,
    }),
  };
}
