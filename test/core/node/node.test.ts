import { describe, expect, it } from "vitest";
import { capabilitySet } from "../../../src/core/kernel/credentials/capability.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/kernel/decision/kernel-settings.ts";
import { existingDirectory } from "../../../src/core/kernel/inode/file.ts";
import { createMount, type Mount } from "../../../src/core/kernel/inode/mount.ts";
import { mountRow } from "../../../src/core/kubelet/runtime/mount-kinds.ts";
import { kubeletUser } from "../../../src/core/kubelet/settings/settings.ts";
import { defaultHost } from "../../../src/core/node/host/default-host.ts";
import { directoriesTo } from "../../../src/core/node/host/host.ts";
import { createNode } from "../../../src/core/node/node.ts";
import { containerCapabilities } from "../../../src/core/node/pod/container.ts";
import { readPod } from "../../../src/core/node/pod/pod.ts";
import { mainOf, nodeWith, pod, podOf } from "./support/cast.ts";

/** A kubelet that has one range to give, the first. */
const FIRST = { strategy: "kubelet", settings: { maxPods: 1, kubeletUser: kubeletUser(65536, 65536) } } as const;

const BASE = 65536;

function filesOf(node: ReturnType<typeof nodeWith>, label = "a"): readonly string[] {
  return podOf(node, label).files.map(
    ({ container, path, file: { uid, gid, mode } }) => `${container}:${path} ${uid}:${gid} ${mode.toString(8)}`,
  );
}

describe("createNode", () => {
  it("says what it was made of", () => {
    const node = nodeWith([pod("a")]);
    const { release, strategy, kernel } = node;
    expect([release, strategy, kernel, node.kubelet]).toEqual(["1.36", "random-scan", DEFAULT_SETTINGS, undefined]);
    expect(node.host.files.length).toBe(defaultHost().files.length);
    const other = nodeWith([pod("a")], { strategy: "host-users", release: "1.30" });
    expect([other.kubelet, other.release, other.strategy]).toEqual([undefined, "1.30", "host-users"]);
    const { kubelet } = nodeWith([pod("a")], { strategy: "kubelet" });
    expect(kubelet?.sandboxes.map(({ podUid }) => podUid)).toEqual(["default_a"]);
  });

  it("draws by the seed", () => {
    const start = (seed?: number): number | undefined =>
      nodeWith([pod("a")], seed === undefined ? {} : { seed }).pods[0]?.range?.start;
    expect(start()).toBe(start(1));
    expect(start(2)).not.toBe(start(1));
  });

  it("gives a pod that says nothing no user namespace", () => {
    const silent = { ...pod("a"), hostUsers: undefined };
    expect(nodeWith([silent]).pods[0]?.range).toBeUndefined();
    expect(nodeWith([silent]).pods[0]?.userNamespace.id).toBe("host");
  });

  it("calls pods by the shortest name that is theirs alone", () => {
    const pods = [
      pod("a"),
      pod("b"),
      pod("b", { namespace: "prod" }),
      pod("c", { uid: "u-1" }),
      pod("c", { uid: "u-2" }),
      pod("d", { uid: "a-uid" }),
      pod("u-1", { uid: "u-3" }),
    ];
    expect(nodeWith(pods).pods.map(({ label }) => label)).toEqual([
      "a",
      "default/b",
      "prod/b",
      "u-1",
      "u-2",
      "d",
      "default/u-1",
    ]);
  });

  it("has the same pods without user namespaces beside them", () => {
    const { podsWithoutUserns, pods } = nodeWith([pod("a"), pod("b")]);
    expect(podsWithoutUserns.map(({ label, range, mapsMounts }) => [label, range, mapsMounts])).toEqual([
      ["a", undefined, false],
      ["b", undefined, false],
    ]);
    expect(pods.map(({ mapsMounts }) => mapsMounts)).toEqual([true, true]);
    expect(podsWithoutUserns[0]?.containers[0]?.process.euid).toBe(0);
  });

  it("keys pods by nothing that an object has by itself", () => {
    const pods = ["__proto__", "constructor", "toString"].map((name) => pod(name, { uid: name }));
    const node = nodeWith(pods);
    expect(node.pods.map(({ label, range }) => [label, range?.size])).toEqual([
      ["__proto__", 65536],
      ["constructor", 65536],
      ["toString", 65536],
    ]);
  });
});

describe("what a node refuses", () => {
  it("is what the kubelet refuses", () => {
    expect(createNode({ pods: [pod("a"), pod("b")], ...FIRST })).toMatchObject({
      ok: false,
      error: { code: "kubelet-refused", podUid: "default_b", cause: { code: "pool-exhausted", slots: 1 } },
    });
    expect(createNode({ pods: [], strategy: "kubelet", settings: { idsPerPod: 1 } })).toMatchObject({
      ok: false,
      error: { code: "kubelet-refused", podUid: undefined, cause: { code: "configuration-invalid" } },
    });
  });

  it.each(["", ".", "..", "a/b", "a\0"])("is a UID that cannot name a directory: %j", (uid) => {
    expect(createNode({ pods: [pod("a", { uid })] })).toEqual({
      ok: false,
      error: { code: "uid-unusable", podUid: uid },
    });
  });

  it("takes a UID with dots in it", () => {
    expect(nodeWith([pod("a", { uid: "..." }), pod("b", { uid: ".b" })]).pods).toHaveLength(2);
  });

  it("is a UID that is taken", () => {
    expect(createNode({ pods: [pod("a", { uid: "u" }), pod("b", { uid: "u" })] })).toEqual({
      ok: false,
      error: { code: "uid-taken", podUid: "u" },
    });
  });

  it("is an ID that the pod's namespace does not have, in the runtime's words", () => {
    const refusal = (traits: Parameters<typeof pod>[1]): unknown => createNode({ pods: [pod("a", traits)] });
    const about = { podUid: "default_a", container: "main" };
    const text = "failed to do idmap to get host ID: container ID 65536 cannot be mapped to a host ID";
    expect(refusal({ security: { runAsUser: 65536 } })).toEqual({
      ok: false,
      error: { code: "user-not-mapped", ...about, id: 65536, text },
    });
    expect(refusal({ security: { runAsGroup: 65536 } })).toEqual({
      ok: false,
      error: { code: "group-not-mapped", ...about, id: 65536, text },
    });
    expect(refusal({ context: { fsGroup: 65536, supplementalGroups: [1] } })).toEqual({
      ok: false,
      error: { code: "groups-not-mapped", ...about, id: 65536, text: "setgroups: invalid argument" },
    });
    expect(refusal({ security: { runAsUser: -1 } })).toMatchObject({ error: { code: "user-not-mapped", id: -1 } });
    expect(refusal({ security: { runAsUser: 65535 } })).toMatchObject({ ok: true });
  });

  it("is an ID that is none at all, without a user namespace too", () => {
    expect(createNode({ pods: [pod("a", { hostUsers: true, security: { runAsUser: 4294967295 } })] })).toMatchObject({
      ok: false,
      error: { code: "user-not-mapped", id: 4294967295 },
    });
  });

  it("is a volume whose filesystem the kernel does not map", () => {
    const about = { code: "volume-not-mapped", podUid: "default_a", volume: "data", errno: "EINVAL" };
    expect(createNode({ pods: [pod("a", { volume: { nfs: {} } })] })).toEqual({
      ok: false,
      error: { ...about, type: "nfs" },
    });
    expect(createNode({ pods: [pod("a", { volume: { hostPath: { path: "/proc/sys" } } })] })).toEqual({
      ok: false,
      error: { ...about, type: "proc" },
    });
    const old = { ...DEFAULT_SETTINGS, version: [6, 2] } as const;
    const ram = pod("a", { volume: { emptyDir: { medium: "Memory" } } });
    expect(createNode({ pods: [ram], kernel: old })).toEqual({ ok: false, error: { ...about, type: "tmpfs" } });
    expect(createNode({ pods: [ram] }).ok).toBe(true);
    expect(createNode({ pods: [pod("a", { hostUsers: true, volume: { nfs: {} } })] }).ok).toBe(true);
  });
});

describe("what the kubelet sees to before anything starts", () => {
  const failure = (spec: object): unknown => {
    const node = createNode({ pods: [readPod({ name: "a", spec: { hostUsers: false, ...spec } })] });
    return node.ok ? "ok" : node.error;
  };
  const main = { name: "main" };
  const hostPath = (path: string): object => ({
    volumes: [{ name: "v", hostPath: { path } }],
    containers: [{ ...main, volumeMounts: [{ name: "v", mountPath: "/v" }] }],
  });

  it("is that nobody is root who must not be", () => {
    const security = { runAsNonRoot: true, runAsUser: 0 };
    expect(failure({ containers: [{ ...main, securityContext: security }] })).toEqual({
      code: "root-forbidden",
      podUid: "default_a",
      container: "main",
      text: `container's runAsUser breaks non-root policy (pod: "a_default(default_a)", container: main)`,
    });
    expect(failure({ containers: [{ ...main, securityContext: { runAsNonRoot: true } }] })).toBe("ok");
  });

  it.each([
    ["/dev", "devtmpfs"],
    ["/dev/mqueue/x", "mqueue"],
    ["/sys/firmware", "sysfs"],
    ["/proc/1", "proc"],
    ["/sys/fs/cgroup/rdma", "cgroup"],
  ])("is that nothing is mapped on what Linux mounts at %s", (path, type) => {
    expect(failure(hostPath(path))).toMatchObject({ code: "volume-not-mapped", volume: "v", type, errno: "EINVAL" });
  });

  it.each([
    ["azureFile", "cifs"],
    ["glusterfs", "fuse.glusterfs"],
    ["quobyte", "fuse.quobyte"],
  ])("is that a volume of %s, which is %s, is not mapped", (source, type) => {
    const containers = [{ ...main, volumeMounts: [{ name: "v", mountPath: "/v" }] }];
    expect(failure({ volumes: [{ name: "v", [source]: {} }], containers })).toMatchObject({ type });
  });

  it("is none of the volumes that no container mounts", () => {
    expect(failure({ ...hostPath("/proc"), containers: [main] })).toBe("ok");
    expect(failure(hostPath("/dev/shm"))).toBe("ok");
  });
});

describe("a container on a node", () => {
  it("of root has the capabilities of the runtime in effect", () => {
    const { process, root, container } = mainOf(nodeWith([pod("a")], FIRST), "a");
    const held = capabilitySet(containerCapabilities([], []));
    expect([process.euid, process.egid, process.groups]).toEqual([BASE, BASE, []]);
    expect([process.effective, process.permitted, process.bounding, process.inheritable]).toEqual([
      held,
      held,
      held,
      0,
    ]);
    expect([process.noNewPrivs, container.name]).toEqual([false, "main"]);
    expect([root.lower.idmap?.uid, root.lower.idmap?.gid, root.upper.idmap]).toEqual([
      process.userNamespace.uidMap,
      process.userNamespace.gidMap,
      undefined,
    ]);
  });

  it("of another user has none in effect, though it may be given them", () => {
    const security = { runAsUser: 1000, capabilities: { add: ["NET_ADMIN"] }, allowPrivilegeEscalation: false };
    const context = { runAsGroup: 50, supplementalGroups: [4000], fsGroup: 2000 };
    const { process } = mainOf(nodeWith([pod("a", { security, context })], FIRST), "a");
    expect([process.euid, process.egid, process.groups]).toEqual([BASE + 1000, BASE + 50, [BASE + 4000, BASE + 2000]]);
    expect([process.effective, process.permitted, process.noNewPrivs]).toEqual([0, 0, true]);
    expect(process.bounding).toBe(capabilitySet(containerCapabilities(["NET_ADMIN"], [])));
  });

  it("without a user namespace has plain layers, and owns its other namespaces on the host", () => {
    const { process, root } = mainOf(nodeWith([pod("a", { hostUsers: true })]), "a");
    expect([root.lower, root.upper]).toEqual([createMount(), createMount()]);
    expect([process.mountNamespace.owner.id, process.euid]).toEqual(["host", 0]);
  });

  it("is in the PID and IPC namespaces of the host where it says so", () => {
    const idsOf = (fields: object): readonly string[] => {
      const { process } = mainOf(nodeWith([{ ...pod("a", { hostUsers: true }), ...fields }]), "a");
      return [process.pidNamespace.id, process.ipcNamespace.id, process.cgroupNamespace.id];
    };
    expect(idsOf({})).toEqual(["default_a/main", "default_a", "default_a/main"]);
    expect(idsOf({ hostPID: true })).toEqual(["host", "default_a", "default_a/main"]);
    expect(idsOf({ hostIPC: true })).toEqual(["default_a/main", "host", "default_a/main"]);
  });
});

describe("the volumes of a pod", () => {
  it("and its root filesystem are mapped as the table of mounts says", () => {
    const node = nodeWith([pod("a", { volume: { emptyDir: {} } })]);
    const { lower, upper } = mainOf(node, "a").root;
    const mapped = (mount: Mount | undefined): boolean => mount?.idmap !== undefined;
    expect([mountRow("volume").mapped, mapped(podOf(node, "a").volumes[0]?.mount)]).toEqual(["mount", true]);
    expect([mountRow("root-filesystem").mapped, mapped(lower), mapped(upper)]).toEqual(["layers", true, false]);
  });

  it("are idmapped from 1.27 on", () => {
    const idmapOf = (release: "1.26" | "1.27"): boolean => {
      const node = nodeWith([pod("a", { volume: { emptyDir: {} } })], { release });
      expect(podOf(node, "a").mapsMounts).toBe(release === "1.27");
      return podOf(node, "a").volumes[0]?.mount.idmap !== undefined;
    };
    expect([idmapOf("1.26"), idmapOf("1.27")]).toEqual([false, true]);
  });

  it("belong to the host's IDs of the pod before 1.27, where the kubelet translates them itself", () => {
    const mounts = { volumeMounts: [{ name: "data", mountPath: "/data" }] };
    const users = (...all: readonly (number | undefined)[]) =>
      all.map((runAsUser, i) => ({ name: `c${i}`, securityContext: { runAsUser }, ...mounts }));
    const ownersOf = (release: "1.25" | "1.26" | "1.27", traits: Parameters<typeof pod>[1] = {}) => {
      const node = nodeWith([pod("a", { volume: { secret: {} }, ...traits })], { release });
      const { range: { start } = { start: 0 }, files } = podOf(node, "a");
      const { uid = 0, gid = 0, directory } = files.find(({ path }) => path === "/data/data")?.file ?? {};
      return [uid, gid, directory?.gid ?? 0].map((id) => (id < start ? `${id} of the host` : id - start));
    };
    const context = { runAsUser: 1000, fsGroup: 2000 };
    const root = "0 of the host";
    for (const release of ["1.25", "1.26"] as const) expect(ownersOf(release, { context })).toEqual([1000, 2000, 2000]);
    expect(ownersOf("1.25")).toEqual([0, root, root]);
    expect(ownersOf("1.25", { containers: users(5, 5) })).toEqual([5, root, root]);
    expect(ownersOf("1.25", { containers: users(5, 6) })).toEqual([0, root, root]);
    expect(ownersOf("1.25", { containers: users(5, undefined) })).toEqual([0, root, root]);
    expect(ownersOf("1.25", { context, hostUsers: true })).toEqual([0, 2000, 2000]);
    expect(ownersOf("1.27", { context })).toEqual([root, "2000 of the host", "2000 of the host"]);
  });

  it("lie below the kubelet's directory, a hostPath where it says", () => {
    const place = (volume: Readonly<Record<string, unknown>>): unknown => {
      const [placed] = podOf(nodeWith([pod("a", { volume })]), "a").volumes;
      return [placed?.hostPath, placed?.mount.superblock.type, placed?.mount.attached];
    };
    const below = "/var/lib/kubelet/pods/default_a/volumes/kubernetes.io~";
    expect(place({ emptyDir: {} })).toEqual([`${below}empty-dir/data`, "ext4", true]);
    expect(place({ emptyDir: { medium: "Memory" } })).toEqual([`${below}empty-dir/data`, "tmpfs", true]);
    expect(place({ secret: {} })).toEqual([`${below}secret/data`, "tmpfs", true]);
    expect(place({ projected: {} })).toEqual([`${below}projected/data`, "tmpfs", true]);
    expect(place({ downwardAPI: {} })).toEqual([`${below}downward-api/data`, "tmpfs", true]);
    expect(place({ configMap: {} })).toEqual([`${below}configmap/data`, "ext4", true]);
    expect(place({ persistentVolumeClaim: {} })).toEqual([`${below}csi/data`, "ext4", true]);
    expect(place({ ephemeral: {} })).toEqual([`${below}csi/data`, "ext4", true]);
    expect(place({ cephfs: {} })).toEqual([`${below}cephfs/data`, "ceph", true]);
    expect(place({ hostPath: { path: "/run/containerd" } })).toEqual(["/run/containerd", "tmpfs", true]);
    expect(place({ hostPath: {} })).toEqual(["/", "ext4", true]);
  });
});

describe("the files of a pod", () => {
  it("lie in its root filesystem as the kernel's IDs, and in a mapped volume as the container's", () => {
    const node = nodeWith([pod("a", { volume: { emptyDir: {} } })], FIRST);
    expect(filesOf(node)).toEqual([
      "main:/tmp/secret 65536:65536 600",
      "main:/tmp/public 65536:65536 644",
      "main:/data/secret 0:0 600",
      "main:/data/public 0:0 644",
    ]);
    expect(podOf(node, "a").files.map(({ hostPath }) => hostPath)).toEqual([
      "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/default_a-main/fs/tmp/secret",
      "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/default_a-main/fs/tmp/public",
      "/var/lib/kubelet/pods/default_a/volumes/kubernetes.io~empty-dir/data/secret",
      "/var/lib/kubelet/pods/default_a/volumes/kubernetes.io~empty-dir/data/public",
    ]);
  });

  it("lie behind directories that only root may search", () => {
    const node = nodeWith([pod("a", { volume: { emptyDir: {} } })], FIRST);
    const above = podOf(node, "a").files.map(({ file }) => [
      directoriesTo(file)
        .map(({ mode }) => mode.toString(8))
        .join(" "),
      directoriesTo(file)[0] === node.host.root && file.mount === node.host.root.mount,
    ]);
    expect(above).toEqual([
      ["755 755 755 711 700 700 755 755 1777", true],
      ["755 755 755 711 700 700 755 755 1777", true],
      ["755 755 755 750 750 750 750 750 777", true],
      ["755 755 755 750 750 750 750 750 777", true],
    ]);
  });

  it("have the raw fsGroup on the disk of a volume", () => {
    const traits = { context: { fsGroup: 2000, runAsUser: 1000 }, volume: { persistentVolumeClaim: {} } };
    expect(filesOf(nodeWith([pod("a", traits)], FIRST)).slice(2)).toEqual([
      "main:/data/secret 1000:2000 600",
      "main:/data/public 1000:2000 644",
    ]);
    const secret = { context: { fsGroup: 2000 }, volume: { secret: {} } };
    expect(filesOf(nodeWith([pod("a", secret)], FIRST)).slice(2)).toEqual(["main:/data/data 0:2000 644"]);
  });

  it("are not made in paths of the host, in images and in volumes that are not mounted", () => {
    for (const volume of [{ hostPath: { path: "/srv" } }, { image: {} }])
      expect(filesOf(nodeWith([pod("a", { volume })]))).toHaveLength(2);
    expect(filesOf(nodeWith([pod("a", { volume: { emptyDir: {} }, containers: [{ name: "main" }] })]))).toHaveLength(2);
  });

  it("are not made on mounts for reading only, and once where two containers share a volume", () => {
    const mount = (name: string, extra: object = {}): object => ({
      name,
      volumeMounts: [{ name: "v", mountPath: `/${name}`, ...extra }],
    });
    const shared = (...containers: readonly object[]): readonly string[] =>
      filesOf(
        nodeWith([
          readPod({ name: "a", spec: { hostUsers: false, volumes: [{ name: "v", emptyDir: {} }], containers } }),
        ]),
      ).filter((file) => !file.includes(":/tmp"));
    expect(shared(mount("one", { readOnly: true }))).toEqual([]);
    expect(shared(mount("one", { readOnly: true }), mount("two"), mount("three"))).toEqual([
      "two:/two/secret 0:0 600",
      "two:/two/public 0:0 644",
    ]);
  });

  it("have the mode that the pod names where the kubelet writes, and are for fsGroup to read", () => {
    const written = (defaultMode: number | undefined, fsGroup?: number): readonly string[] => {
      const volumes = [{ name: "v", secret: defaultMode === undefined ? {} : { defaultMode } }];
      const containers = [{ name: "main", volumeMounts: [{ name: "v", mountPath: "/v" }] }];
      const securityContext = fsGroup === undefined ? {} : { fsGroup };
      const spec = { hostUsers: false, securityContext, volumes, containers };
      return filesOf(nodeWith([readPod({ name: "a", spec })])).filter((file) => file.includes(":/v"));
    };
    expect(written(undefined)).toEqual(["main:/v/data 0:0 644"]);
    expect(written(0o400)).toEqual(["main:/v/data 0:0 400"]);
    expect(written(0o400, 2000)).toEqual(["main:/v/data 0:2000 440"]);
    expect(written(0o1777)).toEqual(["main:/v/data 0:0 777"]);
  });

  it("are made in each volume where it is mounted, and not where the host mounts for reading only", () => {
    const volumes = ["v", "w"].map((name) => ({ name, emptyDir: {} }));
    const volumeMounts = volumes.map(({ name }) => ({ name, mountPath: `/${name}` }));
    const spec = { hostUsers: false, volumes, containers: [{ name: "main", volumeMounts }] };
    const pathsOn = (mount = createMount()): readonly string[] => {
      const host = { root: existingDirectory({ mode: 0o755, mount }), files: [], processes: [] };
      return podOf(nodeWith([readPod({ name: "a", spec })], { host }), "a").files.map(({ path }) => path);
    };
    const ownRoot = ["/tmp/secret", "/tmp/public"];
    expect(pathsOn()).toEqual([...ownRoot, "/v/secret", "/v/public", "/w/secret", "/w/public"]);
    expect(pathsOn(createMount({ superblock: { readOnly: true } }))).toEqual(ownRoot);
  });

  it("are named without two slashes in a row", () => {
    const containers = [{ name: "main", volumeMounts: [{ name: "data", mountPath: "/d/" }] }];
    const node = nodeWith([pod("a", { volume: { configMap: {} }, containers })]);
    expect(podOf(node, "a").files.map(({ path }) => path)).toEqual(["/tmp/secret", "/tmp/public", "/d/data"]);
  });

  it("lie on the host that was given", () => {
    const root = existingDirectory({ mode: 0o711 });
    const node = nodeWith([pod("a")], { host: { root, files: [], processes: [] } });
    expect(podOf(node, "a").files.map(({ file }) => directoriesTo(file)[0] === root)).toEqual([true, true]);
  });
});
