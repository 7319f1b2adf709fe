import { describe, expect, it } from "vitest";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import type { Dispute } from "../../../../src/core/kernel/decision/decision.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { createFile } from "../../../../src/core/kernel/fs/create-file.ts";
import { statFile } from "../../../../src/core/kernel/fs/stat-file.ts";
import { existingDirectory, existingFile } from "../../../../src/core/kernel/inode/file.ts";
import { kubeletUser } from "../../../../src/core/kubelet/settings/settings.ts";
import { cellName, findCell } from "../../../../src/core/node/escape/cell.ts";
import { escapeCell, escape as playEscape } from "../../../../src/core/node/escape/escape.ts";
import { defaultHost } from "../../../../src/core/node/host/default-host.ts";
import type { Host } from "../../../../src/core/node/host/host.ts";
import { createNode } from "../../../../src/core/node/node.ts";
import { readPod } from "../../../../src/core/node/pod/pod.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { cell, mainOf, nodeWith, type PodTraits, played, pod, podOf, readWrite, told } from "../support/cast.ts";

/** The files of the breakouts that were run on a kernel. */
const BREAKOUT = ["/etc/shadow", "/etc/passwd", "/srv/for-all", "/srv/root-group", "/tmp/report"];

const EMPTY = { volume: { emptyDir: {} } };

const FIRST = { maxPods: 1, kubeletUser: kubeletUser(65536, 65536) };

function everyCell(answer: readonly [string, string]): unknown {
  return Object.fromEntries(BREAKOUT.map((file) => [file, answer]));
}

function hostWith(...files: Host["files"]): Host {
  const host = defaultHost();
  return { ...host, files: [...host.files, ...files] };
}

function processes(matrix: Parameters<typeof cell>[0], name: string, column: 0 | 1 = 0): readonly string[] {
  return ["signal", "trace", "root", "environ"].map((operation) => cell(matrix, `${name}:${operation}`)[column]);
}

describe("the hole that one cuts oneself", () => {
  const node = (): ReturnType<typeof nodeWith> => nodeWith([pod("a", { volume: { hostPath: { path: "/" } } })]);

  it("a mapped path of the host is read and written like the pod's own, and its sockets are connected to", () => {
    expect(readWrite(played(node(), "idmapped"), ["/etc/shadow", "/tmp/report"])).toEqual({
      "/etc/shadow": ["OK?", "OK?"],
      "/tmp/report": ["OK?", "OK?"],
    });
    expect(cell(played(node(), "idmapped"), "/run/containerd/containerd.sock:connect")).toEqual([
      "OK?",
      "OK",
      "EACCES",
    ]);
    expect(cell(played(node(), "bind"), "/run/containerd/containerd.sock:connect")).toEqual(["EACCES", "OK", "EACCES"]);
  });

  it("what the pod's root creates there is host root's, set-user-ID and all", () => {
    const { mount } = podOf(node(), "a").volumes[0] ?? {};
    if (mount === undefined) throw new Error("there is no volume");
    const made = createFile(mainOf(node(), "a").process, existingDirectory({ mode: 0o755, mount }), 0o4755).value;
    expect([made?.uid, made?.gid, made?.mode]).toEqual([0, 0, 0o4755]);
  });

  it("only the mount itself is mapped: what is mounted below it stays as it is", () => {
    const matrix = played(node(), "idmapped", { source: "/" });
    expect(cell(matrix, "/etc/shadow:read")).toEqual(["OK?", "OK", "EACCES"]);
    expect(cell(matrix, "/run/containerd/containerd.sock:connect")).toEqual(["EACCES", "OK", "EACCES"]);
    const row = findCell(played(node(), "idmapped", { source: "/run" }), "/run/containerd/containerd.sock:connect");
    expect(told(row?.withUserns)).toBe("OK?");
  });

  it("what cannot be mapped is not mounted", () => {
    const [plain, own] = [played(node(), "idmapped", { source: "/" }), played(node(), "idmapped", { source: "/proc" })];
    expect(readWrite(plain, ["/proc/sys/kernel/core_pattern"])).toEqual({
      "/proc/sys/kernel/core_pattern": ["OK", "EACCES"],
    });
    expect(own.rows.filter(({ target }) => target.kind === "host-file").map(cellName)).toHaveLength(3);
    const row = findCell(own, "/proc/sys/kernel/core_pattern:read");
    expect([told(row?.withUserns), row?.withUserns.decidedBy, told(row?.withoutUserns)]).toEqual([
      "EINVAL",
      "idmap-type",
      "OK",
    ]);
  });
});

describe("a breakout", () => {
  it("with user namespaces ends at what others may, without there is no end", () => {
    const walk = played(nodeWith([pod("a")]), "walk");
    expect(readWrite(walk, BREAKOUT)).toEqual({
      "/etc/shadow": ["EACCES", "EACCES"],
      "/etc/passwd": ["OK", "EACCES"],
      "/srv/for-all": ["OK", "OK"],
      "/srv/root-group": ["EACCES", "EACCES"],
      "/tmp/report": ["EACCES", "EACCES"],
    });
    expect(readWrite(walk, BREAKOUT, "withoutUserns")).toEqual(everyCell(["OK", "OK"]));
  });

  it("of user 1000 without user namespaces is one of the host's user 1000", () => {
    const walk = played(nodeWith([pod("a", { security: { runAsUser: 1000 } })]), "walk");
    expect(readWrite(walk, ["/tmp/report", "/etc/shadow"], "withoutUserns")).toEqual({
      "/tmp/report": ["OK", "OK"],
      "/etc/shadow": ["EACCES", "EACCES"],
    });
    expect(cell(walk, "shell:signal")).toEqual(["EPERM", "OK", "EPERM"]);
  });
});

describe("moving on to another pod", () => {
  const pods = [pod("a"), pod("b", EMPTY)];

  it("ends at what others may", () => {
    const fd = played(nodeWith(pods), "fd");
    expect(readWrite(fd, ["b/main:/tmp/secret", "b/main:/tmp/public"])).toEqual({
      "b/main:/tmp/secret": ["EACCES", "EACCES"],
      "b/main:/tmp/public": ["OK", "EACCES"],
    });
    expect(processes(fd, "b/main")).toEqual(["EPERM", "EPERM", "EACCES", "EACCES"]);
  });

  it("with one range for both opens files and signals, but does not trace", () => {
    const fd = played(nodeWith(pods, { strategy: "shared-range" }), "fd");
    expect(readWrite(fd, ["b/main:/tmp/secret", "b/main:/tmp/public"])).toEqual({
      "b/main:/tmp/secret": ["OK", "OK"],
      "b/main:/tmp/public": ["OK", "OK"],
    });
    expect(processes(fd, "b/main")).toEqual(["OK", "EPERM", "EACCES", "EACCES"]);
    expect(cell(fd, "b/main:limits")[0]).toBe("OK");
    expect(cell(fd, "b/main:setns")[0]).toBe("EACCES");
  });

  it("with overlapping ranges opens the files of those users that both have, and signals as one of them", () => {
    const node = nodeWith(pods, { strategy: "overlapping-ranges" });
    const fd = played(node, "fd");
    expect(cell(fd, "b/main:/tmp/secret:read")[0]).toBe("OK");
    expect([cell(fd, "b/main:signal")[0], cell(fd, "b/main:signal-as")[0]]).toEqual(["EPERM", "OK"]);
    const back = playEscape(node, { pod: "b" }, "fd");
    expect(back.ok && cell(back.value, "a/main:/tmp/secret:read")[0]).toBe("EACCES");
    expect(back.ok && cell(back.value, "a/main:signal-as")[0]).toBe("EPERM");
  });

  it("without capabilities cannot become another user either", () => {
    const powerless = pod("a", { security: { capabilities: { drop: ["ALL"] } } });
    const fd = played(nodeWith([powerless, ...pods.slice(1)], { strategy: "overlapping-ranges" }), "fd");
    expect(cell(fd, "b/main:signal-as")[0]).toBe("EPERM");
  });

  it("without user namespaces is no move at all", () => {
    const fd = played(nodeWith(pods), "fd");
    expect(processes(fd, "b/main", 1)).toEqual(["OK", "OK", "OK", "OK"]);
    expect(readWrite(fd, ["b/main:/tmp/secret"], "withoutUserns")).toEqual({ "b/main:/tmp/secret": ["OK", "OK"] });
  });

  it("through a mapped mount of its volume succeeds, for on the disk every pod's root is 0", () => {
    const matrix = played(nodeWith(pods), "idmapped");
    expect(readWrite(matrix, ["b/main:/data/secret", "b/main:/tmp/secret", "b/main:/tmp/public"])).toEqual({
      "b/main:/data/secret": ["OK?", "OK?"],
      "b/main:/tmp/secret": ["EACCES", "EACCES"],
      "b/main:/tmp/public": ["OK", "EACCES"],
    });
  });

  it("without user namespaces onto pods that have none finds root in the same place", () => {
    const hostUsers = true;
    const walk = played(nodeWith([pod("a", { hostUsers }), pod("b", { hostUsers })]), "walk");
    for (const { withUserns, withoutUserns } of walk.rows) expect(withUserns).toEqual(withoutUserns);
  });
});

describe("signals across namespaces", () => {
  it("compare the kernel's IDs, tracing does not", () => {
    const host = defaultHost();
    const same = { name: "same", process: createProcess({ uid: 65536, gid: 65536 }) };
    const node = nodeWith([pod("a")], {
      host: { ...host, processes: [...host.processes, same] },
      strategy: "kubelet",
      settings: FIRST,
    });
    const walk = played(node, "walk");
    expect(processes(walk, "kubelet").slice(0, 2)).toEqual(["EPERM", "EPERM"]);
    expect(processes(walk, "same").slice(0, 2)).toEqual(["OK", "EPERM"]);
  });

  it("of a pod that got a range again reach what the last one left", () => {
    const host = defaultHost();
    const tmp = existingDirectory({ mode: 0o1777, directory: host.root });
    const file = existingFile({ uid: 65536, gid: 65536, mode: 0o600, directory: tmp });
    const node = nodeWith([pod("a")], {
      host: hostWith({ path: "/tmp/left", file }),
      strategy: "kubelet",
      settings: FIRST,
    });
    expect(cell(played(node, "walk"), "/tmp/left:read")).toEqual(["OK", "OK", "EACCES"]);
    const seen = statFile(mainOf(node, "a").process, file).value;
    expect([seen?.uid, seen?.gid]).toEqual([0, 0]);
  });
});

describe("open doors", () => {
  it("a descriptor passes the directories above the file", () => {
    const { root } = defaultHost();
    const closed = existingDirectory({ mode: 0o700, directory: root });
    const host = hostWith({ path: "/closed/f", file: existingFile({ mode: 0o644, directory: closed }) });
    const node = nodeWith([pod("a")], { host });
    const reads = (["walk", "fd", "bind"] as const).map((path) => cell(played(node, path), "/closed/f:read")[0]);
    expect(reads).toEqual(["EACCES", "OK", "OK"]);
    const above = played(node, "bind", { source: "/" });
    expect(cell(above, "/closed/f:read")[0]).toBe("EACCES");
    expect(cell(played(node, "bind", { source: "/closed/f" }), "/closed/f:read")[0]).toBe("OK");
    expect(cell(played(node, "bind", { source: "/clos" }), "/closed/f:read")[0]).toBe("no such cell");
    // The directory itself is mounted, and so it is asked.
    expect(cell(played(node, "bind", { source: "/closed" }), "/closed/f:read")[0]).toBe("EACCES");
  });

  it("a set-user-ID program of the host gives nothing to a user that is not the host's", () => {
    const node = nodeWith([pod("a", { security: { runAsUser: 1000 } })], { strategy: "kubelet", settings: FIRST });
    const row = findCell(played(node, "walk"), "/usr/bin/su:execute");
    expect((row?.withUserns.value as { euid: number } | undefined)?.euid).toBe(66536);
    expect((row?.withoutUserns.value as { euid: number } | undefined)?.euid).toBe(0);
    const euids = (["fd", "bind", "idmapped", "rootfs"] as const).map((path) => {
      const found = findCell(played(node, path), "/usr/bin/su:execute");
      return [found?.withUserns.value, found?.withoutUserns.value].map((value) => (value as { euid: number }).euid);
    });
    // By a descriptor, the mount is not one of the container's; mapped or in the image, the program is the pod's root's.
    expect(euids).toEqual([
      [66536, 1000],
      [66536, 0],
      [65536, 0],
      [65536, 0],
    ]);
  });

  it("a process of the host's root is not held back by any namespace of the pod", () => {
    const deputy = played(nodeWith([pod("a"), pod("b")]), "deputy");
    expect(readWrite(deputy, [...BREAKOUT, "b/main:/tmp/secret"])).toEqual({
      "/etc/shadow": ["OK?", "OK?"],
      "/etc/passwd": ["OK", "OK?"],
      "/srv/for-all": ["OK", "OK"],
      "/srv/root-group": ["OK?", "OK?"],
      "/tmp/report": ["OK?", "OK?"],
      "b/main:/tmp/secret": ["OK?", "OK?"],
    });
    // It opens files, it does not lend itself to anything else.
    expect(processes(deputy, "kubelet")).toEqual(["EPERM", "EPERM", "EACCES", "EACCES"]);
  });

  it("a deputy gives files to the user of the host that the attacker is", () => {
    const node = nodeWith([pod("a", { security: { runAsUser: 5, runAsGroup: 6 } })], {
      strategy: "kubelet",
      settings: FIRST,
    });
    const given = findCell(played(node, "deputy"), "/etc/shadow:chown")?.withUserns.value as {
      uid: number;
      gid: number;
    };
    expect([given.uid, given.gid]).toEqual([65541, 65542]);
  });
});

describe("the container's own root filesystem", () => {
  it("is the container's, whoever's numbers its image has", () => {
    const matrix = played(nodeWith([pod("a"), pod("b")]), "rootfs");
    expect(readWrite(matrix, BREAKOUT)).toEqual(everyCell(["OK", "OK"]));
    expect(new Set(matrix.rows.map(({ target }) => target.kind))).toEqual(
      new Set(["own-file", "host-process", "pod-process"]),
    );
    expect(cell(matrix, "/etc/shadow:chmod")).toEqual(["OK", "OK", "EPERM"]);
  });

  it("is no more than its own for a user other than root", () => {
    const matrix = played(nodeWith([pod("a", { security: { runAsUser: 1000, runAsGroup: 1000 } })]), "rootfs");
    expect(readWrite(matrix, ["/etc/shadow", "/tmp/report"])).toEqual({
      "/etc/shadow": ["EACCES", "EACCES"],
      "/tmp/report": ["OK", "OK"],
    });
    expect(cell(matrix, "/home/alice/.ssh/id_rsa:read")[0]).toBe("OK");
    expect(cell(matrix, "/root/.bash_history:read")[0]).toBe("EACCES");
  });
});

describe("what is in dispute", () => {
  it("is said in the cells that allow what a plain mount, or no deputy, would refuse", () => {
    const node = nodeWith([pod("a")]);
    const dispute = (path: "idmapped" | "deputy", name: string): Dispute | undefined =>
      findCell(played(node, path), name)?.withUserns.disputed;
    expect(dispute("idmapped", "/etc/shadow:read")).toEqual({ code: "mapped-source" });
    expect(dispute("deputy", "/etc/shadow:read")).toEqual({ code: "host-deputy" });
    expect(dispute("idmapped", "/etc/passwd:read")).toBeUndefined();
    expect(dispute("idmapped", "/proc/sys/kernel/core_pattern:read")).toBeUndefined();
    for (const path of ["walk", "fd", "bind", "rootfs"] as const)
      expect(played(node, path).rows.filter(({ withUserns }) => withUserns.disputed !== undefined)).toEqual([]);
    for (const path of ["idmapped", "deputy"] as const)
      for (const { withoutUserns, stranger } of played(node, path).rows)
        expect([withoutUserns.disputed, stranger.disputed]).toEqual([undefined, undefined]);
  });

  it("is nothing where mounts are not mapped, or there is no user namespace", () => {
    const old = played(nodeWith([pod("a")], { release: "1.26" }), "idmapped");
    const bind = played(nodeWith([pod("a")], { release: "1.26" }), "bind");
    expect(old.rows).toEqual(bind.rows);
    for (const path of ["idmapped", "deputy"] as const) {
      const traits: PodTraits = { hostUsers: true, security: { runAsUser: 1000 } };
      const { rows } = played(nodeWith([pod("a", traits)]), path);
      expect(rows.filter(({ withUserns }) => withUserns.disputed !== undefined)).toEqual([]);
    }
  });
});

describe("escape", () => {
  it("says where it starts and which way it goes", () => {
    const matrix = played(nodeWith([pod("a")]), "bind", { source: "/etc" });
    expect([matrix.from, matrix.path, matrix.source, matrix.columns]).toEqual([
      { pod: "a", container: "main" },
      "bind",
      "/etc",
      ["with user namespaces", "without"],
    ]);
    expect(played(nodeWith([pod("a")]), "walk").source).toBeUndefined();
  });

  it("lists files before processes, the host's before the pods', and leaves the own pod out", () => {
    const matrix = played(nodeWith([pod("b"), pod("a"), pod("c")]), "walk");
    const targets = [...new Set(matrix.rows.map(({ target }) => `${target.kind} ${target.name} ${target.pod}`))];
    expect(targets.slice(12)).toEqual([
      "host-file /sys/fs/cgroup/rdma/release_agent undefined",
      "pod-file b/main:/tmp/secret b",
      "pod-file b/main:/tmp/public b",
      "pod-file c/main:/tmp/secret c",
      "pod-file c/main:/tmp/public c",
      "host-process kubelet undefined",
      "host-process containerd undefined",
      "host-process shell undefined",
      "host-process daemon undefined",
      "pod-process b/main b",
      "pod-process c/main c",
    ]);
    expect(matrix.rows.slice(0, 6).map(cellName)).toEqual(
      ["read", "write", "execute", "chown", "chmod", "unlink"].map((operation) => `/etc/passwd:${operation}`),
    );
  });

  it("looks at the first regular container unless it is told another one", () => {
    const containers = [{ name: "main" }, { name: "side" }];
    const withInit = { ...pod("a", { containers }) };
    const [main, side] = withInit.containers;
    if (main === undefined || side === undefined) throw new Error("there are no containers");
    const node = nodeWith([{ ...withInit, containers: [{ ...main, name: "init", type: "init" }, main, side] }]);
    const startOf = (container?: string): unknown => {
      const result = playEscape(node, { pod: "a", container }, "walk");
      return result.ok ? result.value.from.container : result.error;
    };
    expect([startOf(), startOf("side"), startOf("init")]).toEqual(["main", "side", "init"]);
    expect(startOf("mian")).toEqual({
      code: "container-unknown",
      pod: "a",
      container: "mian",
      known: ["init", "main", "side"],
    });
    const only = nodeWith([{ ...withInit, containers: [{ ...main, name: "init", type: "init" }] }]);
    const first = playEscape(only, { pod: "a" }, "walk");
    expect(first.ok && first.value.from.container).toBe("init");
    const none = playEscape(nodeWith([pod("a", { containers: [] })]), { pod: "a" }, "walk");
    expect(none).toEqual({
      ok: false,
      error: { code: "container-unknown", pod: "a", container: undefined, known: [] },
    });
  });

  it("finds pods by name, by namespace and name, and by UID before all", () => {
    const node = nodeWith([
      pod("a", { uid: "u-1" }),
      pod("b"),
      pod("b", { namespace: "prod", uid: "u-2" }),
      pod("u-2"),
    ]);
    const found = (name: string): unknown => {
      const result = playEscape(node, { pod: name }, "walk");
      return result.ok ? result.value.from.pod : result.error;
    };
    expect(["a", "default/a", "u-1", "prod/b", "u-2", "default/u-2"].map(found)).toEqual([
      "a",
      "a",
      "a",
      "prod/b",
      "prod/b",
      "default/u-2",
    ]);
    expect(found("b")).toEqual({ code: "pod-ambiguous", pod: "b", known: ["default/b", "prod/b"] });
    expect(found("c")).toEqual({
      code: "pod-unknown",
      pod: "c",
      known: ["a", "default/b", "prod/b", "default/u-2"],
    });
  });

  it("tries to remove a file only where it knows the directory", () => {
    const host = hostWith({ path: "/loose", file: existingFile({ mode: 0o666 }) });
    for (const path of ["walk", "fd", "bind"] as const) {
      const matrix = played(nodeWith([pod("a")], { host }), path);
      expect(cell(matrix, "/loose:read")[0]).toBe("OK");
      expect(cell(matrix, "/loose:unlink")[0]).toBe("no such cell");
    }
  });

  it("removes no file that is itself the mount, but those below one", () => {
    const alone = played(nodeWith([pod("a")]), "idmapped", { source: "/etc/shadow" });
    expect([cell(alone, "/etc/shadow:write")[0], cell(alone, "/etc/shadow:unlink")[0]]).toEqual([
      "OK?",
      "no such cell",
    ]);
    const below = played(nodeWith([pod("a")]), "idmapped", { source: "/etc" });
    expect(cell(below, "/etc/shadow:unlink")[0]).toBe("OK?");
    // Where the mount fails, it fails for all that would be on it.
    const refused = played(nodeWith([pod("a")]), "idmapped", { source: "/run" });
    expect(cell(refused, "/run/containerd/containerd.sock:unlink")[1]).toBe("OK");
  });

  it("keeps to what can be tried on the files of the kernel", () => {
    const walk = played(nodeWith([pod("a")]), "walk");
    const tried = (name: string): readonly string[] =>
      walk.rows.filter(({ target }) => target.name === name).map(({ operation }) => operation);
    expect(tried("/proc/sys/kernel/core_pattern")).toEqual(["read", "write", "execute"]);
    expect(tried("/sys/fs/cgroup/rdma/release_agent")).toEqual(["read", "write", "execute", "chown", "chmod"]);
  });

  it("finds in an image what lies on the filesystem of the root directory", () => {
    const own = played(nodeWith([pod("a")]), "rootfs").rows.map(({ target }) => target.name);
    expect(own).toContain("/etc/shadow");
    for (const name of ["/proc/sys/kernel/core_pattern", "/run/containerd/containerd.sock"])
      expect(own).not.toContain(name);
  });

  it("asks a directory for its entries below a descriptor, but nothing above it", () => {
    const bind = played(nodeWith([pod("a"), pod("b", EMPTY)]), "bind");
    const fd = played(nodeWith([pod("a"), pod("b", EMPTY)]), "fd");
    // The directory of an emptyDir is everybody's.
    expect([cell(fd, "b/main:/data/secret:unlink"), cell(bind, "b/main:/data/secret:unlink")]).toEqual([
      ["OK", "OK", "OK"],
      ["no such cell", "no such cell", "no such cell"],
    ]);
    expect(cell(fd, "b/main:/tmp/secret:unlink")[0]).toBe("EPERM");
  });

  it("meets no init container that has ended, and the others", () => {
    const spec = {
      hostUsers: false,
      initContainers: [{ name: "once" }, { name: "sidecar", restartPolicy: "Always" }],
      containers: [{ name: "main" }],
    };
    const walk = played(nodeWith([pod("a"), readPod({ name: "b", spec })]), "walk");
    const met = walk.rows.filter(({ target }) => target.kind === "pod-process").map(({ target }) => target.name);
    expect([...new Set(met)]).toEqual(["b/sidecar", "b/main"]);
    // What it has written is still there.
    expect(cell(walk, "b/once:/tmp/secret:read")[1]).toBe("OK");
  });

  it("hands the kernel's settings on", () => {
    const host = defaultHost();
    const twin = createProcess({ uid: 0, capabilities: [] });
    const processes = [{ name: "twin", process: twin }];
    const security = { capabilities: { drop: ["ALL"] } };
    const at = (ptraceScope: 0 | 1): string =>
      cell(
        played(
          nodeWith([pod("a", { hostUsers: true, security })], {
            host: { ...host, processes },
            kernel: { ...DEFAULT_SETTINGS, ptraceScope },
          }),
          "walk",
        ),
        "twin:trace",
      )[0];
    expect([at(0), at(1)]).toEqual(["OK", "EPERM"]);
    const early = { ...DEFAULT_SETTINGS, version: [5, 11] } as const;
    expect(cell(played(nodeWith([pod("a")], { kernel: early }), "idmapped"), "/etc/shadow:read")[0]).toBe("EINVAL");
  });
});

it("what may be measured of another process goes by the node's kernel", () => {
  const spec = (capabilities: readonly string[]) => ({
    containers: [{ name: "main", securityContext: { capabilities: { drop: ["ALL"], add: capabilities } } }],
  });
  const pods = [
    readPod({ uid: "spy", name: "spy", spec: spec(["PERFMON"]) }),
    readPod({ uid: "other", name: "other", spec: spec(["SYS_TIME"]) }),
  ];
  const answers = ([14, 15] as const).map((minor) => {
    const node = unwrap(createNode({ pods, kernel: { ...DEFAULT_SETTINGS, version: [6, minor] as const } }));
    return unwrap(escapeCell(node, { pod: "spy" }, "walk", "other/main:environ")).withUserns.errno;
  });
  expect(answers).toEqual(["EACCES", undefined]);
});
