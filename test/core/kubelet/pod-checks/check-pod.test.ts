import { describe, expect, it } from "vitest";
import { type CheckOptions, checkPod } from "../../../../src/core/kubelet/pod-checks/check-pod.ts";
import type { RuntimeVersion } from "../../../../src/core/kubelet/runtime/runtimes.ts";
import type { Release } from "../../../../src/core/releases/releases.ts";

const containerd: RuntimeVersion = { name: "containerd", version: [2, 1] };
const crio: RuntimeVersion = { name: "cri-o", version: [1, 33] };
const runc: RuntimeVersion = { name: "runc", version: [1, 3] };
const crun: RuntimeVersion = { name: "crun", version: [1, 20] };

/** A node on which everything is known and nothing is wrong. */
const node: CheckOptions = {
  release: "1.36",
  policy: { level: "privileged", version: "latest" },
  runtimes: [containerd, runc],
  kernel: [6, 8],
  sysctls: { "user.max_user_namespaces": 63000 },
  filesystems: { "/": "ext4" },
  images: { i: {} },
};

const quiet = { hostUsers: false, automountServiceAccountToken: false };
const pod = { ...quiet, containers: [{ name: "c", image: "i" }] };

type Line = readonly [code: string, path: string, facts: object, text?: string];

function check(spec: unknown, options: Partial<CheckOptions> = {}): readonly Line[] {
  return checkPod({ spec }, { ...node, ...options }).map(({ code, path, facts, text }) =>
    text === undefined ? [code, path, facts] : [code, path, facts, text],
  );
}

/** The codes only. */
function codes(spec: unknown, options: Partial<CheckOptions> = {}): readonly string[] {
  return check(spec, options).map(([code]) => code);
}

/** On a release of long ago the gate has to be turned on. */
function since(release: Release): Partial<CheckOptions> {
  return { release, featureGates: { UserNamespacesSupport: true, UserNamespacesStatelessPodsSupport: true } };
}

describe("checkPod", () => {
  it("finds nothing wrong with a pod that is fine", () => {
    expect(check(pod)).toEqual([]);
    expect(check({ ...pod, automountServiceAccountToken: true })).toEqual([]);
  });

  it("takes the word of a node for a runtime that nobody named", () => {
    const text = "can't set `spec.hostUsers: false`, runtime does not support user namespaces";
    const refused = (runtime: string): Line => ["user-namespace-unsupported", "spec.hostUsers", { runtime }, text];
    expect(check(pod, { reportsUserNamespaces: false, runtimes: [] })).toContainEqual(refused("the runtime"));
    expect(check(pod, { reportsUserNamespaces: false })).toContainEqual(refused("containerd 2.1"));
  });

  it("says nothing about the node for a host user", () => {
    const nothing: CheckOptions = { release: "1.36", policy: { level: "privileged", version: "latest" } };
    expect(checkPod({ spec: { securityContext: { runAsUser: 70000 } } }, nothing)).toEqual([]);
    expect(checkPod({ spec: { hostUsers: true } }, nothing)).toEqual([]);
    expect(checkPod({ spec: { hostUsers: false } }, { ...nothing, release: "1.32" }).map(({ code }) => code)).toEqual([
      "host-users-dropped",
    ]);
    expect(checkPod({ spec: { hostUsers: false, os: { name: "windows" } } }, nothing).map(({ code }) => code)).toEqual([
      "not-valid",
    ]);
  });

  it("knows what comes of a pod where the gate is on in the API server only", () => {
    const on = (release: Release) =>
      checkPod({ spec: pod }, { ...node, ...since(release), kubeletGate: false }).map(({ code, verdict, facts }) => [
        code,
        verdict,
        facts,
      ]);
    const old = { gate: "UserNamespacesStatelessPodsSupport" };
    const young = { gate: "UserNamespacesSupport" };
    expect(on("1.25")).toEqual([["kubelet-ignores-field", "unsound", old]]);
    expect(on("1.29")).toEqual([["kubelet-ignores-field", "unsound", young]]);
    expect(on("1.30")).toEqual([["kubelet-gate-off", "fails", young]]);
  });

  it("gives the findings of the API server first", () => {
    const spec = { ...pod, hostPID: true, securityContext: { fsGroup: 70000 } };
    expect(codes(spec)).toEqual(["not-valid", "further-group-not-mapped"]);
    const annotations = { "container.apparmor.security.beta.kubernetes.io/c": "unconfined" };
    const policy = { level: "baseline", version: "latest" } as const;
    expect(checkPod({ spec: pod, annotations }, { ...node, policy }).map(({ code }) => code)).toEqual(["pod-security"]);
  });

  it("refuses a release that is not modelled", () => {
    expect(() => check(pod, { release: "1.40" as Release })).toThrow(RangeError);
  });

  it("decides nothing where nothing is given", () => {
    expect(checkPod({ spec: { ...pod, automountServiceAccountToken: true } }, { release: "1.36" })).toMatchObject([
      { code: "policy-not-given", verdict: "undecided" },
      { code: "runtime-not-given", verdict: "undecided", facts: { kind: "cri" } },
      { code: "runtime-not-given", verdict: "undecided", facts: { kind: "oci" } },
      { code: "namespace-limit-not-given", verdict: "undecided", path: "user.max_user_namespaces" },
      { code: "filesystem-not-given", verdict: "undecided" },
      { code: "kernel-not-given", verdict: "undecided" },
      { code: "image-not-given", verdict: "undecided" },
    ]);
  });
});

describe("the runtimes", () => {
  const version = (name: string, ...numbers: readonly number[]): RuntimeVersion => ({ name, version: numbers });
  const on = (release: Release, ...runtimes: readonly RuntimeVersion[]) => check(pod, { ...since(release), runtimes });
  const refusal = (runtime: string): Line => [
    "user-namespace-unsupported",
    "spec.hostUsers",
    { runtime },
    "can't set `spec.hostUsers: false`, runtime does not support user namespaces",
  ];

  it("are looked for by their kinds", () => {
    expect(on("1.36")).toEqual([
      ["runtime-not-given", "", { kind: "cri" }],
      ["runtime-not-given", "", { kind: "oci" }],
    ]);
    expect(on("1.36", version("kata", 3, 0), runc)).toEqual([["runtime-unknown", "", { runtime: "kata 3.0" }]]);
    expect(on("1.36", version("kata", 3, 0))).toEqual([
      ["runtime-unknown", "", { runtime: "kata 3.0" }],
      ["runtime-not-given", "", { kind: "oci" }],
    ]);
    expect(on("1.36", containerd, version("kata", 3, 0))).toEqual([["runtime-unknown", "", { runtime: "kata 3.0" }]]);
    expect(on("1.36", version("cri-dockerd", 0, 3, 20), runc)).toEqual([refusal("cri-dockerd 0.3.20")]);
    expect(on("1.29", version("cri-dockerd", 0, 3, 20), runc)).toEqual([
      ["user-namespace-ignored", "", { runtime: "cri-dockerd 0.3.20" }],
    ]);
    expect(on("1.36", runc, containerd)).toEqual([]);
    expect(on("1.36", crio, crun)).toEqual([]);
  });

  it("refuse from 1.30 on when they do not report support", () => {
    expect(on("1.30", version("containerd", 1, 7, 9), runc)).toEqual([refusal("containerd 1.7.9")]);
    expect(on("1.30", version("containerd", 1, 6), runc)).toEqual([refusal("containerd 1.6")]);
    expect(on("1.30", version("cri-o", 1, 29), runc)).toEqual([refusal("cri-o 1.29")]);
  });

  it("ignore user namespaces or mappings before", () => {
    expect(on("1.29", version("containerd", 1, 6), runc)).toEqual([
      ["user-namespace-ignored", "", { runtime: "containerd 1.6" }],
    ]);
    expect(on("1.26", version("containerd", 1, 6), runc)).toEqual([
      ["user-namespace-ignored", "", { runtime: "containerd 1.6" }],
    ]);
    expect(on("1.29", version("containerd", 1, 7, 0), runc)).toEqual([
      ["mappings-ignored", "", { runtime: "containerd 1.7.0" }],
    ]);
    expect(on("1.27", version("containerd", 1, 7, 0), runc)).toEqual([
      ["mappings-ignored", "", { runtime: "containerd 1.7.0" }],
    ]);
    expect(on("1.26", version("containerd", 1, 7), runc)).toEqual([]);
    expect(on("1.29", version("cri-o", 1, 29), runc)).toEqual([]);
    expect(on("1.28", version("cri-o", 1, 28, 1), version("crun", 1, 9))).toEqual([]);
    expect(on("1.28", version("cri-o", 1, 28, 0), version("crun", 1, 9))).toEqual([]);
    expect(on("1.28", version("cri-o", 1, 26), version("crun", 1, 9))).toEqual([
      ["mappings-ignored", "", { runtime: "cri-o 1.26" }],
    ]);
  });

  it("refuse mappings before they know them, with containerd since 1.7.1", () => {
    const text = 'idmap mounts not yet supported, but they were requested for: "…"';
    for (const below of [runc, version("runc", 1, 1), version("crun", 1, 4)])
      expect(on("1.29", version("containerd", 1, 7, 1), below)).toEqual([
        ["mappings-refused", "", { runtime: "containerd 1.7.1" }, text],
      ]);
    expect(on("1.29", version("containerd", 1, 7), runc)).toEqual([
      ["runtime-patch-not-given", "", { runtime: "containerd 1.7", changedIn: "1.7.1" }],
    ]);
    expect(on("1.26", version("containerd", 1, 7, 1), runc)).toEqual([]);
  });

  it("below one that does not ask map what they can before they say so, with crun since 1.8.1", () => {
    const undecided = (runtime: string, changedIn: string) => [["runtime-patch-not-given", "", { runtime, changedIn }]];
    const asks = version("cri-o", 1, 28, 1);
    const doesNot = version("cri-o", 1, 28, 0);
    const mayAsk = version("cri-o", 1, 28);
    const [maps, mayMap, ignores] = [version("crun", 1, 8, 1), version("crun", 1, 8), version("crun", 1, 7)];
    expect(on("1.28", doesNot, maps)).toEqual([]);
    expect(on("1.28", doesNot, mayMap)).toEqual(undecided("crun 1.8", "1.8.1"));
    expect(on("1.28", doesNot, ignores)).toEqual([["mappings-ignored", "", { runtime: "crun 1.7" }]]);
    expect(on("1.28", asks, maps).map(([code]) => code)).toEqual(["mappings-refused"]);
    for (const below of [maps, mayMap, ignores])
      expect(on("1.28", mayAsk, below)).toEqual(undecided("cri-o 1.28", "1.28.1"));
    expect(on("1.28", mayAsk, version("crun", 1, 9))).toEqual([]);
    expect(on("1.26", version("cri-o", 1, 26), version("crun", 1, 4))).toEqual(undecided("crun 1.4", "1.4.3"));
  });

  it("map what they add themselves in releases that ask for nothing, with containerd since 2.0", () => {
    for (const release of ["1.25", "1.26"] as const) {
      expect(on(release, containerd, version("runc", 1, 1)).map(([code]) => code)).toEqual(["mappings-refused"]);
      expect(on(release, containerd, version("crun", 1, 8, 7)).map(([code]) => code)).toEqual(["mappings-refused"]);
      expect(on(release, containerd, version("runc", 1, 2))).toEqual([]);
    }
    const early = { name: "containerd", version: [2, 0, 0, -1] };
    expect(on("1.26", early, version("runc", 1, 1))).toEqual([
      ["runtime-pre-release", "", { runtime: "containerd 2.0.0 (a pre-release)", changedIn: "2.0" }],
    ]);
    expect(on("1.26", early, version("runc", 1, 2))).toEqual([]);
  });

  it("have words only where they are asked with a command that they know", () => {
    const texts = [version("runc", 1, 0, 3), version("runc", 1, 1), version("crun", 1, 8, 5), version("crun", 1, 8, 6)];
    expect(texts.map((oci) => on("1.29", containerd, oci)[0]?.[3] !== undefined)).toEqual([false, true, false, true]);
  });

  it("that ignore them map nothing, so that nothing can fail by a map", () => {
    const bad = { ...pod, securityContext: { runAsUser: 70000 } };
    const on = (runtime: RuntimeVersion) =>
      codes(bad, { ...since("1.29"), runtimes: [runtime, runc], kernel: [5, 4], filesystems: { "/": "nfs" } });
    expect(on(version("containerd", 1, 6))).toEqual(["user-namespace-ignored"]);
    expect(on(version("containerd", 1, 7, 0))).toEqual(["mappings-ignored", "id-not-mapped"]);
    expect(on(version("containerd", 1, 7))).toEqual(["runtime-patch-not-given", "id-not-mapped"]);
  });

  it("know no user namespaces in cri-dockerd", () => {
    expect(on("1.30", version("cri-dockerd", 0, 3, 20), runc)).toEqual([refusal("cri-dockerd 0.3.20")]);
    expect(on("1.29", version("cri-dockerd", 0, 3, 20), runc)).toEqual([
      ["user-namespace-ignored", "", { runtime: "cri-dockerd 0.3.20" }],
    ]);
  });

  it("know mappings of mounts from runc 1.2 and crun 1.9 on", () => {
    const old = version("runc", 1, 1, 5);
    expect(on("1.29", containerd, old)).toEqual([
      [
        "mappings-refused",
        "",
        { runtime: "runc 1.1.5" },
        "idmap mounts not supported: missing `mountExtensions.idmap` entry in `features` command",
      ],
    ]);
    expect(on("1.30", containerd, old)).toEqual([refusal("runc 1.1.5")]);
    expect(on("1.36", crio, old)).toEqual([refusal("runc 1.1.5")]);
    expect(on("1.36", crio, version("crun", 1, 8))).toEqual([refusal("crun 1.8")]);
    for (const [patch, isAsked] of [
      [0, false],
      [1, true],
    ] as const)
      expect(on("1.29", version("cri-o", 1, 28, patch), old).at(-1)).toEqual(
        isAsked
          ? [
              "mappings-refused",
              "",
              { runtime: "runc 1.1.5" },
              "idmap mounts specified but OCI runtime does not support them. Perhaps the OCI runtime is too old",
            ]
          : ["mappings-ignored", "", { runtime: "runc 1.1.5" }],
      );
    expect(on("1.36", crio, version("crun", 1, 9))).toEqual([]);
    expect(on("1.36", old)).toEqual([["runtime-not-given", "", { kind: "cri" }], refusal("runc 1.1.5")]);
    expect(on("1.29", old)).toEqual([
      ["runtime-not-given", "", { kind: "cri" }],
      ["mappings-ignored", "", { runtime: "runc 1.1.5" }],
    ]);
    expect(on("1.36", version("kata", 3, 0), old)).toEqual([
      ["runtime-unknown", "", { runtime: "kata 3.0" }],
      ["mappings-ignored", "", { runtime: "runc 1.1.5" }],
    ]);
    expect(on("1.29", version("containerd", 1, 7, 0), old).slice(1)).toEqual([
      ["mappings-ignored", "", { runtime: "runc 1.1.5" }],
    ]);
  });

  it("need less until 1.26", () => {
    const seventeen = version("containerd", 1, 7);
    expect(on("1.26", seventeen, version("runc", 1, 1))).toEqual([]);
    expect(on("1.26", seventeen, version("runc", 1, 0, 3))).toEqual([
      ["runtime-too-old", "", { runtime: "runc 1.0.3", needed: "runc 1.1" }],
    ]);
    expect(on("1.25", seventeen, version("crun", 1, 4, 2))).toEqual([
      ["runtime-too-old", "", { runtime: "crun 1.4.2", needed: "crun 1.4.3" }],
    ]);
    expect(on("1.27", version("containerd", 1, 7, 0), version("runc", 1, 0, 3)).slice(1)).toEqual([
      ["mappings-ignored", "", { runtime: "runc 1.0.3" }],
    ]);
  });

  it("must know the policy Strict", () => {
    const strict = { ...pod, securityContext: { supplementalGroupsPolicy: "Strict" } };
    const old = version("cri-o", 1, 30);
    const path = "spec.securityContext.supplementalGroupsPolicy";
    const gates = { UserNamespacesSupport: true, SupplementalGroupsPolicy: true };
    expect(check(strict, { release: "1.33", runtimes: [old, runc] })).toEqual([
      [
        "groups-policy-unsupported",
        path,
        { runtime: "cri-o 1.30" },
        "SupplementalGroupsPolicy=Strict is not supported in this node",
      ],
    ]);
    expect(check(strict, { release: "1.32", featureGates: gates, runtimes: [old, runc] })).toEqual([
      ["groups-policy-ignored", path, { runtime: "cri-o 1.30" }],
    ]);
    expect(
      codes(strict, { release: "1.32", featureGates: { UserNamespacesSupport: true }, runtimes: [old, runc] }),
    ).toEqual(["field-dropped"]);
    expect(check(strict, { runtimes: [version("cri-o", 1, 31), runc] })).toEqual([]);
    expect(check(strict)).toEqual([]);
    expect(
      check({ ...pod, securityContext: { supplementalGroupsPolicy: "Merge" } }, { runtimes: [old, runc] }),
    ).toEqual([]);
  });
});

describe("the mounts", () => {
  const withVolume = (volume: object, rest: object = {}) => ({
    ...quiet,
    volumes: [
      { name: "unused", emptyDir: {} },
      { name: "v", ...volume },
    ],
    containers: [{ name: "c", image: "i", volumeMounts: [{ name: "v", mountPath: "/data" }] }],
    ...rest,
  });
  const onVolume = "spec.volumes[1]";
  const runcText = (source: string) =>
    `failed to set MOUNT_ATTR_IDMAP on ${source}: invalid argument (maybe the filesystem used doesn't support idmap mounts on this kernel?)`;
  const crunText = (mountPath: string) =>
    `mount_setattr \`${mountPath}\` (maybe the file system used doesn't support idmap mounts on this kernel?): Invalid argument`;
  const directory = "/var/lib/kubelet/pods/<podUID>";

  it("are not mapped before 1.27", () => {
    const old = { ...since("1.26"), kernel: [5, 4], filesystems: { "/": "nfs" } };
    const seventeen = [{ name: "containerd", version: [1, 7] }, runc];
    expect(check(withVolume({ secret: {} }), { ...old, runtimes: seventeen })).toEqual([]);
    expect(codes(withVolume({ secret: {} }), old)).toEqual(["layers-not-mappable"]);
    expect(codes(withVolume({ secret: {} }), { ...old, ...since("1.27") })).toEqual([
      "layers-not-mappable",
      "mount-not-mappable",
      "mount-not-mappable",
    ]);
  });

  it("are told of by crun with what it may be, since 1.13", () => {
    const said = (...numbers: readonly number[]) =>
      check(pod, { filesystems: { "/": "nfs" }, runtimes: [crio, { name: "crun", version: numbers }] })[0]?.[3];
    expect([said(1, 9), said(1, 12)]).toEqual(Array(2).fill("mount_setattr `/etc/hosts`: Invalid argument"));
    expect([said(1, 13), said(1, 14, 1)]).toEqual(Array(2).fill(crunText("/etc/hosts")));
    expect(said(1, 13, 0, -1)).toBe(undefined);
  });

  it("include the directory of the pod itself", () => {
    const about = { source: `${directory}/etc-hosts`, filesystem: "nfs", since: undefined };
    expect(check(pod, { filesystems: { "/": "ext4", "/var/lib/kubelet": "nfs" } })).toEqual([
      ["mount-not-mappable", "", about, runcText(`${directory}/etc-hosts`)],
    ]);
    expect(
      check(pod, { filesystems: { "/": "ext4", "/kubelet": "nfs" }, rootDirectory: "/kubelet", podUid: "u" }),
    ).toEqual([
      [
        "mount-not-mappable",
        "",
        { ...about, source: "/kubelet/pods/u/etc-hosts" },
        runcText("/kubelet/pods/u/etc-hosts"),
      ],
    ]);
    expect(check(pod, { filesystems: { "/": "nfs" }, runtimes: [containerd, crun] })).toEqual([
      ["mount-not-mappable", "", about, crunText("/etc/hosts")],
    ]);
    expect(check(pod, { filesystems: {} })).toEqual([
      ["filesystem-not-given", "", { source: `${directory}/etc-hosts` }],
    ]);
    expect(check(pod, { filesystems: { "/": "gpfs" } })).toEqual([
      ["filesystem-undecided", "", { source: `${directory}/etc-hosts`, filesystem: "gpfs" }],
    ]);
    expect(check(pod, { filesystems: { "/": "zfs" } })).toEqual([]);
  });

  it("include the token of the service account, which is in memory", () => {
    const source = `${directory}/volumes/kubernetes.io~projected/kube-api-access`;
    const about = { source, filesystem: "tmpfs", since: "6.3" };
    const path = "spec.automountServiceAccountToken";
    const { automountServiceAccountToken, ...spec } = pod;
    expect(check(spec, { kernel: [6, 2] })).toEqual([["mount-not-mappable", path, about, runcText(source)]]);
    expect(check(spec, { kernel: [6, 2], runtimes: [crio, crun] })).toEqual([
      ["mount-not-mappable", path, about, crunText("/var/run/secrets/kubernetes.io/serviceaccount")],
    ]);
    expect(check(spec, { kernel: [6, 3] })).toEqual([]);
    expect(check(pod, { kernel: [6, 2] })).toEqual([]);
    const { kernel, ...unknown } = node;
    expect(checkPod({ spec }, unknown).map((found) => [found.code, found.path, found.facts])).toEqual([
      ["kernel-not-given", "", { source: `${directory}/etc-hosts`, filesystem: "ext4", since: "5.12" }],
      ["kernel-not-given", path, about],
    ]);
  });

  it("cannot be mapped at all before 5.12, whatever the runtime would say", () => {
    expect(check(pod, { kernel: [5, 11] })).toEqual([
      [
        "layers-not-mappable",
        "",
        { since: "5.19" },
        'snapshotter "overlayfs" doesn\'t support idmap mounts on this host, configure `slow_chown` to allow a slower and expensive fallback',
      ],
      ["mount-not-mappable", "", { source: `${directory}/etc-hosts`, filesystem: "ext4", since: "5.12" }],
    ]);
  });

  it("of layers need Linux 5.19", () => {
    expect(codes(pod, { kernel: [5, 19] })).toEqual([]);
    expect(codes(pod, { kernel: [5, 18] })).toEqual(["layers-not-mappable"]);
    // containerd 1.7 always copies them.
    const old = [{ name: "containerd", version: [1, 7, 20] }];
    expect(codes(pod, { kernel: [5, 18], runtimes: old })).not.toContain("layers-not-mappable");
    expect(codes(pod, { idmappable: ["ext4", "tmpfs"], runtimes: old })).not.toContain("layers-not-named");
    // Its storage changes the owners in a copy by itself.
    expect(check(pod, { kernel: [5, 15], runtimes: [crio, crun] })).toEqual([]);
  });

  it("of what the kubelet makes are in memory, or in its directory", () => {
    const kernel = [6, 2];
    const volumes = {
      secret: "secret",
      projected: "projected",
      downwardAPI: "downward-api",
    };
    for (const [field, plugin] of Object.entries(volumes)) {
      const source = `${directory}/volumes/kubernetes.io~${plugin}/v`;
      expect(check(withVolume({ [field]: {} }), { kernel })).toEqual([
        [
          "mount-not-mappable",
          onVolume,
          { source, volumeName: "v", filesystem: "tmpfs", since: "6.3" },
          runcText(source),
        ],
      ]);
      expect(check(withVolume({ [field]: {} }))).toEqual([]);
    }
    const memory = `${directory}/volumes/kubernetes.io~empty-dir/v`;
    expect(check(withVolume({ emptyDir: { medium: "Memory" } }), { kernel })).toEqual([
      [
        "mount-not-mappable",
        onVolume,
        { source: memory, volumeName: "v", filesystem: "tmpfs", since: "6.3" },
        runcText(memory),
      ],
    ]);
    for (const field of ["emptyDir", "configMap"]) {
      expect(check(withVolume({ [field]: {} }), { kernel })).toEqual([]);
      expect(codes(withVolume({ [field]: {} }), { filesystems: { "/": "ramfs" } })).toEqual([
        "mount-not-mappable",
        "mount-not-mappable",
      ]);
    }
    const configMap = `${directory}/volumes/kubernetes.io~configmap/v`;
    expect(check(withVolume({ configMap: {} }), { filesystems: {} }).slice(1)).toEqual([
      ["filesystem-not-given", onVolume, { source: configMap, volumeName: "v" }],
    ]);
  });

  it("of network filesystems are known by their names", () => {
    const nfs = `${directory}/volumes/kubernetes.io~nfs/v`;
    expect(check(withVolume({ nfs: {} }))).toEqual([
      [
        "mount-not-mappable",
        onVolume,
        { source: nfs, volumeName: "v", filesystem: "nfs", since: undefined },
        runcText(nfs),
      ],
    ]);
    expect(check(withVolume({ nfs: {} }), { runtimes: [crio, crun] })).toEqual([
      [
        "mount-not-mappable",
        onVolume,
        { source: nfs, volumeName: "v", filesystem: "nfs", since: undefined },
        crunText("/data"),
      ],
    ]);
    expect(check(withVolume({ cephfs: {} }))).toEqual([]);
    expect(codes(withVolume({ cephfs: {} }), { kernel: [6, 6] })).toEqual(["mount-not-mappable"]);
  });

  it("of claims are not known unless they are given", () => {
    const source = `${directory}/volumes/kubernetes.io~csi/pvc-<claimUID>/mount`;
    for (const field of ["persistentVolumeClaim", "ephemeral"])
      expect(check(withVolume({ [field]: {} }))).toEqual([
        ["filesystem-not-given", onVolume, { source, volumeName: "v" }],
      ]);
    const inline = `${directory}/volumes/kubernetes.io~csi/v/mount`;
    expect(check(withVolume({ csi: {} }))).toEqual([
      ["filesystem-not-given", onVolume, { source: inline, volumeName: "v" }],
    ]);
    expect(check(withVolume({ persistentVolumeClaim: {} }), { volumes: { v: "cifs" } })).toEqual([
      [
        "mount-not-mappable",
        onVolume,
        { source, volumeName: "v", filesystem: "cifs", since: undefined },
        runcText(source),
      ],
    ]);
    // Which driver of CSI stands in for it, and where that mounts, the pod does not say.
    const azure = [
      "mount-not-mappable",
      onVolume,
      { source: "v", volumeName: "v", filesystem: "cifs", since: undefined },
    ];
    expect(check(withVolume({ azureFile: {} }), { volumes: { v: "cifs" } })).toEqual([azure]);
    expect(check(withVolume({ azureFile: {} }), { volumes: { v: "cifs" }, runtimes: [crio, crun] })).toEqual([
      [...azure, crunText("/data")],
    ]);
    expect(check(withVolume({ persistentVolumeClaim: {} }), { volumes: { v: "xfs" } })).toEqual([]);
    expect(codes(withVolume({ persistentVolumeClaim: {} }), { volumes: { v: "nfs4" } })).toEqual([
      "mount-not-mappable",
    ]);
    expect(codes(withVolume({ persistentVolumeClaim: {} }), { volumes: Object.create({ v: "xfs" }) })).toEqual([
      "filesystem-not-given",
    ]);
    expect(check(withVolume({ rbd: {} }))).toEqual([
      ["filesystem-not-given", onVolume, { source: `${directory}/volumes/kubernetes.io~rbd/v`, volumeName: "v" }],
    ]);
  });

  it("of huge pages are hugetlbfs", () => {
    const source = `${directory}/volumes/kubernetes.io~empty-dir/v`;
    for (const medium of ["HugePages", "HugePages-2Mi", "HugePages-1Gi"]) {
      const spec = withVolume({ emptyDir: { medium } });
      expect(check(spec)).toEqual([
        [
          "mount-not-mappable",
          onVolume,
          { source, volumeName: "v", filesystem: "hugetlbfs", since: "6.9" },
          runcText(source),
        ],
      ]);
      expect(check(spec, { kernel: [6, 9] })).toEqual([]);
    }
  });

  it("of programs depend on these", () => {
    const fuse = (kernel: readonly number[], type = "fuse.mount-s3") =>
      check(withVolume({ persistentVolumeClaim: {} }), { volumes: { v: type }, kernel }).map(([code]) => code);
    expect(fuse([6, 18])).toEqual(["daemon-not-known"]);
    expect(fuse([6, 8])).toEqual(["mount-not-mappable"]);
  });

  it("are not decided by the version of a kernel with backports", () => {
    const red = { kernel: [5, 14], kernelDistribution: "el9" };
    const spec = { ...pod, automountServiceAccountToken: true };
    const about = (source: string, filesystem: string) => ({ source, filesystem, distribution: "el9" });
    expect(check(spec, red)).toEqual([
      ["kernel-backports", "", about("the layers of images", "overlay")],
      ["kernel-backports", "", about(`${directory}/etc-hosts`, "ext4")],
      [
        "kernel-backports",
        "spec.automountServiceAccountToken",
        about(`${directory}/volumes/kubernetes.io~projected/kube-api-access`, "tmpfs"),
      ],
    ]);
    expect(check(spec, { ...red, idmappable: ["ext4", "tmpfs", "overlay"] })).toEqual([]);
    expect(codes(spec, { ...red, idmappable: ["xfs", "tmpfs"] })).toEqual(["layers-not-named", "mount-not-named"]);
    expect(codes(spec, { ...red, runtimes: [crio, crun], idmappable: ["ext4"] })).toEqual(["mount-not-named"]);
  });

  it("that no container has do not matter", () => {
    expect(check({ ...pod, volumes: [{ name: "v", nfs: {} }] })).toEqual([]);
  });

  it("of host paths make the pod's root the host's", () => {
    expect(check(withVolume({ hostPath: { path: "/srv" } }))).toEqual([
      ["host-path-as-root", onVolume, { source: "/srv" }],
    ]);
    expect(check(withVolume({ hostPath: { path: "/" } }))).toEqual([
      ["host-path-as-root", onVolume, { source: "/" }],
      ["submounts-not-mapped", onVolume, { source: "/", submount: "/proc" }],
    ]);
    const filesystems = { "/": "ext4", "/srv/data": "xfs" };
    expect(check(withVolume({ hostPath: { path: "/srv" } }), { filesystems })).toEqual([
      ["host-path-as-root", onVolume, { source: "/srv" }],
      ["submounts-not-mapped", onVolume, { source: "/srv", submount: "/srv/data" }],
    ]);
    expect(codes(withVolume({ hostPath: { path: "/srv" } }), { filesystems: {} })).toEqual([
      "filesystem-not-given",
      "filesystem-not-given",
      "host-path-as-root",
    ]);
  });

  it("of host paths on filesystems of the kernel stop the pod", () => {
    expect(check(withVolume({ hostPath: { path: "/dev/fuse" } }))).toEqual([
      [
        "mount-not-mappable",
        onVolume,
        { source: "/dev/fuse", filesystem: "devtmpfs", since: undefined },
        runcText("/dev/fuse"),
      ],
    ]);
    expect(codes(withVolume({ hostPath: { path: "/proc" } }))).toEqual(["mount-not-mappable"]);
  });
});

describe("the IDs", () => {
  const text = (id: number) => `failed to do idmap to get host ID: container ID ${id} cannot be mapped to a host ID`;
  const user = (id: number, rest: object = {}) => ({ ...pod, securityContext: { runAsUser: id }, ...rest });
  const facts = (id: number, idsPerPod = 65536) => ({ id, idsPerPod });

  it("end where the pod's map ends", () => {
    expect(check(user(65535))).toEqual([]);
    expect(check(user(65536))).toEqual([
      ["id-not-mapped", "spec.securityContext.runAsUser", facts(65536), text(65536)],
    ]);
    expect(check(user(65536), { idsPerPod: 131072 })).toEqual([]);
    expect(check(user(131072), { idsPerPod: 131072 })).toEqual([
      ["id-not-mapped", "spec.securityContext.runAsUser", facts(131072, 131072), text(131072)],
    ]);
  });

  it("are told in the words of the runtime that notices", () => {
    const spec = { ...pod, securityContext: { runAsUser: 70000, runAsGroup: 80000 } };
    const texts = (...runtimes: readonly RuntimeVersion[]) =>
      check(spec, { runtimes })
        .filter(([code]) => code === "id-not-mapped")
        .map(([, , , said]) => said);
    expect(texts(containerd, runc)).toEqual([text(70000), text(80000)]);
    expect(texts()).toEqual([text(70000), text(80000)]);
    expect(texts(crio, runc)).toEqual([
      "cannot setuid to unmapped uid 70000 in user namespace",
      "cannot setgid to unmapped gid 80000 in user namespace",
    ]);
    expect(texts(crio, { name: "runc", version: [1, 1, 5] })).toEqual([
      "cannot set uid to unmapped user in user namespace",
      "cannot set gid to unmapped user in user namespace",
    ]);
    expect(texts(crio, { name: "runc", version: [1, 2] })[0]).toContain("70000");
    expect(texts(crio, crun)).toEqual([undefined, undefined]);
    const groups = { ...pod, securityContext: { fsGroup: 70000 } };
    const said = (...runtimes: readonly RuntimeVersion[]) =>
      check(groups, { runtimes }).find(([code]) => code === "further-group-not-mapped")?.[3];
    const all = { ...pod, securityContext: { runAsUser: 70000, fsGroup: 70000 } };
    const paths = (...runtimes: readonly RuntimeVersion[]) => check(all, { runtimes }).map(([, path]) => path);
    const inOrder = ["spec.securityContext.runAsUser", "spec.securityContext.fsGroup"];
    expect(paths(crio, runc)).toEqual(inOrder);
    expect(paths(containerd, crun)).toEqual(inOrder);
    expect(paths(crio, crun)).toEqual([...inOrder].reverse());
    expect([said(crio, crun), said(crio, runc), said(containerd), said(crio)]).toEqual([
      "setgroups: Invalid argument",
      "setgroups: invalid argument",
      "setgroups: invalid argument",
      undefined,
    ]);
  });

  it("are told by the runtime below containerd before 2.0.1, and first by groups where that is crun", () => {
    const on = (...version: readonly number[]) => [{ name: "containerd", version }, runc];
    const all = { ...pod, securityContext: { runAsUser: 70000, fsGroup: 70000 } };
    const first = (runtimes: readonly RuntimeVersion[]) =>
      check(all, { ...since("1.26"), runtimes })
        .filter(([, path]) => path !== "")
        .map(([, path, , said]) => [path.split(".").at(-1), said])[0];
    const inRunc = ["runAsUser", "cannot setuid to unmapped uid 70000 in user namespace"];
    for (const version of [
      [1, 7],
      [1, 7, 28],
      [2, 0, 0],
    ])
      expect(first(on(...version))).toEqual(inRunc);
    expect(first(on(2, 0))).toEqual(["runAsUser", undefined]);
    expect(first(on(2, 0, 1, -1))).toEqual(["runAsUser", undefined]);
    expect(first(on(2, 0, 1))).toEqual(["runAsUser", text(70000)]);
    expect(first([{ name: "containerd", version: [1, 7] }])).toEqual(["runAsUser", undefined]);
    expect(first([{ name: "containerd", version: [1, 7] }, crun])?.[0]).toBe("fsGroup");
    expect(first([{ name: "containerd", version: [2, 0, 1] }, crun])?.[0]).toBe("runAsUser");
  });

  it("are told in containerd's words where no runtime is given", () => {
    const { runtimes, ...unknown } = node;
    const kernel = [5, 18];
    const found = checkPod({ spec: user(70000) }, { ...unknown, kernel, filesystems: { "/": "nfs" } });
    expect(found.slice(2).map(({ code, text: said }) => [code, said])).toEqual([
      ["layers-not-mappable", undefined],
      [
        "mount-not-mappable",
        "failed to set MOUNT_ATTR_IDMAP on /var/lib/kubelet/pods/<podUID>/etc-hosts: invalid argument (maybe the filesystem used doesn't support idmap mounts on this kernel?)",
      ],
      ["id-not-mapped", text(70000)],
    ]);
  });

  it("of groups fail when they are set", () => {
    const spec = { ...pod, securityContext: { fsGroup: 65536, supplementalGroups: [1, 70000, null] } };
    expect(check(spec).filter(([code]) => code !== "not-decodable")).toEqual([
      ["further-group-not-mapped", "spec.securityContext.fsGroup", facts(65536), "setgroups: invalid argument"],
      [
        "further-group-not-mapped",
        "spec.securityContext.supplementalGroups[1]",
        facts(70000),
        "setgroups: invalid argument",
      ],
    ]);
  });

  it("are looked for in every container", () => {
    const container = { image: "i", securityContext: { runAsUser: 70000, runAsGroup: 80000 } };
    const spec = { ...quiet, ephemeralContainers: [container], containers: [container], initContainers: [container] };
    expect(check(spec).map(([, path]) => path)).toEqual(
      ["initContainers", "containers", "ephemeralContainers"].flatMap((list) => [
        `spec.${list}[0].securityContext.runAsUser`,
        `spec.${list}[0].securityContext.runAsGroup`,
      ]),
    );
  });

  it("of an image count where the pod says nothing", () => {
    const images = { i: { user: 70000, group: 80000, groups: [5, 90000] } };
    const path = "spec.containers[0].image";
    const group = ["further-group-not-mapped", path, facts(90000), "setgroups: invalid argument"];
    expect(check(pod, { images })).toEqual([
      ["id-not-mapped", path, facts(70000), text(70000)],
      ["id-not-mapped", path, facts(80000), text(80000)],
      group,
    ]);
    expect(check({ ...pod, securityContext: { runAsUser: 1, runAsGroup: 1 } }, { images })).toEqual([group]);
    const container = { image: "i", securityContext: { runAsUser: 1, runAsGroup: 1 } };
    expect(check({ ...quiet, containers: [container] }, { images })).toEqual([group]);
    const strict = { ...pod, securityContext: { runAsUser: 1, runAsGroup: 1, supplementalGroupsPolicy: "Strict" } };
    expect(check(strict, { images })).toEqual([]);
    expect(check(pod, { images: { i: { user: 1, group: 2, groups: [3] } } })).toEqual([]);
  });

  it("of files in an image show 65534, or stop the copy of it", () => {
    const images = { i: { fileIds: [65535, 6553600] } };
    const path = "spec.containers[0].image";
    expect(check(pod, { images })).toEqual([["image-file-not-mapped", path, facts(6553600)]]);
    expect(check(pod, { images, kernel: [5, 18] }).slice(1)).toEqual([
      ["image-file-refused", path, facts(6553600), "container ID 6553600 cannot be mapped to a host ID"],
    ]);
    expect(codes(pod, { images, kernel: [5, 19] })).toEqual(["image-file-not-mapped"]);
    const on = (...version: readonly number[]) =>
      codes(pod, { ...since("1.26"), images, kernel: [5, 18], runtimes: [{ name: "containerd", version }, runc] });
    expect(on(1, 7, 28)).toEqual(["image-file-not-mapped"]);
    expect(on(2, 0)).toEqual(["layers-not-mappable", "image-file-refused"]);
    expect(check(pod, { images, kernel: [5, 18], runtimes: [crio, crun] })).toEqual([
      ["image-file-refused", path, facts(6553600)],
    ]);
    const { kernel, ...unknown } = node;
    expect(checkPod({ spec: pod }, { ...unknown, images }).map(({ code }) => code)).toContain("image-file-not-mapped");
  });

  it("of an image are not known unless it is given", () => {
    const missing = [["image-not-given", "spec.containers[0].image", { image: "i" }]];
    expect(check(pod, { images: {} })).toEqual(missing);
    expect(check(pod, { images: Object.create({ i: {} }) })).toEqual(missing);
  });
});
