import { describe, expect, it } from "vitest";
import { type CheckOptions, checkPod } from "../../../../src/core/kubelet/pod-checks/check-pod.ts";
import { hasFix, RUNTIME_FIXES } from "../../../../src/core/kubelet/runtime/runtime-fixes.ts";
import type { RuntimeVersion } from "../../../../src/core/kubelet/runtime/runtimes.ts";

const containerd = (...version: readonly number[]): RuntimeVersion => ({ name: "containerd", version });
const crio = (...version: readonly number[]): RuntimeVersion => ({ name: "cri-o", version });
const runc: RuntimeVersion = { name: "runc", version: [1, 3, 0] };
const crun: RuntimeVersion = { name: "crun", version: [1, 20] };

/** A node on which everything is known and nothing is wrong. */
const node: CheckOptions = {
  release: "1.36",
  policy: { level: "privileged", version: "latest" },
  runtimes: [containerd(2, 3, 4), runc],
  kernel: [6, 8],
  sysctls: { "user.max_user_namespaces": 63000 },
  filesystems: { "/": "ext4" },
  images: { i: {} },
};

const container = { name: "c", image: "i" };
const pod = { hostUsers: false, automountServiceAccountToken: false, containers: [container] };

type Line = readonly [verdict: string, code: string, by: string | null, path: string, text?: string];

function check(spec: unknown, options: Partial<CheckOptions> = {}): readonly Line[] {
  return checkPod({ spec }, { ...node, ...options }).map(({ verdict, code, by, path, text }) =>
    text === undefined ? [verdict, code, by, path] : [verdict, code, by, path, text],
  );
}

describe("the host's network with a user namespace", () => {
  const featureGates = { UserNamespacesHostNetworkSupport: true };
  const spec = { ...pod, hostNetwork: true };
  const bound = { ...spec, nodeName: "n" };
  const rights: Line = ["warning", "host-network-rights", null, "spec.hostNetwork"];
  const sysfs: Line = [
    "fails",
    "host-network-sysfs",
    "runtime",
    "spec.hostNetwork",
    'error mounting "sysfs" to rootfs at "/sys": …: operation not permitted',
  ];
  const notDeclared: Line = [
    "refused",
    "host-network-not-declared",
    "scheduler",
    "spec.hostNetwork",
    "node declared features check failed - unsatisfied requirements: UserNamespacesHostNetworkSupport",
  ];
  const on = (...runtimes: readonly RuntimeVersion[]) => ({ featureGates, runtimes });

  it("is placed since 1.36 only where the runtime reports it", () => {
    expect(check(spec, on(containerd(2, 3, 4), runc))).toEqual([rights]);
    expect(check(spec, on(containerd(2, 3, 3), runc))).toEqual([notDeclared, rights]);
    expect(check(spec, on(containerd(2, 1, 0), runc))).toEqual([notDeclared, sysfs, rights]);
    expect(check(spec, on(containerd(2, 4, 0), runc))).toEqual([rights]);
  });

  it("starts before, and without what nodes declare, where the runtime takes the host's sysfs", () => {
    const off = { ...featureGates, NodeDeclaredFeatures: false };
    for (const where of [{ release: "1.35" }, { featureGates: off }] as const)
      for (const each of [spec, bound]) {
        const found = (...runtimes: readonly RuntimeVersion[]) => check(each, { ...on(...runtimes), ...where });
        expect(found(containerd(2, 1, 4), runc)).toEqual([sysfs, rights]);
        expect(found(containerd(2, 3, 0), runc)).toEqual([rights]);
        expect(found(containerd(2, 1, 4), crun)).toEqual([rights]);
        expect(found(crio(1, 33), crun)).toEqual([rights]);
        expect(found(crio(1, 33), runc)[0]?.[1]).toBe("host-network-sysfs-not-known");
      }
  });

  it("is refused by the kubelet where the pod is bound to a node that does not declare it", () => {
    const text = "Pod requires node features that are not available: UserNamespacesHostNetworkSupport";
    const notAdmitted: Line = ["fails", "host-network-not-admitted", "kubelet", "spec.hostNetwork", text];
    expect(check(bound, on(containerd(2, 3, 4), runc))).toEqual([rights]);
    expect(check(bound, on(containerd(2, 3, 3), runc))).toEqual([notAdmitted, rights]);
    expect(check(bound, { ...on(crio(1, 36), crun), declaredFeatures: [] })).toEqual([notAdmitted, rights]);
    expect(check(bound, on(crio(1, 36), crun))[0]?.[1]).toBe("host-network-declaration-not-known");
  });

  it("goes by what the node declares, where that is known", () => {
    const declared = ["UserNamespacesHostNetworkSupport"];
    expect(check(spec, { ...on(crio(1, 36), crun), declaredFeatures: declared })).toEqual([rights]);
    expect(check(spec, { ...on(crio(1, 36), crun), declaredFeatures: [] })).toEqual([notDeclared, rights]);
    expect(check(spec, on(crio(1, 36), crun))).toEqual([
      ["undecided", "host-network-declaration-not-known", null, "spec.hostNetwork"],
      rights,
    ]);
    const { runtimes, ...unknown } = node;
    expect(checkPod({ spec }, { ...unknown, featureGates }).map(({ code }) => code)).toEqual([
      "runtime-not-given",
      "runtime-not-given",
      "host-network-rights",
    ]);
  });

  it("is the API server's affair where the gate is off", () => {
    expect(check(spec).map(([, code]) => code)).toEqual(["not-valid", "host-network-rights"]);
  });
});

describe("a privileged pod", () => {
  const spec = { ...pod, containers: [{ ...container, securityContext: { privileged: true } }] };
  const path = "spec.containers[0].securityContext.privileged";

  it("does not start where the node is a container", () => {
    const text = 'error mounting "sysfs" to rootfs at "/sys": …: operation not permitted';
    expect(check(spec, { inContainer: true })).toEqual([["fails", "privileged-sysfs", "runtime", path, text]]);
    expect(check(spec, { inContainer: true, runtimes: [crio(1, 33), crun] })).toEqual([
      ["fails", "privileged-sysfs", "runtime", path],
    ]);
    expect(check(spec, { inContainer: false })).toEqual([]);
    expect(check(pod, { inContainer: true })).toEqual([]);
  });

  it("is a matter of warning where nobody says so", () => {
    expect(check(spec)).toEqual([["warning", "privileged-sysfs-in-container", null, path]]);
  });
});

describe("the limits of namespaces", () => {
  const text = "failed to start noop process for unshare: fork/exec /proc/self/exe: no space left on device";
  const limits = (sysctls: Readonly<Record<string, number>>, rest: Partial<CheckOptions> = {}) =>
    check(pod, { sysctls: { "user.max_user_namespaces": 63000, ...sysctls }, ...rest });

  it("keep pods from user namespaces, and from those of the network", () => {
    for (const sysctl of ["user.max_user_namespaces", "user.max_net_namespaces"])
      expect(limits({ [sysctl]: 0 })).toEqual([["fails", "namespace-limit", "kernel", sysctl, text]]);
    expect(limits({ "user.max_user_namespaces": 1 })).toEqual([]);
  });

  it.each(["pid", "ipc", "uts", "mnt", "cgroup"])("keep pods from namespaces of %s, in words nobody knows", (kind) => {
    const sysctl = `user.max_${kind}_namespaces`;
    expect(limits({ [sysctl]: 0 })).toEqual([["fails", "namespace-limit", "kernel", sysctl]]);
  });

  it("are told in words that are known where containerd makes them itself, since 2.0", () => {
    const said = (...version: readonly number[]) =>
      limits(
        { "user.max_user_namespaces": 0 },
        {
          release: "1.26",
          featureGates: { UserNamespacesStatelessPodsSupport: true },
          runtimes: [containerd(...version), runc],
        },
      )[0]?.[4];
    expect([said(1, 7), said(2, 0, 0, -1), said(2, 0)]).toEqual([undefined, undefined, text]);
  });

  it("of time count for nothing, as no pod has such a namespace", () => {
    expect(limits({ "user.max_time_namespaces": 0 })).toEqual([]);
  });

  it("do not count for the namespaces of the host", () => {
    const spec = { ...pod, hostNetwork: true };
    const sysctls = { ...node.sysctls, "user.max_net_namespaces": 0, "user.max_uts_namespaces": 0 };
    const codes = check(spec, { sysctls, featureGates: { UserNamespacesHostNetworkSupport: true } });
    expect(codes.map(([, code]) => code)).toEqual(["host-network-rights"]);
  });

  it("are told in containerd's words only by containerd", () => {
    expect(limits({ "user.max_user_namespaces": 0 }, { runtimes: [crio(1, 33), crun] })).toEqual([
      ["fails", "namespace-limit", "kernel", "user.max_user_namespaces"],
    ]);
  });

  it("are asked for", () => {
    const asked: Line = ["undecided", "namespace-limit-not-given", null, "user.max_user_namespaces"];
    expect(check(pod, { sysctls: {} })).toEqual([asked]);
    expect(check(pod, { sysctls: Object.create({ "user.max_user_namespaces": 0 }) })).toEqual([asked]);
  });
});

describe("volumes that are images", () => {
  const spec = {
    ...pod,
    volumes: [{ name: "v", image: { reference: "r" } }],
    containers: [{ ...container, volumeMounts: [{ name: "v", mountPath: "/data" }] }],
  };
  const on = (cri: RuntimeVersion, oci = runc) => check(spec, { runtimes: [cri, oci] });
  const text =
    "failed to set MOUNT_ATTR_IDMAP on …/image-volumes/…: invalid argument (maybe the filesystem used doesn't support idmap mounts on this kernel?)";

  it("are not mapped by containerd before 2.1.7 and 2.2.2", () => {
    for (const version of [[2, 1, 0], [2, 1, 6], [2, 2, 0], [2, 2, 1]]) // biome-ignore format: a table
      expect(on(containerd(...version))).toEqual([
        ["fails", "image-volume-not-mapped", "runtime", "spec.volumes[0]", text],
      ]);
    for (const version of [
      [2, 1, 7],
      [2, 2, 2],
      [2, 3],
      [2, 3, 0],
      [3, 0],
    ])
      expect(on(containerd(...version))).toEqual([]);
    expect(on(containerd(2, 0, 5))).toEqual([["fails", "image-volume-unsupported", "runtime", "spec.volumes[0]"]]);
    expect(on(containerd(2, 1, 0), crun)[0]?.[4]).toContain("mount_setattr `/data`");
  });

  it("are not decided where the third number is not known", () => {
    const asked: Line = ["undecided", "runtime-patch-not-given", null, "spec.volumes[0]"];
    expect(on(containerd(2, 1))).toEqual([asked]);
    expect(on(containerd(2, 2))).toEqual([asked]);
  });

  it("are a matter of warning with CRI-O, of which nobody knows", () => {
    expect(on(crio(1, 33), crun)).toEqual([["warning", "image-volume-not-known", null, "spec.volumes[0]"]]);
  });
});

describe("the VOLUMEs of an image", () => {
  const images = (...volumes: readonly string[]) => ({ images: { i: { volumes } } });
  const withToken = { ...pod, automountServiceAccountToken: true };
  const on = (cri: RuntimeVersion, spec: unknown = withToken, oci = runc, volumes: readonly string[] = ["/run"]) =>
    check(spec, { runtimes: [cri, oci], ...images(...volumes) });
  const path = "spec.containers[0].image";
  const refused = (at: string, dir: string): Line => [
    "fails",
    "volume-content-refused",
    "runtime",
    path,
    `create mountpoint for ${at} mount: mkdirat …/rootfs${dir}: permission denied`,
  ];
  const token = "/var/run/secrets/kubernetes.io/serviceaccount";

  it("belong to nobody in containerd before 2.0.7, 2.1.5 and 2.2, and take no mount", () => {
    for (const version of [
      [2, 0, 4],
      [2, 0, 6],
      [2, 1, 0],
      [2, 1, 4],
    ])
      expect(on(containerd(...version))).toEqual([refused(token, "/run/secrets")]);
    for (const version of [
      [2, 0, 7],
      [2, 1, 5],
      [2, 2],
      [2, 2, 0],
    ])
      expect(on(containerd(...version))).toEqual([]);
    expect(on(containerd(2, 1))).toEqual([["undecided", "runtime-patch-not-given", null, path]]);
    expect(on(containerd(2, 1, 0), withToken, crun)).toEqual([["fails", "volume-content-refused", "runtime", path]]);
    expect(on(crio(1, 33), withToken, crun)).toEqual([]);
  });

  it("of which nothing is below are only not writable", () => {
    const warning: Line = ["warning", "volume-content-not-mapped", null, path];
    expect(on(containerd(2, 1, 0), withToken, runc, ["/data", "/runner"])).toEqual([warning, warning]);
    expect(on(containerd(2, 1, 0), pod)).toEqual([warning]);
  });

  it("do not count where the pod mounts something at or below them", () => {
    const spec = (mountPath: string) => ({
      ...pod,
      volumes: [{ name: "v", emptyDir: {} }],
      containers: [{ ...container, volumeMounts: [{ name: "v", mountPath }] }],
    });
    expect(on(containerd(2, 1, 0), spec("/run/"))).toEqual([]);
    expect(on(containerd(2, 1, 0), spec("/data/cache/x"), runc, ["/data"])).toEqual([
      refused("/data/cache/x", "/data/cache"),
    ]);
  });
});

describe("devices", () => {
  it("of blocks are not mapped, until the API server refuses them", () => {
    const spec = { ...pod, containers: [{ ...container, volumeDevices: [{ name: "v", devicePath: "/dev/x" }] }] };
    expect(check(spec, { release: "1.33" })).toEqual([
      ["fails", "block-device-not-mapped", "kernel", "spec.containers[0].volumeDevices"],
    ]);
    expect(check(spec, { release: "1.34" }).map(([, code]) => code)).toEqual(["not-valid"]);
  });

  it("that are claimed come with mounts, which must be mapped", () => {
    const spec = { ...pod, resourceClaims: [{ name: "gpu" }] };
    expect(check(spec)).toEqual([["undecided", "cdi-not-known", null, "spec.resourceClaims"]]);
    expect(check(spec, { mapsCdi: false })).toEqual([["fails", "cdi-not-mapped", "kernel", "spec.resourceClaims"]]);
    expect(check(spec, { mapsCdi: true })).toEqual([]);
  });
});

describe("devices of a plugin", () => {
  it.each([
    ["nvidia.com/gpu", true],
    ["example.org/device", true],
    ["cpu", false],
    ["hugepages-2Mi", false],
    ["kubernetes.io/batch-cpu", false],
  ])("%s", (name, isDevice) => {
    const spec = { ...pod, containers: [{ ...container, resources: { limits: { [name]: "1" } } }] };
    const path = "spec.containers[0].resources.limits";
    expect(check(spec)).toEqual(isDevice ? [["undecided", "cdi-not-known", null, path]] : []);
    expect(check(spec, { mapsCdi: false })).toEqual(isDevice ? [["fails", "cdi-not-mapped", "kernel", path]] : []);
    expect(check(spec, { mapsCdi: true })).toEqual([]);
  });
});

describe("the propagation of mounts", () => {
  it("does not reach the host", () => {
    const mount = (mountPropagation: string) => ({
      ...pod,
      volumes: [{ name: "v", emptyDir: {} }],
      containers: [{ ...container, volumeMounts: [{ name: "v", mountPath: "/v", mountPropagation }] }],
    });
    expect(check(mount("Bidirectional"))).toEqual([
      ["warning", "propagation-one-way", null, "spec.containers[0].volumeMounts[0].mountPropagation"],
    ]);
    expect(check(mount("HostToContainer"))).toEqual([]);
  });
});

describe("a pre-release of the version from which on a runtime has what is needed", () => {
  const image = {
    ...pod,
    volumes: [{ name: "v", image: { reference: "r" } }],
    containers: [{ ...container, volumeMounts: [{ name: "v", mountPath: "/data" }] }],
  };
  const content = { images: { i: { volumes: ["/run"] } } };
  const hostNetwork = { featureGates: { UserNamespacesHostNetworkSupport: true } };
  const strict = { ...pod, securityContext: { supplementalGroupsPolicy: "Strict" } };
  const network = { ...pod, hostNetwork: true };
  const groups = "spec.securityContext.supplementalGroupsPolicy";
  const rc = (name: string, ...version: readonly number[]): RuntimeVersion => ({ name, version: [...version, -1] });
  const old: RuntimeVersion = { name: "runc", version: [1, 1, 9] };

  const rows: readonly (readonly [string, string, Partial<CheckOptions>, object])[] = [
    ["the report of containerd", "", { runtimes: [rc("containerd", 2, 0, 0), runc] }, pod],
    ["with two numbers only", "", { runtimes: [rc("containerd", 2, 0), runc] }, pod],
    ["the report of CRI-O", "", { runtimes: [rc("cri-o", 1, 30, 0), crun] }, pod],
    ["the mounts of runc", "", { runtimes: [containerd(2, 3, 4), rc("runc", 1, 2, 0)] }, pod],
    ["the mounts of crun", "", { runtimes: [crio(1, 33), rc("crun", 1, 9)] }, pod],
    ["the mounts of containerd", "", { release: "1.29", featureGates: { UserNamespacesSupport: true }, runtimes: [rc("containerd", 2, 0, 0), old] }, pod],
    ["namespaces of containerd", "", { release: "1.26", featureGates: { UserNamespacesStatelessPodsSupport: true }, runtimes: [rc("containerd", 1, 7, 0), runc] }, pod],
    ["namespaces of runc", "", { release: "1.26", featureGates: { UserNamespacesStatelessPodsSupport: true }, runtimes: [containerd(1, 7), rc("runc", 1, 1, 0)] }, pod],
    ["the policy for groups", groups, { runtimes: [rc("cri-o", 1, 31, 0), crun] }, strict],
    ["volumes that are images", "spec.volumes[0]", { runtimes: [rc("containerd", 2, 1, 7), runc] }, image],
    ["the content of a VOLUME", "spec.containers[0].image", { ...content, runtimes: [rc("containerd", 2, 2, 0), runc] }, pod],
    ["the report of the host's network", "spec.hostNetwork", { ...hostNetwork, runtimes: [rc("containerd", 2, 4, 0), runc] }, network],
    ["the host's sysfs", "spec.hostNetwork", { ...hostNetwork, release: "1.35", runtimes: [rc("containerd", 2, 3, 0), runc] }, network],
  ]; // biome-ignore format: a table

  it.each(rows)("is not decided: %s", (_name, path, options, spec) => {
    const decided = check(spec, options).filter(([verdict]) => verdict !== "warning");
    expect(decided).toEqual([["undecided", "runtime-pre-release", null, path]]);
  });

  it("has all that its release had from an earlier version on, and not what came later", () => {
    expect(check(pod, { runtimes: [rc("containerd", 2, 0, 1), rc("runc", 1, 2, 1)] })).toEqual([]);
    expect(check(pod, { runtimes: [rc("containerd", 1, 7, 9), runc] })[0]?.slice(0, 2)).toEqual([
      "fails",
      "user-namespace-unsupported",
    ]);
  });

  it("hides nothing that is certain: below it, a runtime that maps no mounts", () => {
    const found = check(pod, { runtimes: [rc("containerd", 2, 0, 0), old] }).map(([, code]) => code);
    expect(found).toEqual(["runtime-pre-release", "user-namespace-unsupported"]);
  });

  it("has no words that are known, where its release has others", () => {
    const spec = { ...pod, securityContext: { runAsUser: 70000 } };
    const texts = [rc("runc", 1, 2, 0), rc("runc", 1, 2, 1)].map(
      (oci) => check(spec, { runtimes: [crio(1, 33), oci] }).find(([, code]) => code === "id-not-mapped")?.[4],
    );
    expect(texts).toEqual([undefined, "cannot setuid to unmapped uid 70000 in user namespace"]);
  });
});

describe("RUNTIME_FIXES", () => {
  it.each(RUNTIME_FIXES)("has the versions of $fix in order, each in a line of its own", (row) => {
    const lines = [...row.backports, row.since].map(([major = 0, minor = 0]) => major * 1000 + minor);
    expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
    expect(row.source).toMatch(/containerd/);
  });

  it("has a pre-release before its release", () => {
    expect(hasFix(containerd(2, 2, 0, -1), "image-volume")).toEqual({ answer: "no" });
    expect(hasFix(containerd(2, 2, 0, -1), "volume-content")).toEqual({ answer: "pre-release", changedIn: [2, 2] });
    expect(hasFix({ name: "kata", version: [3, 0] }, "host-network")).toEqual({ answer: "not-known" });
    expect(hasFix(containerd(2, 1), "volume-content")).toEqual({ answer: "hangs-on-patch", changedIn: [2, 1, 5] });
  });
});
