import { oddOfType } from "../../../support/edits.ts";

/** A pod that has every field that is looked at, each with a value that all of the Pod Security Standards take. */
export const richSpec = {
  hostUsers: false,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  shareProcessNamespace: false,
  automountServiceAccountToken: false,
  os: { name: "linux" },
  nodeName: "n",
  resourceClaims: [],
  runtimeClassName: "",
  securityContext: {
    runAsUser: 1000,
    runAsGroup: 1000,
    runAsNonRoot: true,
    fsGroup: 1000,
    fsGroupChangePolicy: "Always",
    seLinuxChangePolicy: "MountOption",
    supplementalGroups: [1000, 2000],
    supplementalGroupsPolicy: "Merge",
    sysctls: [{ name: "kernel.shm_rmid_forced", value: "1" }],
    seccompProfile: { type: "RuntimeDefault" },
    appArmorProfile: { type: "RuntimeDefault" },
    seLinuxOptions: { type: "", user: "", role: "" },
    windowsOptions: { hostProcess: false },
  },
  volumes: [
    { name: "v", emptyDir: { medium: "" } },
    { name: "w", secret: { defaultMode: 420 } },
  ],
  initContainers: [smallContainer("i")],
  containers: [richContainer("c")],
  ephemeralContainers: [smallContainer("e")],
};

function smallContainer(name: string) {
  return {
    name,
    securityContext: {
      runAsUser: 1000,
      procMount: "Default",
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    },
  };
}

function richContainer(name: string) {
  return {
    name,
    image: name,
    restartPolicy: "Always",
    securityContext: {
      runAsUser: 1000,
      runAsGroup: 1000,
      runAsNonRoot: true,
      procMount: "Default",
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL"] },
      seccompProfile: { type: "Localhost" },
      appArmorProfile: { type: "Localhost" },
      seLinuxOptions: { type: "container_t" },
      windowsOptions: { hostProcess: false },
    },
    volumeMounts: [{ name: "v", mountPath: "/v", readOnly: false, mountPropagation: "None" }],
    volumeDevices: [],
    resources: { limits: { cpu: "1" } },
    ports: [{ hostPort: 0 }],
    livenessProbe: { httpGet: { host: "" }, tcpSocket: { host: "" } },
    readinessProbe: { httpGet: { host: "" } },
    startupProbe: { tcpSocket: { host: "" } },
    lifecycle: { postStart: { httpGet: { host: "" } }, preStop: { tcpSocket: { host: "" } } },
  };
}

/** What a field is changed into: what is odd for its type, and what decides something about a field of its name. */
export function insteadOf(path: readonly (string | number)[], old: unknown): readonly unknown[] {
  const [last, outer] = path.toReversed();
  if (last === undefined) return [];
  const name = typeof last === "number" ? `${outer}[]` : last;
  return [...oddOfType(old), ...(Object.hasOwn(TELLING, name) ? (TELLING[name] ?? []) : [])];
}

const IDS = [65536, 2147483647, 2147483648, 2 ** 60, 2 ** 63, 2 ** 64];
const PROFILES = ["RuntimeDefault", "Localhost", "Unconfined"].map((type) => ({ type }));

const TELLING: Readonly<Record<string, readonly unknown[]>> = {
  os: [{ name: "windows" }],
  runAsUser: IDS,
  runAsGroup: IDS,
  fsGroup: IDS,
  "supplementalGroups[]": IDS,
  supplementalGroupsPolicy: ["Strict"],
  "sysctls[]": [
    "kernel.shmmax",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_wmem",
    "net.ipv4.tcp_slow_start_after_idle",
    "net.ipv4.tcp_notsent_lowat",
  ].map((name) => ({ name })),
  seccompProfile: PROFILES,
  appArmorProfile: PROFILES,
  seLinuxOptions: ["container_t", "container_init_t", "container_kvm_t", "container_engine_t", "spc_t"].map((type) => ({
    type,
  })),
  procMount: ["Default", "Unmasked"],
  capabilities: [{ drop: ["ALL"] }, { add: ["CHOWN"] }, { drop: ["ALL", "KILL"], add: ["SYS_ADMIN", "NET_RAW"] }],
  "add[]": [
    "ALL",
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_ADMIN",
    "SYS_CHROOT",
  ],
  "drop[]": ["all", "KILL"],
  hostPort: [1, 65535],
  volumes: [
    [{ name: "v" }, { name: "h", hostPath: { path: "/h" } }, { name: "n", nfs: {} }],
    [{ name: "v", emptyDir: {}, hostPath: {} }],
  ],
  "volumes[]": [
    ...[
      "hostPath",
      "gcePersistentDisk",
      "awsElasticBlockStore",
      "gitRepo",
      "nfs",
      "iscsi",
      "glusterfs",
      "rbd",
      "flexVolume",
      "cinder",
      "cephfs",
      "flocker",
      "fc",
      "azureFile",
      "vsphereVolume",
      "quobyte",
      "azureDisk",
      "photonPersistentDisk",
      "portworxVolume",
      "scaleIO",
      "storageos",
      "configMap",
      "csi",
      "downwardAPI",
      "emptyDir",
      "ephemeral",
      "image",
      "persistentVolumeClaim",
      "projected",
      "secret",
      "other",
    ].map((source) => ({ name: "v", [source]: {} })),
    { name: "v", image: null, emptyDir: {} },
  ],
  volumeDevices: [[{ name: "v" }]],
};
