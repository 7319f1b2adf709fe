import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as main from "../../src/index.ts";
import * as kubelet from "../../src/kubelet.ts";

/** What a text is meant to be. */
export type Kind =
  | "manifest"
  | "trace"
  | "kubelet-config"
  | "images"
  | "subordinate"
  | "map"
  | "userns"
  | "snapshot"
  | "kubelet"
  | "oci"
  | "cri"
  | "words";

/** Texts that are fine, by what they are. */
export type Corpus = { readonly [K in Kind]: readonly string[] };

/** The texts of the repository that somebody may be given by a stranger. */
export function readCorpus(root: URL): Corpus {
  const text = (path: string): string => readFileSync(new URL(path, root), "utf8");
  const named = (folder: string, pattern: RegExp): readonly string[] =>
    readdirSync(new URL(folder, root))
      .filter((name) => pattern.test(name))
      .map((name) => text(folder + name));
  return {
    manifest: [...named("examples/", /\.yaml$/), text("examples/node/pods.json"), text("examples/node/edge.yaml"), POD],
    trace: [
      ...named("examples/node/", /\.trace\.json$/),
      ...["traces", "traces-legacy"].flatMap((name) => recorded(root, name)),
    ],
    "kubelet-config": [
      text("examples/node/kubelet-config.yaml"),
      CONFIG,
      `{"kubeletconfig":{"maxPods":250,"userNamespaces":{"idsPerPod":65536},"featureGates":{"A":true}}}`,
      JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", data: { kubelet: CONFIG } }),
    ],
    images: [text("examples/node/images.json")],
    subordinate: [text("examples/node/subuid"), "kubelet:65536:7208960\n# c\n", "0: kubelet 65536 65536\n"],
    map: ["0 65536 65536\n1000000 1 1\n", "         0     131072      65536\n", "0:65536:65536", MAPPINGS, ...MAPS],
    userns: [`{"uidMappings":${MAPPINGS},"gidMappings":${MAPPINGS}}`],
    snapshot: [snapshot()],
    kubelet: [runningKubelet()],
    oci: [`{"linux":{"uidMappings":${OCI},"gidMappings":${OCI},"namespaces":[{"type":"user"}]}}`, OCI],
    cri: [`{"mode":0,"uids":${CRI},"gids":${CRI}}`, CRI],
    words: WORDS,
  };
}

const POD = JSON.stringify({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a", uid: "u", annotations: { note: "x" } },
  spec: {
    hostUsers: false,
    securityContext: { runAsUser: 1000, fsGroup: 2000, supplementalGroups: [1, 2] },
    volumes: [{ name: "v", hostPath: { path: "/data" } }],
    containers: [{ name: "c", image: "i", volumeMounts: [{ name: "v", mountPath: "/data" }] }],
  },
});
const CONFIG = "kind: KubeletConfiguration\napiVersion: kubelet.config.k8s.io/v1beta1\nmaxPods: 4\n";
const MAPPINGS = '[{"hostId":65536,"containerId":0,"length":65536}]';
const OCI = '[{"containerID":0,"hostID":65536,"size":65536}]';
const CRI = '[{"host_id":65536,"container_id":0,"length":65536}]';
/** Maps as LXC, Incus, podman, other programs and logs have them. */
const MAPS: readonly string[] = [
  ...["u 0 100000 1000\nu 1000 1000 1\n", "lxc.idmap = g 0 100000 65536\n", "lxc.idmap: u 0 1 1\nunprivileged: 1\n"],
  ...["both 1000 1000\nuid 50-60 500-510\n", '[{"Isuid":true,"Isgid":true,"Hostid":1,"Nsid":0,"Maprange":9}]'],
  ...["0:1:1000 +1000:@1000:1", "--uidmap 0:1:5 --gidmap=+g7:1", "keep-id:uid=5,size=9", "auto:uidmapping=0:@1:1"],
  ...['{"uidmap":[{"container_id":0,"host_id":1000,"size":1}],"gidmap":null}', '{"UidMap":["0:0:1"]}'],
  ...["uidmap:\n- container_id: 0\n  host_id: 1\n  size: 1\n", "idmap=uids=@0-1-10#10-11-10;gids=0-3-10"],
  ...["X-mount.idmap=b:0:1:9 u:9:90:1", "newuidmap 42 [0 1000 1 1 100000 65536]", "--private-users=65536:65536"],
  ...["newuidmap: uid range [1-9) -> [5-13) not allowed", '{"userns-remap":"ada"}', "--userns-remap=1000:5"],
  ...["--map-users=0:1:9 --map-groups=1,0,9", "unshare -r --map-auto --map-subids", "nsjail -u 0:ada:1 -G 1:2:0x3"],
  ...['uid_mappings = "0:1:9,9:90:1"\ngid_mappings = "0:1:9"\n', "u0:k10000:r1000\nu1000:k5:r1\n"],
  ...["&UserNamespace{Mode:POD,Uids:[]*IDMapping{&IDMapping{HostId:1,ContainerId:0,Length:9,},},Gids:[]*IDMapping{},}"],
  ...["UidMappings:[{ContainerID:0 HostID:1 Size:9} {ContainerID:9 HostID:90 Size:1}] GidMappings:[]"],
];
const WORDS: readonly string[] = [
  ...["CAP_CHOWN,CAP_KILL", "6.8.0-45-generic", "restricted:v1.35", "containerd@2.1.3", "65536", "uid=65536"],
  ...["containerd://2.0.0-rc.3", "crun-1.23.1-1.el9.x86_64", "Linux node 5.14.0-570.49.1.el9_6.x86_64 #1 SMP"],
  ...["131072-131080", "13107+", "uid=65536 gid=65537 groups=65537(a),4\nGroups:\t4 65536\n"],
  ...["UID PID CMD\n65536 812 sh\n", "-rw-r--r-- 1 65536 65537 0 Nov 29 16:45 a\n"],
  ...['{"ok":true,"range":{"start":0,"size":1}}', '{"ok":true,"supports":["seed"]}', "first-fit+quarantine", "1.36"],
];

/** The first runs of the kubelet's own code: all of them would be a megabyte. */
function recorded(root: URL, name: string): readonly string[] {
  const path = new URL(`test/conformance/vectors/kubelet/${name}.json.gz`, root);
  const document = JSON.parse(gunzipSync(readFileSync(path)).toString());
  return [0, 5, 20].map((at) => JSON.stringify({ ...document, traces: document.traces.slice(at, at + 2) }));
}

function snapshot(): string {
  let state = main.emptyAllocations(main.unwrap(main.createPool({ start: 65536, size: 655360 })), main.firstFit());
  for (const podUid of ["a", "b", "c"]) state = main.unwrap(main.allocate(state, podUid)).state;
  return JSON.stringify(main.snapshot(state));
}

function runningKubelet(): string {
  const events = [{ type: "start" }, { type: "create", podUid: "a" }, { type: "create", podUid: "b" }] as const;
  return JSON.stringify(kubelet.replay(kubelet.createKubelet({ release: "1.36" }, { seed: 1 }), events).kubelet);
}
