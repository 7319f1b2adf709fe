import { describe, expect, it } from "vitest";
import { german } from "../../../../src/german.ts";
import { allocate, createPool, emptyAllocations, firstFit, unwrap } from "../../../../src/index.ts";
import { DEFAULT_SETTINGS } from "../../../../src/kernel.ts";
import { createKubelet, kubeletUser, replay } from "../../../../src/kubelet.ts";
import { createNode, explain, type NodeOptions, type PlacedPod, rangeSources, readPod } from "../../../../src/node.ts";
import { ABSENT } from "../../../support/at-place.ts";
import { compact } from "../../../support/compact.ts";
import { editMatrix } from "../support/edit-matrix.ts";
import { type Choices, chosenEdits } from "../support/edits.ts";

interface Sample {
  readonly pods: readonly {
    readonly uid?: string;
    readonly namespace?: string;
    readonly name: string;
    readonly spec: object;
  }[];
  readonly options: Omit<NodeOptions, "pods">;
}

const volumes = {
  data: { emptyDir: {} },
  memory: { emptyDir: { medium: "Memory" } },
  secret: { secret: { secretName: "x" } },
  config: { configMap: { name: "x" } },
  path: { hostPath: { path: "/srv" } },
};

const sample: Sample = {
  pods: [
    {
      uid: "a",
      name: "web",
      spec: {
        hostUsers: false,
        securityContext: { fsGroup: 2000, supplementalGroups: [3000] },
        containers: [
          {
            name: "main",
            securityContext: { runAsUser: 0, runAsGroup: 5 },
            volumeMounts: Object.keys(volumes).map((name) => ({ name, mountPath: `/${name}` })),
          },
          { name: "side", securityContext: { runAsUser: 7 }, volumeMounts: [{ name: "data", mountPath: "/d/" }] },
        ],
        volumes: Object.entries(volumes).map(([name, source]) => ({ name, ...source })),
      },
    },
    { uid: "b", name: "other", spec: { hostUsers: false, containers: [{ name: "main" }] } },
  ],
  options: { strategy: "first-fit" },
};

function octal(mode: number): string {
  return (mode & 0o7777).toString(8);
}

function podTold({ label, range, mapsMounts, containers, volumes: placed, files }: PlacedPod): readonly string[] {
  return [
    `${label}: range ${compact(range)}, ${mapsMounts ? "maps mounts" : "plain mounts"}`,
    ...containers.map(({ container: { name }, process, root }) => {
      const { ruid, euid, egid, groups, bounding, effective, noNewPrivs } = process as never as Record<string, never>;
      const spaces = ["mount", "network", "pid", "ipc", "cgroup", "uts"].map((kind) => {
        const namespace = (process as never as Record<string, { readonly id: string } | undefined>)[`${kind}Namespace`];
        return `${kind} ${namespace?.id}`;
      });
      const layers = [root.lower, root.upper].map(({ superblock: { type } }) => type).join("/");
      return `${label}/${name}: ${compact([ruid, euid, egid, groups])} bounding ${String(bounding)} effective ${String(effective)}${noNewPrivs ? " no new privileges" : ""}, ${spaces.join(", ")}, on ${layers}`;
    }),
    ...placed.map(({ volume, hostPath, mount }) => {
      const { superblock, idmap } = mount as never as { superblock: { type: string }; idmap?: object };
      return `${label} volume ${volume.name}: ${hostPath} on ${superblock.type}${idmap === undefined ? "" : ", mapped"}`;
    }),
    ...files.map(
      ({ container, path, hostPath, file: { uid, gid, mode, directory } }) =>
        `${label}/${container}:${path}: ${hostPath} ${uid}:${gid} ${octal(mode)} in ${directory && `${directory.uid}:${directory.gid} ${octal(directory.mode)}`}`,
    ),
  ];
}

function told({ pods, options }: Sample): readonly string[] {
  const node = createNode({ ...options, pods: pods.map((pod) => readPod(pod)) });
  if (!node.ok) {
    const { code, ...facts } = node.error as { readonly code: string };
    const {
      cause,
      pool: _,
      ...others
    } = facts as { readonly cause?: { readonly code: string }; readonly pool?: object };
    return [
      `refused: ${code} ${compact({ ...others, cause: cause?.code })}`,
      explain(node.error),
      explain(node.error, german),
    ];
  }
  const { release, strategy, kubelet, pods: placed, podsWithoutUserns } = node.value;
  return [
    `${release} ${strategy} ${kubelet === undefined ? "without a kubelet" : `with a kubelet that ${kubelet.started ? "runs" : "rests"}`}`,
    ...placed.flatMap(podTold),
    ...podsWithoutUserns.flatMap(podTold).map((line) => `without: ${line}`),
  ];
}

const pool = (start: number, slots: number, idsPerPod = 65536) =>
  unwrap(createPool({ start, size: slots * idsPerPod, idsPerPod }));

const past = replay(createKubelet({ release: "1.36" }, { seed: 1 }), [
  { type: "start" },
  { type: "create", podUid: "a", draw: 7 },
]).kubelet;

const ids = [ABSENT, 0, 65535, 65536, 4294967294, 4294967295, -1];

const choices: Choices = {
  "options.strategy": ["random-scan", "by-index", ...rangeSources().slice(-4)],
  "options.release": ["1.25", "1.26", "1.27", "1.28", "1.33", "1.38"],
  "options.seed": [0, 2],
  "options.pool": {
    "one slot": pool(131072, 1),
    "two slots": pool(131072, 2),
    "of 131072": pool(131072, 2, 131072),
    "up to the end": pool(4294770688, 2),
  },
  "options.kernel": {
    "5.11": { ...DEFAULT_SETTINGS, version: [5, 11] },
    "5.19": { ...DEFAULT_SETTINGS, version: [5, 19] },
  },
  options: {
    "shared range, one slot": { strategy: "shared-range", pool: pool(131072, 1) },
    "overlapping ranges, one slot": { strategy: "overlapping-ranges", pool: pool(131072, 1) },
    "overlapping ranges, two slots": { strategy: "overlapping-ranges", pool: pool(131072, 2) },
    "kubelet, two slots": { strategy: "kubelet", pool: pool(131072, 2) },
    "kubelet, one slot": { strategy: "kubelet", pool: pool(131072, 1) },
    "kubelet, of 131072": { strategy: "kubelet", pool: pool(131072, 2, 131072) },
    "kubelet of 1.34, of 131072": { strategy: "kubelet", release: "1.34", pool: pool(131072, 2, 131072) },
    "kubelet of 1.29, with a pool": { strategy: "kubelet", release: "1.29", pool: pool(131072, 2) },
    "kubelet of 1.30": { strategy: "kubelet", release: "1.30" },
    "kubelet of 1.30, gate on": {
      strategy: "kubelet",
      release: "1.30",
      settings: { featureGates: { UserNamespacesSupport: true } },
    },
    "kubelet with an account": { strategy: "kubelet", settings: { kubeletUser: kubeletUser(131072, 7208960) } },
    "kubelet with an account and a pool": {
      strategy: "kubelet",
      pool: pool(131072, 2),
      settings: { kubeletUser: kubeletUser(131072, 7208960) },
    },
    "kubelet with too few IDs": { strategy: "kubelet", settings: { kubeletUser: kubeletUser(131072, 65536) } },
    "kubelet of many IDs": { strategy: "kubelet", settings: { idsPerPod: 1073741824 } },
    "kubelet at the end": {
      strategy: "kubelet",
      settings: { maxPods: 1, kubeletUser: kubeletUser(4294901760, 65536) },
    },
    "a kubelet that went on": { kubelet: past },
    "a kubelet that rests": { kubelet: createKubelet({ release: "1.36" }) },
    "a state of the allocator": { allocations: emptyAllocations(pool(655360, 2), firstFit()) },
    "a state of one slot": { allocations: emptyAllocations(pool(655360, 1), firstFit()) },
  },
  "pods.1.uid": ["a", "..", "a/b", "", ABSENT],
  "pods.1.name": ["web"],
  "pods.1.namespace": ["x"],
  "pods.1": {
    "the same name": { uid: "b", name: "web", spec: {} },
    "the same name elsewhere": { uid: "b", namespace: "x", name: "web", spec: {} },
    "a UID that is a name": { uid: "web", name: "b", spec: {} },
    nobody: ABSENT,
  },
  "pods.0.spec.hostUsers": [ABSENT, true],
  "pods.0.spec.hostNetwork": [true],
  "pods.0.spec.hostPID": [true],
  "pods.0.spec.hostIPC": [true],
  "pods.0.spec.securityContext.fsGroup": ids,
  "pods.0.spec.securityContext.supplementalGroups.0": ids,
  "pods.0.spec.securityContext.runAsNonRoot": [true],
  "pods.0.spec.containers.0.securityContext.runAsUser": ids,
  "pods.0.spec.containers.0.securityContext.runAsGroup": ids,
  "pods.0.spec.containers.0.securityContext.privileged": [true],
  "pods.0.spec.containers.0.securityContext.allowPrivilegeEscalation": [false],
  "pods.0.spec.containers.0.volumeMounts.*": [ABSENT],
  "pods.0.spec.containers.0.volumeMounts.*.readOnly": [true],
  "pods.0.spec.volumes.4.hostPath.path": [
    "/",
    "/etc",
    "/root/x",
    "/proc",
    "/tmp",
    "/run",
    "/dev/shm",
    "/no/such",
    ABSENT,
  ],
  "pods.0.spec.volumes.2.secret.defaultMode": [0, 256, 511, 4095],
  "pods.0.spec.volumes.0": Object.fromEntries(
    [
      "persistentVolumeClaim",
      "ephemeral",
      "csi",
      "nfs",
      "cephfs",
      "azureFile",
      "glusterfs",
      "quobyte",
      "iscsi",
      "image",
    ]
      .concat([
        "projected",
        "downwardAPI",
        "gitRepo",
        "azureDisk",
        "cinder",
        "awsElasticBlockStore",
        "gcePersistentDisk",
      ])
      .concat(["vsphereVolume", "rbd"])
      .map((source) => [source, { name: "data", [source]: {} }]),
  ),
};

/** Pods without volumes, on a node on which things have happened. */
function after(options: Sample["options"]): Sample {
  const spec = { hostUsers: false, containers: [{ name: "main" }] };
  return { pods: ["a", "b", "c"].map((name) => ({ uid: name, name, spec })), options };
}

const histories: Readonly<Record<string, Sample>> = {
  "a kubelet that runs": after({ kubelet: past }),
  "a kubelet that did not start again": after({
    kubelet: replay(past, [{ type: "write-file", podUid: "x", raw: "{" }, { type: "start" }]).kubelet,
  }),
  "a kubelet whose gate is off": after({
    kubelet: replay(createKubelet({ release: "1.32" }), [{ type: "start" }]).kubelet,
  }),
  "a kubelet of few slots": after({
    kubelet: replay(createKubelet({ release: "1.36", maxPods: 2, kubeletUser: kubeletUser(131072, 131072) }), [
      { type: "start" },
      { type: "create", podUid: "a", draw: 1 },
    ]).kubelet,
  }),
  "an allocator": after({
    allocations: unwrap(allocate(emptyAllocations(pool(655360, 3), firstFit()), "b")).state,
  }),
};

const changes: Choices = {
  "options.seed": [0, 1, 7],
  "pods.*.spec.hostUsers": [ABSENT, true],
  "pods.*": [ABSENT],
  "pods.0.uid": ["d"],
};

describe("a small change of pods, or of their node", () => {
  it("changes how they are placed as the golden file says", async () => {
    const edits = chosenEdits(sample, choices);
    await expect(editMatrix(sample, edits, told)).toMatchFileSnapshot("golden/edits.golden.txt");
  });

  it("changes how they are placed where things have happened before", async () => {
    const ranges = (each: Sample) => told(each).filter((line) => !/without:|:\/tmp/.test(line));
    const tables = Object.entries(histories).map(
      ([name, each]) => `# ${name}\n${editMatrix(each, chosenEdits(each, changes), ranges)}`,
    );
    await expect(tables.join("\n")).toMatchFileSnapshot("golden/histories.golden.txt");
  });
});
