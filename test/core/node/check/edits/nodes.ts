import { kubeletUser } from "../../../../../src/kubelet.ts";
import type { CheckFacts, NodeToCheck, PodGroup, SubordinateFile } from "../../../../../src/node.ts";

const web: PodGroup = {
  namespace: "shop",
  name: "web",
  spec: {
    hostUsers: false,
    automountServiceAccountToken: false,
    containers: [{ name: "web", image: "nginx", volumeMounts: [{ name: "data", mountPath: "/data" }] }],
    volumes: [{ name: "data", emptyDir: {} }],
  },
};

const known: CheckFacts = {
  policy: { level: "privileged", version: "latest" },
  runtimes: [
    { name: "containerd", version: [2, 3, 4] },
    { name: "runc", version: [1, 3, 4] },
  ],
  kernel: [6, 12],
  sysctls: { "user.max_user_namespaces": 63000 },
  mapsCdi: true,
  filesystems: { "/": "ext4" },
  images: { nginx: {} },
};

function file(name: string, ...entries: readonly (readonly [string, number, number])[]): SubordinateFile {
  return {
    name,
    entries: entries.map(([owner, start, count]) => ({ owner, start, count })),
    problems: [],
    malformed: 0,
  };
}

const account = kubeletUser(131072, 720896);

/** A node of which everything is known, and whose pod runs. */
export const plain: NodeToCheck = { kubelet: { release: "1.36" }, facts: known, pods: [web] };

/** A node whose account has eleven slots, next to others with subordinate IDs, and more pods than that. */
export const crowded: NodeToCheck = {
  kubelet: { release: "1.36", maxPods: 11, kubeletUser: account },
  facts: known,
  subordinateFiles: [
    file("/etc/subuid", ["kubelet", 131072, 720896], ["alice", 196607, 2], ["1000", 720896, 65536]),
    file("/etc/subgid", ["kubelet", 131072, 720896], ["alice", 65536, 65536]),
  ],
  pods: [
    { ...web, count: 6 },
    { ...web, kind: "Deployment", name: "shop", count: 6, spec: { ...(web.spec as object), hostUsers: true } },
  ],
};

/** A node of which nobody said anything. */
export const unknown: NodeToCheck = {
  kubelet: { release: "1.36" },
  assumed: ["release", "configuration", "account"],
  subordinateFiles: [file("/etc/subuid", ["alice", 100000, 65536], ["1000", 200000, 65536])],
  pods: [{ ...web, kind: "Deployment", name: "shop", count: 3 }],
};

/** A kubelet in a user namespace. */
export const rootless: NodeToCheck = {
  kubelet: {
    release: "1.36",
    featureGates: { KubeletInUserNamespace: true },
    kubeletUser: kubeletUser(65536, 7208960),
  },
  facts: { ...known, kubeletMap: [{ containerId: 0, hostId: 100000, size: 7274496 }] },
  pods: [web],
};

/** A newer kubelet that cannot look for its account. */
export const blind: NodeToCheck = {
  kubelet: { release: "1.38", getent: false, idsPerPod: 131072, kubeletUser: account },
  facts: known,
  pods: [web],
};

/** A kubelet that goes by all IDs there are. */
export const whole: NodeToCheck = {
  kubelet: { release: "1.28", maxPods: 1100, featureGates: { UserNamespacesSupport: true }, kubeletUser: account },
  facts: {
    ...known,
    runtimes: [
      { name: "containerd", version: [2, 0] },
      { name: "runc", version: [1, 2] },
    ],
  },
  pods: [{ ...web, count: 1000 }],
};

/** The same with more pods that want a slot than it may have, among others that want none. */
export const limited: NodeToCheck = {
  ...whole,
  pods: [
    { ...web, kind: "Deployment", name: "refused", count: 20, spec: { ...(web.spec as object), hostPID: true } },
    { ...web, kind: "Deployment", name: "host", count: 10, spec: { ...(web.spec as object), hostUsers: true } },
    { ...web, kind: "Deployment", count: 1000 },
    { ...web, kind: "Deployment", name: "last", count: 60 },
  ],
};

/** A pool that ends behind the last ID. */
export const wrapping: NodeToCheck = {
  kubelet: { release: "1.36", maxPods: 2, kubeletUser: kubeletUser(4294770688, 262144) },
  facts: known,
  pods: [web],
};

/** A pod with a volume of each kind, of which a container mounts all. */
export const mounts: NodeToCheck = {
  kubelet: { release: "1.36", kubeletUser: kubeletUser(65536, 7208960) },
  facts: {
    ...known,
    filesystems: { "/": "ext4", "/srv": "xfs", "/srv/deep/below": "nfs4" },
    volumes: { claim: "ext4" },
  },
  pods: [
    {
      ...web,
      kind: "CronJob",
      spec: withVolumes({
        claim: { persistentVolumeClaim: { claimName: "x" } },
        driver: { csi: { driver: "x" } },
        memory: { emptyDir: { medium: "Memory" } },
        pages: { emptyDir: { medium: "HugePages-2Mi" } },
        scratch: { emptyDir: {} },
        config: { configMap: { name: "x" } },
        secret: { secret: { secretName: "x" } },
        path: { hostPath: { path: "/srv/deep" } },
      }),
    },
  ],
};

function withVolumes(volumes: Readonly<Record<string, object>>): object {
  return {
    hostUsers: false,
    automountServiceAccountToken: false,
    containers: [
      {
        name: "web",
        image: "nginx",
        volumeMounts: Object.keys(volumes).map((name) => ({ name, mountPath: `/${name}` })),
      },
    ],
    volumes: Object.entries(volumes).map(([name, source]) => ({ name, ...source })),
  };
}

/** A pod that wants what only some runtimes can. */
export const demanding: NodeToCheck = {
  kubelet: {
    release: "1.36",
    featureGates: { UserNamespacesHostNetworkSupport: true },
    kubeletUser: kubeletUser(65536, 7208960),
  },
  facts: { ...known, images: { nginx: { volumes: ["/run"] } } },
  pods: [
    {
      ...web,
      kind: "Deployment",
      spec: {
        hostUsers: false,
        hostNetwork: true,
        automountServiceAccountToken: false,
        securityContext: { supplementalGroupsPolicy: "Strict" },
        containers: [{ name: "web", image: "nginx", volumeMounts: [{ name: "model", mountPath: "/run/model" }] }],
        volumes: [{ name: "model", image: { reference: "model" } }],
        resourceClaims: [{ name: "gpu", resourceClaimName: "gpu" }],
      },
    },
  ],
};

/** The same below an older release, with an older runtime. */
export const dated: NodeToCheck = {
  ...demanding,
  kubelet: {
    release: "1.32",
    featureGates: { UserNamespacesSupport: true, SupplementalGroupsPolicy: true },
    kubeletUser: kubeletUser(65536, 7208960),
  },
  facts: {
    ...demanding.facts,
    runtimes: [
      { name: "containerd", version: [1, 7] },
      { name: "runc", version: [1, 1] },
    ],
  },
};

/** A pod that names users and groups. */
export const numbered: NodeToCheck = {
  kubelet: { release: "1.36", maxPods: 110 },
  facts: { ...known, images: { nginx: { user: 101, groups: [4], fileIds: [33] } } },
  pods: [
    {
      ...web,
      kind: "Job",
      spec: {
        hostUsers: false,
        automountServiceAccountToken: false,
        securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 2000, supplementalGroups: [3000] },
        containers: [{ name: "web", image: "nginx", securityContext: { runAsUser: 1, runAsGroup: 2 } }],
      },
    },
  ],
};

/** A pod that a policy is asked about. */
export const judged: NodeToCheck = {
  kubelet: { release: "1.32", featureGates: { UserNamespacesSupport: true }, kubeletUser: kubeletUser(65536, 7208960) },
  facts: { ...known, policy: { level: "restricted", version: "latest" } },
  pods: [
    {
      ...web,
      kind: "StatefulSet",
      spec: {
        hostUsers: false,
        automountServiceAccountToken: false,
        containers: [{ name: "web", image: "nginx", securityContext: { procMount: "Unmasked", runAsUser: 0 } }],
      },
    },
  ],
};

/** What can be said of a kubelet's settings. */
export const SETTINGS = {
  "kubelet.maxPods": [-1, 0, 1, 2, 10, 11, 12, 110, 65535, 65536, 2147483647],
  "kubelet.idsPerPod": [-1, 0, 1, 65536, 65537, 131072, 196608, 4294967296],
  "kubelet.kubeletUser": {
    "no account": { kind: "no-account" },
    "no getsubids": { kind: "no-getsubids" },
    "lookup fails": { kind: "lookup-fails", text: "no such host" },
    "getsubids fails": { kind: "getsubids", uids: { failure: "exit status 1" }, gids: { failure: "exit status 1" } },
    "no entry": { kind: "getsubids", uids: { output: "" }, gids: { output: "" } },
    "no groups": { ...kubeletUser(65536, 7208960), gids: { output: "" } },
    "two entries": {
      kind: "getsubids",
      uids: { output: "0: kubelet 65536 65536\n1: kubelet 131072 65536\n" },
      gids: { output: "0: kubelet 65536 65536\n1: kubelet 131072 65536\n" },
    },
    ...Object.fromEntries(
      (
        [
          [65536, 7208960],
          [131072, 7208960],
          [0, 7208960],
          [65537, 7208960],
          [65536, 7208961],
          [65536, 65536],
          [65536, 4294836224],
          [65536, 4294901760],
          [4287758336, 7208960],
          [4287758336, 7274496],
          [4294901760, 65536],
          [4294950000, 65536],
        ] as const
      ).map(([start, count]) => [`${start}:${count}`, kubeletUser(start, count)]),
    ),
  },
  "kubelet.getent": [false],
} satisfies Record<string, readonly unknown[] | Readonly<Record<string, unknown>>>;

/** The feature gates that somebody looks at, and one that nobody knows. */
export const GATES = [
  ...["UserNamespacesSupport", "UserNamespacesStatelessPodsSupport", "KubeletInUserNamespace"],
  ...["ProcMountType", "SupplementalGroupsPolicy", "UserNamespacesHostNetworkSupport"],
] as const;
