import { describe, expect, it } from "vitest";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { processStatus } from "../../../../src/core/kernel/credentials/process-status.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import {
  setfsgid,
  setgid,
  setgidErrno,
  setregid,
  setregidErrno,
  setresgid,
  setresgidErrno,
} from "../../../../src/core/kernel/identity/set-group-id.ts";
import { setgroups, setgroupsErrno } from "../../../../src/core/kernel/identity/set-groups.ts";
import {
  setfsuid,
  setresuid,
  setresuidErrno,
  setreuid,
  setreuidErrno,
  setuid,
  setuidErrno,
} from "../../../../src/core/kernel/identity/set-user-id.ts";
import { setUserNamespace } from "../../../../src/core/kernel/userns/set-user-namespace.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { inA, mapsA, podA, user } from "../support/cast.ts";
import { told } from "../support/told.ts";

const KEEP = 4294967295;

/** A process of user 1000 whose IDs all differ. */
function mixed(): Process {
  return { ...user(), ruid: 1, euid: 2, suid: 3, fsuid: 4, rgid: 11, egid: 12, sgid: 13, fsgid: 14 };
}

/** What is asked, and the IDs afterwards. */
function ids(decision: Decision<Process>, fast: Errno | undefined): readonly [string, string] {
  const after = decision.value;
  const shown =
    after === undefined
      ? ""
      : `${after.ruid} ${after.euid} ${after.suid} ${after.fsuid} / ${after.rgid} ${after.egid} ${after.sgid} ${after.fsgid}`;
  return [told(decision, fast), shown];
}

describe("setuid", () => {
  const set = (process: Process, uid: number): readonly [string, string] =>
    ids(setuid(process, uid), setuidErrno(process, uid));

  it("sets all four IDs for CAP_SETUID in the own namespace", () => {
    expect(set({ ...mixed(), effective: 128 }, 9)).toEqual([
      "user 9 of host is 9 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID held in host → the process is not dumpable any more → allowed",
      "9 9 9 9 / 11 12 13 14",
    ]);
    expect(set(inA({ uid: 5, capabilities: ["CAP_SETUID"] }), 9)).toEqual([
      "user 9 of pod-a is 65545 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID held in pod-a → the process is not dumpable any more → allowed",
      "65545 65545 65545 65545 / 65536 65536 65536 65536",
    ]);
  });

  it("sets the effective one to the real or the saved one, not to the effective or the file one", () => {
    expect(set(mixed(), 1)).toEqual([
      "user 1 of host is 1 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → 1 is one of the process's own → the process is not dumpable any more → allowed",
      "1 1 3 1 / 11 12 13 14",
    ]);
    expect(set(mixed(), 3)).toEqual([
      "user 3 of host is 3 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → 3 is one of the process's own → the process is not dumpable any more → allowed",
      "1 3 3 3 / 11 12 13 14",
    ]);
    expect(set(mixed(), 2)).toEqual([
      "user 2 of host is 2 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → 2 is none of the process's own → EPERM",
      "",
    ]);
    expect(set(mixed(), 4)).toEqual([
      "user 4 of host is 4 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → 4 is none of the process's own → EPERM",
      "",
    ]);
  });

  it("is EINVAL for what has no mapping, before any permission", () => {
    expect(set(inA({ uid: 5 }), 65536)).toEqual(["user 65536 has no mapping in pod-a → EINVAL", ""]);
    expect(set(createProcess(), KEEP)).toEqual(["user -1 (no ID) has no mapping in host → EINVAL", ""]);
  });

  it("throws for numbers that are none", () => {
    expect(() => setuid(user(), -1)).toThrow(
      new RangeError("setuid: expected the user ID from 0 to 4294967295, got -1"),
    );
    expect(() => setuidErrno(user(), -1)).toThrow(
      new RangeError("setuid: expected the user ID from 0 to 4294967295, got -1"),
    );
  });
});

describe("setgid", () => {
  const set = (process: Process, gid: number): readonly [string, string] =>
    ids(setgid(process, gid), setgidErrno(process, gid));

  it("is setuid for groups, with CAP_SETGID", () => {
    expect(set({ ...mixed(), effective: 64 }, 9)).toEqual([
      "group 9 of host is 9 to the kernel → the privileged way needs CAP_SETGID → CAP_SETGID held in host → the process is not dumpable any more → allowed",
      "1 2 3 4 / 9 9 9 9",
    ]);
    expect(set({ ...mixed(), effective: 128 }, 13)).toEqual([
      "group 13 of host is 13 to the kernel → the privileged way needs CAP_SETGID → CAP_SETGID not held in host → 13 is one of the process's own → the process is not dumpable any more → allowed",
      "1 2 3 4 / 11 13 13 13",
    ]);
    expect(set(mixed(), 12)).toEqual([
      "group 12 of host is 12 to the kernel → the privileged way needs CAP_SETGID → CAP_SETGID not held in host → 12 is none of the process's own → EPERM",
      "",
    ]);
    expect(set(inA({ uid: 5 }), 65536)).toEqual(["group 65536 has no mapping in pod-a → EINVAL", ""]);
  });

  it("throws for numbers that are none", () => {
    expect(() => setgid(user(), -1)).toThrow(
      new RangeError("setgid: expected the group ID from 0 to 4294967295, got -1"),
    );
    expect(() => setgidErrno(user(), -1)).toThrow(
      new RangeError("setgid: expected the group ID from 0 to 4294967295, got -1"),
    );
  });
});

describe("setreuid", () => {
  const set = (process: Process, ruid: number, euid: number): readonly [string, string] =>
    ids(setreuid(process, ruid, euid), setreuidErrno(process, ruid, euid));

  it("takes the real or effective one as real, and any of the three as effective", () => {
    expect(set(mixed(), 2, 1)).toEqual([
      "user 2 of host is 2 to the kernel → user 1 of host is 1 to the kernel → 2 is one of the process's own → 1 is one of the process's own → the process is not dumpable any more → allowed",
      "2 1 1 1 / 11 12 13 14",
    ]);
    expect(set(mixed(), 1, 3)).toEqual([
      "user 1 of host is 1 to the kernel → user 3 of host is 3 to the kernel → 1 is one of the process's own → 3 is one of the process's own → the process is not dumpable any more → allowed",
      "1 3 3 3 / 11 12 13 14",
    ]);
    expect(set(mixed(), 3, KEEP)).toEqual([
      "user 3 of host is 3 to the kernel → 3 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → EPERM",
      "",
    ]);
    expect(set(mixed(), KEEP, 4)).toEqual([
      "user 4 of host is 4 to the kernel → 4 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → EPERM",
      "",
    ]);
    expect(set({ ...mixed(), effective: 128 }, 8, 9)).toEqual([
      "user 8 of host is 8 to the kernel → user 9 of host is 9 to the kernel → 8 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID held in host → 9 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID held in host → the process is not dumpable any more → allowed",
      "8 9 9 9 / 11 12 13 14",
    ]);
  });

  it("saves the effective one when the real one is given, or the effective one is not the real one", () => {
    expect(set(mixed(), 1, KEEP)).toEqual([
      "user 1 of host is 1 to the kernel → 1 is one of the process's own → the process is not dumpable any more → allowed",
      "1 2 2 2 / 11 12 13 14",
    ]);
    expect(set(mixed(), KEEP, 1)).toEqual([
      "user 1 of host is 1 to the kernel → 1 is one of the process's own → the process is not dumpable any more → allowed",
      "1 1 3 1 / 11 12 13 14",
    ]);
    expect(set(mixed(), KEEP, 2)).toEqual([
      "user 2 of host is 2 to the kernel → 2 is one of the process's own → the process is not dumpable any more → allowed",
      "1 2 2 2 / 11 12 13 14",
    ]);
    expect(set(mixed(), KEEP, KEEP)).toEqual([
      "neither ID is given, so only the file ID may change, to the effective one → the process is not dumpable any more → allowed",
      "1 2 3 2 / 11 12 13 14",
    ]);
  });

  it("is EINVAL for either", () => {
    expect(set(inA(), 65536, KEEP)).toEqual(["user 65536 has no mapping in pod-a → EINVAL", ""]);
    expect(set(inA(), KEEP, 65536)).toEqual(["user 65536 has no mapping in pod-a → EINVAL", ""]);
  });

  it("throws for numbers that are none", () => {
    for (const [real, effective, what] of [
      [-1, 0, "the real user ID"],
      [0, -1, "the effective user ID"],
    ] as const) {
      expect(() => setreuid(user(), real, effective)).toThrow(
        new RangeError(`setreuid: expected ${what} from 0 to 4294967295, got -1`),
      );
      expect(() => setreuidErrno(user(), real, effective)).toThrow(
        new RangeError(`setreuid: expected ${what} from 0 to 4294967295, got -1`),
      );
    }
  });
});

describe("setregid", () => {
  it("is setreuid for groups", () => {
    const set = (process: Process, rgid: number, egid: number): readonly [string, string] =>
      ids(setregid(process, rgid, egid), setregidErrno(process, rgid, egid));
    expect(set(mixed(), 12, 13)).toEqual([
      "group 12 of host is 12 to the kernel → group 13 of host is 13 to the kernel → 12 is one of the process's own → 13 is one of the process's own → the process is not dumpable any more → allowed",
      "1 2 3 4 / 12 13 13 13",
    ]);
    expect(set(mixed(), 13, KEEP)).toEqual([
      "group 13 of host is 13 to the kernel → 13 is none of the process's own → the privileged way needs CAP_SETGID → CAP_SETGID not held in host → EPERM",
      "",
    ]);
    for (const [real, effective, what] of [
      [-1, 0, "the real group ID"],
      [0, -1, "the effective group ID"],
    ] as const) {
      expect(() => setregid(user(), real, effective)).toThrow(
        new RangeError(`setregid: expected ${what} from 0 to 4294967295, got -1`),
      );
      expect(() => setregidErrno(user(), real, effective)).toThrow(
        new RangeError(`setregid: expected ${what} from 0 to 4294967295, got -1`),
      );
    }
  });
});

describe("setresuid", () => {
  const set = (process: Process, ruid: number, euid: number, suid: number): readonly [string, string] =>
    ids(setresuid(process, ruid, euid, suid), setresuidErrno(process, ruid, euid, suid));

  it("takes any of the three for each of them, and sets the file ID to the effective one", () => {
    expect(set(mixed(), 3, 1, 2)).toEqual([
      "user 3 of host is 3 to the kernel → user 1 of host is 1 to the kernel → user 2 of host is 2 to the kernel → 3 is one of the process's own → 1 is one of the process's own → 2 is one of the process's own → the process is not dumpable any more → allowed",
      "3 1 2 1 / 11 12 13 14",
    ]);
    expect(set(mixed(), KEEP, KEEP, 1)).toEqual([
      "user 1 of host is 1 to the kernel → 1 is one of the process's own → 2 is one of the process's own → 1 is one of the process's own → the process is not dumpable any more → allowed",
      "1 2 1 2 / 11 12 13 14",
    ]);
    expect(set(mixed(), 4, KEEP, KEEP)).toEqual([
      "user 4 of host is 4 to the kernel → 4 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → EPERM",
      "",
    ]);
    expect(set(mixed(), KEEP, 4, KEEP)).toEqual([
      "user 4 of host is 4 to the kernel → 1 is one of the process's own → 4 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → EPERM",
      "",
    ]);
    expect(set(mixed(), KEEP, KEEP, 4)).toEqual([
      "user 4 of host is 4 to the kernel → 1 is one of the process's own → 2 is one of the process's own → 4 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → EPERM",
      "",
    ]);
    expect(set({ ...mixed(), effective: 128 }, 7, 8, 9)).toEqual([
      "user 7 of host is 7 to the kernel → user 8 of host is 8 to the kernel → user 9 of host is 9 to the kernel → 7 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID held in host → 8 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID held in host → 9 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID held in host → the process is not dumpable any more → allowed",
      "7 8 9 8 / 11 12 13 14",
    ]);
  });

  it("leaves the file ID alone when nothing else changes, unless the effective one is named", () => {
    expect(set(mixed(), 1, KEEP, 3)).toEqual([
      "user 1 of host is 1 to the kernel → user 3 of host is 3 to the kernel → nothing would change → allowed",
      "1 2 3 4 / 11 12 13 14",
    ]);
    expect(set(mixed(), KEEP, KEEP, KEEP)).toEqual(["nothing would change → allowed", "1 2 3 4 / 11 12 13 14"]);
    expect(set(mixed(), KEEP, 2, KEEP)).toEqual([
      "user 2 of host is 2 to the kernel → 1 is one of the process's own → 2 is one of the process's own → 3 is one of the process's own → the process is not dumpable any more → allowed",
      "1 2 3 2 / 11 12 13 14",
    ]);
  });

  it("is EINVAL for any of them", () => {
    expect(set(inA(), 65536, KEEP, KEEP)[0]).toMatch(/EINVAL$/);
    expect(set(inA(), KEEP, 65536, KEEP)[0]).toMatch(/EINVAL$/);
    expect(set(inA(), KEEP, KEEP, 65536)[0]).toMatch(/EINVAL$/);
  });

  it("throws for numbers that are none", () => {
    for (const [real, effective, saved, what] of [
      [-1, 0, 0, "the real user ID"],
      [0, -1, 0, "the effective user ID"],
      [0, 0, -1, "the saved user ID"],
    ] as const) {
      expect(() => setresuid(user(), real, effective, saved)).toThrow(
        new RangeError(`setresuid: expected ${what} from 0 to 4294967295, got -1`),
      );
      expect(() => setresuidErrno(user(), real, effective, saved)).toThrow(
        new RangeError(`setresuid: expected ${what} from 0 to 4294967295, got -1`),
      );
    }
  });
});

describe("setresgid", () => {
  it("is setresuid for groups", () => {
    const set = (process: Process, rgid: number, egid: number, sgid: number): readonly [string, string] =>
      ids(setresgid(process, rgid, egid, sgid), setresgidErrno(process, rgid, egid, sgid));
    expect(set(mixed(), 13, 11, 12)).toEqual([
      "group 13 of host is 13 to the kernel → group 11 of host is 11 to the kernel → group 12 of host is 12 to the kernel → 13 is one of the process's own → 11 is one of the process's own → 12 is one of the process's own → the process is not dumpable any more → allowed",
      "1 2 3 4 / 13 11 12 11",
    ]);
    expect(set(mixed(), 14, KEEP, KEEP)).toEqual([
      "group 14 of host is 14 to the kernel → 14 is none of the process's own → the privileged way needs CAP_SETGID → CAP_SETGID not held in host → EPERM",
      "",
    ]);
    for (const [real, effective, saved, what] of [
      [-1, 0, 0, "the real group ID"],
      [0, -1, 0, "the effective group ID"],
      [0, 0, -1, "the saved group ID"],
    ] as const) {
      expect(() => setresgid(user(), real, effective, saved)).toThrow(
        new RangeError(`setresgid: expected ${what} from 0 to 4294967295, got -1`),
      );
      expect(() => setresgidErrno(user(), real, effective, saved)).toThrow(
        new RangeError(`setresgid: expected ${what} from 0 to 4294967295, got -1`),
      );
    }
  });
});

describe("setfsuid and setfsgid", () => {
  it("set the file ID to any of the four, or to anything with the capability, and say nothing if not", () => {
    expect([1, 2, 3, 4, 5].map((id) => setfsuid(mixed(), id).value.fsuid)).toEqual([1, 2, 3, 4, 4]);
    expect([11, 12, 13, 14, 15].map((id) => setfsgid(mixed(), id).value.fsgid)).toEqual([11, 12, 13, 14, 14]);
    expect(ids(setfsuid({ ...mixed(), effective: 128 }, 5), undefined)).toEqual([
      "user 5 of host is 5 to the kernel → 5 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID held in host → the file user ID is set → the process is not dumpable any more → allowed",
      "1 2 3 5 / 11 12 13 14",
    ]);
    expect(ids(setfsgid({ ...mixed(), effective: 64 }, 5), undefined)).toEqual([
      "group 5 of host is 5 to the kernel → 5 is none of the process's own → the privileged way needs CAP_SETGID → CAP_SETGID held in host → the file group ID is set → the process is not dumpable any more → allowed",
      "1 2 3 4 / 11 12 13 5",
    ]);
    expect(ids(setfsuid(mixed(), 5), undefined)).toEqual([
      "user 5 of host is 5 to the kernel → 5 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID not held in host → the file user ID stays as it is, without an error → allowed",
      "1 2 3 4 / 11 12 13 14",
    ]);
    expect(ids(setfsuid(inA(), 65536), undefined)).toEqual([
      "user 65536 has no mapping in pod-a → the file user ID stays as it is, without an error → allowed",
      "65536 65536 65536 65536 / 65536 65536 65536 65536",
    ]);
    expect(setfsuid(mixed(), 5)).toMatchObject({ allowed: true, errno: undefined, decidedBy: "file-id-ignored" });
    expect(setfsgid(mixed(), 5)).toMatchObject({ allowed: true, errno: undefined, decidedBy: "file-id-ignored" });
  });

  it("throw for numbers that are none", () => {
    expect(() => setfsuid(user(), -1)).toThrow(
      new RangeError("setfsuid: expected the user ID from 0 to 4294967295, got -1"),
    );
    expect(() => setfsgid(user(), -1)).toThrow(
      new RangeError("setfsgid: expected the group ID from 0 to 4294967295, got -1"),
    );
  });
});

describe("root-left, effective-root-left and effective-root-entered", () => {
  const all = 0x1ffffffffff;
  const sets = (process: Process | undefined): readonly unknown[] => [
    process?.permitted,
    process?.effective,
    process?.ambient,
  ];

  it("clear the three sets when the last of the IDs leaves 0", () => {
    const root = { ...createProcess(), inheritable: 1, ambient: 1 };
    expect(sets(setuid(root, 1000).value)).toEqual([0, 0, 0]);
    expect(told(setuid(root, 1000), undefined)).toBe(
      "user 1000 of host is 1000 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID held in host → no ID is 0 any more, which is 0 in host: all capabilities are cleared → the effective user is 0 no more: no capability is in effect → the process is not dumpable any more → allowed",
    );
    expect(sets(setresuid(root, 1000, 1000, 0).value)).toEqual([all, 0, 1]);
    expect(sets(setresuid(root, 1000, 0, 1000).value)).toEqual([all, all, 1]);
    expect(sets(setresuid(root, 0, 1000, 1000).value)).toEqual([all, 0, 1]);
    expect(setuid(root, 1000).value?.inheritable).toBe(1);
  });

  it("mean the user 0 of the namespace, not the host's", () => {
    expect(told(setuid(inA(), 5), undefined)).toBe(
      "user 5 of pod-a is 65541 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID held in pod-a → no ID is 65536 any more, which is 0 in pod-a: all capabilities are cleared → the effective user is 65536 no more: no capability is in effect → the process is not dumpable any more → allowed",
    );
    const hostRootInside = { ...createProcess(), userNamespace: podA() };
    expect(sets(setresuid(hostRootInside, 6, 6, 6).value)).toEqual([all, all, 0]);
    const maps = unwrap(createIdMap([{ containerId: 1000, hostId: 0, size: 10 }]));
    const rootless = createUserNamespace(initialNamespace(), { id: "rootless", maps: { uid: maps, gid: maps } });
    expect(sets(setuid({ ...createProcess(), userNamespace: rootless }, 1001).value)).toEqual([all, all, 0]);
  });

  it("put the permitted set into effect when the effective ID becomes 0", () => {
    const parked = { ...createProcess(), euid: 1000, fsuid: 1000, effective: 0, permitted: 5 };
    expect(sets(setresuid(parked, KEEP, 0, KEEP).value)).toEqual([5, 5, 0]);
    expect(told(setresuid(parked, KEEP, 0, KEEP), undefined)).toBe(
      "user 0 of host is 0 to the kernel → 0 is one of the process's own → 0 is one of the process's own → 0 is one of the process's own → the effective user is now 0: all permitted capabilities are in effect → the process is not dumpable any more → allowed",
    );
    expect(sets(setresuid({ ...parked, effective: 1 }, KEEP, 1000, KEEP).value)).toEqual([5, 1, 0]);
  });

  it("keep the permitted set under SECBIT_KEEP_CAPS, and everything under SECBIT_NO_SETUID_FIXUP", () => {
    const root = { ...createProcess(), ambient: 1 };
    const keep = { ...root, securebits: { ...root.securebits, keepCaps: true } };
    expect(sets(setuid(keep, 1000).value)).toEqual([all, 0, 0]);
    expect(told(setuid(keep, 1000), undefined)).toBe(
      "user 1000 of host is 1000 to the kernel → the privileged way needs CAP_SETUID → CAP_SETUID held in host → no ID is 0 any more, which is 0 in host: the ambient capabilities are cleared → the effective user is 0 no more: no capability is in effect → the process is not dumpable any more → allowed",
    );
    const halfway = { ...keep, euid: 1000, effective: 1 };
    expect(sets(setresuid(halfway, 1000, 1000, 1000).value)).toEqual([all, 1, 0]);
    const fixed = { ...root, securebits: { ...root.securebits, noSetuidFixup: true } };
    expect(sets(setuid(fixed, 1000).value)).toEqual([all, all, 1]);
  });
});

describe("file-root-left and file-root-entered", () => {
  it("take and give the capabilities over files", () => {
    const root = createProcess();
    const left = setfsuid(root, 1000);
    expect(left.value.effective).toBe(0x1ffffffffff - 0x10800021f);
    expect(told(left, undefined)).toBe(
      "user 1000 of host is 1000 to the kernel → 1000 is none of the process's own → the privileged way needs CAP_SETUID → CAP_SETUID held in host → the file user ID is set → the file user is 0 no more: the capabilities over files are not in effect → the process is not dumpable any more → allowed",
    );
    const back = { ...left.value, permitted: 0x100000003, effective: 0x200000 };
    expect(setfsuid(back, 0).value.effective).toBe(0x100200003);
    expect(told(setfsuid(back, 0), undefined)).toBe(
      "user 0 of host is 0 to the kernel → 0 is one of the process's own → the file user ID is set → the file user is now 0: the permitted capabilities over files are in effect → allowed",
    );
    expect(setfsuid(root, 0).value).toEqual(root);
    expect(setfsuid({ ...root, fsuid: 5 }, 6).value.effective).toBe(root.effective);
  });

  it("mean the user 0 of the namespace, and nothing under SECBIT_NO_SETUID_FIXUP", () => {
    expect(setfsuid(inA(), 5).value.effective).toBe(0x1ffffffffff - 0x10800021f);
    const root = createProcess();
    expect(setfsuid({ ...root, securebits: { ...root.securebits, noSetuidFixup: true } }, 5).value.effective).toBe(
      root.effective,
    );
  });
});

describe("dumpable-cleared", () => {
  it("happens when an effective or a file ID changes", () => {
    const root = createProcess();
    expect(setresuid(root, 1000, KEEP, KEEP).value?.dumpable).toBe(true);
    expect(setresuid(root, KEEP, KEEP, 1000).value?.dumpable).toBe(true);
    expect(setresuid(root, KEEP, 1000, KEEP).value?.dumpable).toBe(false);
    expect(setresgid(root, KEEP, 1000, KEEP).value?.dumpable).toBe(false);
    expect(setfsuid(root, 5).value.dumpable).toBe(false);
    expect(setfsgid(root, 5).value.dumpable).toBe(false);
    expect(setfsgid(root, 0).value.dumpable).toBe(true);
    expect(setuid({ ...root, dumpable: false }, 0).value?.dumpable).toBe(false);
  });

  // The file ID follows the effective one, so it only stays where it was when it had been set to that before.
  it.each([
    [
      "effective user",
      setresuid({ ...user(), euid: 1000, suid: 2000, fsuid: 2000 }, KEEP, 2000, KEEP),
      { fsuid: 2000 },
    ],
    [
      "effective group",
      setresgid({ ...user(), egid: 1000, sgid: 2000, fsgid: 2000 }, KEEP, 2000, KEEP),
      { fsgid: 2000 },
    ],
    ["file user", setfsuid({ ...user(), euid: 1000, suid: 2000, fsuid: 1000 }, 2000), { euid: 1000 }],
    ["file group", setfsgid({ ...user(), egid: 1000, sgid: 2000, fsgid: 1000 }, 2000), { egid: 1000 }],
  ])("happens when the %s ID is the only one of the four that changes", (_name, decision, kept) => {
    expect(decision.value).toMatchObject({ ...kept, dumpable: false });
  });
});

describe("dumpable-cleared by entering a namespace", () => {
  // `cred_cap_issubset`: to be the owner of the namespace on the way whose parent is one's own is what counts.
  it.each([
    ["one's own child", 1000, undefined, true],
    ["somebody else's child", 0, undefined, false],
    ["one's own child's child", 1000, 0, true],
    ["somebody else's child's child, although it is one's own", 0, 1000, false],
  ])("goes by who created it: %s", (_name, owner, inner, dumpable) => {
    const outside = createUserNamespace(initialNamespace(), { id: "outside", owner, maps: mapsA() });
    const entered = inner === undefined ? outside : createUserNamespace(outside, { id: "inside", owner: inner });
    const admin: Process = { ...user(), effective: 1 << 21, permitted: 1 << 21 };
    expect(setUserNamespace(admin, entered).value?.dumpable).toBe(dumpable);
  });
});

describe("setgroups", () => {
  const set = (process: Process, groups: readonly number[]): string =>
    told(setgroups(process, groups), setgroupsErrno(process, groups));

  it("sets the groups in ascending order", () => {
    expect(setgroups(inA(), [9, 5, 9]).value).toEqual({ ...inA(), groups: [65541, 65545, 65545] });
    expect(set(inA(), [9, 5])).toBe(
      "CAP_SETGID held in pod-a → pod-a has a gid_map and allows setgroups → groups, all mapped: 2 → allowed",
    );
  });

  it("asks for CAP_SETGID, a gid_map and allow, and only then for the groups", () => {
    expect(set(user(), [70000])).toBe("CAP_SETGID not held in host → EPERM");
    const fresh = createUserNamespace(initialNamespace(), { id: "new" });
    expect(set({ ...createProcess(), userNamespace: fresh }, [])).toBe(
      "CAP_SETGID held in new → new has no gid_map yet → EPERM",
    );
    const denied = { ...podA(), setgroups: "deny" as const };
    expect(set({ ...inA(), userNamespace: denied }, [70000])).toBe(
      "CAP_SETGID held in pod-a → pod-a denies setgroups → EPERM",
    );
    expect(set(inA(), [5, 65536])).toBe(
      "CAP_SETGID held in pod-a → pod-a has a gid_map and allows setgroups → group 65536 has no mapping in pod-a → EINVAL",
    );
  });

  it("takes 65536 groups", () => {
    const many = Array.from({ length: 65537 }, () => 5);
    expect(set(inA(), many)).toBe(
      "CAP_SETGID held in pod-a → pod-a has a gid_map and allows setgroups → 65537 groups are more than 65536 → EINVAL",
    );
    expect(setgroupsErrno(inA(), many.slice(1))).toBe(undefined);
  });

  it("throws for numbers that are none", () => {
    expect(() => setgroups(inA(), [-1])).toThrow(
      new RangeError("setgroups: expected each group ID from 0 to 4294967295, got -1"),
    );
    expect(() => setgroupsErrno(inA(), [-1])).toThrow(
      new RangeError("setgroups: expected each group ID from 0 to 4294967295, got -1"),
    );
  });
});

describe("processStatus", () => {
  it("shows the IDs to the namespace of the opener, and the overflow IDs for what it has not", () => {
    const target = {
      ...inA(),
      ruid: 65537,
      euid: 65538,
      suid: 65539,
      fsuid: 65540,
      rgid: 65541,
      egid: 65542,
      sgid: 65543,
      fsgid: 65544,
      groups: [65545, 5],
    };
    expect(processStatus(target, podA())).toEqual({ uids: [1, 2, 3, 4], gids: [5, 6, 7, 8], groups: [9, 65534] });
    expect(processStatus(target, initialNamespace())).toEqual({
      uids: [65537, 65538, 65539, 65540],
      gids: [65541, 65542, 65543, 65544],
      groups: [65545, 5],
    });
    const settings = { ...DEFAULT_SETTINGS, overflowUid: 7, overflowGid: 8 };
    expect(processStatus(createProcess({ groups: [0] }), podA(), settings)).toEqual({
      uids: [7, 7, 7, 7],
      gids: [8, 8, 8, 8],
      groups: [8],
    });
  });
});
