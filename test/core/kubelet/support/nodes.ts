import type { CheckOptions } from "../../../../src/core/kubelet/pod-checks/check-pod.ts";

/** A node on which everything is known, and nothing is wrong with a pod that wants little. */
export const richNode: CheckOptions = {
  release: "1.36",
  featureGates: {
    UserNamespacesStatelessPodsSupport: true,
    UserNamespacesSupport: true,
    SupplementalGroupsPolicy: true,
    UserNamespacesHostNetworkSupport: true,
    NodeDeclaredFeatures: true,
  },
  policy: { level: "privileged", version: "latest" },
  runtimes: [
    { name: "containerd", version: [2, 4, 0] },
    { name: "runc", version: [1, 3, 0] },
  ],
  kernel: [6, 12],
  sysctls: { "user.max_user_namespaces": 63000 },
  mapsCdi: true,
  inContainer: false,
  filesystems: { "/": "ext4", "/data": "xfs", "/data/deep/": "btrfs", "/mnt": "nfs4" },
  volumes: { pvc: "ext4", csi: "xfs", eph: "btrfs", iscsi: "ext4", fc: "ext4", rbd: "ext4", other: "ext4" },
  idsPerPod: 65536,
  images: { i: { user: 1000, group: 1000, groups: [27, 1000], fileIds: [0, 33], volumes: ["/var/lib/db"] } },
};

/** A pod that has a volume of every kind and wants everything that a node may refuse. */
export const greedySpec = {
  hostUsers: false,
  hostNetwork: true,
  nodeName: null,
  runtimeClassName: null,
  automountServiceAccountToken: null,
  resourceClaims: [{ name: "gpu" }],
  securityContext: {
    runAsUser: 1,
    runAsGroup: 1,
    fsGroup: 1,
    supplementalGroups: [1, 2],
    supplementalGroupsPolicy: "Strict",
  },
  volumes: [
    { name: "empty", emptyDir: {} },
    { name: "memory", emptyDir: { medium: "Memory" } },
    { name: "huge", emptyDir: { medium: "HugePages-2Mi" } },
    { name: "none" },
    { name: "config", configMap: {} },
    { name: "secret", secret: {} },
    { name: "projected", projected: {} },
    { name: "downward", downwardAPI: {} },
    { name: "nfs", nfs: {} },
    { name: "ceph", cephfs: {} },
    { name: "iscsi", iscsi: {} },
    { name: "fc", fc: {} },
    { name: "rbd", rbd: {} },
    { name: "csi", csi: {} },
    { name: "pvc", persistentVolumeClaim: {} },
    { name: "eph", ephemeral: {} },
    { name: "image", image: {} },
    { name: "data", hostPath: { path: "/data/" } },
    { name: "below", hostPath: { path: "/data/deep/er" } },
    { name: "other", flexVolume: {} },
  ],
  initContainers: [{ name: "j", image: "j", securityContext: { runAsUser: 2 } }],
  containers: [
    {
      name: "c",
      image: "i",
      securityContext: { runAsUser: null, runAsGroup: null, privileged: true },
      volumeDevices: [{ name: "block" }],
      resources: { limits: { cpu: 1, "vendor.com/gpu": 1, "requests.kubernetes.io/x": 1 } },
      volumeMounts: [
        "empty",
        "memory",
        "huge",
        "none",
        "config",
        "secret",
        "projected",
        "downward",
        "nfs",
        "ceph",
        "iscsi",
        "fc",
        "rbd",
        "csi",
        "pvc",
        "eph",
        "image",
        "data",
        "below",
        "other",
      ].map((name) => ({ name, mountPath: `/${name}`, mountPropagation: name === "data" ? "Bidirectional" : "None" })),
    },
  ],
};

/** A pod that asks of the runtimes what some of them cannot do. */
export const askingSpec = {
  hostUsers: false,
  hostNetwork: true,
  automountServiceAccountToken: false,
  securityContext: { runAsUser: 70000, runAsGroup: 70001, fsGroup: 70002, supplementalGroupsPolicy: "Strict" },
  volumes: [
    { name: "image", image: {} },
    { name: "nfs", nfs: {} },
  ],
  containers: [
    {
      name: "c",
      image: "i",
      volumeMounts: [
        { name: "image", mountPath: "/image" },
        { name: "nfs", mountPath: "/var/lib/db/nfs" },
      ],
    },
  ],
};
