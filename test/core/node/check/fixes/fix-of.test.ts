import { describe, expect, it } from "vitest";
import { WORDS_ONLY } from "../../../../../src/core/node/check/fixes/words-only.ts";
import { kubeletUser } from "../../../../../src/kubelet.ts";
import {
  type CheckFacts,
  type CheckFinding,
  checkNode,
  explain,
  type Fix,
  fixOf,
  type NodeToCheck,
  type PodGroup,
} from "../../../../../src/node.ts";
import { applyFix } from "./support/apply-fix.ts";

const FACTS: CheckFacts = {
  policy: { level: "privileged", version: "latest" },
  runtimes: [
    { name: "containerd", version: [2, 3, 4] },
    { name: "runc", version: [1, 3, 4] },
  ],
  kernel: [6, 12],
  filesystems: { "/": "ext4" },
  images: { nginx: {} },
  sysctls: { "user.max_user_namespaces": 63000 },
};

const KNOWN: NodeToCheck = { kubelet: { release: "1.36" }, facts: FACTS };

function pod(spec: object = {}): PodGroup {
  return {
    namespace: "shop",
    name: "web",
    spec: { hostUsers: false, containers: [{ name: "c", image: "nginx" }], ...spec },
  };
}

function withVolume(volume: object): PodGroup {
  const containers = [{ name: "c", image: "nginx", volumeMounts: [{ name: "b", mountPath: "/b" }] }];
  return pod({ containers, volumes: [{ name: "b", ...volume }] });
}

function nodeWith(
  kubelet: Partial<NodeToCheck["kubelet"]>,
  facts: CheckFacts = {},
  pods: readonly PodGroup[] = [],
): NodeToCheck {
  return { kubelet: { ...KNOWN.kubelet, ...kubelet }, facts: { ...FACTS, ...facts }, pods };
}

function allFound(node: NodeToCheck): readonly CheckFinding[] {
  const { findings, pods } = checkNode(node);
  return [...findings, ...pods.flatMap((checked) => checked.findings)];
}

/** The fix for the first finding with a code, a refused start going by that of its error. */
function fixFor(code: string, node: NodeToCheck): Fix {
  const found = allFound(node).find(
    (each) => (each.code === "kubelet-does-not-start" ? each.facts.error.code : each.code) === code,
  );
  if (found === undefined) throw new Error(`not found: ${code}`);
  return fixOf(found, node);
}

function containerd(...version: readonly number[]): NonNullable<CheckFacts["runtimes"]> {
  return [
    { name: "containerd", version },
    { name: "runc", version: [1, 3, 4] },
  ];
}

function lines(value: string): Fix["changes"] {
  return [
    { file: "/etc/subuid", value },
    { file: "/etc/subgid", value },
  ];
}

const ADDED = "Give the account kubelet this one line in /etc/subuid and in /etc/subgid:";

const HOST_NETWORK = { featureGates: { UserNamespacesHostNetworkSupport: true } };

const HOST_NETWORK_TEXT =
  "Use containerd 2.3.4 or newer, or crun in the place of runc; or do without hostNetwork, or without hostUsers: false.";
const DECLARE_TEXT =
  "Turn the gate on in the kubelet, and use a runtime that reports the feature: containerd 2.3.4 or newer, or a CRI-O that does; or do without hostNetwork, or without hostUsers: false.";

describe("fixOf", () => {
  const rows: readonly (readonly [string, string, NodeToCheck, Fix["changes"], Fix["first"], string])[] = [
    [
      "gives 250 pods the IDs that they need, and keeps where the line begins",
      "too-few-ids",
      nodeWith({ maxPods: 250, kubeletUser: kubeletUser(65536, 7208960) }),
      lines("kubelet:65536:16384000"),
      undefined,
      `${ADDED} kubelet:65536:16384000.`,
    ],
    [
      "gives a line where others have none",
      "first-id-misaligned",
      {
        ...nodeWith({ kubeletUser: kubeletUser(100000, 7208960) }),
        subordinateFiles: [
          { name: "subuid", entries: [{ owner: "me", start: 100000, count: 65536 }], problems: [], malformed: 0 },
        ],
      },
      lines("kubelet:196608:7208960"),
      undefined,
      `${ADDED} kubelet:196608:7208960.`,
    ],
    [
      "lowers what no line has room for",
      "too-few-ids",
      nodeWith({ idsPerPod: 1000800256, kubeletUser: kubeletUser(1000800256, 1000800256) }),
      [{ setting: "userNamespaces.idsPerPod", value: 38666240 }, ...lines("kubelet:38666240:4253286400")],
      undefined,
      "There is no room for 110 pods of 1000800256 IDs below 4294967295. Lower userNamespaces.idsPerPod to 38666240, or maxPods to 3, and give the account kubelet IDs for them.",
    ],
    [
      "drains before the pool ends lower, and makes the account that is not there",
      "last-slot",
      nodeWith({}),
      lines("kubelet:65536:7208960"),
      ["drain"],
      "Drain the node first. Make an account kubelet, install getsubids, and give the account this one line in /etc/subuid and in /etc/subgid: kubelet:65536:7208960, which ends below the last ID. Where a pod has the last slot already, delete it before.",
    ],
    [
      "takes the last slot away, and no more",
      "last-slot",
      nodeWith({ kubeletUser: kubeletUser(65536, 4294901760) }),
      lines("kubelet:65536:4294836224"),
      ["drain"],
      `Drain the node first. ${ADDED} kubelet:65536:4294836224, which ends below the last ID. Where a pod has the last slot already, delete it before.`,
    ],
    [
      "drains before a release that heeds idsPerPod",
      "ids-per-pod-ignored",
      nodeWith({ release: "1.34", idsPerPod: 131072 }),
      [{ setting: "userNamespaces.idsPerPod", value: null }],
      undefined,
      "Remove the setting. Or use Kubernetes 1.35 or newer, which gives each pod 131072 IDs, but drain the node first: files of pods with 65536 IDs keep such a kubelet from starting.",
    ],
    [
      "gives pods more IDs where there are so many, and drains first",
      "id-not-mapped",
      nodeWith({ kubeletUser: kubeletUser(65536, 7208960) }, {}, [pod({ securityContext: { runAsUser: 70000 } })]),
      [{ setting: "userNamespaces.idsPerPod", value: 131072 }, ...lines("kubelet:131072:14417920")],
      ["drain"],
      "Use an ID below 65536, or give each pod 131072 with userNamespaces.idsPerPod, and give the account kubelet the line kubelet:131072:14417920 in /etc/subuid and in /etc/subgid; drain the node first.",
    ],
    [
      "drains before pods get more IDs of the same line",
      "id-not-mapped",
      nodeWith({ kubeletUser: kubeletUser(131072, 14417920) }, {}, [pod({ securityContext: { runAsUser: 70000 } })]),
      [{ setting: "userNamespaces.idsPerPod", value: 131072 }],
      ["drain"],
      "Use an ID below 65536, or give each pod 131072 with userNamespaces.idsPerPod; drain the node first.",
    ],
    [
      "gives no pod as many IDs as no 110 pods can have",
      "id-not-mapped",
      nodeWith({}, {}, [pod({ securityContext: { runAsUser: 1000740000 } })]),
      [{ field: "spec.securityContext.runAsUser", value: 1000 }],
      undefined,
      "Use an ID below 65536. Pods cannot get the 1000800256 that it would take: above a first block as large, those of maxPods 110 do not end below 4294967295.",
    ],
    [
      "gives no pod more IDs before 1.35",
      "further-group-not-mapped",
      nodeWith({ release: "1.34" }, {}, [pod({ securityContext: { fsGroup: 70000 } })]),
      [{ field: "spec.securityContext.fsGroup", value: 1000 }],
      undefined,
      "Use an ID below 65536. Kubernetes 1.34 gives no pod more.",
    ],
    [
      "raises maxPods, with a line for it",
      "more-pods-than-max-pods",
      nodeWith({ kubeletUser: kubeletUser(65536, 7208960) }, {}, [{ ...pod(), count: 250 }]),
      [{ setting: "maxPods", value: 250 }, ...lines("kubelet:65536:16384000")],
      undefined,
      "Put fewer pods on the node, or raise maxPods to 250, and give the account kubelet the line kubelet:65536:16384000 in /etc/subuid and in /etc/subgid.",
    ],
    [
      "names no kernel for what no kernel maps",
      "mount-not-mappable",
      nodeWith({}, {}, [withVolume({ hostPath: { path: "/dev" } })]),
      [],
      undefined,
      "No kernel maps devtmpfs. Keep the data on a filesystem that can be mapped, such as ext4 or xfs, or do without the mount.",
    ],
    [
      "moves a volume off NFS",
      "mount-not-mappable",
      nodeWith({}, {}, [withVolume({ nfs: { server: "s", path: "/" } })]),
      [{ fact: "filesystem", value: "b=ext4" }],
      undefined,
      "No kernel maps nfs. Keep the data on a filesystem that can be mapped, such as ext4 or xfs, or do without the mount.",
    ],
    [
      "names the kernel for huge pages, and no other",
      "mount-not-mappable",
      nodeWith({}, { kernel: [6, 8], volumes: { b: "hugetlbfs" } }, [withVolume({ emptyDir: {} })]),
      [{ fact: "kernel", value: "6.9" }],
      undefined,
      "Use Linux 6.9 or newer, from which on hugetlbfs can be mapped, or keep the data on another filesystem.",
    ],
    [
      "asks what this kernel maps, and names all that the node has, for whatever is not named then is not mapped",
      "filesystem-undecided",
      nodeWith({}, { volumes: { b: "reiser4" } }, [withVolume({ persistentVolumeClaim: { claimName: "b" } })]),
      [{ fact: "idmappable", value: "reiser4,ext4,tmpfs,hugetlbfs,ceph,overlay" }],
      undefined,
      "Try with mount_setattr(2), or look it up, and say which filesystems this kernel maps, as in tmpfs,overlay,xfs.",
    ],
    [
      "asks what a kernel with backports maps, of all that the node has",
      "kernel-backports",
      nodeWith({}, { kernel: [5, 14], kernelDistribution: "el9", filesystems: { "/": "xfs" } }, [pod()]),
      [{ fact: "idmappable", value: "xfs,tmpfs,hugetlbfs,ceph,overlay" }],
      undefined,
      "Try with mount_setattr(2), or look it up, and say which filesystems this kernel maps, as in tmpfs,overlay,xfs.",
    ],
    [
      "names a claim by what its pod calls it",
      "filesystem-not-given",
      nodeWith({}, {}, [withVolume({ persistentVolumeClaim: { claimName: "c" } })]),
      [{ fact: "filesystem", value: "b=ext4" }],
      undefined,
      "Say which filesystem it is, as in /data=ext4.",
    ],
    [
      "moves a claim to what this kernel maps",
      "mount-not-named",
      nodeWith({}, { volumes: { b: "ext4" }, filesystems: { "/": "xfs" }, idmappable: ["tmpfs", "overlay", "xfs"] }, [
        withVolume({ persistentVolumeClaim: { claimName: "c" } }),
      ]),
      [{ fact: "filesystem", value: "b=xfs" }],
      undefined,
      "Keep the data on a filesystem that supports mapped mounts, or use a kernel that maps it.",
    ],
    [
      "moves nothing that is in memory",
      "mount-not-named",
      nodeWith({}, { idmappable: ["overlay", "ext4"] }, [withVolume({ emptyDir: { medium: "Memory" } })]),
      [{ fact: "idmappable", value: "overlay,ext4,tmpfs" }],
      undefined,
      "Keep the data on a filesystem that supports mapped mounts, or use a kernel that maps it.",
    ],
    [
      "wants a kernel that maps layers, where somebody said what this one maps",
      "layers-not-named",
      nodeWith({}, { idmappable: ["ext4", "tmpfs"] }, [pod()]),
      [{ fact: "idmappable", value: "ext4,tmpfs,overlay" }],
      undefined,
      "Use a kernel that maps overlay, or allow containerd the slow copy with slow_chown.",
    ],
    [
      "asks whether the kernel makes user namespaces",
      "namespace-limit-not-given",
      nodeWith({}, { sysctls: {} }, [pod()]),
      [{ fact: "sysctl", value: "user.max_user_namespaces=63000" }],
      undefined,
      "Say what sysctl user.max_user_namespaces prints on the node.",
    ],
    [
      "raises the limit that is spent",
      "namespace-limit",
      nodeWith({}, { sysctls: { "user.max_user_namespaces": 63000, "user.max_net_namespaces": 0 } }, [pod()]),
      [{ fact: "sysctl", value: "user.max_net_namespaces=10000" }],
      undefined,
      "Set the sysctl to some 10,000 on the node.",
    ],
    [
      "leaves the host's network for one that the kernel makes",
      "host-network-rights",
      nodeWith(
        { release: "1.35", featureGates: { UserNamespacesHostNetworkSupport: true } },
        {
          sysctls: { "user.max_user_namespaces": 63000, "user.max_net_namespaces": 0 },
        },
        [pod({ hostNetwork: true })],
      ),
      [
        { field: "spec.hostNetwork", value: null },
        { fact: "sysctl", value: "user.max_net_namespaces=10000" },
      ],
      undefined,
      "Leave out hostNetwork where the pod needs rights over its network.",
    ],
    [
      "asks whether the runtime maps what CDI mounts",
      "cdi-not-known",
      nodeWith({}, {}, [pod({ resourceClaims: [{ name: "gpu", resourceClaimName: "gpu" }] })]),
      [{ fact: "runtime-maps", value: "cdi=yes" }],
      undefined,
      "Look whether the runtime was built with CDI of November 2025 or newer.",
    ],
    [
      "names the patch with all that the line got later",
      "runtime-patch-not-given",
      nodeWith({}, { runtimes: containerd(2, 1), images: { nginx: { volumes: ["/data"] } } }, [pod()]),
      [{ fact: "runtime", value: "containerd@2.1.7" }],
      undefined,
      "Name the version with its three numbers.",
    ],
    [
      "uses the release in the place of its pre-release",
      "runtime-pre-release",
      nodeWith({}, { runtimes: [...containerd(2, 3, 4).slice(0, 1), { name: "runc", version: [1, 2, 0, -1] }] }, [
        pod(),
      ]),
      [{ fact: "runtime", value: "runc@1.2.0" }],
      undefined,
      "Use runc 1.2.0, or newer.",
    ],
    [
      "stays in the line that got the patch",
      "image-volume-not-mapped",
      nodeWith({}, { runtimes: containerd(2, 2, 0) }, [withVolume({ image: { reference: "data" } })]),
      [{ fact: "runtime", value: "containerd@2.2.2" }],
      undefined,
      "Use containerd 2.1.7, 2.2.2 or newer.",
    ],
    [
      "goes on to the first line that got it, with what that needs below it",
      "image-volume-unsupported",
      nodeWith(
        { release: "1.33", featureGates: { ImageVolume: true } },
        { runtimes: [...containerd(2, 0, 4).slice(0, 1), { name: "runc", version: [1, 1] }] },
        [withVolume({ image: { reference: "data" } })],
      ),
      [
        { fact: "runtime", value: "containerd@2.1.7" },
        { fact: "runtime", value: "runc@1.2" },
      ],
      undefined,
      "Use containerd 2.1.7, 2.2.2 or newer.",
    ],
    [
      "replaces a runtime of which no version will do",
      "user-namespace-unsupported",
      nodeWith({}, { runtimes: [{ name: "cri-dockerd", version: [0, 3, 20] }, ...(FACTS.runtimes ?? []).slice(1)] }, [
        pod(),
      ]),
      [{ fact: "runtime", value: "containerd@2.0" }],
      undefined,
      "No version of cri-dockerd will do. Use containerd 2.0 or cri-o 1.30, or newer.",
    ],
    [
      "names the version of CRI-O that reports support",
      "user-namespace-unsupported",
      nodeWith(
        { release: "1.33" },
        {
          runtimes: [
            { name: "cri-o", version: [1, 25] },
            { name: "crun", version: [1, 8] },
          ],
        },
        [pod()],
      ),
      [
        { fact: "runtime", value: "cri-o@1.30" },
        { fact: "runtime", value: "crun@1.9" },
      ],
      undefined,
      "Use cri-o 1.30 with crun 1.9, or newer.",
    ],
    [
      "takes nobody who stands there as a number for the account",
      "owner-not-known",
      { ...nodeWith({}), assumed: ["owners"] },
      [{ fact: "account", value: "missing" }],
      undefined,
      "Say which UID the account kubelet has, or that there is none: id -u kubelet tells.",
    ],
    [
      "names no account where the pool that is without does not start",
      "owner-not-known",
      { ...nodeWith({ idsPerPod: 196608 }), assumed: ["owners"] },
      [],
      undefined,
      "Say which UID the account kubelet has, or that there is none: id -u kubelet tells.",
    ],
    [
      "says a map of the kubelet with all of its pool",
      "kubelet-map-not-given",
      nodeWith({ kubeletUser: kubeletUser(65536, 7208960) }, { runningInUserNamespace: true }),
      [{ fact: "kubelet-map", value: "0:100000:7274496" }],
      undefined,
      "Say what /proc/PID/uid_map of the kubelet has.",
    ],
    [
      "says no map for a pool that goes on past the last ID",
      "kubelet-map-not-given",
      nodeWith({ release: "1.34", kubeletUser: kubeletUser(2147483648, 4294901760) }, { runningInUserNamespace: true }),
      [],
      undefined,
      "Say what /proc/PID/uid_map of the kubelet has.",
    ],
    [
      "gives a kubelet's user namespace more IDs where no line has room in it",
      "pool-outside-kubelet-map",
      nodeWith(
        { kubeletUser: kubeletUser(65536, 7208960) },
        { kubeletMap: [{ containerId: 0, hostId: 200000, size: 65536 }] },
      ),
      [{ fact: "kubelet-map", value: "0:200000:7274496" }],
      undefined,
      expect.stringContaining("give its user namespace more IDs"),
    ],
    [
      "reaches the last ID with a map from 0 on",
      "pool-outside-kubelet-map",
      nodeWith({}, { kubeletMap: [{ containerId: 0, hostId: 200000, size: 65536 }] }),
      [{ fact: "kubelet-map", value: "0:0:4294967295" }],
      undefined,
      expect.any(String),
    ],
    [
      "names the containerd that takes the host's sysfs and reports it, with what that needs below it",
      "host-network-sysfs",
      nodeWith(HOST_NETWORK, { runtimes: [...containerd(2, 0, 4).slice(0, 1), { name: "runc", version: [1, 1] }] }, [
        pod({ hostNetwork: true }),
      ]),
      [
        { fact: "runtime", value: "containerd@2.3.4" },
        { fact: "runtime", value: "runc@1.2" },
      ],
      undefined,
      HOST_NETWORK_TEXT,
    ],
    [
      "names the containerd that reports the host's network",
      "host-network-not-declared",
      nodeWith(HOST_NETWORK, { runtimes: containerd(2, 3, 1) }, [pod({ hostNetwork: true })]),
      [{ fact: "runtime", value: "containerd@2.3.4" }],
      undefined,
      DECLARE_TEXT,
    ],
    [
      "does without the host's network where the node says that it does not declare it",
      "host-network-not-declared",
      nodeWith(
        HOST_NETWORK,
        { declaredFeatures: [], sysctls: { "user.max_user_namespaces": 1, "user.max_net_namespaces": 0 } },
        [pod({ hostNetwork: true })],
      ),
      [
        { field: "spec.hostNetwork", value: null },
        { fact: "sysctl", value: "user.max_net_namespaces=10000" },
      ],
      undefined,
      DECLARE_TEXT,
    ],
    [
      "does without the host's network where CRI-O does not declare it, whatever starts its containers",
      "host-network-not-admitted",
      nodeWith(
        HOST_NETWORK,
        {
          declaredFeatures: [],
          sysctls: { "user.max_user_namespaces": 1 },
          runtimes: [
            { name: "cri-o", version: [1, 36] },
            { name: "crun", version: [1, 20] },
          ],
        },
        [pod({ hostNetwork: true, nodeName: "n" })],
      ),
      [{ field: "spec.hostNetwork", value: null }],
      undefined,
      DECLARE_TEXT,
    ],
    [
      "has crun below CRI-O",
      "host-network-sysfs-not-known",
      nodeWith(
        HOST_NETWORK,
        {
          runtimes: [
            { name: "cri-o", version: [1, 36] },
            { name: "runc", version: [1, 3, 4] },
          ],
        },
        [pod({ hostNetwork: true })],
      ),
      [{ fact: "runtime", value: "crun@1.20.0" }],
      undefined,
      HOST_NETWORK_TEXT,
    ],
    [
      "names the containerd of its line that maps what is in a VOLUME",
      "volume-content-not-mapped",
      nodeWith({}, { runtimes: containerd(2, 1, 0), images: { nginx: { volumes: ["/data"] } } }, [pod()]),
      [{ fact: "runtime", value: "containerd@2.1.7" }],
      undefined,
      "Use containerd 2.0.7, 2.1.5 or newer; or mount a volume of the pod, such as an emptyDir, at that place.",
    ],
    [
      "says only in words what to do about image volumes with CRI-O, of which no version is known that would do",
      "image-volume-not-known",
      nodeWith(
        {},
        {
          runtimes: [
            { name: "cri-o", version: [1, 36] },
            { name: "crun", version: [1, 20] },
          ],
        },
        [withVolume({ image: { reference: "data" } })],
      ),
      [],
      undefined,
      "Use containerd 2.1.7, 2.2.2 or newer.",
    ],
    [
      "keeps a pool within the map of its kubelet",
      "slots-outside-kubelet-map",
      nodeWith({ maxPods: 10 }, { kubeletMap: [{ containerId: 0, hostId: 100000, size: 1000000 }] }, [pod()]),
      lines("kubelet:65536:655360"),
      ["drain"],
      `Drain the node first. Make an account kubelet, install getsubids, and give the account this one line in /etc/subuid and in /etc/subgid: kubelet:65536:655360.`,
    ],
    [
      "names no line for a limit that none lifts",
      "more-pods-than-limit",
      nodeWith({ release: "1.28", maxPods: 2000, featureGates: { UserNamespacesSupport: true } }, {}, [
        { ...pod(), count: 1025 },
      ]),
      [],
      undefined,
      "Put fewer such pods on the node, or run a kubelet of 1.30 or newer.",
    ],
    [
      "gives a lower pool to a kubelet whose last slot is drawn",
      "last-slot-drawn",
      nodeWith({ maxPods: 4, kubeletUser: kubeletUser(4294705152, 262144) }, {}, [{ ...pod(), count: 4 }]),
      lines("kubelet:65536:262144"),
      ["drain"],
      `Drain the node first. ${ADDED} kubelet:65536:262144, which ends below the last ID. Where a pod has the last slot already, delete it before.`,
    ],
    [
      "moves a pool to where the map of its kubelet has slots for all pods",
      "slots-outside-kubelet-map",
      nodeWith(
        { maxPods: 10, kubeletUser: kubeletUser(983040, 655360) },
        { kubeletMap: [{ containerId: 0, hostId: 100000, size: 1310720 }] },
        [{ ...pod(), count: 8 }],
      ),
      lines("kubelet:65536:655360"),
      ["drain"],
      `Drain the node first. ${ADDED} kubelet:65536:655360.`,
    ],
    [
      "counts no slot that would hold the last ID",
      "id-not-mapped",
      nodeWith({ maxPods: 3 }, {}, [pod({ securityContext: { runAsUser: 1000740000 } })]),
      [{ setting: "userNamespaces.idsPerPod", value: 1000800256 }, ...lines("kubelet:1000800256:3002400768")],
      ["drain"],
      "Use an ID below 65536, or give each pod 1000800256 with userNamespaces.idsPerPod, and give the account kubelet the line kubelet:1000800256:3002400768 in /etc/subuid and in /etc/subgid; drain the node first.",
    ],
    [
      "passes over what others have behind the last slot",
      "too-few-ids",
      {
        ...nodeWith({ maxPods: 250, kubeletUser: kubeletUser(65536, 7208960) }),
        subordinateFiles: [
          { name: "subuid", entries: [{ owner: "me", start: 4294967000, count: 9 }], problems: [], malformed: 0 },
        ],
      },
      lines("kubelet:65536:16384000"),
      undefined,
      `${ADDED} kubelet:65536:16384000.`,
    ],
    [
      "names no layers on a kernel that maps none",
      "filesystem-undecided",
      nodeWith({}, { kernel: [5, 15], volumes: { b: "reiser4" } }, [
        withVolume({ persistentVolumeClaim: { claimName: "b" } }),
      ]),
      [{ fact: "idmappable", value: "reiser4,ext4" }],
      undefined,
      expect.any(String),
    ],
    [
      "raises maxPods no further than it goes",
      "more-pods-than-max-pods",
      nodeWith({ kubeletUser: kubeletUser(65536, 7208960) }, {}, [{ ...pod(), count: 2147483648 }]),
      [],
      undefined,
      expect.any(String),
    ],
    [
      "names the policy that lets a sysctl pass, and no other reason",
      "pod-security",
      nodeWith({ release: "1.38" }, { policy: { level: "baseline", version: 36 } }, [
        pod({ securityContext: { sysctls: [{ name: "net.ipv4.tcp_notsent_lowat", value: "1" }] } }),
      ]),
      [{ fact: "policy", value: "baseline:v1.37" }],
      undefined,
      "Have the namespace enforce baseline:v1.37 or newer, which lets the pod pass with hostUsers: false. Or change the pod as the message says.",
    ],
    [
      "names the policy that lets root pass",
      "pod-security",
      nodeWith({}, { policy: { level: "restricted", version: 30 } }, [hardened()]),
      [{ fact: "policy", value: "restricted:v1.35" }],
      undefined,
      "Have the namespace enforce restricted:v1.35 or newer, which lets the pod pass with hostUsers: false. Or change the pod as the message says.",
    ],
    [
      "names the gate that lets root pass before 1.35",
      "pod-security",
      nodeWith({ release: "1.34" }, { policy: { level: "restricted", version: "latest" } }, [hardened()]),
      [{ setting: "featureGates.UserNamespacesPodSecurityStandards", value: true }],
      undefined,
      "Change the pod as the message says. With the feature gate UserNamespacesPodSecurityStandards of the API server, or under restricted:v1.35 of that release or a newer one, it passes because of hostUsers: false.",
    ],
    [
      "names no policy where none lets the pod pass",
      "pod-security",
      nodeWith({}, { policy: { level: "restricted", version: 30 } }, [pod({ hostPID: true })]),
      [],
      undefined,
      "Change the pod as the message says, or have the namespace enforce another policy.",
    ],
  ];

  it.each(rows)("%s", (_name, code, node, changes, first, text) => {
    const fix = fixFor(code, node);
    expect({ changes: fix.changes, first: fix.first, text: explain(fix) }).toEqual({ changes, first, text });
  });

  const mechanical = rows.filter(([, , , changes]) => changes.length > 0);

  it.each(mechanical)("%s: and it is gone", (_name, code, node) => {
    const changed = applyFix(node, fixFor(code, node), node.pods?.[0]);
    expect(() => fixFor(code, changed)).toThrow(`not found: ${code}`);
  });

  const invalid = { code: "configuration-invalid", text: "" };

  /** As somebody kept them, and gives them with another node than that which they are about. */
  const foreign: readonly (readonly [fix: string, code: string, facts: object, node: NodeToCheck, Fix["changes"]])[] = [
    ["meet-policy", "pod-security", { passes: "?" }, KNOWN, []],
    ["mount-over-volume", "volume-content-not-mapped", { runtime: "containerd 2.1" }, { kubelet: KNOWN.kubelet }, []],
    ["say-patch", "runtime-patch-not-given", { runtime: "?" }, KNOWN, []],
    ["released-runtime", "runtime-pre-release", { runtime: "crun 1.9 (a pre-release)" }, KNOWN, []],
    ["host-network-runtime", "host-network-sysfs", {}, { kubelet: KNOWN.kubelet }, [{ field: "spec", value: null }]],
    [
      "other-filesystem",
      "mount-not-named",
      { filesystem: "proc", source: "/proc" },
      { kubelet: KNOWN.kubelet },
      [{ fact: "idmappable", value: "proc" }],
    ],
    [
      "other-filesystem",
      "mount-not-mappable",
      { filesystem: "nfs", source: "x", volumeName: "b" },
      nodeWith({}, { kernel: [5, 10] }),
      [
        { fact: "filesystem", value: "b=ext4" },
        { fact: "kernel", value: "5.12" },
      ],
    ],
    ["upgrade-kernel", "layers-not-mappable", {}, KNOWN, []],
    ["spell-gate", "kubelet-does-not-start", { error: invalid }, KNOWN, []],
    ["leave-gate-out", "kubelet-does-not-start", { error: invalid }, KNOWN, []],
    ["end-pool-lower", "kubelet-does-not-start", { error: invalid }, KNOWN, lines("kubelet:65536:7208960")],
    ["say-kubelet-map", "kubelet-map-not-given", {}, nodeWith({ kubeletUser: { kind: "no-getsubids" } }), []],
  ];

  it.each(foreign)(
    "%s of a finding of another node changes only what that node has",
    (fix, code, facts, node, changes) => {
      const found = { code, fix, facts, path: "spec" } as unknown as CheckFinding;
      expect(fixOf(found, node).changes).toEqual(changes);
    },
  );

  it("says these in words only, each for a reason", () => {
    expect(Object.keys(WORDS_ONLY).sort()).toEqual([
      "ask-daemon",
      "correct-field",
      "drain",
      "look-for-fixes",
      "mount-on-host",
      "no-block-device",
      "no-host-path",
      "not-privileged",
      "own-host-path",
      "read-release-notes",
      "repair-name-service",
      "say-declared-features",
      "upgrade-kubelet",
      "write-entries",
    ]);
    for (const reason of Object.values(WORDS_ONLY)) expect(reason).toMatch(/^[a-z].{15,}[a-z]$/);
  });

  it("asks for no runtime beside one that it does not know", () => {
    const node = nodeWith({}, { runtimes: [{ name: "frakti", version: [1, 0] }, ...(FACTS.runtimes ?? []).slice(1)] }, [
      pod(),
    ]);
    expect(allFound(node).map(({ code }) => code)).toEqual(["last-slot", "runtime-unknown"]);
    expect(explain(fixFor("runtime-unknown", node))).toContain("Find out whether frakti 1.0 supports user namespaces");
  });
});

/** A pod that is restricted in all but its user. */
function hardened(): PodGroup {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  };
  return pod({ containers: [{ name: "c", image: "nginx", securityContext }] });
}
