import { describe, expect, it } from "vitest";
import { filesystemOf, type NodeVolume, nodeVolume, pluginOf, writerOf } from "../../../../src/core/node/pod/volume.ts";

/** Of every source that is told from others: the filesystem it lies on, who writes to it, and the directory of its plugin. */
const SOURCES: readonly (readonly [string, string | undefined, string, string])[] = [
  ["secret", "tmpfs", "kubelet", "secret"],
  ["projected", "tmpfs", "kubelet", "projected"],
  ["downwardAPI", "tmpfs", "kubelet", "downward-api"],
  ["configMap", undefined, "kubelet", "configmap"],
  ["emptyDir", undefined, "containers", "empty-dir"],
  ["hostPath", undefined, "nobody", "hostPath"],
  ["gitRepo", undefined, "containers", "gitRepo"],
  ["image", "ext4", "nobody", "image"],
  ["nfs", "nfs", "containers", "nfs"],
  ["cephfs", "ceph", "containers", "cephfs"],
  ["azureFile", "cifs", "containers", "csi"],
  ...["azureDisk", "awsElasticBlockStore", "cinder", "gcePersistentDisk", "vsphereVolume"].map(
    (source) => [source, "ext4", "containers", "csi"] as const,
  ),
  ["glusterfs", "fuse.glusterfs", "containers", "glusterfs"],
  ["quobyte", "fuse.quobyte", "containers", "quobyte"],
  ["persistentVolumeClaim", "ext4", "containers", "csi"],
  ["ephemeral", "ext4", "containers", "csi"],
  ["csi", "ext4", "containers", "csi"],
  ["iscsi", "ext4", "containers", "iscsi"],
];

function volumeFrom(sources: readonly string[], medium?: string): NodeVolume {
  return nodeVolume({ path: [], name: "data", sources, hostPath: undefined, medium, defaultMode: undefined });
}

describe("a volume of a pod", () => {
  it.each(SOURCES)("from %s", (source, filesystem, writer, plugin) => {
    const volume = volumeFrom([source]);
    expect(volume.source).toBe(source);
    expect(filesystemOf(volume)).toBe(filesystem);
    expect(writerOf(volume)).toBe(writer);
    expect(pluginOf(volume)).toBe(plugin);
  });

  it("is an emptyDir where it names no source, as the API server has it", () => {
    expect(volumeFrom([]).source).toBe("emptyDir");
  });

  it("is in memory where an emptyDir asks for it", () => {
    expect(filesystemOf(volumeFrom(["emptyDir"], "Memory"))).toBe("tmpfs");
  });
});
