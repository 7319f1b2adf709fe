import { describe, expect, it } from "vitest";
import { capabilitySet } from "../../../../src/core/kernel/credentials/capability.ts";
import { createProcess, type PidNamespace, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { setHostName, setHostNameErrno } from "../../../../src/core/kernel/namespaces/host-name.ts";
import {
  NAMESPACE_KINDS,
  type NamespaceKind,
  namespaceOfKind,
  OWNED_KINDS,
  type OwnedKind,
} from "../../../../src/core/kernel/namespaces/namespace-kind.ts";
import {
  setNamespace,
  setNamespaceErrno,
  setNamespaceOf,
  setNamespaceOfErrno,
} from "../../../../src/core/kernel/namespaces/set-namespace.ts";
import { setNamespacesOf, setNamespacesOfErrno } from "../../../../src/core/kernel/namespaces/set-namespaces.ts";
import { writeTimeOffsets, writeTimeOffsetsErrno } from "../../../../src/core/kernel/namespaces/time-offsets.ts";
import {
  type NamespaceCharges,
  unshareNamespaces,
  unshareNamespacesErrno,
} from "../../../../src/core/kernel/namespaces/unshare-namespaces.ts";
import { setUserNamespace } from "../../../../src/core/kernel/userns/set-user-namespace.ts";
import { inA, mapsA, podA, podB, user } from "../support/cast.ts";
import { told } from "../support/told.ts";

const host = initialNamespace();

/** A namespace of any kind but user, of this owner. */
function of(owner: UserNamespace, id = owner.id): PidNamespace {
  return { id, owner };
}

/** What all kinds of a process are, as names, with those of its children. */
function whereabouts(process: Process | undefined): Readonly<Record<string, string | undefined>> | undefined {
  if (process === undefined) return undefined;
  const { pidNamespaceForChildren, timeNamespaceForChildren } = process;
  const own = OWNED_KINDS.map((kind) => [kind, namespaceOfKind(process, kind).id] as const);
  const all = { ...Object.fromEntries(own), pids: pidNamespaceForChildren?.id, times: timeNamespaceForChildren?.id };
  return Object.fromEntries(Object.entries(all).filter(([, id]) => id !== undefined && id !== "host"));
}

describe("setNamespace", () => {
  const join = (process: Process, kind: OwnedKind, namespace: PidNamespace): string =>
    told(setNamespace(process, kind, namespace), setNamespaceErrno(process, kind, namespace));

  it.each(OWNED_KINDS)("lets host root join the %s namespace of a pod, and a pod's root its own", (kind) => {
    const changed = kind === "pid" ? { pids: "pod-a" } : { [kind]: "pod-a" };
    expect(whereabouts(setNamespace(createProcess(), kind, of(podA())).value)).toEqual(changed);
    expect(whereabouts(setNamespace(inA(), kind, of(podA())).value)).toEqual(changed);
  });

  it.each(OWNED_KINDS)("keeps the %s namespace of the host and of another pod from a pod's root", (kind) => {
    for (const owner of [host, podB()])
      expect(setNamespace(inA(), kind, of(owner))).toMatchObject({ errno: "EPERM", decidedBy: "capability-reach" });
  });

  it.each(OWNED_KINDS)("asks for CAP_SYS_ADMIN over the owner of the %s namespace and in its own, both", (kind) => {
    // The owner of the pod's user namespace, who has no capability in his own.
    expect(setNamespaceErrno(createProcess({ capabilities: [] }), kind, of(podA()))).toBe("EPERM");
    const admin = createProcess({ uid: 1000, capabilities: ["CAP_SYS_ADMIN"] });
    expect(setNamespaceErrno(admin, kind, of(podA()))).toBe(kind === "mnt" ? "EPERM" : undefined);
    const both = createProcess({ uid: 1000, capabilities: ["CAP_SYS_ADMIN", "CAP_SYS_CHROOT"] });
    expect(setNamespaceErrno(both, kind, of(podA()))).toBe(undefined);
  });

  it("says so in the kernel's order", () => {
    expect(join(createProcess(), "net", of(podA()))).toBe(
      "to join the network namespace takes CAP_SYS_ADMIN over pod-a, which owns it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → to join the network namespace takes CAP_SYS_ADMIN in host, its own, too → CAP_SYS_ADMIN held in host → in the network namespace of pod-a → allowed",
    );
    expect(join(createProcess({ uid: 1000, capabilities: ["CAP_SYS_ADMIN"] }), "mnt", of(podA()))).toBe(
      "to join the mount namespace takes CAP_SYS_ADMIN over pod-a, which owns it → CAP_SYS_ADMIN held in host, above pod-a → to join a mount namespace takes CAP_SYS_CHROOT in host, its own → CAP_SYS_CHROOT not held in host → EPERM",
    );
    expect(join(createProcess(), "cgroup", of(podA()))).toBe(
      "to join the cgroup namespace takes CAP_SYS_ADMIN in host, its own, too → CAP_SYS_ADMIN held in host → to join the cgroup namespace takes CAP_SYS_ADMIN over pod-a, which owns it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → in the cgroup namespace of pod-a → allowed",
    );
    expect(join(inA(), "cgroup", of(host))).toBe(
      "to join the cgroup namespace takes CAP_SYS_ADMIN in pod-a, its own, too → CAP_SYS_ADMIN held in pod-a → to join the cgroup namespace takes CAP_SYS_ADMIN over host, which owns it → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → EPERM",
    );
  });

  it("leaves a process in its PID namespace, and goes down only", () => {
    const inner: PidNamespace = { id: "inner", owner: podA(), parent: { id: "outer", owner: podA() } };
    const outer: PidNamespace = { id: "outer", owner: podA() };
    const inOuter = createProcess({ pidNamespace: outer });
    expect(join(inOuter, "pid", inner)).toBe(
      "to join the PID namespace takes CAP_SYS_ADMIN over pod-a, which owns it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → to join the PID namespace takes CAP_SYS_ADMIN in host, its own, too → CAP_SYS_ADMIN held in host → the PID namespace is the one it is in, or lies below → in the PID namespace of pod-a → its children will be in it → allowed",
    );
    expect(setNamespaceErrno(inOuter, "pid", outer)).toBe(undefined);
    expect(join(createProcess({ pidNamespace: inner }), "pid", outer)).toMatch(
      /the PID namespace neither is the one it is in, nor lies below → EINVAL$/,
    );
    expect(setNamespaceErrno(inOuter, "pid", of(host, "host"))).toBe("EINVAL");
    expect(setNamespaceErrno(inOuter, "pid", of(podA(), "sibling"))).toBe("EINVAL");
    // What is no descendant is not looked at before who may.
    expect(setNamespaceErrno(user({}), "pid", of(host, "host"))).toBe("EPERM");
  });

  it("comes back to the PID namespace it is in, for its children", () => {
    const before = { ...createProcess(), pidNamespaceForChildren: of(podA()) };
    const after = setNamespace(before, "pid", before.pidNamespace).value;
    expect(unshareNamespacesErrno(before, ["pid"], "more")).toBe("EINVAL");
    expect(unshareNamespacesErrno(after ?? before, ["pid"], "more")).toBe(undefined);
  });

  it("refuses threads for time, before anything else, and for mounts at the end, as shared directories", () => {
    const threads: Process = { ...user(), multiThreaded: true };
    expect(join(threads, "time", of(podA()))).toBe(
      "a process with several threads stays in its time namespace → EUSERS",
    );
    const sharing: Process = { ...createProcess(), sharesDirectories: true };
    expect(join(sharing, "mnt", of(podA()))).toMatch(
      / → another thread or process shares its root and working directory → EINVAL$/,
    );
    expect(setNamespaceErrno({ ...sharing, effective: 0 }, "mnt", of(podA()))).toBe("EPERM");
    for (const kind of OWNED_KINDS) {
      expect(setNamespaceErrno({ ...createProcess(), multiThreaded: true }, kind, of(podA()))).toBe(
        kind === "time" ? "EUSERS" : kind === "mnt" ? "EINVAL" : undefined,
      );
      expect(setNamespaceErrno(sharing, kind, of(podA()))).toBe(kind === "mnt" ? "EINVAL" : undefined);
    }
  });

  it("gives the root directory of the mounts, and the same clocks to the children", () => {
    expect(setNamespace({ ...createProcess(), chrooted: true }, "mnt", of(podA())).value?.chrooted).toBe(false);
    expect(setNamespace({ ...createProcess(), chrooted: true }, "uts", of(podA())).value?.chrooted).toBe(true);
    const late: Process = { ...createProcess(), timeNamespaceForChildren: of(host, "late") };
    expect(setNamespace(late, "time", of(podA())).value).toMatchObject({
      timeNamespace: { id: "pod-a" },
      timeNamespaceForChildren: undefined,
    });
  });
});

describe("setNamespaceOf", () => {
  const join = (process: Process, target: Process, way: "link" | "pidfd"): string =>
    told(setNamespaceOf(process, target, "net", way), setNamespaceOfErrno(process, target, "net", way));
  const target = (): Process => inA({ networkNamespace: of(podA()) });

  it("looks at the way first, as ptrace does", () => {
    expect(join(createProcess(), target(), "link")).toMatch(
      /^the way in is a link of \/proc\/PID\/ns, which is guarded like ptrace → .* → in the network namespace of pod-a → allowed$/,
    );
    const admin = createProcess({ uid: 1000, capabilities: ["CAP_SYS_ADMIN", "CAP_SYS_CHROOT"] });
    expect(setNamespaceErrno(admin, "net", of(podA()))).toBe(undefined);
    expect(join(admin, target(), "link")).toMatch(/→ EACCES$/);
    expect(join(admin, target(), "pidfd")).toMatch(/→ EPERM$/);
    const tracer: Process = { ...admin, effective: admin.effective + capabilitySet(["CAP_SYS_PTRACE"]) };
    expect(join(tracer, target(), "pidfd")).toMatch(/→ allowed$/);
  });

  it.each(OWNED_KINDS)("joins the %s namespace that the target is in itself", (kind) => {
    const own = of(podA());
    const elsewhere = { pidNamespaceForChildren: of(podA(), "more"), timeNamespaceForChildren: of(podA(), "more") };
    const all = { mountNamespace: own, networkNamespace: own, pidNamespace: own, ipcNamespace: own };
    const inside: Process = {
      ...inA({ ...all, cgroupNamespace: own, utsNamespace: own, timeNamespace: own }),
      ...elsewhere,
    };
    const { value } = setNamespaceOf(createProcess(), inside, kind, "link");
    expect(whereabouts(value)).toEqual(kind === "pid" ? { pids: "pod-a" } : { [kind]: "pod-a" });
  });
});

describe("setNamespacesOf", () => {
  const join = (process: Process, target: Process, kinds: readonly NamespaceKind[]): string =>
    told(setNamespacesOf(process, target, kinds), setNamespacesOfErrno(process, target, kinds));
  const owned = (owner = podOf(1000)): Process => createProcess({ userNamespace: owner, networkNamespace: of(owner) });
  /** A pod that another user than the host's root created. */
  function podOf(owner: number): UserNamespace {
    return createUserNamespace(host, { id: "pod-a", owner, maps: mapsA() });
  }

  it("enters the user namespace first, which then counts as its own", () => {
    expect(join(user(), owned(), ["net"])).toMatch(/CAP_SYS_ADMIN in host, its own, too → .* → EPERM$/);
    expect(join(user(), owned(), ["net", "user"])).toMatch(
      / → to enter pod-a takes CAP_SYS_ADMIN in it → .* → to join the network namespace takes CAP_SYS_ADMIN in pod-a, its own, too → .* → allowed$/,
    );
    const { value } = setNamespacesOf(user(), owned(), ["net", "user"]);
    expect([value?.userNamespace.id, whereabouts(value)]).toEqual(["pod-a", { net: "pod-a" }]);
  });

  it("asks with the capabilities that it had before", () => {
    const admin = createProcess({ uid: 5, capabilities: ["CAP_SYS_ADMIN", "CAP_SYS_PTRACE"] });
    expect(setNamespacesOfErrno(admin, owned(), ["user"])).toBe(undefined);
    const inMounts: Process = { ...owned(), mountNamespace: of(podOf(1000)) };
    expect(join(admin, inMounts, ["mnt", "user"])).toMatch(
      /CAP_SYS_CHROOT in pod-a, its own → CAP_SYS_CHROOT not held in host → EPERM$/,
    );
  });

  it("joins all or none", () => {
    // The target has the host's UTS namespace, over which the owner of the pod has nothing.
    expect(join(user(), owned(), ["user", "net", "uts"])).toMatch(/takes CAP_SYS_ADMIN over host, .* → EPERM$/);
    expect(join(inA(), owned(podA()), ["user", "net"])).toMatch(/→ EINVAL$/);
    expect(join(user(), createProcess(), ["user", "net"])).toMatch(/guarded like ptrace → .* → EPERM$/);
  });

  it("changes a copy of the directories for mounts among other kinds", () => {
    const sharing: Process = { ...createProcess(), sharesDirectories: true };
    const target = createProcess({ userNamespace: podA(), mountNamespace: of(podA()), utsNamespace: of(podA()) });
    expect(setNamespacesOfErrno(sharing, target, ["mnt"])).toBe("EINVAL");
    expect(setNamespacesOfErrno(sharing, target, ["mnt", "uts"])).toBe(undefined);
    expect(setNamespacesOfErrno(sharing, target, ["mnt", "user"])).toBe("EINVAL");
    const threads: Process = { ...createProcess(), multiThreaded: true };
    expect(setNamespacesOfErrno(threads, target, ["mnt", "uts"])).toBe(undefined);
    expect(setNamespacesOfErrno(threads, target, ["uts", "time"])).toBe("EUSERS");
  });

  it("answers one kind as setNamespaceOf does by a pidfd", () => {
    for (const kind of OWNED_KINDS)
      for (const process of [createProcess(), user(), inA()])
        for (const target of [createProcess(), inA({ networkNamespace: of(podA()), pidNamespace: of(podA()) })])
          expect(setNamespacesOf(process, target, [kind])).toEqual(setNamespaceOf(process, target, kind, "pidfd"));
  });
});

describe("setUserNamespace", () => {
  it("refuses a process that shares its directories, before it asks who it is", () => {
    const sharing: Process = { ...user(), sharesDirectories: true };
    expect(setUserNamespace(sharing, podA())).toMatchObject({
      errno: "EINVAL",
      decidedBy: "namespace-shared-directories",
    });
  });
});

describe("unshareNamespaces", () => {
  const make = (process: Process, ...kinds: readonly NamespaceKind[]): string =>
    told(unshareNamespaces(process, kinds, "new"), unshareNamespacesErrno(process, kinds, "new"));

  it.each(OWNED_KINDS)("makes a %s namespace for who has CAP_SYS_ADMIN in its own user namespace", (kind) => {
    const made = kind === "pid" ? { pids: "new" } : kind === "time" ? { times: "new" } : { [kind]: "new" };
    const { value } = unshareNamespaces(inA(), [kind], "new");
    expect(whereabouts(value?.process)).toEqual(made);
    expect(value?.charges).toEqual({ [kind]: { "pod-a/65536": 1, "host/0": 1 } });
    expect(unshareNamespacesErrno(inA({ capabilities: [] }), [kind], "new")).toBe("EPERM");
    expect(unshareNamespacesErrno(user(), [kind], "new")).toBe("EPERM");
  });

  it.each(OWNED_KINDS)("makes a %s namespace for anybody, along with a user namespace, which owns it", (kind) => {
    const inside = unshareNamespaces(user(), [kind, "user"], "new").value;
    expect(inside?.charges).toEqual({ user: { "host/1000": 1 }, [kind]: { "new/1000": 1, "host/1000": 1 } });
    const { process } = inside ?? {};
    expect(process?.userNamespace).toMatchObject({ id: "new", owner: 1000 });
    const made = { ...process, pid: process?.pidNamespaceForChildren, time: process?.timeNamespaceForChildren };
    const found = kind === "pid" || kind === "time" ? made[kind] : namespaceOfKind(process as Process, kind);
    expect(found?.owner).toBe(process?.userNamespace);
  });

  it.each(OWNED_KINDS)("counts %s namespaces against the user and the owners above", (kind) => {
    const limits = { [`${kind}Namespaces`]: 2 };
    const pod = { ...podA(), parent: initialNamespace(limits) };
    const root: Process = { ...inA(), userNamespace: pod };
    const charge = (charges: Readonly<Record<string, number>>) => ({ [kind]: charges });
    expect(unshareNamespacesErrno(root, [kind], "new", charge({ "host/0": 1, "pod-a/65536": 5 }))).toBe(undefined);
    expect(unshareNamespaces(root, [kind], "new", charge({ "host/0": 2 }))).toMatchObject({
      errno: "ENOSPC",
      decidedBy: "namespace-limit",
    });
    const alice = createProcess({ userNamespace: initialNamespace(limits), uid: 1000 });
    expect(unshareNamespacesErrno(alice, [kind, "user"], "new", charge({ "host/1000": 2 }))).toBe("ENOSPC");
    expect(unshareNamespacesErrno(alice, [kind, "user"], "new", charge({ "host/0": 2 }))).toBe(undefined);
    // What is refused leaves every count as it was, that of the kinds before it, too.
    expect(unshareNamespaces(alice, [kind, "user"], "new", charge({ "host/1000": 2 })).value).toBe(undefined);
    // Whether it may make any is asked before how many.
    expect(unshareNamespacesErrno(alice, [kind], "new", charge({ "host/1000": 2 }))).toBe("EPERM");
  });

  it("says so in the kernel's order", () => {
    expect(make(user(), "net", "mnt", "user")).toBe(
      "host is at level 0, at most 32 → user 1000 of host has 0 user namespaces, and no limit was given → user 1000 and group 1000 are mapped in host → new is created at level 1, owned by user 1000 → to make a namespace takes CAP_SYS_ADMIN in new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → user 1000 of new has 0 of 2147483647 mount namespaces → user 1000 of host has 0 mount namespaces, and no limit was given → a new mount namespace, owned by new → user 1000 of new has 0 of 2147483647 network namespaces → user 1000 of host has 0 network namespaces, and no limit was given → a new network namespace, owned by new → allowed",
    );
    expect(make(user(), "uts")).toBe(
      "to make a namespace takes CAP_SYS_ADMIN in host → CAP_SYS_ADMIN not held in host → EPERM",
    );
    expect(make(createProcess(), "pid", "time")).toBe(
      "to make a namespace takes CAP_SYS_ADMIN in host → CAP_SYS_ADMIN held in host → user 0 of host has 0 PID namespaces, and no limit was given → a new PID namespace, owned by host → user 0 of host has 0 time namespaces, and no limit was given → a new time namespace, owned by host → its children will be in it → its children will be in it → allowed",
    );
  });

  it.each(NAMESPACE_KINDS)("lets several threads make a %s namespace, unless it is of users", (kind) => {
    const threads: Process = { ...createProcess(), multiThreaded: true, sharesDirectories: true };
    expect(unshareNamespacesErrno(threads, [kind], "new")).toBe(kind === "user" ? "EINVAL" : undefined);
  });

  it("makes one PID namespace for its children, within the owner of its own, 32 deep", () => {
    expect(make({ ...createProcess(), pidNamespaceForChildren: of(host, "made") }, "pid")).toMatch(
      / → its children will be in another PID namespace already → EINVAL$/,
    );
    // Host root, in the PID namespace of a pod.
    expect(make(createProcess({ pidNamespace: of(podA()) }), "pid")).toMatch(
      / → host does not lie within pod-a, which owns the PID namespace it is in → EINVAL$/,
    );
    const below = createUserNamespace(podA(), { id: "below", owner: 65536, maps: mapsA() });
    const inBelow = createProcess({ userNamespace: below, pidNamespace: of(podA()) });
    expect(unshareNamespacesErrno(inBelow, ["pid"], "new")).toBe(undefined);
    let process = createProcess();
    for (let level = 1; level <= 32; level += 1) {
      const { value } = unshareNamespaces(process, ["pid"], `level ${level}`);
      const pidNamespace = value?.process.pidNamespaceForChildren ?? process.pidNamespace;
      process = { ...createProcess(), pidNamespace };
      expect(pidNamespace.id).toBe(`level ${level}`);
    }
    expect(make(process, "pid")).toMatch(
      / → the PID namespace it is in lies at level 32, and nothing is made below 32 → ENOSPC$/,
    );
  });
});

describe("setHostName", () => {
  const name = (process: Process, length?: number): string =>
    told(setHostName(process, length), setHostNameErrno(process, length));

  it("asks the owner of the UTS namespace, and no other", () => {
    const all = { mountNamespace: of(podA()), networkNamespace: of(podA()), ipcNamespace: of(podA()) };
    expect(name(inA(all))).toBe(
      "the host's name takes CAP_SYS_ADMIN over host, the owner of the UTS namespace → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(name(inA({ utsNamespace: of(podA()) }))).toBe(
      "the host's name takes CAP_SYS_ADMIN over pod-a, the owner of the UTS namespace → CAP_SYS_ADMIN held in pod-a → length 1, at most 64 bytes → allowed",
    );
    expect(setHostNameErrno(user())).toBe("EPERM");
    expect(setHostNameErrno(createProcess({ capabilities: [], utsNamespace: of(podA()) }))).toBe(undefined);
  });

  it("takes 0 to 64 bytes, of who may", () => {
    expect([0, 64, 65].map((length) => setHostNameErrno(createProcess(), length))).toEqual([
      undefined,
      undefined,
      "EINVAL",
    ]);
    expect(setHostNameErrno(user(), 65)).toBe("EPERM");
  });
});

describe("writeTimeOffsets", () => {
  const write = (process: Process, target: Process, entered?: boolean): string =>
    told(writeTimeOffsets(process, target, entered), writeTimeOffsetsErrno(process, target, entered));
  const late = (owner: UserNamespace): Process => ({ ...inA(), timeNamespaceForChildren: of(owner, "late") });

  it("asks for CAP_SYS_TIME over the owner, after the mode of the file", () => {
    expect(write(createProcess(), late(podA()))).toMatch(
      / → the clocks take CAP_SYS_TIME over pod-a, the owner of the time namespace → kuid 0 in host created pod-a, so it has CAP_SYS_TIME in pod-a → no process is in the time namespace yet → allowed$/,
    );
    expect(write(inA(), late(host))).toMatch(/→ EPERM$/);
    expect(writeTimeOffsets(user(), late(podA()))).toMatchObject({ errno: "EACCES" });
    expect(writeTimeOffsetsErrno(inA({ capabilities: ["CAP_SYS_ADMIN"] }), late(podA()))).toBe("EPERM");
    expect(writeTimeOffsetsErrno(inA({ capabilities: ["CAP_SYS_TIME"] }), late(podA()))).toBe(undefined);
  });

  it("leaves clocks alone that a process has seen", () => {
    expect(write(createProcess(), late(podA()), true)).toMatch(
      / → a process is in the time namespace: its clocks stay as they are → EACCES$/,
    );
    expect(writeTimeOffsetsErrno(createProcess(), createProcess())).toBe("EACCES");
    const inside = inA({ timeNamespace: of(podA()) });
    expect(writeTimeOffsetsErrno(createProcess(), inside)).toBe("EACCES");
    expect(writeTimeOffsetsErrno(createProcess(), { ...inside, timeNamespaceForChildren: of(podA()) })).toBe("EACCES");
  });
});

describe("what asks for several kinds", () => {
  it("wants one at least", () => {
    expect(() => setNamespacesOf(createProcess(), createProcess(), [])).toThrow(
      /^setNamespacesOf: expected kinds to be at least one kind, got /,
    );
    expect(() => unshareNamespaces(createProcess(), [], "new")).toThrow(
      /^unshareNamespaces: expected kinds to be at least one kind, got /,
    );
  });

  it("counts a kind without charges like one that nobody named", () => {
    const unshare = (charges: NamespaceCharges) => unshareNamespaces(createProcess(), ["net"], "new", charges);
    expect(unshare({ net: undefined } as object)).toEqual(unshare({}));
    expect(() => unshare({ net: 5 } as object)).toThrow(TypeError);
    expect(() => unshare({ nets: {} } as object)).toThrow(/^unshareNamespaces: expected each kind of charges /);
  });
});
