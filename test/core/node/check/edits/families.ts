import { kubeletUser, RELEASES } from "../../../../../src/kubelet.ts";
import type { NodeToCheck } from "../../../../../src/node.ts";
import { ABSENT } from "../../../../support/at-place.ts";
import { type Choices, edited } from "../../support/edits.ts";
import {
  blind,
  crowded,
  dated,
  demanding,
  GATES,
  judged,
  limited,
  mounts,
  numbered,
  plain,
  rootless,
  SETTINGS,
  unknown,
  whole,
  wrapping,
} from "./nodes.ts";

const settings: Choices = { "kubelet.release": RELEASES, ...SETTINGS };

const kubelet: Choices = {
  ...settings,
  ...Object.fromEntries(GATES.map((gate) => [`kubelet.featureGates.${gate}`, [true, false]])),
};

const accounts: Choices = { "kubelet.kubeletUser": SETTINGS["kubelet.kubeletUser"] };

const older: Choices = {
  "kubelet.release": ["1.25", "1.26", "1.27", "1.29", "1.30", "1.31", "1.32", "1.33"],
  "kubelet.featureGates": {
    absent: ABSENT,
    off: { UserNamespacesSupport: false },
    older: { UserNamespacesStatelessPodsSupport: true },
    both: { UserNamespacesSupport: true, UserNamespacesStatelessPodsSupport: true },
  },
  "kubelet.maxPods": [ABSENT, 0, 1, 1024, 1025, 65536, 70000],
  "kubelet.idsPerPod": [1, 65536, 131072, 196608],
  "kubelet.getent": [false],
  "pods.*.count": [1, 1024, 1025, 1026, 70000],
  assumed: [["account"], ["release", "configuration"]],
};

const assumed: Choices = {
  assumed: [ABSENT, ...["release", "configuration", "account", "groups"].map((about) => [about])],
};

const listed: Choices = {
  assumed: [...(assumed["assumed"] as readonly unknown[]), ["entry"], ["owners"], ["account", "entry"]],
};

const others: Choices = {
  "subordinateFiles.*.entries.*.owner": ["kubelet", "bob", "1000", "12345678901"],
  "subordinateFiles.*.entries.*.start": [0, 65535, 65536, 131071, 131072, 851967, 851968, 4294967295],
  "subordinateFiles.*.entries.*.count": [0, 1, 2, 65536, 65537, 4294967295],
  "subordinateFiles.*.entries.*": [ABSENT],
  "subordinateFiles.*.malformed": [1, 2],
  "subordinateFiles.*": [ABSENT],
  "pods.*.count": [ABSENT, 0, 1, 5, 6, 7, 11, 12, 2147483648],
  "pods.*.spec.hostUsers": [ABSENT, true, false, null, "false"],
  "pods.*": [ABSENT],
  anyNode: [true],
};

const room: Choices = {
  "kubelet.release": ["1.27", "1.29", "1.30"],
  "kubelet.maxPods": [0, 30, 1023, 1024, 1025, 1054, 1055, 1090],
  "pods.*.count": [0, 1, 54, 70, 964, 1024],
  "pods.*.spec.hostUsers": [true, false],
  "pods.*.spec.hostPID": [true, false],
  "pods.*.came": ["mirror"],
};

/** What is asked of each account while something about it is open. */
const open: Choices = {
  ...accounts,
  "kubelet.release": ["1.28", "1.30", "1.37"],
  "kubelet.idsPerPod": [1000, 131072],
  "kubelet.maxPods": [0, 70000],
  "kubelet.getent": [false],
  "kubelet.featureGates": [{ UserNamespacesSupport: false }, { KubeletInUserNamespace: true }],
};

const mounting: Choices = {
  "kubelet.release": ["1.26", "1.27"],
  "kubelet.rootDirectory": ["/srv/kubelet", "/srv/deep"],
  "facts.rootDirectory": ["/srv/kubelet"],
  "facts.kernel": [ABSENT, [5, 11], [5, 12], [5, 14], [5, 18], [5, 19], [6, 2], [6, 3], [6, 8], [6, 9], [6, 12]],
  "facts.kernelDistribution": ["el9"],
  "facts.idmappable": [[], ["ext4"], ["ext4", "xfs", "tmpfs", "hugetlbfs", "overlay"], ["btrfs"], ["reiser4"]],
  "facts.filesystems": [ABSENT, {}, { "/srv": "xfs" }, { "/": "nfs4" }, { "/": "tmpfs" }, { "/": "reiser4" }],
  "facts.filesystems./srv": [ABSENT, "btrfs", "zfs", "9p", "fuse", "bcachefs", "tmpfs"],
  "facts.volumes.claim": [ABSENT, "xfs", "bcachefs", "nfs", "ceph", "fuse.s3", "mystery"],
  "facts.volumes.scratch": ["xfs", "nfs"],
  "facts.volumes.driver": ["xfs", "nfs"],
  "pods.*.kind": [ABSENT, "Pod", "PodTemplate", "Deployment"],
  "pods.*.spec.volumes.7.hostPath.path": [
    ...["/", "/srv", "/srv/deep/below", "/srv/deep/below/x", "/var/lib/kubelet", "/var/lib/kubelet/pods/x"],
    ...["/proc", "/proc/1", "/process", "/sys/fs", "/sysroot", "/dev", "/dev/shm", "/device", "srv"],
  ],
  "pods.*.spec.volumes.4": {
    nfs: { name: "scratch", nfs: { server: "x", path: "/" } },
    cephfs: { name: "scratch", cephfs: { monitors: ["x"] } },
    projected: { name: "scratch", projected: { sources: [] } },
    downwardAPI: { name: "scratch", downwardAPI: { items: [] } },
    ephemeral: { name: "scratch", ephemeral: {} },
    iscsi: { name: "scratch", iscsi: {} },
    glusterfs: { name: "scratch", glusterfs: {} },
  },
  "pods.*.spec.automountServiceAccountToken": [true],
};

const version = (name: string, ...numbers: readonly number[]): object => ({ name, version: numbers });
const [containerd, runc] = [version("containerd", 2, 3, 4), version("runc", 1, 3, 4)];

const running: Choices = {
  "kubelet.release": ["1.27", "1.29", "1.30", "1.33", "1.35", "1.37", "1.38"],
  "kubelet.featureGates.UserNamespacesHostNetworkSupport": [true, false],
  "facts.runtimes": {
    "not given": ABSENT,
    none: [],
    "runc alone": [runc],
    "containerd alone": [containerd],
    "cri-o alone": [version("cri-o", 1, 36)],
    "crun alone": [version("crun", 1, 20)],
    "cri-o and runc": [version("cri-o", 1, 36), runc],
    "cri-o and crun": [version("cri-o", 1, 36), version("crun", 1, 20)],
    "old cri-o and crun": [version("cri-o", 1, 24), version("crun", 1, 8)],
    "cri-dockerd and runc": [version("cri-dockerd", 0, 3, 20), runc],
    "docker and old runc": [version("docker", 27, 0), version("runc", 1, 0)],
    "frakti and runc": [version("frakti", 1, 0), runc],
    "containerd and kata": [containerd, version("kata", 3, 0)],
    "containerd and old runc": [containerd, version("runc", 1, 1)],
    "old containerd and runc": [version("containerd", 1, 6), version("runc", 1, 0)],
    "two digits": [version("containerd", 2, 1), version("runc", 1, 2)],
    "the other way round": [version("runc", 1, 1), version("containerd", 2, 0, 6)],
    "a pre-release": [version("containerd", 2, 0, 0, -1), runc],
    "a pre-release below": [containerd, version("runc", 1, 2, 0, -1)],
    "a pre-release with a fix": [version("containerd", 2, 3, 0, -1), runc],
  },
  "facts.runtimes.0.version": [
    [1, 7],
    [2, 0],
    [2, 0, 6],
    [2, 0, 7],
    [2, 1, 5],
    [2, 1, 7],
    [2, 2],
    [2, 2, 2],
    [2, 3],
    [2, 4],
  ],
  "facts.reportsUserNamespaces": [true, false],
  "facts.declaredFeatures": [[], ["UserNamespacesHostNetworkSupport"]],
  "facts.sysctls": [
    ABSENT,
    { "user.max_user_namespaces": 0 },
    { "user.max_net_namespaces": 0 },
    { "user.max_pid_namespaces": 0 },
  ],
  "facts.mapsCdi": [ABSENT, false],
  "facts.inContainer": [true],
  "facts.images": [
    ABSENT,
    {},
    { nginx: {} },
    { nginx: { volumes: ["/run/"] } },
    { nginx: { volumes: ["/data", "/run/model"] } },
  ],
  "pods.*.spec.hostNetwork": [ABSENT],
  "pods.*.spec.securityContext.supplementalGroupsPolicy": [ABSENT, "Merge"],
  "pods.*.spec.resourceClaims": [ABSENT],
  "pods.*.spec.volumes.0": { "an emptyDir": { name: "model", emptyDir: {} } },
  "pods.*.spec.containers.0.securityContext.privileged": [true],
  "pods.*.spec.containers.0.volumeMounts.0.mountPropagation": ["Bidirectional"],
};

const RUNTIMES = {
  ...Object.fromEntries(
    (
      [
        ["containerd", [1, 6], "runc", [1, 0]],
        ["containerd", [1, 7], "crun", [1, 4]],
        ["containerd", [2, 0], "runc", [1, 2]],
        ["containerd", [2, 1, 6], "runc", [1, 2]],
        ["containerd", [2, 2], "runc", [1, 2]],
        ["cri-o", [1, 24], "crun", [1, 4]],
        ["cri-o", [1, 28], "crun", [1, 8]],
        ["cri-o", [1, 30], "crun", [1, 9]],
        ["cri-o", [1, 31], "runc", [1, 1]],
        ["cri-dockerd", [0, 3, 20], "runc", [1, 0]],
      ] as const
    ).map(([cri, first, oci, second]) => [
      `${cri} ${first.join(".")} ${oci} ${second.join(".")}`,
      [
        { name: cri, version: first },
        { name: oci, version: second },
      ],
    ]),
  ),
};

const dating: Choices = {
  "kubelet.release": ["1.25", "1.26", "1.27", "1.28", "1.29", "1.30", "1.31", "1.33", "1.36"],
  "kubelet.featureGates": {
    "all on": { UserNamespacesSupport: true, SupplementalGroupsPolicy: true, UserNamespacesHostNetworkSupport: true },
    "one on": { UserNamespacesSupport: true },
    "before 1.28": { UserNamespacesStatelessPodsSupport: true, SupplementalGroupsPolicy: true },
  },
  "facts.runtimes": RUNTIMES,
};

const declaring: Choices = {
  "facts.declaredFeatures": [ABSENT, []],
  "facts.runtimes": RUNTIMES,
};

const IDS = [ABSENT, 0, 65535, 65536, 131071, 131072, 1000740000, 2147483647, 2147483648, -1];

const counting: Choices = {
  "kubelet.release": ["1.29", "1.33", "1.34", "1.35"],
  "kubelet.maxPods": [ABSENT, 32766, 32767, 65534, 65535],
  "kubelet.idsPerPod": [65536, 131072],
  "facts.runtimes": {
    "not given": ABSENT,
    crun: [version("cri-o", 1, 36), version("crun", 1, 20)],
    "containerd and crun": [containerd, version("crun", 1, 20)],
  },
  "facts.idmappable": [["ext4"], ["overlay"]],
  "facts.kernel": [[5, 18]],
  "facts.images.nginx": [ABSENT],
  "facts.images.nginx.user": IDS,
  "facts.images.nginx.group": IDS,
  "facts.images.nginx.groups.0": IDS,
  "facts.images.nginx.fileIds.0": IDS,
  "pods.*.spec.securityContext.runAsUser": IDS,
  "pods.*.spec.securityContext.runAsGroup": IDS,
  "pods.*.spec.securityContext.fsGroup": IDS,
  "pods.*.spec.securityContext.supplementalGroups.0": IDS,
  "pods.*.spec.containers.0.securityContext": [ABSENT],
  "pods.*.spec.containers.0.securityContext.runAsUser": IDS,
  "pods.*.spec.containers.0.securityContext.runAsGroup": IDS,
};

const policies = ["privileged", "baseline", "restricted"].flatMap((level) =>
  ["latest", 31, 32, 34, 35, 99].map((at) => ({ level, version: at })),
);

const admitting: Choices = {
  "kubelet.release": RELEASES,
  "kubelet.featureGates": Object.fromEntries(
    [...GATES, "UserNamespacesPodSecurityStandards"].flatMap((gate) =>
      [true, false].map((on) => [`${gate} ${on}`, { UserNamespacesSupport: true, [gate]: on }]),
    ),
  ),
  "facts.policy": [ABSENT, ...policies],
  "pods.*.policy": policies.slice(0, 8),
  "pods.*.came": ["admitted", "mirror"],
  "pods.*.kind": [
    "Pod",
    "PodTemplate",
    "ReplicationController",
    "Deployment",
    "ReplicaSet",
    "DaemonSet",
    "Job",
    "CronJob",
  ],
  "pods.*.spec.hostNetwork": [true],
  "pods.*.spec.hostPID": [true],
  "pods.*.spec.hostUsers": [ABSENT, null, true, "false", 0],
  "pods.*.spec.securityContext": [{ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } }, [], "x"],
  "pods.*.spec.containers": [ABSENT, [], {}, [null]],
  "pods.*.spec.containers.0.name": [ABSENT, "", "Web", 5],
  "pods.*.spec.containers.0.securityContext": [ABSENT, {}, { privileged: true }],
  "pods.*.annotations": [{ "container.apparmor.security.beta.kubernetes.io/web": "unconfined" }],
};

const maps = Object.fromEntries(
  [
    [[0, 65536]],
    [[0, 131072]],
    [[65536, 65536]],
    [[65537, 131072]],
    [[65535, 131073]],
    [[131073, 7143423]],
    [[131072, 7143424]],
    [[0, 7274495]],
    [[1, 7274495]],
    [[65536, 7208960]],
    [[0, 4294967295]],
    [
      [0, 100000],
      [100000, 100000],
    ],
    [
      [0, 131072],
      [262144, 196608],
    ],
    [
      [262144, 196608],
      [196608, 65536],
    ],
    [[7274496, 65536]],
  ].map((map) => [
    map.map(([start, size]) => `${start}:${size}`).join("+"),
    map.map(([containerId, size]) => ({ containerId, hostId: 100000, size })),
  ]),
);

const mapped: Choices = {
  "facts.kubeletMap": { absent: ABSENT, none: [], ...maps },
  "facts.runtimes": {
    none: [],
    "cri-o": [version("cri-o", 1, 36)],
    "cri-o and runc": [version("cri-o", 1, 36), runc],
  },
  "kubelet.kubeletUser": { absent: ABSENT, "no getsubids": { kind: "no-getsubids" } },
  "kubelet.maxPods": [1, 111, 65534, 65535],
};

const nested: Choices = {
  ...mapped,
  ...accounts,
  "facts.runningInUserNamespace": [true, false],
  "kubelet.featureGates": { absent: ABSENT, off: { KubeletInUserNamespace: false } },
  "kubelet.maxPods": [0, 1, 108, 109, 110, 111, 70000],
  "kubelet.idsPerPod": [131072, 196608],
  "kubelet.release": ["1.34", "1.38"],
};

const reported: Choices = {
  "facts.runningInUserNamespace": [true, false],
  "kubelet.featureGates.KubeletInUserNamespace": [true, false],
  "kubelet.kubeletUser": Object.fromEntries(
    [
      [65536, 7208960],
      [65536, 4294901760],
      [131072, 4294901760],
      [65536, 4294803456],
      [65536, 4294770688],
    ].map(([start = 0, count = 0]) => [`${start}:${count}`, kubeletUser(start, count)]),
  ),
};

/** Nodes, and what is changed about each. */
export const FAMILIES: Readonly<Record<string, readonly [NodeToCheck, Choices]>> = {
  plain: [plain, { ...kubelet, ...assumed }],
  crowded: [crowded, { ...settings, ...others, ...listed }],
  ...Object.fromEntries(
    ["account", "entry", "owners", "groups"].map((about) => [
      `open-${about}`,
      [edited(crowded, { place: ["assumed"], value: [about] }), open],
    ]),
  ),
  unknown: [unknown, { ...kubelet, ...listed }],
  rootless: [rootless, nested],
  outside: [edited(rootless, { place: ["facts", "kubeletMap"], value: maps["0:131072"] }), mapped],
  reported: [edited(plain, { place: ["facts", "runningInUserNamespace"], value: true }), reported],
  wrapping: [wrapping, settings],
  newest: [
    edited(wrapping, { place: ["kubelet", "release"], value: "1.38" }),
    { ...SETTINGS, "kubelet.release": ["1.37"] },
  ],
  ignored: [
    edited(plain, { place: ["kubelet", "release"], value: "1.34" }),
    { "kubelet.release": ["1.32"], "kubelet.idsPerPod": SETTINGS["kubelet.idsPerPod"], "kubelet.maxPods": [-1, 65535] },
  ],
  blind: [
    blind,
    { ...settings, "kubelet.kubeletUser": { "no account": { kind: "no-account" } }, "kubelet.getent": [ABSENT, true] },
  ],
  whole: [whole, older],
  limited: [limited, room],
  mounts: [mounts, mounting],
  demanding: [demanding, running],
  dated: [dated, dating],
  earlier: [
    edited(dated, {
      place: ["kubelet"],
      value: { release: "1.26", featureGates: { UserNamespacesStatelessPodsSupport: true } },
    }),
    { "facts.runtimes": RUNTIMES },
  ],
  declared: [
    edited(demanding, { place: ["facts", "declaredFeatures"], value: ["UserNamespacesHostNetworkSupport"] }),
    declaring,
  ],
  undeclared: [edited(demanding, { place: ["facts", "declaredFeatures"], value: [] }), { "facts.runtimes": RUNTIMES }],
  numbered: [numbered, counting],
  judged: [judged, admitting],
};
