import { readdirSync, readFileSync } from "node:fs";
import type { FakeEntry, World } from "../run.ts";

/** The files of a directory, by path. */
function filesIn(directory: string): Readonly<Record<string, string>> {
  const names = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(names.map(({ name }) => [name, readFileSync(`${directory}/${name}`, "utf8")]));
}

/** The directory of pods of the example node, and what else may stand in one. */
function podsDirectory(): Readonly<Record<string, FakeEntry>> {
  const pods = readdirSync("examples/node/pods").map((uid) => [uid, filesIn(`examples/node/pods/${uid}`)] as const);
  const mapping = (hostId: number, containerId = 0, length = 65536) => [{ hostId, containerId, length }];
  const userns = (mappings: object) => JSON.stringify({ uidMappings: mappings, gidMappings: mappings });
  return {
    ...Object.fromEntries(pods),
    twin: { userns: userns(mapping(131072)) },
    uneven: { userns: userns(mapping(65537)) },
    short: { userns: userns(mapping(4128768, 0, 1000)) },
    broken: { userns: "{" },
    bare: {},
    link: "symbolic-link",
    file: "other",
  };
}

const config = (body: string): string =>
  `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${body}`;

const container = { name: "c", image: "nginx" };
const object = (kind: string, name: string, spec: object, apiVersion = "v1", metadata: object = {}): object => ({
  ...{ apiVersion, kind },
  metadata: { name, namespace: "shop", ...metadata },
  spec,
});
const within = (spec: object): object => ({ template: { spec } });

/** A pod of each kind that the commands treat differently, on one node, on another or on none. */
const PODS = [
  object("Pod", "web", { hostUsers: false, nodeName: "w1", containers: [container] }, "v1", { uid: "web-uid" }),
  object("Pod", "db", {
    hostUsers: false,
    nodeName: "w1",
    securityContext: { runAsUser: 70, fsGroup: 70, supplementalGroups: [5] },
    containers: [
      { ...container, volumeMounts: [{ name: "data", mountPath: "/data" }] },
      { name: "side", image: "busybox", securityContext: { privileged: true } },
    ],
    volumes: [
      { name: "data", hostPath: { path: "/var/lib/db" } },
      { name: "nfs", nfs: { server: "s", path: "/" } },
      { name: "raw", persistentVolumeClaim: { claimName: "raw" } },
    ],
  }),
  object("Pod", "agent", { hostUsers: true, hostNetwork: true, nodeName: "w2", containers: [container] }),
  object("Pod", "wrong", { hostUsers: false, hostPID: true, containers: [container] }),
  object("Deployment", "front", { replicas: 2, ...within({ hostUsers: false, containers: [container] }) }, "apps/v1"),
  object("DaemonSet", "probe", within({ containers: [{ name: "p", image: "probe" }] }), "apps/v1"),
];

const POD = { hostUsers: false, containers: [container] };
const LINUX = { operatingSystem: "linux", osImage: "Debian GNU/Linux 13 (trixie)" };
const NODE = (
  name: string,
  kubeletVersion: string,
  containerRuntimeVersion: string,
  kernelVersion: string,
): object => ({
  ...{ apiVersion: "v1", kind: "Node", metadata: { name } },
  status: {
    capacity: { pods: "110" },
    runtimeHandlers: [{ name: "", features: { userNamespaces: true } }],
    nodeInfo: { kubeletVersion, containerRuntimeVersion, kernelVersion, ...LINUX },
  },
});
const NAMESPACE = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
};

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: "v1", kind: "List", items }, null, 1);

/** Pods of which a volume cannot be mapped for one reason each. */
const MOUNTING = ["nfs", "hostPath"].map((kind) =>
  object("Pod", kind.toLowerCase(), {
    ...POD,
    containers: [{ ...container, volumeMounts: [{ name: "v", mountPath: "/v" }] }],
    volumes: [{ name: "v", [kind]: { server: "s", path: "/v" } }],
  }),
);

const KUBELET_TRACE = {
  schema: "userns-sim/trace/1",
  subject: "kubelet",
  settings: { release: "1.36", maxPods: 4 },
  seed: 1,
  ops: [
    { type: "start" },
    { type: "create", podUid: "web" },
    { type: "create", podUid: "web" },
    { type: "start" },
    { type: "delete-file", podUid: "web" },
    { type: "cleanup", known: [] },
    { type: "create", podUid: "db", recorded: { outcome: { ok: true } } },
  ],
};

/** What `ps` prints. */
const PS = `USER       PID COMMAND
66536      100 /bin/app
1065536+   101 worker of 131072
root       102 sshd
`;

/** What the lines are typed in. */
export const WORLD: World = {
  files: {
    ...filesIn("examples"),
    ...filesIn("examples/node"),
    "pods.list": list(PODS),
    "pod.json": JSON.stringify(object("Pod", "one", POD)),
    "two.yaml":
      "kind: Pod\nmetadata: {name: a}\nspec: {hostUsers: false, containers: [{name: c}]}\n---\nkind: Pod\nmetadata: {name: A}\nspec: {containers: 5}\n",
    "nodes.list": list([
      NODE("w1", "v1.33.2", "containerd://1.7.20", "6.1.0"),
      NODE("w2", "v1.36.0", "cri-o://1.34.0", "6.8.0-generic"),
      NAMESPACE,
      ...PODS,
    ]),
    "nested.list": list([{ apiVersion: "v1", kind: "PodList", items: PODS.slice(0, 2) }, ...MOUNTING]),
    "broken.yaml": "kind: Pod\nmetadata: {name: a\n",
    "config.yaml": config("maxPods: 4\nuserNamespaces: {idsPerPod: 65536}\n"),
    "small.yaml": config("maxPods: 2\nfeatureGates: {UserNamespacesSupport: false}\n"),
    "odd.yaml": config("maxPods: many\nuserNamespaces: {idsPerPod: 1000}\n"),
    "conf.d/10-pods.conf": config("maxPods: 3\n"),
    subid: "kubelet:65536:262144\nalice:1000000:65536\n1000:2000000:65536\n",
    "subid.gid": "kubelet:65536:262144\nalice:3000000:65536\n",
    "subid.short": "kubelet:65536:65536\n",
    "subid.odd": "kubelet:65537:131072\nkubelet:x:1\n",
    passwd: "root:x:0:0::/:\nalice:x:1000:1000::/:\n",
    map: "0 65536 65536\n",
    both: "u 0 1 10\ng 0 5 10\n",
    "maps.txt": "0 1000 1\n1 100000 65536\n",
    "images.short": '{"nginx": {"user": "101"}, "busybox": {"maxUid": 70000}}',
    "kubelet.trace": JSON.stringify(KUBELET_TRACE),
    empty: "",
  },
  stdin: PS,
  directories: {
    pods: podsDirectory(),
    "pods-1.34": Object.fromEntries(
      readdirSync("examples/node/upgrade/pods-1.34").map((uid) => [
        uid,
        filesIn(`examples/node/upgrade/pods-1.34/${uid}`),
      ]),
    ),
    none: {},
    secret: "EACCES",
    "conf.d": { "10-pods.conf": "other", README: "other" },
    "/proc": {
      self: "symbolic-link",
      "99": { uid_map: "0 0 4294967295\n" },
      "1": { uid_map: "0 0 4294967295\n", status: "Name:\tinit\nPPid:\t0\n" },
      "20": { uid_map: "0 131072 65536\n", status: "Name:\tapp\nPPid:\t1\n" },
      "21": { uid_map: "0 9000000 10\n", status: "Name:\tstray\nPPid:\t1\n" },
    },
  },
  links: { "/proc/self": "99", "/proc/20/ns/user": "user:[2]", "/proc/21/ns/user": "user:[3]" },
};
