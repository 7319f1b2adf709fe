import { describe, expect, it } from "vitest";
import { STRATEGY_NAMES } from "../../../src/core/allocate/strategies/strategies.ts";
import { validatePodSpec } from "../../../src/core/apiserver/validation/validate-pod.ts";
import { toContainer, toHost } from "../../../src/core/idmap/translate.ts";
import { hasCapability } from "../../../src/core/kernel/credentials/has-capability.ts";
import { processStatus } from "../../../src/core/kernel/credentials/process-status.ts";
import { initialNamespace } from "../../../src/core/kernel/credentials/user-namespace.ts";
import { mknod } from "../../../src/core/kernel/fs/create-file.ts";
import { openFile } from "../../../src/core/kernel/fs/open-file.ts";
import { existingDirectory, existingFile, type Inode } from "../../../src/core/kernel/inode/file.ts";
import { mountFilesystem } from "../../../src/core/kernel/mounts/mount-filesystem.ts";
import { bindPort } from "../../../src/core/kernel/net/network.ts";
import { setUserNamespace } from "../../../src/core/kernel/userns/set-user-namespace.ts";
import { kubeletUser } from "../../../src/core/kubelet/settings/settings.ts";
import { ACCESS_PATHS } from "../../../src/core/node/escape/access-path.ts";
import { blastRadius } from "../../../src/core/node/escape/blast-radius.ts";
import { cellName, findCell } from "../../../src/core/node/escape/cell.ts";
import { compareSources } from "../../../src/core/node/escape/compare-sources.ts";
import type { Escape } from "../../../src/core/node/escape/matrix.ts";
import { defaultHost } from "../../../src/core/node/host/default-host.ts";
import { createNode } from "../../../src/core/node/node.ts";
import { rangesOverlap } from "../../../src/core/range/range.ts";
import { RELEASE_TABLE, traitAt } from "../../../src/core/releases/releases.ts";
import { cell, mainOf, nodeWith, played, pod, podOf, readWrite, told } from "./support/cast.ts";

const EMPTY = { volume: { emptyDir: {} } };

function pair(): ReturnType<typeof nodeWith> {
  return nodeWith([pod("a"), pod("b", EMPTY)]);
}

function allowed(matrix: Escape, column: "withUserns" | "withoutUserns" | "stranger"): readonly string[] {
  return matrix.rows.filter((row) => row[column].allowed).map(cellName);
}

/** The secret file of the pod `b`, by a descriptor. */
function secretOf(node: ReturnType<typeof nodeWith>): Inode {
  const [secret] = podOf(node, "b").files;
  if (secret === undefined) throw new Error("b has no files");
  return { ...secret.file, directory: undefined };
}

describe("what is said about pods in user namespaces", () => {
  it("Z1 beta in 1.30, though off by default until 1.33 and generally available in 1.36", () => {
    expect(traitAt(RELEASE_TABLE.gateStage, "1.30")).toBe("beta");
    expect(createNode({ pods: [pod("a")], strategy: "kubelet", release: "1.30" })).toMatchObject({
      ok: false,
      error: { code: "kubelet-refused", podUid: "default_a", cause: { code: "gate-disabled" } },
    });
    const settings = { featureGates: { UserNamespacesSupport: true } };
    expect(nodeWith([pod("a")], { strategy: "kubelet", release: "1.30", settings }).pods[0]?.range?.size).toBe(65536);
    expect(nodeWith([pod("a")], { strategy: "kubelet", release: "1.33" }).pods[0]?.range?.size).toBe(65536);
    expect(traitAt(RELEASE_TABLE.gateStage, "1.36")).toBe("ga");
  });

  it("Z2 Linux has several kinds of namespaces that isolate, each owned by a user namespace", () => {
    const { process } = mainOf(pair(), "a");
    expect(process.mountNamespace).toEqual({ id: "default_a/main", owner: process.userNamespace });
    expect(process.networkNamespace).toEqual({ id: "default_a", owner: process.userNamespace });
    expect(process.ipcNamespace).toEqual(process.networkNamespace);
    expect([process.pidNamespace, process.cgroupNamespace]).toEqual([process.mountNamespace, process.mountNamespace]);
    expect(process.userNamespace.parent?.id).toBe("host");
  });

  it("Z3 a pod runs in namespaces for network and processes, which are apart from that for users", () => {
    const node = nodeWith([pod("a", { hostNetwork: true }), pod("b", { hostUsers: true })]);
    const own = mainOf(node, "a").process;
    expect([own.networkNamespace.owner.id, own.userNamespace.id]).toEqual(["host", "pod default_a"]);
    const other = mainOf(node, "b").process;
    expect([other.networkNamespace.id, other.userNamespace.id]).toEqual(["default_b", "host"]);
  });

  it("Z4 the user and group IDs of the container are isolated from those of the host", () => {
    const { userNamespace, range } = podOf(pair(), "a");
    const start = range?.start ?? 0;
    for (const map of [userNamespace.uidMap, userNamespace.gidMap]) {
      for (const id of [0, 1000, 65535]) expect(toContainer(map, toHost(map, id) ?? 0)).toBe(id);
      expect([toHost(map, 0), toHost(map, 65536), toContainer(map, 0)]).toEqual([start, undefined, undefined]);
    }
  });

  it("Z5 the container runs as root", () => {
    const { process } = mainOf(pair(), "a");
    const { uids, gids } = processStatus(process, process.userNamespace);
    expect([uids, gids]).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it("Z6 inside it may do all that root may do in the pod, but not modules, the clock or block devices", () => {
    const { process } = mainOf(nodeWith([pod("a", { security: { privileged: true } })]), "a");
    expect([told(bindPort(process, 80)), told(mountFilesystem(process, "tmpfs"))]).toEqual(["OK", "OK"]);
    expect(told(hasCapability(process, process.userNamespace, "CAP_SYS_ADMIN"))).toBe("OK");
    const host = initialNamespace();
    const tmp = existingDirectory({ mode: 0o777 });
    expect([
      told(hasCapability(process, host, "CAP_SYS_MODULE")),
      told(hasCapability(process, host, "CAP_SYS_TIME")),
      told(mknod(process, tmp, "block-device", 0o600)),
      told(mountFilesystem(process, "ext4")),
    ]).toEqual(["EPERM", "EPERM", "EPERM", "EPERM"]);
  });

  it("Z7 towards the host it is an unprivileged user, except through a volume that is a path of the host", () => {
    const node = pair();
    for (const path of ["walk", "fd", "bind"] as const) {
      const matrix = played(node, path);
      expect(allowed(matrix, "withUserns")).toEqual(allowed(matrix, "stranger"));
      for (const { target, withUserns, stranger } of matrix.rows)
        if (target.kind === "host-file") expect(withUserns.errno).toBe(stranger.errno);
    }
    expect(cell(played(node, "idmapped"), "/etc/shadow:write")).toEqual(["OK?", "OK", "EACCES"]);
  });

  it("Z8 the consequences of a breakout are limited, in numbers", () => {
    const walk = played(pair(), "walk");
    expect([allowed(walk, "withUserns").length, allowed(walk, "withoutUserns").length, walk.rows.length]).toEqual([
      9, 98, 131,
    ]);
  });

  it("Z9 a breakout may come by several ways, and not all of them are closed alike", () => {
    const ways = ACCESS_PATHS.map((path) => [path, cell(played(pair(), path), "/etc/shadow:read")[0]]);
    expect(Object.fromEntries(ways)).toEqual({
      walk: "EACCES",
      fd: "EACCES",
      bind: "EACCES",
      idmapped: "OK?",
      rootfs: "OK",
      deputy: "OK?",
    });
    // With the kernel itself in the attacker's hands nothing is asked any more: he is any process he likes.
    expect(cell(played(nodeWith([pod("a")], { strategy: "host-users" }), "walk"), "/etc/shadow:read")[0]).toBe("OK");
  });

  it("Z10 without user namespaces a breakout gets at files of the host and of other containers", () => {
    const files = ["/etc/shadow", "/home/alice/.ssh/id_rsa", "b/main:/tmp/secret", "b/main:/data/secret"];
    expect(Object.values(readWrite(played(pair(), "walk"), files, "withoutUserns"))).toEqual(
      files.map(() => ["OK", "OK"]),
    );
  });

  it("Z11 with them it may do less on the host, and nothing more", () => {
    const walk = played(pair(), "walk");
    const without = allowed(walk, "withoutUserns");
    expect(allowed(walk, "withUserns").filter((name) => !without.includes(name))).toEqual([]);
    expect(without.length).toBeGreaterThan(allowed(walk, "withUserns").length);
  });

  it("Z12 few files outside can be got at: what others may, and more through descriptors", () => {
    const walk = blastRadius(played(pair(), "walk"));
    expect([walk.readable, walk.writable]).toEqual([
      [
        "/etc/passwd",
        "/srv/for-all",
        "/usr/bin/runc",
        "/usr/bin/su",
        "/proc/sys/kernel/core_pattern",
        "/sys/fs/cgroup/rdma/release_agent",
      ],
      ["/srv/for-all"],
    ]);
    const more = blastRadius(played(pair(), "fd")).readable.filter((name) => !walk.readable.includes(name));
    expect(more).toEqual(["b/main:/tmp/public", "b/main:/data/public"]);
  });

  it("Z13 1.25 took stateless pods only, and only with its own gate", () => {
    const spec = (volume: object): unknown => ({
      hostUsers: false,
      volumes: [{ name: "data", ...volume }],
      containers: [{ name: "main", image: "web", terminationMessagePolicy: "File", imagePullPolicy: "Always" }],
    });
    const claim = { persistentVolumeClaim: { claimName: "disk" } };
    const options = { release: "1.25", featureGates: { UserNamespacesStatelessPodsSupport: true } } as const;
    expect(validatePodSpec(spec(claim), options).map(({ path }) => path)).toHaveLength(1);
    expect(validatePodSpec(spec({ emptyDir: {} }), options)).toEqual([]);
    const set = (release: "1.25" | "1.28"): unknown =>
      createNode({ pods: [pod("a")], strategy: "kubelet", release, settings: { featureGates: options.featureGates } })
        .ok;
    expect([set("1.25"), set("1.28")]).toEqual([true, false]);
  });

  it("Z14 1.28 takes pods with state", () => {
    const settings = { featureGates: { UserNamespacesSupport: true } };
    const spec = {
      hostUsers: false,
      volumes: [{ name: "data", persistentVolumeClaim: { claimName: "disk" } }],
      containers: [{ name: "main", image: "web" }],
    };
    expect(validatePodSpec(spec, { release: "1.28", ...settings })).toEqual([]);
    const node = nodeWith([pod("a", { volume: { persistentVolumeClaim: { claimName: "disk" } } })], {
      strategy: "kubelet",
      release: "1.28",
      settings,
    });
    const [volume] = podOf(node, "a").volumes;
    expect(volume?.mount.idmap?.uid).toBe(podOf(node, "a").userNamespace.uidMap);
  });

  it("Z15 1.30 is beta; in 1.36 the gate cannot even be turned off", () => {
    const settings = { featureGates: { UserNamespacesSupport: false } };
    expect(createNode({ pods: [pod("a")], strategy: "kubelet", release: "1.35", settings })).toMatchObject({
      error: { cause: { code: "gate-disabled" } },
    });
    expect(createNode({ pods: [pod("a")], strategy: "kubelet", release: "1.36", settings })).toMatchObject({
      error: { podUid: undefined, cause: { code: "gate-locked" } },
    });
  });

  it("Z16 a user namespace of Linux is not a namespace of Kubernetes", () => {
    const node = nodeWith([pod("a"), pod("b"), pod("c", { namespace: "prod" })]);
    const starts = node.pods.map(({ range }) => range?.start);
    expect(new Set(starts).size).toBe(3);
    const shared = nodeWith([pod("a"), pod("c", { namespace: "prod" })], { strategy: "shared-range" });
    expect(shared.pods.map(({ range }) => range)).toEqual([
      { start: 65536, size: 65536 },
      { start: 65536, size: 65536 },
    ]);
  });

  it("Z17 the host IDs of different pods never overlap: by pod, not by container, on one node, and but for the last slot", () => {
    const many = Array.from({ length: 40 }, (_, index) => pod(`pod-${index}`));
    const ranges = nodeWith(many).pods.flatMap(({ range }) => range ?? []);
    expect(ranges).toHaveLength(40);
    for (const [index, range] of ranges.entries())
      for (const other of ranges.slice(index + 1)) expect(rangesOverlap(range, other)).toBe(false);
    const twins = nodeWith([pod("a", { containers: [{ name: "one" }, { name: "two" }] })]);
    const [one, two] = podOf(twins, "a").containers;
    expect(one?.process.euid).toBe(two?.process.euid);
    expect(nodeWith([pod("a")]).pods[0]?.range).toEqual(nodeWith([pod("b")]).pods[0]?.range);
    const last = { maxPods: 1, kubeletUser: kubeletUser(4294901760, 65536) };
    expect(createNode({ pods: [pod("a")], strategy: "kubelet", settings: last })).toEqual({
      ok: false,
      error: {
        code: "sandbox-failed",
        podUid: "default_a",
        range: { start: 4294901760, size: 65536 },
        errno: "EINVAL",
        text: "failed to start noop process for unshare: fork/exec /proc/self/exe: invalid argument",
      },
    });
  });

  it("Z18 the host IDs are unprivileged, but a pool past the last ID wraps around to the host's own root", () => {
    const { range } = podOf(pair(), "a");
    expect(range?.start).toBeGreaterThanOrEqual(65536);
    const settings = { maxPods: 2, kubeletUser: kubeletUser(4294901760, 131072) };
    const node = nodeWith([pod("a")], { strategy: "kubelet", settings, seed: 2 });
    expect(podOf(node, "a").range).toEqual({ start: 0, size: 65536 });
    expect(cell(played(node, "walk"), "/etc/shadow:read")).toEqual(["OK", "OK", "EACCES"]);
  });

  it("Z19 moving on to other pods becomes harder, not impossible", () => {
    const walk = blastRadius(played(pair(), "walk"));
    expect([walk.pods, walk.podsBeyondOthers]).toEqual([[], []]);
    const fd = blastRadius(played(pair(), "fd"));
    expect([fd.pods, fd.podsBeyondOthers]).toEqual([["b"], []]);
    expect(blastRadius(played(pair(), "walk"), "withoutUserns").pods).toEqual(["b"]);
  });

  it("Z20 what A may do with B's files and processes is restricted", () => {
    const fd = played(pair(), "fd");
    expect(readWrite(fd, ["b/main:/tmp/secret", "b/main:/tmp/public"])).toEqual({
      "b/main:/tmp/secret": ["EACCES", "EACCES"],
      "b/main:/tmp/public": ["OK", "EACCES"],
    });
    const processes = ["signal", "signal-as", "trace", "environ", "root", "limits", "setns"];
    expect(processes.map((operation) => cell(fd, `b/main:${operation}`)[0])).toEqual([
      "EPERM",
      "EPERM",
      "EPERM",
      "EACCES",
      "EACCES",
      "EPERM",
      "EACCES",
    ]);
  });

  it("Z21 only what a file lets others do, never what its owner or its group may", () => {
    for (const path of ["walk", "fd", "bind"] as const) {
      const rows = played(pair(), path).rows.filter(({ operation }) =>
        ["read", "write", "connect"].includes(operation),
      );
      for (const { withUserns } of rows) {
        const rules = withUserns.steps.filter(({ outcome }) => outcome === "grants").map(({ rule }) => rule);
        expect(rules.filter((rule) => rule === "owner-bits" || rule === "group-bits")).toEqual([]);
        // A kernel setting has bits of its own, which are asked in the same order.
        if (withUserns.allowed) expect(["other-bits", "sysctl-bits"]).toContain(withUserns.decidedBy);
        expect(
          withUserns.steps.filter(({ rule, facts }) => rule === "sysctl-bits" && facts["who"] !== "others"),
        ).toEqual([]);
      }
      // The group of the file is root's, and so is not the pod's.
      const group = findCell(played(pair(), path), "/srv/root-group:read")?.withUserns;
      expect(group?.steps.find(({ rule }) => rule === "group-bits")?.outcome).toBe("skips");
      expect(told(group)).toBe("EACCES");
    }
  });

  it("Z22 the host IDs are sure to differ, which a shared range does not give", () => {
    const kuids = (strategy: "kubelet" | "shared-range"): readonly number[] =>
      nodeWith([pod("a"), pod("b")], { strategy }).pods.flatMap(({ containers }) =>
        containers.map(({ process }) => process.euid),
      );
    expect(new Set(kuids("kubelet")).size).toBe(2);
    expect(kuids("shared-range")).toEqual([65536, 65536]);
  });

  it("Z23 even root in the container has no privileges on the host", () => {
    const node = nodeWith([pod("a", { security: { privileged: true } })]);
    const walk = played(node, "walk");
    const kernel = ["/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/rdma/release_agent", "/usr/bin/runc"];
    expect(readWrite(walk, kernel)).toEqual(Object.fromEntries(kernel.map((name) => [name, ["OK", "EACCES"]])));
    expect(readWrite(walk, kernel, "withoutUserns")).toEqual(
      Object.fromEntries(kernel.map((name) => [name, ["OK", "OK"]])),
    );
    expect(blastRadius(walk).beyondOthers).toEqual([]);
  });

  it("Z24 files of the host are protected, and its processes from signals", () => {
    const walk = played(pair(), "walk");
    expect(cell(walk, "/etc/shadow:read")).toEqual(["EACCES", "OK", "EACCES"]);
    for (const name of ["kubelet", "containerd", "shell", "daemon"])
      expect(cell(walk, `${name}:signal`)).toEqual(["EPERM", "OK", "EPERM"]);
  });

  it("Z25 the capabilities count in the user namespace alone", () => {
    const node = nodeWith([pod("a", { security: { capabilities: { add: ["ALL"] } } })]);
    const { process } = mainOf(node, "a");
    for (const capability of ["CAP_SYS_ADMIN", "CAP_NET_ADMIN", "CAP_SYS_PTRACE"] as const) {
      expect(told(hasCapability(process, process.userNamespace, capability))).toBe("OK");
      expect(hasCapability(process, initialNamespace(), capability)).toMatchObject({
        errno: "EPERM",
        decidedBy: "capability-reach",
      });
    }
    const onHostNetwork = mainOf(nodeWith([pod("a", { hostNetwork: true })]), "a").process;
    expect([told(bindPort(process, 80)), told(bindPort(onHostNetwork, 80))]).toEqual(["OK", "EACCES"]);
  });

  it("Z26 without user namespaces root that breaks out is root on the node: if it was root, and as far as its capabilities go", () => {
    const files = ["/etc/shadow", "/home/alice/.ssh/id_rsa", "/tmp/report"];
    const asSeenBy = (security: Readonly<Record<string, unknown>>): unknown =>
      Object.values(readWrite(played(nodeWith([pod("a", { hostUsers: true, security })]), "walk"), files)).map(
        ([read]) => read,
      );
    expect(asSeenBy({})).toEqual(["OK", "OK", "OK"]);
    expect(asSeenBy({ runAsUser: 1000 })).toEqual(["EACCES", "OK", "OK"]);
    expect(asSeenBy({ capabilities: { drop: ["ALL"] } })).toEqual(["OK", "EACCES", "EACCES"]);
  });

  it("Z27 capabilities that were granted count on the host too, without user namespaces", () => {
    const security = { capabilities: { add: ["NET_ADMIN"] } };
    const [withUserns, without] = [false, true].map((hostUsers) => {
      const { process } = mainOf(nodeWith([pod("a", { hostUsers, security })]), "a");
      return told(hasCapability(process, initialNamespace(), "CAP_NET_ADMIN"));
    });
    expect([withUserns, without]).toEqual(["EPERM", "OK"]);
  });

  it("Z28 none of it applies with user namespaces, except through the doors that stay open", () => {
    const host = defaultHost();
    const closed = existingDirectory({ mode: 0o700, directory: host.root });
    const leaked = { path: "/closed/leaked", file: existingFile({ mode: 0o644, directory: closed }) };
    const stray = { path: "/closed/stray", file: existingFile({ mode: 0o600, directory: closed }) };
    const node = nodeWith([pod("a"), pod("b", EMPTY)], { host: { ...host, files: [...host.files, leaked, stray] } });
    // A descriptor passes the directories above.
    expect(cell(played(node, "walk"), "/closed/leaked:read")[0]).toBe("EACCES");
    expect(cell(played(node, "fd"), "/closed/leaked:read")[0]).toBe("OK");
    expect(cell(played(node, "fd"), "/closed/stray:read")[0]).toBe("EACCES");
    // The host's root may be asked to do it.
    expect(cell(played(node, "deputy"), "/closed/stray:read")).toEqual(["OK?", "OK", "EACCES"]);
    // A mapped volume makes root's files on disk the pod's.
    expect(cell(played(node, "idmapped"), "/closed/stray:write")).toEqual(["OK?", "OK", "EACCES"]);
    expect(cell(played(node, "idmapped"), "/run/containerd/containerd.sock:connect")[0]).toBe("OK?");
    // What was left to others is left to the pod.
    expect(cell(played(node, "walk"), "/srv/for-all:write")[0]).toBe("OK");
    // Root of the host owns the namespaces: a neighbour in the host's is above them, without any capability.
    const mixed = nodeWith([pod("a", { hostUsers: true, security: { capabilities: { drop: ["ALL"] } } }), pod("b")]);
    const walk = played(mixed, "walk");
    expect(["b/main:signal", "b/main:setns", "b/main:root"].map((name) => cell(walk, name)[0])).toEqual([
      "OK",
      "OK",
      "OK",
    ]);
    expect(told(openFile(mainOf(mixed, "a").process, secretOf(mixed), "r"))).toBe("EACCES");
    const entered = setUserNamespace(mainOf(mixed, "a").process, podOf(mixed, "b").userNamespace).value;
    expect(entered && told(openFile(entered, secretOf(mixed), "r"))).toBe("OK");
  });

  it("Z29 it improves security considerably, which is to say by these numbers", () => {
    const pods = [pod("a"), pod("b", EMPTY), pod("c", { ...EMPTY, security: { runAsUser: 1000 } })];
    const figures = (path: "walk" | "fd" | "idmapped"): unknown =>
      Object.fromEntries(
        compareSources({ pods }, { pod: "a" }, path).flatMap(({ strategy, result }) => {
          // By index only pods with a number can be placed.
          if (strategy === "by-index") return [];
          if (!result.ok) throw new Error(`${strategy} was refused`);
          const { readable, writable, signalable, traceable, podsBeyondOthers, beyondOthers } = result.value;
          const lists = [readable, writable, signalable, traceable, podsBeyondOthers, beyondOthers];
          return [[strategy, lists.map(({ length }) => length)]];
        }),
      );
    const apart = (lengths: readonly number[]) =>
      Object.fromEntries(
        ["kubelet", ...STRATEGY_NAMES.filter((name) => name !== "by-index")].map((name) => [name, lengths]),
      );
    // Files read, files written, processes signalled, processes looked into, pods reached, cells: the last two beyond what
    // everybody may.
    expect(figures("walk")).toEqual({
      "host-users": [20, 21, 6, 1, 2, 111],
      "shared-range": [6, 1, 2, 0, 2, 4],
      "overlapping-ranges": [6, 1, 1, 0, 1, 1],
      ...apart([6, 1, 0, 0, 0, 0]),
    });
    expect(figures("fd")).toEqual({
      "host-users": [20, 21, 6, 1, 2, 103],
      "shared-range": [12, 5, 2, 0, 2, 22],
      "overlapping-ranges": [11, 3, 1, 0, 1, 10],
      ...apart([10, 1, 0, 0, 0, 0]),
    });
    // Whoever can choose what is mapped into the pod is not held back by any ranges.
    expect(figures("idmapped")).toMatchObject(apart([16, 15, 0, 0, 2, 52]));
  });
});
