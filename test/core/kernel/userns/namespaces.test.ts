import { describe, expect, it } from "vitest";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { hasCapability, hasCapabilityErrno } from "../../../../src/core/kernel/credentials/has-capability.ts";
import type { IdMapKind } from "../../../../src/core/kernel/credentials/id-map-kind.ts";
import { type Credentials, createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { openIdMap, openIdMapErrno, readIdMap, showIdMap } from "../../../../src/core/kernel/userns/id-map-file.ts";
import {
  type NamespaceWay,
  setUserNamespace,
  setUserNamespaceErrno,
  setUserNamespaceOf,
  setUserNamespaceOfErrno,
} from "../../../../src/core/kernel/userns/set-user-namespace.ts";
import {
  openSetgroups,
  openSetgroupsErrno,
  writeSetgroups,
  writeSetgroupsErrno,
} from "../../../../src/core/kernel/userns/setgroups-file.ts";
import { type Charges, chargeUser, chargeUserErrno } from "../../../../src/core/kernel/userns/ucounts.ts";
import {
  unshareUserNamespace,
  unshareUserNamespaceErrno,
} from "../../../../src/core/kernel/userns/unshare-user-namespace.ts";
import {
  type IdMapWriteOptions,
  writeIdMap,
  writeIdMapErrno,
} from "../../../../src/core/kernel/userns/write-id-map.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { inA, podA, podB, user } from "../support/cast.ts";
import { told } from "../support/told.ts";

function capable(process: Credentials, namespace: UserNamespace): string {
  return told(hasCapability(process, namespace, "CAP_KILL"), hasCapabilityErrno(process, namespace, "CAP_KILL"));
}

describe("capability-held, capability-reach and capability-owner", () => {
  const inner = (owner: number): UserNamespace => createUserNamespace(podA(), { id: "inner", owner });

  it("reach the own namespace and those below, never above or across", () => {
    expect(capable(createProcess(), initialNamespace())).toBe("CAP_KILL held in host → allowed");
    expect(capable(createProcess(), inner(65536))).toBe(
      "kuid 0 in host created pod-a, so it has CAP_KILL in inner → allowed",
    );
    expect(capable(inA(), inner(0))).toBe("CAP_KILL held in pod-a, above inner → allowed");
    expect(capable(inA(), initialNamespace())).toBe(
      "CAP_KILL asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(capable(inA(), podB())).toBe("CAP_KILL asked for in pod-b, which does not lie below pod-a → EPERM");
    expect(capable(inA(), createUserNamespace(podB(), { id: "below-b" }))).toBe(
      "CAP_KILL asked for in below-b, which does not lie below pod-a → EPERM",
    );
    expect(capable({ ...inA({ capabilities: [] }), userNamespace: inner(0) }, podA())).toBe(
      "CAP_KILL asked for in pod-a, which does not lie below inner → EPERM",
    );
  });

  it("are all held by the creator of the namespace, or of one between, by its effective ID", () => {
    const powerless = createProcess({ capabilities: [] });
    expect(capable(powerless, podA())).toBe("kuid 0 in host created pod-a, so it has CAP_KILL in pod-a → allowed");
    expect(capable(powerless, inner(65541))).toBe(
      "kuid 0 in host created pod-a, so it has CAP_KILL in inner → allowed",
    );
    expect(capable({ ...user(), euid: 0 }, podA())).toBe(
      "kuid 0 in host created pod-a, so it has CAP_KILL in pod-a → allowed",
    );
    expect(capable({ ...powerless, euid: 1000 }, podA())).toBe("CAP_KILL not held in host → EPERM");
    expect(capable(inA({ uid: 5 }), inner(65541))).toBe(
      "kuid 65541 in pod-a created inner, so it has CAP_KILL in inner → allowed",
    );
    expect(capable(inA({ uid: 6 }), inner(65541))).toBe("CAP_KILL not held in pod-a → EPERM");
  });

  it("do not make the owner of a namespace powerful when it is inside another one", () => {
    const outside = { ...inA({ capabilities: [] }), euid: 0 };
    expect(capable(outside, podB())).toBe("CAP_KILL asked for in pod-b, which does not lie below pod-a → EPERM");
  });

  it("throw for a name that is none", () => {
    expect(() => hasCapability(user(), podA(), "KILL" as never)).toThrow(
      /^hasCapability: expected each capability to be a name/,
    );
    expect(() => hasCapabilityErrno(user(), podA(), "KILL" as never)).toThrow(
      /^hasCapability: expected each capability to be a name/,
    );
  });
});

describe("unshareUserNamespace", () => {
  const unshare = (process: Process, charges?: Charges): string =>
    told(unshareUserNamespace(process, "new", charges), unshareUserNamespaceErrno(process, "new", charges));

  it("gives all capabilities in a namespace without maps, and keeps the kernel's IDs", () => {
    const creator: Process = {
      ...user({ capabilities: ["CAP_SETFCAP"] }),
      inheritable: 1,
      ambient: 1,
      bounding: 1,
      securebits: { noRoot: true, noSetuidFixup: true, keepCaps: true },
    };
    expect(unshare(creator)).toBe(
      "host is at level 0, at most 32 → user 1000 of host has 0 user namespaces, and no limit was given → user 1000 and group 1000 are mapped in host → new is created at level 1, owned by user 1000 → allowed",
    );
    const { process, charges } = unshareUserNamespace(creator, "new").value ?? {};
    expect(process).toEqual({
      ...creator,
      userNamespace: createUserNamespace(initialNamespace(), { id: "new", owner: 1000, group: 1000 }),
      effective: 0x1ffffffffff,
      permitted: 0x1ffffffffff,
      inheritable: 0,
      ambient: 0,
      bounding: 0x1ffffffffff,
      securebits: { noRoot: false, noSetuidFixup: false, keepCaps: false },
    });
    expect(charges).toEqual({ "host/1000": 1 });
    expect(unshareUserNamespace(user(), "new").value?.process.userNamespace.creatorHadSetfcap).toBe(false);
  });

  it("succeeds 33 times in a row, then ENOSPC", () => {
    let process = createProcess();
    let levels = 0;
    for (;;) {
      const next = unshareUserNamespace(process, `level-${levels + 1}`);
      if (!next.allowed) {
        expect([levels, told(next, "ENOSPC")]).toEqual([
          33,
          "level-33 is at level 33, and nothing is created below level 33 → ENOSPC",
        ]);
        return;
      }
      levels += 1;
      let { userNamespace } = next.value.process;
      for (const kind of ["uid", "gid"] as const)
        userNamespace = writeIdMap(process, userNamespace, kind, "0 0 1").value ?? userNamespace;
      process = { ...next.value.process, userNamespace };
    }
  });

  it("counts against the creator and the owners above", () => {
    const host = initialNamespace({ userNamespaces: 3 });
    const pod = createUserNamespace(host, {
      id: "pod",
      owner: 7,
      maps: { uid: podA().uidMap, gid: podA().gidMap },
      limits: { userNamespaces: 2 },
    });
    const process = createProcess({ userNamespace: pod, uid: 5 });
    expect(unshare(process, { "host/7": 2, "pod/65541": 1 })).toBe(
      "pod is at level 1, at most 32 → user 65541 of pod has 1 of 2 user namespaces → user 7 of host has 2 of 3 user namespaces → user 65541 and group 65536 are mapped in pod → new is created at level 2, owned by user 65541 → allowed",
    );
    expect(unshareUserNamespace(process, "x", { "host/7": 2, "pod/65541": 1 }).value?.charges).toEqual({
      "host/7": 3,
      "pod/65541": 2,
    });
    expect(unshare(process, { "host/7": 3 })).toBe(
      "pod is at level 1, at most 32 → user 65541 of pod has 0 of 2 user namespaces → user 7 of host has 3 of 3 user namespaces: no more → ENOSPC",
    );
    expect(unshare(process, { "pod/65541": 2 })).toBe(
      "pod is at level 1, at most 32 → user 65541 of pod has 2 of 2 user namespaces: no more → ENOSPC",
    );
  });

  it("is refused to several threads, in a chroot, and without a mapping for user or group", () => {
    expect(unshare({ ...user(), multiThreaded: true })).toBe(
      "a process with several threads stays in its user namespace → EINVAL",
    );
    expect(unshare({ ...user(), chrooted: true })).toBe(
      "host is at level 0, at most 32 → user 1000 of host has 0 user namespaces, and no limit was given → the process is in a chroot environment → EPERM",
    );
    expect(unshare({ ...inA(), euid: 0 })).toBe(
      "pod-a is at level 1, at most 32 → user 0 of pod-a has 0 of 2147483647 user namespaces → user 0 of host has 0 user namespaces, and no limit was given → user 0 and group 65536 are not both mapped in pod-a → EPERM",
    );
    expect(unshare({ ...inA(), egid: 0 })).toBe(
      "pod-a is at level 1, at most 32 → user 65536 of pod-a has 0 of 2147483647 user namespaces → user 0 of host has 0 user namespaces, and no limit was given → user 65536 and group 0 are not both mapped in pod-a → EPERM",
    );
  });
});

describe("setUserNamespace", () => {
  const enter = (process: Process, namespace: UserNamespace): string =>
    told(setUserNamespace(process, namespace), setUserNamespaceErrno(process, namespace));

  it("keeps the IDs and gives all capabilities, to who has CAP_SYS_ADMIN there or created it", () => {
    expect(enter(createProcess(), podA())).toBe(
      "to enter pod-a takes CAP_SYS_ADMIN in it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → in pod-a: all capabilities there, none anywhere above; the user is still 0 to the kernel → allowed",
    );
    expect(enter(createProcess({ capabilities: [] }), podA())).toBe(
      "to enter pod-a takes CAP_SYS_ADMIN in it → kuid 0 in host created pod-a, so it has CAP_SYS_ADMIN in pod-a → in pod-a: all capabilities there, none anywhere above; the user is still 0 to the kernel → allowed",
    );
    const inside = setUserNamespace(createProcess({ capabilities: [] }), podA()).value;
    expect(inside).toEqual({ ...createProcess(), userNamespace: podA(), memoryNamespace: initialNamespace() });
  });

  it("makes who did not create the namespace undumpable, because it gains capabilities", () => {
    const admin = user({ capabilities: ["CAP_SYS_ADMIN"] });
    expect(setUserNamespace(admin, podA()).value?.dumpable).toBe(false);
    expect(enter(admin, podA())).toBe(
      "to enter pod-a takes CAP_SYS_ADMIN in it → CAP_SYS_ADMIN held in host, above pod-a → in pod-a: all capabilities there, none anywhere above; the user is still 1000 to the kernel → the process is not dumpable any more → allowed",
    );
  });

  it("is refused for the own namespace, one above or beside, and to several threads", () => {
    expect(enter(inA(), podA())).toBe("the process is in pod-a already → EINVAL");
    expect(enter(inA(), initialNamespace())).toBe(
      "to enter host takes CAP_SYS_ADMIN in it → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(enter(user(), podA())).toBe(
      "to enter pod-a takes CAP_SYS_ADMIN in it → CAP_SYS_ADMIN not held in host → EPERM",
    );
    expect(enter({ ...createProcess(), multiThreaded: true }, podA())).toBe(
      "a process with several threads stays in its user namespace → EINVAL",
    );
  });
});

describe("setUserNamespaceOf", () => {
  const enter = (process: Process, target: Process, way: NamespaceWay): string =>
    told(setUserNamespaceOf(process, target, way), setUserNamespaceOfErrno(process, target, way));
  const admin = user({ capabilities: ["CAP_SYS_ADMIN"] });

  it("is guarded like ptrace: CAP_SYS_ADMIN alone does not get at the namespace", () => {
    expect(enter(admin, inA(), "link")).toBe(
      "the way in is a link of /proc/PID/ns, which is guarded like ptrace → user 1000 and group 1000 are not all of the target's users 65536, 65536, 65536 and groups 65536, 65536, 65536 → CAP_SYS_PTRACE over pod-a is needed → CAP_SYS_PTRACE not held in host → EACCES",
    );
    expect(enter(admin, inA(), "pidfd")).toBe(
      "the way in is a pidfd, which is guarded like ptrace → user 1000 and group 1000 are not all of the target's users 65536, 65536, 65536 and groups 65536, 65536, 65536 → CAP_SYS_PTRACE over pod-a is needed → CAP_SYS_PTRACE not held in host → EPERM",
    );
    expect(setUserNamespaceErrno(admin, podA())).toBe(undefined);
  });

  it("leaves setns itself to be asked", () => {
    const tracer = user({ capabilities: ["CAP_SYS_PTRACE"] });
    const both = user({ capabilities: ["CAP_SYS_PTRACE", "CAP_SYS_ADMIN"] });
    for (const way of ["link", "pidfd"] as const) {
      expect(setUserNamespaceOfErrno(tracer, inA(), way)).toBe("EPERM");
      expect(setUserNamespaceOf(tracer, inA(), way).decidedBy).toBe("capability-held");
      expect(setUserNamespaceOf(both, inA(), way).value).toEqual(setUserNamespace(both, podA()).value);
      expect(setUserNamespaceOfErrno({ ...both, multiThreaded: true }, inA(), way)).toBe("EINVAL");
      expect(setUserNamespaceOf(inA(), inA(), way).decidedBy).toBe("namespace-same");
      expect(setUserNamespaceOfErrno(createProcess({ capabilities: [] }), inA(), way)).toBe(undefined);
    }
  });

  it("compares the file IDs for the link, the real ones for a pidfd", () => {
    const files = { ...user({ uid: 5, gid: 5 }), fsuid: 1000, fsgid: 1000 };
    const real = { ...user({ uid: 5, gid: 5 }), ruid: 1000, rgid: 1000 };
    // Who gets past the way is told EINVAL, because it is there already.
    expect([files, real].map((process) => setUserNamespaceOfErrno(process, user(), "link"))).toEqual([
      "EINVAL",
      "EACCES",
    ]);
    expect([files, real].map((process) => setUserNamespaceOfErrno(process, user(), "pidfd"))).toEqual([
      "EPERM",
      "EINVAL",
    ]);
  });
});

describe("chargeUser", () => {
  it("shares one budget between host root and all pods that host root created", () => {
    const other = createProcess({ userNamespace: podB() });
    let charges: Charges = {};
    for (let i = 0; i < 100; i++) charges = chargeUser(inA(), "inotifyInstances", charges).value ?? charges;
    for (let i = 0; i < 28; i++) charges = chargeUser(other, "inotifyInstances", charges).value ?? charges;
    expect(charges).toEqual({ "pod-a/65536": 100, "pod-b/131072": 28, "host/0": 128 });
    for (const process of [inA(), other, createProcess()])
      expect(chargeUserErrno(process, "inotifyInstances", charges)).toBe("EMFILE");
    expect(told(chargeUser(other, "inotifyInstances", charges), "EMFILE")).toBe(
      "user 131072 of pod-b has 28 of 2147483647 inotify instances → user 0 of host has 128 of 128 inotify instances: no more → EMFILE",
    );
    expect(chargeUserErrno(user(), "inotifyInstances", charges)).toBe(undefined);
  });

  it("answers ENOSPC for watches, by a limit of its own", () => {
    const watches = { "host/1000": 1048575 };
    expect(told(chargeUser(user(), "inotifyWatches", watches), undefined)).toBe(
      "user 1000 of host has 1048575 of 1048576 inotify watches → allowed",
    );
    expect(told(chargeUser(user(), "inotifyWatches", { "host/1000": 1048576 }), "ENOSPC")).toBe(
      "user 1000 of host has 1048576 of 1048576 inotify watches: no more → ENOSPC",
    );
  });

  it("shows a limit of the host where one was given, for it has none by itself", () => {
    const limited = createProcess({ userNamespace: initialNamespace({ userNamespaces: 5 }) });
    expect(told(chargeUser(limited, "userNamespaces", { "host/0": 4 }), undefined)).toBe(
      "user 0 of host has 4 of 5 user namespaces → allowed",
    );
    expect(told(chargeUser(createProcess(), "userNamespaces", { "host/0": 4 }), undefined)).toBe(
      "user 0 of host has 4 user namespaces, and no limit was given → allowed",
    );
    expect(chargeUser(createProcess(), "userNamespaces", { "host/0": 2147483647 }).errno).toBe("ENOSPC");
  });
});

describe("openIdMap", () => {
  const open = (process: Credentials, target: Process, mode: "r" | "w" | "rw"): string =>
    told(openIdMap(process, target, mode), openIdMapErrno(process, target, mode));

  it("is a file of mode 0644 of the effective user and group", () => {
    expect(open(user(), user(), "rw")).toBe(
      "the file belongs to 1000 and 1000, mode 0644 → owner? 1000 it is → owner bits rw- grant read and write → allowed",
    );
    expect(open(user(), { ...user(), euid: 5, egid: 6 }, "r")).toBe(
      "the file belongs to 5 and 6, mode 0644 → owner? 1000 is not 5 → group? not in 6 → other bits r-- grant read → allowed",
    );
    expect(open(user(), { ...user(), euid: 5, egid: 6 }, "w")).toBe(
      "the file belongs to 5 and 6, mode 0644 → owner? 1000 is not 5 → group? not in 6 → other bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("belongs to the root of the memory's namespace where the process is not dumpable, or to host root", () => {
    const hidden = { ...user(), dumpable: false };
    expect(open(user(), { ...hidden, memoryNamespace: podA() }, "w")).toBe(
      "the file belongs to 65536 and 65536, mode 0644 → owner? 1000 is not 65536 → group? not in 65536 → other bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(open(user(), { ...hidden, memoryNamespace: createUserNamespace(podA(), { id: "x" }) }, "w")).toBe(
      "the file belongs to 0 and 0, mode 0644 → owner? 1000 is not 0 → group? not in 0 → other bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });
});

describe("readIdMap", () => {
  it("shows the kernel's IDs as those of the opener, and the parent's to who is inside", () => {
    const inner = unwrapped(
      writeIdMap(inA(), createUserNamespace(podA(), { id: "inner", owner: 65536 }), "uid", "0 1000 100"),
    );
    const row = (hostId: number): readonly unknown[] => [{ containerId: 0, hostId, size: 100 }];
    expect(readIdMap(inner, initialNamespace(), "uid")).toEqual(row(66536));
    expect(readIdMap(inner, podA(), "uid")).toEqual(row(1000));
    expect(readIdMap(inner, inner, "uid")).toEqual(row(1000));
    expect(readIdMap(inner, podB(), "uid")).toEqual(row(4294967295));
    expect(readIdMap(inner, inner, "gid")).toEqual([]);
    expect(showIdMap(inner, podB(), "uid")).toBe("         0 4294967295        100\n");
    expect(showIdMap(initialNamespace(), initialNamespace(), "projid")).toBe("         0          0 4294967295\n");
  });
});

function unwrapped(decision: { readonly value?: UserNamespace | undefined }): UserNamespace {
  if (decision.value === undefined) throw new Error("expected a decision that allows");
  return decision.value;
}

describe("setgroups", () => {
  const write = (namespace: UserNamespace, text: string, position?: number): string =>
    told(writeSetgroups(namespace, text, position), writeSetgroupsErrno(namespace, text, position));
  const fresh = (): UserNamespace => createUserNamespace(initialNamespace(), { id: "new", owner: 1000 });

  it("is opened for writing by who gets past its mode and has CAP_SYS_ADMIN over the namespace", () => {
    const target = { ...user(), userNamespace: fresh() };
    const open = (process: Credentials, of: Process = target): string =>
      told(openSetgroups(process, of), openSetgroupsErrno(process, of));
    expect(open(user())).toBe(
      "the file belongs to 1000 and 1000, mode 0644 → owner? 1000 it is → owner bits rw- grant write → to write /proc/PID/setgroups takes CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → allowed",
    );
    const refused =
      "the file belongs to 1000 and 1000, mode 0644 → owner? 1001 is not 1000 → group? not in 1000 → other bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES";
    expect(open(user({ uid: 1001, gid: 1001 }))).toBe(refused);
    expect(open(user({ uid: 1001, gid: 1001, capabilities: ["CAP_SYS_ADMIN"] }))).toBe(refused);
    // Past the mode, but no administrator; the other way round a target that is not dumpable.
    const stranger = { ...target, userNamespace: createUserNamespace(initialNamespace(), { id: "theirs", owner: 5 }) };
    expect(open(user(), stranger)).toBe(
      "the file belongs to 1000 and 1000, mode 0644 → owner? 1000 it is → owner bits rw- grant write → to write /proc/PID/setgroups takes CAP_SYS_ADMIN over theirs → CAP_SYS_ADMIN not held in host → EACCES",
    );
    expect(openSetgroupsErrno(user(), { ...target, dumpable: false })).toBe("EACCES");
    const both = user({ uid: 1001, capabilities: ["CAP_SYS_ADMIN", "CAP_DAC_OVERRIDE"] });
    expect(openSetgroupsErrno(both, target)).toBe(undefined);
  });

  it.each([
    ["deny", "deny"],
    ["deny\n", "deny"],
    ["allow", "allow"],
    ["allow\n", "allow"],
    ["deny ", "deny"],
    ["deny\n\n", "deny"],
    ["deny\t\v", "deny"],
    ["deny\f\r", "deny"],
    ["deny\0xy", "deny"],
    ["  deny", undefined],
    ["denyx", undefined],
    ["DENY", undefined],
    ["allow deny", undefined],
    ["deny    ", undefined],
    ["", undefined],
    ["den", undefined],
    ["xdeny", undefined],
    ["allow\n\n", "allow"],
    ["allow\n\n\n", undefined],
  ])("reads %j as %j", (text, flag) => {
    expect(writeSetgroups(fresh(), text).value?.setgroups).toBe(flag);
    expect(writeSetgroupsErrno(fresh(), text)).toBe(flag === undefined ? "EINVAL" : undefined);
  });

  it("is written at the start of the file", () => {
    expect(write(fresh(), "deny", 1)).toBe("the text is neither allow nor deny → EINVAL");
    expect(write(fresh(), "deny")).toBe("the text says deny → setgroups(2) is denied in new from now on → allowed");
  });

  it("is not allowed again once denied, and not denied once gid_map is written", () => {
    expect(write({ ...fresh(), setgroups: "deny" }, "allow")).toBe(
      "the text says allow → setgroups(2) is denied in new for good → EPERM",
    );
    expect(write({ ...fresh(), setgroups: "deny" }, "deny")).toBe(
      "the text says deny → setgroups(2) is denied in new from now on → allowed",
    );
    expect(write(podA(), "deny")).toBe(
      "the text says deny → the gid_map of pod-a is written, so setgroups stays as it is → EPERM",
    );
    expect(write(podA(), "allow")).toBe("the text says allow → setgroups(2) is allowed in pod-a, as it was → allowed");
  });
});

describe("writeIdMap", () => {
  const fresh = (owner = 0): UserNamespace =>
    createUserNamespace(initialNamespace(), { id: "new", owner, group: owner });
  const inside = (namespace: UserNamespace, owner = 0): Process => ({
    ...createProcess({ uid: owner, gid: owner, capabilities: ["CAP_SYS_ADMIN"] }),
    userNamespace: namespace,
  });
  const write = (
    opener: Credentials,
    namespace: UserNamespace,
    kind: IdMapKind,
    text: string | Uint8Array,
    options?: IdMapWriteOptions,
  ): string =>
    told(writeIdMap(opener, namespace, kind, text, options), writeIdMapErrno(opener, namespace, kind, text, options));

  it("composes the lines to the kernel's IDs", () => {
    expect(write(createProcess(), fresh(), "uid", "0 65536 65536")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETUID in host → CAP_SETUID held in host → the opener needs CAP_SETUID in host → CAP_SETUID held in host → every line lies within one line of the map of host → allowed",
    );
    const inner = createUserNamespace(podA(), { id: "inner", owner: 65536 });
    const { value } = writeIdMap(inA(), inner, "uid", "10 0 1\n5 100 5");
    expect(value?.uidMap.mappings).toEqual([
      { containerId: 10, hostId: 65536, size: 1 },
      { containerId: 5, hostId: 65636, size: 5 },
    ]);
    expect([value?.gidMap.mappings, value?.projidMap.mappings]).toEqual([[], []]);
    expect(writeIdMap(createProcess(), fresh(), "gid", "0 5 1").value).toEqual({
      ...fresh(),
      gidMap: unwrap(createIdMap([{ containerId: 0, hostId: 5, size: 1 }])),
    });
    expect(writeIdMap(createProcess(), fresh(), "projid", "0 5 1").value?.projidMap.mappings).toHaveLength(1);
  });

  it("keeps five lines in their order and sorts six", () => {
    const lines = [6, 5, 4, 3, 2, 1].map((n) => `${n} ${n} 1`);
    const starts = (text: string): readonly number[] | undefined =>
      writeIdMap(createProcess(), fresh(), "uid", text).value?.uidMap.mappings.map(({ containerId }) => containerId);
    expect(starts(lines.slice(0, 5).join("\n"))).toEqual([6, 5, 4, 3, 2]);
    expect(starts(lines.join("\n"))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("is not for pwrite(2), nor for the host's own map", () => {
    expect(write(createProcess(), fresh(), "uid", "0 1 1", { positioned: true })).toBe(
      "pwrite(2) is not possible here, write(2) is → ESPIPE",
    );
    expect(write(createProcess(), initialNamespace(), "uid", "0 1 1")).toBe(
      "the map of the initial namespace is fixed → EPERM",
    );
  });

  it("is for openers in the namespace or its parent, not further up", () => {
    const inner = createUserNamespace(podA(), { id: "inner" });
    expect(write(createProcess(), inner, "uid", "0 1 1")).toBe(
      "the file was opened in host, which is neither inner nor its parent → EPERM",
    );
    expect(write(createProcess({ userNamespace: podB() }), inner, "uid", "0 1 1")).toBe(
      "the file was opened in pod-b, which is neither inner nor its parent → EPERM",
    );
    expect(write(inside(fresh()), fresh(), "uid", "0 0 1")).toBe(
      "the file was opened in new → the opener needs CAP_SYS_ADMIN over new → CAP_SYS_ADMIN held in new → lines, all well-formed: 1 → the map has the parent's user 0, and the creator had CAP_SETFCAP → one ID, and it is that of the opener, who created the namespace → every line lies within one line of the map of host → allowed",
    );
  });

  it("takes less than a page at the start of the file, before it looks at anything else", () => {
    expect(write(user(), podA(), "uid", "0 1 1".padEnd(4096))).toBe(
      "the file was opened in host → length 4096 at position 0: at most 4095 bytes at position 0 → EINVAL",
    );
    expect(write(user(), podA(), "uid", "0 1 1", { position: 1 })).toBe(
      "the file was opened in host → length 5 at position 1: at most 4095 bytes at position 0 → EINVAL",
    );
    expect(write(createProcess(), fresh(), "uid", new Uint8Array(4096).fill(32))).toBe(
      "the file was opened in host → length 4096 at position 0: at most 4095 bytes at position 0 → EINVAL",
    );
    expect(writeIdMapErrno(createProcess(), fresh(), "uid", "0 1 1".padEnd(4095))).toBe(undefined);
    expect(write(createProcess(), fresh(), "uid", new Uint8Array(4095).fill(32))).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → line 1, column 1: a blank line → EINVAL",
    );
    const bytes = Uint8Array.from("0 1 1", (character) => character.charCodeAt(0));
    expect(writeIdMapErrno(createProcess(), fresh(), "uid", bytes)).toBe(undefined);
  });

  it("is once, whatever is written the second time", () => {
    expect(write(createProcess(), podA(), "uid", "nonsense")).toBe(
      "the file was opened in host → the user ID map of pod-a is written already → EPERM",
    );
    expect(write(createProcess(), podA(), "projid", "0 1 1")).toBe(
      "the file was opened in host → lines, all well-formed: 1 → project IDs may be mapped by anybody → every line lies within one line of the map of host → allowed",
    );
    expect(writeIdMapErrno(createProcess(), podA(), "gid", "0 1 1")).toBe("EPERM");
  });

  it("needs an opener with CAP_SYS_ADMIN over the namespace before the text is read, save for projects", () => {
    expect(write(user(), fresh(), "uid", "nonsense")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → CAP_SYS_ADMIN not held in host → EPERM",
    );
    expect(write(user(), fresh(), "projid", "nonsense")).toBe(
      "the file was opened in host → line 1, column 1: not a number → EINVAL",
    );
    expect(write(user(), fresh(), "projid", "0 5 1")).toBe(
      "the file was opened in host → lines, all well-formed: 1 → project IDs may be mapped by anybody → every line lies within one line of the map of host → allowed",
    );
  });

  it("names the line and the reason of a text that is none", () => {
    expect(write(createProcess(), fresh(), "uid", "0 1 1\n1 1 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → line 2, column 1: two mappings overlap → EINVAL",
    );
    expect(write(createProcess(), fresh(), "uid", "")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → line 1, column 1: a blank line → EINVAL",
    );
  });

  it("had five lines before Linux 4.15", () => {
    const text = [1, 2, 3, 4, 5, 6].map((n) => `${n} ${n} 1`).join("\n");
    const settings = { ...DEFAULT_SETTINGS, version: [4, 14] as const };
    expect(write(createProcess(), fresh(), "uid", text, { settings })).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → line 6, column 1: more mappings than a map may have → EINVAL",
    );
    expect(writeIdMapErrno(createProcess(), fresh(), "uid", text.slice(0, -6), { settings })).toBe(undefined);
    expect(
      writeIdMapErrno(createProcess(), fresh(), "uid", text, { settings: { ...settings, version: [4, 15] } }),
    ).toBe(undefined);
    expect(
      writeIdMapErrno(createProcess(), fresh(), "uid", text, { settings: { ...settings, version: [3, 19] } }),
    ).toBe("EINVAL");
    expect(writeIdMapErrno(createProcess(), fresh(), "uid", text)).toBe(undefined);
  });

  it("needs CAP_SETFCAP for the parent's user 0: of the opener outside, of the creator inside", () => {
    const without = createProcess({ capabilities: ["CAP_SETUID", "CAP_SETGID", "CAP_SYS_ADMIN"] });
    expect(write(without, fresh(), "uid", "5 5 1\n0 0 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 2 → the map has the parent's user 0: the opener, in host, needs CAP_SETFCAP there → CAP_SETFCAP not held in host → EPERM",
    );
    expect(write(without, fresh(), "gid", "0 0 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → setgroups(2) is not denied → the writer needs CAP_SETGID in host → CAP_SETGID held in host → the opener needs CAP_SETGID in host → CAP_SETGID held in host → every line lies within one line of the map of host → allowed",
    );
    expect(write(without, fresh(), "uid", "0 1 2")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETUID in host → CAP_SETUID held in host → the opener needs CAP_SETUID in host → CAP_SETUID held in host → every line lies within one line of the map of host → allowed",
    );
    const mean = { ...fresh(), creatorHadSetfcap: false };
    expect(write(inside(mean), mean, "uid", "0 0 1")).toBe(
      "the file was opened in new → the opener needs CAP_SYS_ADMIN over new → CAP_SYS_ADMIN held in new → lines, all well-formed: 1 → the map has the parent's user 0, and the creator did not have CAP_SETFCAP → EPERM",
    );
    expect(write(inside(fresh()), fresh(), "uid", "0 0 1")).toBe(
      "the file was opened in new → the opener needs CAP_SYS_ADMIN over new → CAP_SYS_ADMIN held in new → lines, all well-formed: 1 → the map has the parent's user 0, and the creator had CAP_SETFCAP → one ID, and it is that of the opener, who created the namespace → every line lies within one line of the map of host → allowed",
    );
    const settings = { ...DEFAULT_SETTINGS, version: [5, 11] as const };
    expect(write(inside(mean), mean, "uid", "0 0 1", { settings })).toBe(
      "the file was opened in new → the opener needs CAP_SYS_ADMIN over new → CAP_SYS_ADMIN held in new → lines, all well-formed: 1 → one ID, and it is that of the opener, who created the namespace → every line lies within one line of the map of host → allowed",
    );
  });

  it("lets the creator map its own ID without any capability over the parent", () => {
    const mine = fresh(1000);
    expect(write(inside(mine, 1000), mine, "uid", "0 1000 1")).toBe(
      "the file was opened in new → the opener needs CAP_SYS_ADMIN over new → CAP_SYS_ADMIN held in new → lines, all well-formed: 1 → one ID, and it is that of the opener, who created the namespace → every line lies within one line of the map of host → allowed",
    );
    expect(write(user(), mine, "uid", "0 1000 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → one ID, and it is that of the opener, who created the namespace → every line lies within one line of the map of host → allowed",
    );
    expect(write(user(), mine, "uid", "0 1001 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → not the effective user ID of the opener → the writer needs CAP_SETUID in host → CAP_SETUID not held in host → EPERM",
    );
    expect(write(user(), mine, "uid", "0 1000 2")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETUID in host → CAP_SETUID not held in host → EPERM",
    );
    expect(write(user(), mine, "uid", "0 1000 1\n1 1001 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 2 → more than one ID → the writer needs CAP_SETUID in host → CAP_SETUID not held in host → EPERM",
    );
    expect(write({ ...user({ uid: 1001, capabilities: ["CAP_SYS_ADMIN"] }) }, mine, "uid", "0 1001 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → CAP_SYS_ADMIN held in host, above new → lines, all well-formed: 1 → the opener did not create the namespace → the writer needs CAP_SETUID in host → CAP_SETUID not held in host → EPERM",
    );
  });

  it("lets the creator map its own group only after setgroups is denied", () => {
    const mine = fresh(1000);
    expect(write(user(), mine, "gid", "0 1000 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → setgroups(2) is not denied → the writer needs CAP_SETGID in host → CAP_SETGID not held in host → EPERM",
    );
    expect(write(user(), { ...mine, setgroups: "deny" }, "gid", "0 1000 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → one ID, and it is that of the opener, who created the namespace → every line lies within one line of the map of host → allowed",
    );
    expect(write(user(), { ...mine, setgroups: "deny" }, "gid", "0 1001 1")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 1000 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → not the effective group ID of the opener → the writer needs CAP_SETGID in host → CAP_SETGID not held in host → EPERM",
    );
  });

  it("needs the capability over the parent of both who writes and who opened", () => {
    const root = createProcess();
    const weak = createProcess({ capabilities: ["CAP_SYS_ADMIN"] });
    expect(write(root, fresh(), "uid", "0 5 5")).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETUID in host → CAP_SETUID held in host → the opener needs CAP_SETUID in host → CAP_SETUID held in host → every line lies within one line of the map of host → allowed",
    );
    expect(write(root, fresh(), "gid", "0 5 5", { writer: weak })).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETGID in host → CAP_SETGID not held in host → EPERM",
    );
    expect(write(weak, fresh(), "uid", "0 5 5", { writer: root })).toBe(
      "the file was opened in host → the opener needs CAP_SYS_ADMIN over new → kuid 0 in host created new, so it has CAP_SYS_ADMIN in new → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETUID in host → CAP_SETUID held in host → the opener needs CAP_SETUID in host → CAP_SETUID not held in host → EPERM",
    );
  });

  it("lies, line by line, within one line of the parent's map", () => {
    const parent = {
      ...podA(),
      uidMap: unwrap(
        createIdMap([
          { containerId: 0, hostId: 1000, size: 10 },
          { containerId: 10, hostId: 1010, size: 10 },
        ]),
      ),
    };
    const inner = createUserNamespace(parent, { id: "inner" });
    const opener = { ...createProcess(), userNamespace: parent };
    expect(write(opener, inner, "uid", "0 0 5\n5 5 10")).toBe(
      "the file was opened in pod-a → the opener needs CAP_SYS_ADMIN over inner → kuid 0 in pod-a created inner, so it has CAP_SYS_ADMIN in inner → lines, all well-formed: 2 → the map has the parent's user 0: the opener, in pod-a, needs CAP_SETFCAP there → CAP_SETFCAP held in pod-a → more than one ID → the writer needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → the opener needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → line 2: the range [5, 15) does not lie within one line of the map of pod-a → EPERM",
    );
    expect(write(opener, inner, "uid", "0 0 10\n10 10 10")).toBe(
      "the file was opened in pod-a → the opener needs CAP_SYS_ADMIN over inner → kuid 0 in pod-a created inner, so it has CAP_SYS_ADMIN in inner → lines, all well-formed: 2 → the map has the parent's user 0: the opener, in pod-a, needs CAP_SETFCAP there → CAP_SETFCAP held in pod-a → more than one ID → the writer needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → the opener needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → every line lies within one line of the map of pod-a → allowed",
    );
    expect(write(opener, inner, "uid", "0 20 1")).toBe(
      "the file was opened in pod-a → the opener needs CAP_SYS_ADMIN over inner → kuid 0 in pod-a created inner, so it has CAP_SYS_ADMIN in inner → lines, all well-formed: 1 → not the effective user ID of the opener → the writer needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → the opener needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → line 1: the range [20, 21) does not lie within one line of the map of pod-a → EPERM",
    );
    expect(write(opener, inner, "uid", "0 11 9")).toBe(
      "the file was opened in pod-a → the opener needs CAP_SYS_ADMIN over inner → kuid 0 in pod-a created inner, so it has CAP_SYS_ADMIN in inner → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → the opener needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → every line lies within one line of the map of pod-a → allowed",
    );
    expect(write(opener, inner, "uid", "0 11 10")).toBe(
      "the file was opened in pod-a → the opener needs CAP_SYS_ADMIN over inner → kuid 0 in pod-a created inner, so it has CAP_SYS_ADMIN in inner → lines, all well-formed: 1 → more than one ID → the writer needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → the opener needs CAP_SETUID in pod-a → CAP_SETUID held in pod-a → line 1: the range [11, 21) does not lie within one line of the map of pod-a → EPERM",
    );
  });
});
