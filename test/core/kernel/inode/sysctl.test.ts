import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { chmodFileErrno } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile, chownFileErrno } from "../../../../src/core/kernel/fs/chown-file.ts";
import { openFile, openFileErrno } from "../../../../src/core/kernel/fs/open-file.ts";
import { utimesFileErrno } from "../../../../src/core/kernel/fs/utimes-file.ts";
import { existingFile, type FileOptions, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { inodePermission } from "../../../../src/core/kernel/inode/permission.ts";
import type { Sysctl } from "../../../../src/core/kernel/inode/sysctl.ts";
import { inA, podA, podB, user } from "../support/cast.ts";

const mount = createMount({ superblock: { type: "proc" } });
const setting = (sysctl: Sysctl, mode = 0o644, options: Partial<FileOptions> = {}): Inode =>
  existingFile({ mode, sysctl, mount, ...options });
const corePattern = setting({ table: "global" });
const CAP_DAC_OVERRIDE = 0x2;
const CAP_NET_ADMIN = 0x1000;
const CAP_SYS_RESOURCE = 0x1000000;

describe("sysctl-bits", () => {
  // Seen on 6.18.44.
  it.each([
    ["a user with CAP_DAC_OVERRIDE", { ...user(), effective: CAP_DAC_OVERRIDE }, "EACCES"],
    ["host root whose file user is another", { ...createProcess(), fsuid: 1000, effective: 0 }, undefined],
    ["a user whose file user is host root", { ...user(), fsuid: 0 }, "EACCES"],
    ["host root without capabilities", { ...createProcess(), effective: 0 }, undefined],
    ["a pod's root", inA(), "EACCES"],
    ["host root in a pod's namespace", { ...inA(), euid: 0 }, undefined],
  ])("is asked of the effective user, without capabilities: %s writes core_pattern", (_who, process, errno) => {
    expect(openFileErrno(process, corePattern, "w")).toBe(errno);
    expect(openFile(process, corePattern, "w").errno).toBe(errno);
    expect(openFileErrno(process, corePattern, "r")).toBe(undefined);
  });

  it("takes the group's bits for group 0, effective or supplementary, and all others' last", () => {
    const file = setting({ table: "global" }, 0o640);
    expect(openFileErrno({ ...user(), egid: 0 }, file, "r")).toBe(undefined);
    expect(openFileErrno({ ...user(), groups: [5, 0] }, file, "r")).toBe(undefined);
    expect(openFileErrno({ ...user(), groups: [0] }, file, "w")).toBe("EACCES");
    expect(openFileErrno({ ...user(), fsgid: 0 }, file, "r")).toBe("EACCES");
    expect(openFileErrno({ ...createProcess(), groups: [0] }, setting({ table: "global" }, 0o060), "w")).toBe("EACCES");
  });

  it("says so", () => {
    expect(explain(openFile(user(), corePattern, "w"))).toBe(
      "a kernel setting: bits r-- for others → write not granted, and no capability helps → EACCES",
    );
    expect(explain(openFile(createProcess(), corePattern, "rw"))).toBe(
      "a kernel setting: bits rw- for effective user 0 grant read and write → allowed",
    );
    expect(explain(openFile({ ...user(), egid: 0 }, corePattern, "r"))).toBe(
      "a kernel setting: bits r-- for group 0 grant read → allowed",
    );
  });

  it("executes nothing, and searches every directory but writes to none", () => {
    const program = setting({ table: "global" }, 0o777);
    expect(inodePermission(undefined, createProcess(), program, 1)).toBe("EACCES");
    expect(inodePermission(undefined, createProcess(), program, 6)).toBe(undefined);
    const directory: Inode = { ...program, type: "directory", mode: 0 };
    expect(inodePermission(undefined, user(), directory, 5)).toBe(undefined);
    expect(inodePermission(undefined, createProcess(), directory, 2)).toBe("EACCES");
  });
});

describe("sysctl-administrator", () => {
  const limits = setting({ table: "user", namespace: podA() });
  const forwarding = setting({ table: "net", namespace: podA() });

  it.each([
    ["the pod's root", inA(), undefined],
    [
      "a user of the pod with the capability",
      { ...inA({ uid: 5 }), effective: CAP_NET_ADMIN + CAP_SYS_RESOURCE },
      undefined,
    ],
    ["a user of the pod", inA({ uid: 5 }), "EACCES"],
    ["host root without capabilities, the owner", { ...createProcess(), effective: 0 }, undefined],
    ["a user of the host", user(), "EACCES"],
  ])("gives the owner's bits: %s writes a limit, and a setting of the network", (_who, process, errno) => {
    expect(openFileErrno(process, limits, "w")).toBe(errno);
    expect(openFileErrno(process, forwarding, "w")).toBe(errno);
  });

  it("takes CAP_NET_ADMIN for one table and CAP_SYS_RESOURCE for the other, over its namespace", () => {
    const admin = { ...inA({ uid: 5 }), effective: CAP_NET_ADMIN };
    expect(openFileErrno(admin, limits, "w")).toBe("EACCES");
    expect(openFileErrno({ ...admin, effective: CAP_SYS_RESOURCE }, forwarding, "w")).toBe("EACCES");
    expect(openFileErrno(inA(), setting({ table: "net", namespace: podB() }), "w")).toBe("EACCES");
    expect(openFileErrno(inA(), setting({ table: "net", namespace: initialNamespace() }), "w")).toBe("EACCES");
  });

  it("leaves of a limit's bits to anybody else only that all others read", () => {
    const owned = (table: "net" | "user", mode: number): Inode => setting({ table, namespace: podB() }, mode);
    const rootOfHost = { ...createProcess(), effective: 0, userNamespace: podA() };
    expect(openFileErrno(rootOfHost, owned("user", 0o644), "w")).toBe("EACCES");
    expect(openFileErrno(rootOfHost, owned("user", 0o640), "r")).toBe("EACCES");
    expect(openFileErrno(rootOfHost, owned("user", 0o604), "r")).toBe(undefined);
    expect(openFileErrno(rootOfHost, owned("net", 0o644), "w")).toBe(undefined);
    expect(openFileErrno(inA(), owned("user", 0o646), "w")).toBe("EACCES");
  });

  it("says so", () => {
    expect(explain(openFile(inA(), limits, "w"))).toBe(
      "a setting of user: its owner's bits are also for the administrator of pod-a → CAP_SYS_RESOURCE held in pod-a → a kernel setting: bits rw- for others grant write → allowed",
    );
  });
});

describe("sysctl-attributes", () => {
  it("keeps owner and mode, whoever asks", () => {
    expect(chmodFileErrno(createProcess(), corePattern, 0o666)).toBe("EPERM");
    expect(chownFileErrno(createProcess(), corePattern, 0, 4294967295)).toBe("EPERM");
    expect(chownFileErrno(createProcess(), corePattern, 4294967295, 0)).toBe("EPERM");
    expect(chownFileErrno(createProcess(), corePattern, 4294967295, 4294967295)).toBe(undefined);
    expect(utimesFileErrno(createProcess(), corePattern, "given")).toBe(undefined);
    expect(explain(chownFile(createProcess(), corePattern, 4294967295, 0))).toBe(
      "group 0 of host is 0 to the kernel → a kernel setting keeps its owner and its mode → EPERM",
    );
  });
});
