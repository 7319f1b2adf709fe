import { describe, expect, it } from "vitest";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { procFile } from "../../../../src/core/kernel/inode/proc-file.ts";
import { bindPort, bindPortErrno, openRawSocket, openRawSocketErrno } from "../../../../src/core/kernel/net/network.ts";
import {
  peerCredentials,
  sendCredentials,
  sendCredentialsErrno,
  showCredentials,
} from "../../../../src/core/kernel/net/peer-credentials.ts";
import { setPingGroups, setPingGroupsErrno } from "../../../../src/core/kernel/net/ping-groups.ts";
import {
  accessProcess,
  accessProcessErrno,
  PROCESS_ACCESSES,
  type ProcessAccess,
} from "../../../../src/core/kernel/processes/access-process.ts";
import {
  controlProcess,
  controlProcessErrno,
  type ProcessControl,
} from "../../../../src/core/kernel/processes/control-process.ts";
import type { ProcessAccessOptions } from "../../../../src/core/kernel/processes/may-trace.ts";
import { sendSignal, sendSignalErrno } from "../../../../src/core/kernel/processes/send-signal.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { inA, podA, podB, twinOfA, user } from "../support/cast.ts";
import { told } from "../support/told.ts";

const ALL = 0x1ffffffffff;

function signal(process: Process, target: Process, number = 15): string {
  return told(sendSignal(process, target, number), sendSignalErrno(process, target, number));
}

function access(process: Process, target: Process, what: ProcessAccess, options?: ProcessAccessOptions): string {
  return told(accessProcess(process, target, what, options), accessProcessErrno(process, target, what, options));
}

function control(process: Process, target: Process, what: ProcessControl, raises?: boolean): string {
  return told(controlProcess(process, target, what, raises), controlProcessErrno(process, target, what, raises));
}

/** A process of pod A's twin: the same IDs in another namespace. */
function inTwin(): Process {
  return createProcess({ userNamespace: twinOfA(), uid: 5, gid: 5 });
}

describe("signal-same-user", () => {
  it("compares the real and effective user of the sender with the real and saved one of the target", () => {
    const sender = { ...user(), ruid: 1, euid: 2, suid: 3, fsuid: 4 };
    const target = (ids: Partial<Process>): Process => ({ ...user({ uid: 9 }), ...ids });
    expect(signal(sender, target({ ruid: 1 }))).toBe(
      "user 1 of the sender is the real user of the target, in whatever namespace → allowed",
    );
    expect(signal(sender, target({ suid: 2 }))).toBe(
      "user 2 of the sender is the saved user of the target, in whatever namespace → allowed",
    );
    expect(signal(sender, target({ suid: 1 }))).toBe(
      "user 1 of the sender is the saved user of the target, in whatever namespace → allowed",
    );
    expect(signal(sender, target({ ruid: 2 }))).toBe(
      "user 2 of the sender is the real user of the target, in whatever namespace → allowed",
    );
    expect(signal(sender, target({ euid: 1, fsuid: 2 }))).toBe(
      "users 1, 2 of the sender are not among the real and saved users 9, 9 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL not held in host → EPERM",
    );
    expect(signal(sender, target({ ruid: 3, suid: 4 }))).toBe(
      "users 1, 2 of the sender are not among the real and saved users 3, 4 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL not held in host → EPERM",
    );
  });

  it("compares the kernel's IDs, in whatever namespaces: pods with the same range signal each other", () => {
    expect(signal(inA({ uid: 5 }), inTwin())).toBe(
      "user 65541 of the sender is the saved user of the target, in whatever namespace → allowed",
    );
    expect(signal(inA({ uid: 5 }), createProcess({ userNamespace: podB(), uid: 5 }))).toBe(
      "users 65541, 65541 of the sender are not among the real and saved users 131077, 131077 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL asked for in pod-b, which does not lie below pod-a → EPERM",
    );
  });
});

describe("signal-capability", () => {
  it("is judged over the namespace of the target", () => {
    expect(signal(createProcess(), inA({ uid: 5 }))).toBe(
      "users 0, 0 of the sender are not among the real and saved users 65541, 65541 of the target → else CAP_KILL over the target's namespace is needed → kuid 0 in host created pod-a, so it has CAP_KILL in pod-a → allowed",
    );
    expect(signal(inA(), user())).toBe(
      "users 65536, 65536 of the sender are not among the real and saved users 1000, 1000 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(signal(inA(), inA({ uid: 5 }))).toBe(
      "users 65536, 65536 of the sender are not among the real and saved users 65541, 65541 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL held in pod-a → allowed",
    );
    expect(signal(createProcess({ capabilities: [] }), inA({ uid: 5 }))).toBe(
      "users 0, 0 of the sender are not among the real and saved users 65541, 65541 of the target → else CAP_KILL over the target's namespace is needed → kuid 0 in host created pod-a, so it has CAP_KILL in pod-a → allowed",
    );
  });
});

describe("signal-number", () => {
  it.each([
    [0, undefined],
    [64, undefined],
    [65, "EINVAL"],
    [100, "EINVAL"],
    [-1, "EINVAL"],
    [-2147483648, "EINVAL"],
  ])("%d is a signal, or is not before anybody is asked", (number, errno) => {
    const self = { ...createProcess(), threadGroup: "1" };
    expect(sendSignalErrno(self, self, number)).toBe(errno);
    expect(sendSignalErrno(inA(), createProcess(), number)).toBe(errno ?? "EPERM");
  });

  it("says what is one, and throws for what is no number", () => {
    expect(signal(user(), user(), 65)).toBe("65 is no signal: they are 0 to 64 → EINVAL");
    const message = new TypeError("sendSignal: expected the signal to be an integer, got 0.5");
    expect(() => sendSignal(user(), user(), 0.5)).toThrow(message);
    expect(() => sendSignalErrno(user(), user(), 0.5)).toThrow(message);
  });
});

describe("signal-continue", () => {
  it("lets SIGCONT through within a session, and nothing else", () => {
    const sender = { ...user(), session: "tty1" };
    const target = { ...user({ uid: 5 }), session: "tty1" };
    expect(signal(sender, target, 18)).toBe(
      "users 1000, 1000 of the sender are not among the real and saved users 5, 5 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL not held in host → SIGCONT within session tty1 → allowed",
    );
    expect(signal(sender, target, 0)).toBe(
      "users 1000, 1000 of the sender are not among the real and saved users 5, 5 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL not held in host → EPERM",
    );
    expect(signal(sender, { ...target, session: "tty2" }, 18)).toBe(
      "users 1000, 1000 of the sender are not among the real and saved users 5, 5 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL not held in host → EPERM",
    );
    expect(signal(user(), user({ uid: 5 }), 18)).toBe(
      "users 1000, 1000 of the sender are not among the real and saved users 5, 5 of the target → else CAP_KILL over the target's namespace is needed → CAP_KILL not held in host → EPERM",
    );
  });
});

describe("own-thread-group", () => {
  it("lets a process do anything to itself, whatever its IDs", () => {
    const self = { ...user(), threadGroup: "1" };
    const changed = { ...user({ uid: 5 }), threadGroup: "1", dumpable: false };
    expect(signal(self, changed)).toBe("it is the process itself → allowed");
    expect(access(self, changed, "memory")).toBe("it is the process itself → allowed");
    expect(control(self, changed, "limits")).toBe("it is the process itself → allowed");
    expect(sendSignalErrno(self, { ...changed, threadGroup: "2" }, 15)).toBe("EPERM");
    expect(accessProcessErrno(self, { ...changed, threadGroup: "2" }, "memory")).toBe("EPERM");
    expect(controlProcessErrno(self, { ...changed, threadGroup: "2" }, "limits")).toBe("EPERM");
  });

  it("does not trace itself, whatever it may do", () => {
    const root = { ...createProcess(), threadGroup: "1" };
    expect(access(root, root, "attach")).toBe("a process does not trace itself → EPERM");
    expect(accessProcessErrno(root, { ...root, threadGroup: "2" }, "attach")).toBe(undefined);
    for (const what of ["memory", "compare", "take-descriptor", "link", "descriptor-link"] as const)
      expect(accessProcessErrno(root, root, what)).toBe(undefined);
  });

  it("is no help with what the mode of a file refuses", () => {
    const setUserId = { ...user(), euid: 0, suid: 0, fsuid: 0, dumpable: false, threadGroup: "1" };
    const dropped = { ...setUserId, euid: 1000, fsuid: 1000 };
    for (const what of ["open-environ", "open-mem"] as const) {
      expect(accessProcessErrno(setUserId, setUserId, what)).toBe(undefined);
      expect(accessProcessErrno(dropped, dropped, what)).toBe("EACCES");
    }
    expect(controlProcessErrno(dropped, dropped, "oom-score")).toBe("EACCES");
  });
});

/** System calls, and what is opened below `/proc`. */
const CALLS = ["attach", "memory", "compare", "take-descriptor"] as const;
const FILES = PROCESS_ACCESSES.filter((access) => !CALLS.some((call) => call === access));

describe("ptrace-same-ids", () => {
  it("wants all three users and all three groups of the target", () => {
    expect(access(user(), user(), "attach")).toBe(
      "user 1000 and group 1000 are the target's real, effective and saved ones → the target is dumpable → same user namespace, and the target has no capability that the caller has not → allowed",
    );
    for (const id of ["ruid", "euid", "suid", "rgid", "egid", "sgid"] as const)
      expect(accessProcessErrno(user(), { ...user(), [id]: 5 }, "attach")).toBe("EPERM");
    expect(accessProcessErrno(user(), { ...user(), fsuid: 5, fsgid: 5 }, "attach")).toBe(undefined);
    expect(access(user(), { ...user(), egid: 5 }, "link")).toBe(
      "user 1000 and group 1000 are not all of the target's users 1000, 1000, 1000 and groups 1000, 5, 1000 → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE not held in host → EACCES",
    );
  });

  it("compares the real IDs of the caller in system calls, and the file IDs in /proc", () => {
    const real = { ...user({ uid: 5, gid: 5 }), ruid: 1000, rgid: 1000 };
    const file = { ...user({ uid: 5, gid: 5 }), fsuid: 1000, fsgid: 1000 };
    const allowed = (process: Process, access: ProcessAccess): boolean =>
      accessProcessErrno(process, user(), access) === undefined;
    expect(CALLS.map((call) => [allowed(real, call), allowed(file, call)])).toEqual(CALLS.map(() => [true, false]));
    expect(FILES.map((call) => [allowed(real, call), allowed(file, call)])).toEqual(FILES.map(() => [false, true]));
    expect(accessProcessErrno({ ...file, fsgid: 5 }, user(), "link")).toBe("EACCES");
    expect(accessProcessErrno({ ...real, rgid: 5 }, user(), "attach")).toBe("EPERM");
  });

  it("answers EPERM from system calls and EACCES from files", () => {
    const answer = (what: ProcessAccess) => accessProcessErrno(user(), user({ uid: 5 }), what);
    expect(CALLS.map(answer)).toEqual(CALLS.map(() => "EPERM"));
    expect(FILES.map(answer)).toEqual(FILES.map(() => "EACCES"));
  });
});

describe("ptrace-dumpable", () => {
  it("needs CAP_SYS_PTRACE over the namespace of the memory where the target is not dumpable", () => {
    const hidden = { ...inA({ uid: 5, gid: 5 }), dumpable: false };
    expect(access(inA({ uid: 5, gid: 5 }), hidden, "attach")).toBe(
      "user 65541 and group 65541 are the target's real, effective and saved ones → the target is not dumpable, and its memory belongs to pod-a → CAP_SYS_PTRACE over pod-a is needed → CAP_SYS_PTRACE not held in pod-a → EPERM",
    );
    expect(access(inA(), hidden, "attach")).toBe(
      "user 65536 and group 65536 are not all of the target's users 65541, 65541, 65541 and groups 65541, 65541, 65541 → CAP_SYS_PTRACE over pod-a is needed → CAP_SYS_PTRACE held in pod-a → the target is not dumpable, and its memory belongs to pod-a → CAP_SYS_PTRACE over pod-a is needed → CAP_SYS_PTRACE held in pod-a → same user namespace, and the target has no capability that the caller has not → allowed",
    );
    expect(access(inA(), { ...hidden, memoryNamespace: initialNamespace() }, "attach")).toBe(
      "user 65536 and group 65536 are not all of the target's users 65541, 65541, 65541 and groups 65541, 65541, 65541 → CAP_SYS_PTRACE over pod-a is needed → CAP_SYS_PTRACE held in pod-a → the target is not dumpable, and its memory belongs to host → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE asked for in host, which does not lie below pod-a → EPERM",
    );
  });
});

describe("ptrace-capabilities-covered", () => {
  it("refuses the same user of another namespace", () => {
    expect(access(inA({ uid: 5, gid: 5 }), inTwin(), "attach")).toBe(
      "user 65541 and group 65541 are the target's real, effective and saved ones → the target is dumpable → the target is in another user namespace → CAP_SYS_PTRACE over twin is needed → CAP_SYS_PTRACE asked for in twin, which does not lie below pod-a → EPERM",
    );
    expect(access(createProcess(), inTwin(), "attach")).toBe(
      "user 0 and group 0 are not all of the target's users 65541, 65541, 65541 and groups 65541, 65541, 65541 → CAP_SYS_PTRACE over twin is needed → kuid 0 in host created twin, so it has CAP_SYS_PTRACE in twin → the target is dumpable → the target is in another user namespace → CAP_SYS_PTRACE over twin is needed → kuid 0 in host created twin, so it has CAP_SYS_PTRACE in twin → allowed",
    );
  });

  it("refuses a target with capabilities that the caller lacks: permitted in calls, effective in /proc", () => {
    const target = { ...user(), permitted: 6 };
    const permitted = { ...user(), permitted: 7 };
    const effective = { ...user(), effective: 7 };
    expect(access(user(), target, "attach")).toBe(
      "user 1000 and group 1000 are the target's real, effective and saved ones → the target is dumpable → the target has capabilities that the caller has not → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE not held in host → EPERM",
    );
    const answers = (what: ProcessAccess) => [permitted, effective].map((one) => accessProcessErrno(one, target, what));
    expect(CALLS.map(answers)).toEqual(CALLS.map(() => [undefined, "EPERM"]));
    expect(FILES.map(answers)).toEqual(FILES.map(() => ["EACCES", undefined]));
  });
});

describe("proc-file-bits", () => {
  it("ask for the mode of environ and mem first", () => {
    expect(access(user(), user(), "open-environ")).toBe(
      "the file has mode 0400 and belongs to 1000 and 1000 → owner? 1000 it is → owner bits r-- grant read → user 1000 and group 1000 are the target's real, effective and saved ones → the target is dumpable → same user namespace, and the target has no capability that the caller has not → allowed",
    );
    expect(access(user(), user(), "open-mem")).toBe(
      "the file has mode 0600 and belongs to 1000 and 1000 → owner? 1000 it is → owner bits rw- grant read and write → user 1000 and group 1000 are the target's real, effective and saved ones → the target is dumpable → same user namespace, and the target has no capability that the caller has not → allowed",
    );
    const ptracer = user({ uid: 5, gid: 5, capabilities: ["CAP_SYS_PTRACE"] });
    expect(access(ptracer, user(), "open-environ")).toBe(
      "the file has mode 0400 and belongs to 1000 and 1000 → owner? 5 is not 1000 → group? not in 1000 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(access({ ...ptracer, effective: ptracer.effective + 4, permitted: ALL }, user(), "open-environ")).toBe(
      "the file has mode 0400 and belongs to 1000 and 1000 → owner? 5 is not 1000 → group? not in 1000 → other bits --- → read not granted → CAP_DAC_READ_SEARCH held in host → file owner 1000 and group 1000 mapped there → user 5 and group 5 are not all of the target's users 1000, 1000, 1000 and groups 1000, 1000, 1000 → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE held in host → the target is dumpable → same user namespace, and the target has no capability that the caller has not → allowed",
    );
    expect(access({ ...ptracer, effective: ptracer.effective + 4, permitted: ALL }, user(), "open-mem")).toBe(
      "the file has mode 0600 and belongs to 1000 and 1000 → owner? 5 is not 1000 → group? not in 1000 → other bits --- → read and write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });
});

describe("proc-directory-bits", () => {
  const ptracer = user({ uid: 5, gid: 5, capabilities: ["CAP_SYS_PTRACE"] });

  it("let CAP_SYS_PTRACE alone read cwd, but not search fd", () => {
    expect(accessProcessErrno(ptracer, user(), "link")).toBe(undefined);
    expect(access(ptracer, user(), "descriptor-link")).toBe(
      "the directory has mode 0500 and belongs to 1000 and 1000 → owner? 5 is not 1000 → group? not in 1000 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(accessProcessErrno(ptracer, user({ uid: 5, gid: 5 }), "descriptor-link")).toBe(undefined);
  });

  it.each([
    ["CAP_DAC_READ_SEARCH", undefined],
    ["CAP_DAC_OVERRIDE", undefined],
    ["CAP_FOWNER", "EACCES"],
  ] as const)("are searched with %s", (capability, errno) => {
    const process = user({ uid: 5, gid: 5, capabilities: ["CAP_SYS_PTRACE", capability] });
    expect(accessProcessErrno(process, user(), "descriptor-link")).toBe(errno);
  });

  it("are not enough: what may not be traced shows no descriptor", () => {
    const searcher = user({ uid: 5, gid: 5, capabilities: ["CAP_DAC_READ_SEARCH"] });
    expect(accessProcessErrno(searcher, user(), "descriptor-link")).toBe("EACCES");
    expect(accessProcessErrno(user(), { ...user(), permitted: 1 }, "descriptor-link")).toBe("EACCES");
  });

  it("belong to a root where the target is not dumpable, and do not keep it from its own", () => {
    const hidden = { ...user(), dumpable: false };
    expect(accessProcessErrno(ptracer, { ...user({ uid: 5, gid: 5 }), dumpable: false }, "descriptor-link")).toBe(
      "EACCES",
    );
    const shown = { ...user(), threadGroup: "1" };
    expect(access(shown, shown, "descriptor-link")).toBe(
      "the directory has mode 0500 and belongs to 1000 and 1000 → owner? 1000 it is → owner bits r-x grant execute → it is the process itself → allowed",
    );
    const own = { ...hidden, threadGroup: "1" };
    expect(access(own, own, "descriptor-link")).toBe(
      "the directory has mode 0500 and belongs to 0 and 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → it is the process itself → it is the process itself → allowed",
    );
  });
});

describe("procFile", () => {
  it("belongs to the effective user and group, or to the root of the memory's namespace", () => {
    const target = { ...user(), euid: 5, egid: 6 };
    const mount = createMount({ superblock: { type: "proc" } });
    expect(procFile(target, 0o400)).toEqual({
      type: "regular",
      uid: 5,
      gid: 6,
      mode: 0o400,
      acl: undefined,
      capability: undefined,
      immutable: false,
      mount,
      directory: undefined,
    });
    expect(procFile({ ...target, dumpable: false, memoryNamespace: podA() }, 0o400)).toMatchObject({
      uid: 65536,
      gid: 65536,
    });
    const empty = createUserNamespace(podA(), { id: "empty" });
    expect(procFile({ ...target, dumpable: false, memoryNamespace: empty }, 0o400)).toMatchObject({ uid: 0, gid: 0 });
  });

  // Seen on 6.18.44: /proc/PID and task are 0555, ns is 0511, fd is 0500, status is 0444.
  it.each([
    ["directory", 0o555, 5, 6],
    ["directory", 0o511, 0, 0],
    ["directory", 0o500, 0, 0],
    ["regular", 0o555, 0, 0],
    ["regular", 0o444, 0, 0],
  ] as const)("of a process that is not dumpable, a %s of mode %o, belongs to %d and %d", (type, mode, uid, gid) => {
    const target = { ...user(), euid: 5, egid: 6, dumpable: false };
    expect(procFile(target, mode, type)).toMatchObject({ type, uid, gid });
    expect(procFile({ ...target, dumpable: true }, mode, type)).toMatchObject({ type, uid: 5, gid: 6 });
  });
});

describe("proc-performance", () => {
  it("opens environ, not mem, to CAP_PERFMON and CAP_SYS_ADMIN over the host, since 6.15", () => {
    const meter = user({ uid: 5, gid: 5, capabilities: ["CAP_PERFMON", "CAP_DAC_OVERRIDE"] });
    const admin = user({ uid: 5, gid: 5, capabilities: ["CAP_SYS_ADMIN", "CAP_DAC_OVERRIDE"] });
    expect(access(meter, user(), "open-environ")).toBe(
      "the file has mode 0400 and belongs to 1000 and 1000 → owner? 5 is not 1000 → group? not in 1000 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE held in host → file owner 1000 and group 1000 mapped there → user 5 and group 5 are not all of the target's users 1000, 1000, 1000 and groups 1000, 1000, 1000 → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE not held in host → CAP_PERFMON or CAP_SYS_ADMIN over the host would do as well → CAP_PERFMON held in host → allowed",
    );
    expect(access(admin, user(), "open-environ")).toBe(
      "the file has mode 0400 and belongs to 1000 and 1000 → owner? 5 is not 1000 → group? not in 1000 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE held in host → file owner 1000 and group 1000 mapped there → user 5 and group 5 are not all of the target's users 1000, 1000, 1000 and groups 1000, 1000, 1000 → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE not held in host → CAP_PERFMON or CAP_SYS_ADMIN over the host would do as well → CAP_PERFMON not held in host → CAP_SYS_ADMIN held in host → allowed",
    );
    expect(accessProcessErrno(admin, user(), "open-mem")).toBe("EACCES");
    const settings = { ...DEFAULT_SETTINGS, version: [6, 14] as const };
    expect(access(admin, user(), "open-environ", { settings })).toBe(
      "the file has mode 0400 and belongs to 1000 and 1000 → owner? 5 is not 1000 → group? not in 1000 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE held in host → file owner 1000 and group 1000 mapped there → user 5 and group 5 are not all of the target's users 1000, 1000, 1000 and groups 1000, 1000, 1000 → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE not held in host → EACCES",
    );
    expect(accessProcessErrno(admin, user(), "open-environ", { settings: { ...settings, version: [6, 15] } })).toBe(
      undefined,
    );
  });
});

describe("ptrace-scope", () => {
  it("lets Yama refuse to attach to what is no descendant, without CAP_SYS_PTRACE", () => {
    const settings = { ...DEFAULT_SETTINGS, ptraceScope: 1 as const };
    expect(access(user(), user(), "attach", { settings })).toBe(
      "user 1000 and group 1000 are the target's real, effective and saved ones → the target is dumpable → same user namespace, and the target has no capability that the caller has not → Yama: the target is no descendant of the caller → CAP_SYS_PTRACE over host is needed → CAP_SYS_PTRACE not held in host → EPERM",
    );
    expect(access(user(), user(), "attach", { settings, isDescendant: true })).toBe(
      "user 1000 and group 1000 are the target's real, effective and saved ones → the target is dumpable → same user namespace, and the target has no capability that the caller has not → the target is a descendant of the caller → allowed",
    );
    expect(access(user(), user(), "link", { settings })).toBe(
      "user 1000 and group 1000 are the target's real, effective and saved ones → the target is dumpable → same user namespace, and the target has no capability that the caller has not → allowed",
    );
    expect(accessProcessErrno(createProcess(), createProcess(), "attach", { settings })).toBe(undefined);
    expect(accessProcessErrno(user(), user(), "compare", { settings })).toBe(undefined);
    expect(accessProcessErrno(user(), user(), "open-mem", { settings })).toBe("EACCES");
  });
});

describe("control-same-user", () => {
  it("compares the real IDs of the caller with all of the target's for limits", () => {
    expect(control(user(), user(), "limits")).toBe(
      "user 1000 and group 1000 of the caller, users 1000, 1000, 1000 and groups 1000, 1000, 1000 of the target: the same → allowed",
    );
    for (const id of ["ruid", "euid", "suid", "rgid", "egid", "sgid"] as const)
      expect(controlProcessErrno(user(), { ...user(), [id]: 5 }, "limits")).toBe("EPERM");
    expect(controlProcessErrno({ ...user({ uid: 5, gid: 5 }), ruid: 1000, rgid: 1000 }, user(), "limits")).toBe(
      undefined,
    );
    expect(control(inA(), { ...inA({ uid: 5 }) }, "limits")).toBe(
      "user 65536 and group 65536 of the caller are not all of the target's users 65541, 65541, 65541 and groups 65536, 65536, 65536 → else CAP_SYS_RESOURCE over pod-a is needed → CAP_SYS_RESOURCE held in pod-a → allowed",
    );
  });

  it("compares the effective user of the caller with the real and effective one for affinity and priority", () => {
    const caller = { ...user({ uid: 9 }), euid: 5 };
    for (const what of ["affinity", "priority"] as const)
      expect(
        [{ ruid: 5 }, { euid: 5 }, { suid: 5 }].map((ids) => controlProcessErrno(caller, { ...user(), ...ids }, what)),
      ).toEqual([undefined, undefined, "EPERM"]);
    expect(control(user(), inA(), "affinity")).toBe(
      "users 1000 of the caller are not the target's 65536, 65536 → else CAP_SYS_NICE over pod-a is needed → CAP_SYS_NICE not held in host → EPERM",
    );
    expect(control(createProcess(), inA({ uid: 5 }), "priority")).toBe(
      "users 0 of the caller are not the target's 65541, 65541 → else CAP_SYS_NICE over pod-a is needed → kuid 0 in host created pod-a, so it has CAP_SYS_NICE in pod-a → the target has no capability that the caller has not → allowed",
    );
  });

  it("compares the real and effective user of the caller with the real one for I/O priority", () => {
    const caller = { ...user({ uid: 9 }), ruid: 5, euid: 6 };
    expect(
      [{ ruid: 5 }, { ruid: 6 }, { euid: 5 }].map((ids) =>
        controlProcessErrno(caller, { ...user(), ...ids }, "io-priority"),
      ),
    ).toEqual([undefined, undefined, "EPERM"]);
    expect(control(inA(), inA({ uid: 5 }), "io-priority")).toBe(
      "users 65536, 65536 of the caller are not the target's 65541 → CAP_SYS_NICE over the host is needed → CAP_SYS_NICE asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(control(createProcess(), user(), "io-priority")).toBe(
      "users 0, 0 of the caller are not the target's 1000 → CAP_SYS_NICE over the host is needed → CAP_SYS_NICE held in host → the target has no capability that the caller has not → allowed",
    );
  });

  it("is all there is between pods with the same range", () => {
    for (const what of ["limits", "affinity", "priority", "io-priority", "oom-score"] as const)
      expect(controlProcessErrno(inA({ uid: 5, gid: 5 }), inTwin(), what)).toBe(undefined);
  });

  it("is the mode of the file for the score", () => {
    expect(control(user(), user(), "oom-score")).toBe(
      "the file has mode 0644 and belongs to 1000 and 1000 → owner? 1000 it is → owner bits rw- grant write → allowed",
    );
    expect(control(user(), user({ uid: 5 }), "oom-score")).toBe(
      "the file has mode 0644 and belongs to 5 and 1000 → owner? 1000 is not 5 → group? in 1000 → group bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });
});

describe("control-capabilities-covered", () => {
  const bare = { ...inA(), effective: 0, permitted: 0 };
  const scheduling = ["affinity", "priority", "io-priority"] as const;

  it("keeps who has less from rescheduling who has more, though the user is the same", () => {
    expect(control(bare, inA(), "affinity")).toBe(
      "users 65536 of the caller, users 65536, 65536 of the target: the same → the target has capabilities that the caller has not → else CAP_SYS_NICE over pod-a is needed → CAP_SYS_NICE not held in pod-a → EPERM",
    );
    for (const what of scheduling)
      expect([what, controlProcess(bare, inA(), what)]).toMatchObject([
        what,
        { errno: "EPERM", decidedBy: "capability-held" },
      ]);
    expect(control(bare, inA(), "limits")).toBe(
      "user 65536 and group 65536 of the caller, users 65536, 65536, 65536 and groups 65536, 65536, 65536 of the target: the same → allowed",
    );
  });

  it("looks at the permitted sets, those in effect play no part", () => {
    const kill = 2 ** 5;
    for (const what of scheduling) {
      expect(controlProcessErrno({ ...bare, permitted: kill }, { ...bare, permitted: kill }, what)).toBe(undefined);
      expect(controlProcessErrno({ ...bare, effective: kill }, { ...bare, permitted: kill }, what)).toBe("EPERM");
      expect(controlProcessErrno(bare, { ...bare, effective: ALL }, what)).toBe(undefined);
      expect(controlProcess({ ...bare, permitted: ALL }, inA(), what)).toMatchObject({
        allowed: true,
        decidedBy: "control-capabilities-covered",
      });
    }
  });

  it("wants CAP_SYS_NICE over the target's namespace instead, which the twin of a pod has not", () => {
    const nice = 2 ** 23;
    expect(controlProcessErrno({ ...bare, effective: nice }, inA(), "io-priority")).toBe(undefined);
    const twin = createProcess({ userNamespace: twinOfA() });
    expect(control({ ...twin, permitted: 0 }, inA(), "priority")).toBe(
      "users 65536 of the caller, users 65536, 65536 of the target: the same → the target has capabilities that the caller has not → else CAP_SYS_NICE over pod-a is needed → CAP_SYS_NICE asked for in pod-a, which does not lie below twin → EPERM",
    );
  });

  it("comes after EACCES for a better priority", () => {
    expect(controlProcessErrno(bare, inA(), "priority", true)).toBe("EACCES");
    expect(controlProcessErrno(bare, inA(), "priority", false)).toBe("EPERM");
  });
});

describe("control-host", () => {
  it("is for the host", () => {
    expect(control(user(), user(), "priority", true)).toBe(
      "users 1000 of the caller, users 1000, 1000 of the target: the same → CAP_SYS_NICE over the host is needed → CAP_SYS_NICE not held in host → EACCES",
    );
    expect(control(inA(), inA(), "priority", true)).toBe(
      "users 65536 of the caller, users 65536, 65536 of the target: the same → CAP_SYS_NICE over the host is needed → CAP_SYS_NICE asked for in host, which does not lie below pod-a → EACCES",
    );
    expect(control(createProcess(), user(), "priority", true)).toBe(
      "users 0 of the caller are not the target's 1000, 1000 → else CAP_SYS_NICE over host is needed → CAP_SYS_NICE held in host → CAP_SYS_NICE over the host is needed → CAP_SYS_NICE held in host → the target has no capability that the caller has not → allowed",
    );
    expect(control(inA(), inA(), "limits", true)).toBe(
      "user 65536 and group 65536 of the caller, users 65536, 65536, 65536 and groups 65536, 65536, 65536 of the target: the same → CAP_SYS_RESOURCE over the host is needed → CAP_SYS_RESOURCE asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(control(inA(), inA(), "io-priority", true)).toBe(
      "CAP_SYS_ADMIN over the host is needed → CAP_SYS_ADMIN asked for in host, which does not lie below pod-a → CAP_SYS_NICE over the host is needed → CAP_SYS_NICE asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(control(inA(), inA(), "oom-score", true)).toBe(
      "the file has mode 0644 and belongs to 65536 and 65536 → owner? 65536 it is → owner bits rw- grant write → CAP_SYS_RESOURCE over the host is needed → CAP_SYS_RESOURCE asked for in host, which does not lie below pod-a → EACCES",
    );
    expect(control(createProcess(), user(), "oom-score", true)).toBe(
      "the file has mode 0644 and belongs to 1000 and 1000 → owner? 0 is not 1000 → group? not in 1000 → other bits r-- → write not granted → CAP_DAC_OVERRIDE held in host → file owner 1000 and group 1000 mapped there → CAP_SYS_RESOURCE over the host is needed → CAP_SYS_RESOURCE held in host → allowed",
    );
  });
});

describe("what is raised", () => {
  const self = { ...user(), threadGroup: "1" };

  it.each([
    ["limits", "EPERM", ["CAP_SYS_RESOURCE"]],
    ["affinity", undefined, []],
    ["priority", "EACCES", ["CAP_SYS_NICE"]],
    ["io-priority", "EPERM", ["CAP_SYS_ADMIN", "CAP_SYS_NICE"]],
    ["oom-score", "EACCES", ["CAP_SYS_RESOURCE"]],
  ] as const)("of %s takes a capability over the host, of oneself too", (what, errno, enough) => {
    expect(controlProcessErrno(self, self, what)).toBe(undefined);
    expect(controlProcessErrno(self, self, what, true)).toBe(errno);
    const podRoot = { ...inA(), threadGroup: "1" };
    expect(controlProcessErrno(podRoot, podRoot, what, true)).toBe(errno);
    for (const capability of ["CAP_SYS_RESOURCE", "CAP_SYS_NICE", "CAP_SYS_ADMIN"] as const) {
      const one = { ...user({ capabilities: [capability] }), threadGroup: "1" };
      const isEnough = (enough as readonly string[]).includes(capability);
      expect([capability, controlProcessErrno(one, one, what, true)]).toEqual([
        capability,
        isEnough ? undefined : errno,
      ]);
    }
  });

  it("asks for the class of I/O before the owner, and for a hard limit after it", () => {
    const rows = (["limits", "io-priority"] as const).map((what) =>
      controlProcess(user(), user({ uid: 5 }), what, true),
    );
    expect(rows.map(({ errno, steps }) => [errno, steps[0]?.rule])).toEqual([
      ["EPERM", "control-same-owner"],
      ["EPERM", "control-host"],
    ]);
  });
});

describe("peerCredentials", () => {
  it("shows the effective IDs of the peer as the reader has them", () => {
    const peer = { ...inA({ uid: 5, gid: 6 }), ruid: 1, fsuid: 2, rgid: 3, fsgid: 4 };
    expect(peerCredentials(peer, initialNamespace())).toEqual({ uid: 65541, gid: 65542 });
    expect(peerCredentials(peer, podB())).toEqual({ uid: 65534, gid: 65534 });
    expect(peerCredentials(peer, twinOfA())).toEqual({ uid: 5, gid: 6 });
    const settings = { ...DEFAULT_SETTINGS, overflowUid: 7, overflowGid: 8 };
    expect(peerCredentials(peer, podB(), settings)).toEqual({ uid: 7, gid: 8 });
    expect(showCredentials({ kuid: 65537, kgid: 1 }, podA())).toEqual({ uid: 1, gid: 65534 });
  });
});

describe("sendCredentials", () => {
  const send = (process: Process, uid: number, gid: number): string =>
    told(sendCredentials(process, uid, gid), sendCredentialsErrno(process, uid, gid));

  it("sends the IDs as the kernel has them", () => {
    expect(sendCredentials(inA(), 5, 6).value).toEqual({ kuid: 65541, kgid: 65542 });
    expect(send(inA(), 5, 6)).toBe(
      "user 5 and group 6 of pod-a are 65541 and 65542 to the kernel → the user ID 5 is none of the sender's own: CAP_SETUID is needed → CAP_SETUID held in pod-a → the group ID 6 is none of the sender's own: CAP_SETGID is needed → CAP_SETGID held in pod-a → allowed",
    );
  });

  it("is EINVAL for an ID without a mapping", () => {
    expect(send(inA(), 65536, 0)).toBe("user 65536 and group 0 are not both mapped in pod-a → EINVAL");
    expect(send(inA(), 0, 65536)).toBe("user 0 and group 65536 are not both mapped in pod-a → EINVAL");
  });

  it("is for the real, effective and saved IDs, without capabilities", () => {
    const process = { ...user(), ruid: 1, euid: 2, suid: 3, fsuid: 4, rgid: 11, egid: 12, sgid: 13, fsgid: 14 };
    expect([1, 2, 3, 4].map((uid) => sendCredentialsErrno(process, uid, 11))).toEqual([
      undefined,
      undefined,
      undefined,
      "EPERM",
    ]);
    expect([11, 12, 13, 14].map((gid) => sendCredentialsErrno(process, 1, gid))).toEqual([
      undefined,
      undefined,
      undefined,
      "EPERM",
    ]);
    expect(send(process, 4, 11)).toBe(
      "user 4 and group 11 of host are 4 and 11 to the kernel → the user ID 4 is none of the sender's own: CAP_SETUID is needed → CAP_SETUID not held in host → EPERM",
    );
    expect(sendCredentialsErrno({ ...process, effective: 64 }, 4, 11)).toBe("EPERM");
    expect(sendCredentialsErrno({ ...process, effective: 128 }, 4, 14)).toBe("EPERM");
    expect(sendCredentialsErrno({ ...process, effective: 192 }, 4, 14)).toBe(undefined);
  });

  it("throws for numbers that are none", () => {
    expect(() => sendCredentials(user(), -1, 0)).toThrow(
      new RangeError("sendCredentials: expected the user ID from 0 to 4294967295, got -1"),
    );
    expect(() => sendCredentials(user(), 0, -1)).toThrow(
      new RangeError("sendCredentials: expected the group ID from 0 to 4294967295, got -1"),
    );
    expect(() => sendCredentialsErrno(user(), -1, 0)).toThrow(
      new RangeError("sendCredentials: expected the user ID from 0 to 4294967295, got -1"),
    );
  });
});

describe("port-unprivileged and network-capability", () => {
  const bind = (process: Process, port: number, first?: number): string =>
    told(bindPort(process, port, first), bindPortErrno(process, port, first));
  const own = { id: "pod-a", owner: podA() };

  it("ask the owner of the network namespace for ports below 1024", () => {
    expect(bind(inA(), 80)).toBe(
      "port 80 is below 1024 → CAP_NET_BIND_SERVICE over host, the owner of the network namespace, is needed → CAP_NET_BIND_SERVICE asked for in host, which does not lie below pod-a → EACCES",
    );
    expect(bind({ ...inA(), networkNamespace: own }, 80)).toBe(
      "port 80 is below 1024 → CAP_NET_BIND_SERVICE over pod-a, the owner of the network namespace, is needed → CAP_NET_BIND_SERVICE held in pod-a → allowed",
    );
    expect(bind(user(), 1024)).toBe("port 1024 is not below 1024 → allowed");
    expect(bind(user(), 1023)).toBe(
      "port 1023 is below 1024 → CAP_NET_BIND_SERVICE over host, the owner of the network namespace, is needed → CAP_NET_BIND_SERVICE not held in host → EACCES",
    );
    expect(bind(user(), 0)).toBe("port 0 is not below 1024 → allowed");
    expect(bind(user(), 80, 80)).toBe("port 80 is not below 80 → allowed");
    expect(bind(createProcess(), 80)).toBe(
      "port 80 is below 1024 → CAP_NET_BIND_SERVICE over host, the owner of the network namespace, is needed → CAP_NET_BIND_SERVICE held in host → allowed",
    );
  });

  it("ask it for raw sockets", () => {
    const raw = (process: Process): string => told(openRawSocket(process), openRawSocketErrno(process));
    expect(raw(inA())).toBe(
      "CAP_NET_RAW over host, the owner of the network namespace, is needed → CAP_NET_RAW asked for in host, which does not lie below pod-a → EPERM",
    );
    expect(raw({ ...inA(), networkNamespace: own })).toBe(
      "CAP_NET_RAW over pod-a, the owner of the network namespace, is needed → CAP_NET_RAW held in pod-a → allowed",
    );
  });

  it("throw for what is no port", () => {
    expect(() => bindPort(user(), 65536)).toThrow(
      new RangeError("bindPort: expected the port from 0 to 65535, got 65536"),
    );
    expect(() => bindPort(user(), 80, 65536)).toThrow(
      new RangeError("bindPort: expected the first unprivileged port from 0 to 65535, got 65536"),
    );
    expect(() => bindPortErrno(user(), 80, 0.5)).toThrow(
      new TypeError("bindPort: expected the first unprivileged port to be an integer, got 0.5"),
    );
    expect(() => bindPortErrno(user(), -1)).toThrow(
      new RangeError("bindPort: expected the port from 0 to 65535, got -1"),
    );
  });
});

describe("ping-group-mapped", () => {
  const ping = (process: Process, low: number, high: number): string =>
    told(setPingGroups(process, low, high), setPingGroupsErrno(process, low, high));

  const inOwnNetwork = (options: Parameters<typeof inA>[0] = {}): Process =>
    inA({ ...options, networkNamespace: { id: "pod-a", owner: podA() } });
  const held =
    "CAP_NET_ADMIN over pod-a, the owner of the network namespace, is needed → CAP_NET_ADMIN held in pod-a → ";

  it("wants both groups mapped", () => {
    expect(ping(inOwnNetwork(), 1, 65535)).toBe(
      `${held}groups 1 to 65535 of pod-a are 65537 to 131071 to the kernel → allowed`,
    );
    expect(setPingGroups(inOwnNetwork(), 1, 65535).value).toEqual({ low: 65537, high: 131071 });
    expect(ping(inOwnNetwork(), 0, 65536)).toBe(`${held}groups 0 and 65536 are not both mapped in pod-a → EINVAL`);
    expect(ping(inOwnNetwork(), 65536, 0)).toBe(`${held}groups 65536 and 0 are not both mapped in pod-a → EINVAL`);
  });

  it("makes nobody of a range that ends before it begins, as it is written or as the kernel has it", () => {
    const host = createProcess();
    expect(setPingGroups(host, 100, 50).value).toEqual({ low: 1, high: 0 });
    expect(setPingGroups(host, 50, 50).value).toEqual({ low: 50, high: 50 });
    expect(ping(inOwnNetwork(), 100, 50)).toBe(
      `${held}groups 100 to 50 of pod-a are 65636 to 65586 to the kernel → groups 100 to 50, 65636 to 65586 to the kernel, are no range: nobody, 1 to 0 to the kernel → allowed`,
    );
    const gid = unwrap(
      createIdMap([
        { containerId: 0, hostId: 3000, size: 10 },
        { containerId: 10, hostId: 2000, size: 10 },
      ]),
    );
    const owner = createUserNamespace(initialNamespace(), { id: "crossed", maps: { uid: podA().uidMap, gid } });
    const crossed = createProcess({ userNamespace: owner, networkNamespace: { id: "crossed", owner } });
    expect(setPingGroups(crossed, 0, 10).value).toEqual({ low: 1, high: 0 });
    expect(setPingGroups(crossed, 10, 0).value).toEqual({ low: 1, high: 0 });
    expect(setPingGroups(crossed, 10, 19).value).toEqual({ low: 2000, high: 2009 });
  });

  it("wants the host's root, or CAP_NET_ADMIN over the owner of the network, before that", () => {
    expect(ping(inA(), 0, 65536)).toBe(
      "CAP_NET_ADMIN over host, the owner of the network namespace, is needed → CAP_NET_ADMIN asked for in host, which does not lie below pod-a → user 65536 is not the host's root → EPERM",
    );
    expect(ping(inOwnNetwork({ uid: 5 }), 0, 1)).toBe(
      "CAP_NET_ADMIN over pod-a, the owner of the network namespace, is needed → CAP_NET_ADMIN not held in pod-a → user 65541 is not the host's root → EPERM",
    );
    expect(setPingGroups(inA(), 0, 1).decidedBy).toBe("network-setting-owner");
    // Root by number, without a capability, even if what it writes is of another namespace.
    const bare = createProcess({ capabilities: [] });
    expect(ping(bare, 0, 1)).toBe(
      "CAP_NET_ADMIN over host, the owner of the network namespace, is needed → CAP_NET_ADMIN not held in host → user 0 is the host's root → groups 0 to 1 of host are 0 to 1 to the kernel → allowed",
    );
    expect(setPingGroupsErrno({ ...inA({ uid: 5 }), euid: 0 }, 0, 1)).toBe(undefined);
    expect(setPingGroupsErrno({ ...user(), ruid: 0, fsuid: 0 }, 0, 1)).toBe("EPERM");
    // The owner rule: user 1000 created this pod.
    const owner = createUserNamespace(initialNamespace(), { id: "rootless", owner: 1000 });
    expect(setPingGroupsErrno({ ...user(), networkNamespace: { id: "rootless", owner } }, 0, 1)).toBe(undefined);
  });

  it("throws for numbers that are none", () => {
    expect(() => setPingGroups(user(), -1, 0)).toThrow(
      new RangeError("setPingGroups: expected the lowest group from 0 to 4294967295, got -1"),
    );
    expect(() => setPingGroups(user(), 0, -1)).toThrow(
      new RangeError("setPingGroups: expected the highest group from 0 to 4294967295, got -1"),
    );
    expect(() => setPingGroupsErrno(user(), -1, 0)).toThrow(
      new RangeError("setPingGroups: expected the lowest group from 0 to 4294967295, got -1"),
    );
    expect(() => setPingGroupsErrno(user(), 0, -1)).toThrow(
      new RangeError("setPingGroups: expected the highest group from 0 to 4294967295, got -1"),
    );
  });
});
