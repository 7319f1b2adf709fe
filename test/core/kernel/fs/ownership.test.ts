import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { podIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { setFileCapability, setFileCapabilityErrno } from "../../../../src/core/kernel/attributes/file-capability.ts";
import { type Credentials, createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { DEFAULT_SETTINGS } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { chmodFile, chmodFileErrno } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile, chownFileErrno } from "../../../../src/core/kernel/fs/chown-file.ts";
import { statFile, statFileErrno } from "../../../../src/core/kernel/fs/stat-file.ts";
import { utimesFile, utimesFileErrno } from "../../../../src/core/kernel/fs/utimes-file.ts";
import { writeFile } from "../../../../src/core/kernel/fs/write-file.ts";
import {
  existingDirectory,
  existingFile,
  type FileOptions,
  type Inode,
} from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { ownerSeenBy } from "../../../../src/core/kernel/inode/owner-numbers.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { inA, mapsA, podA, podB, user, volumeA } from "../support/cast.ts";
import { told } from "../support/told.ts";

const KEEP = 4294967295;

function chown(process: Credentials, file: Inode, uid: number, gid: number): readonly [string, string] {
  const decision = chownFile(process, file, uid, gid);
  return [told(decision, chownFileErrno(process, file, uid, gid)), show(decision.value)];
}

function chmod(process: Credentials, file: Inode, mode: number): readonly [string, string] {
  const decision = chmodFile(process, file, mode);
  return [told(decision, chmodFileErrno(process, file, mode)), show(decision.value)];
}

function utimes(process: Credentials, file: Inode, times: "now" | "given"): string {
  return told(utimesFile(process, file, times), utimesFileErrno(process, file, times));
}

function setcap(process: Credentials, file: Inode): readonly [string, unknown] {
  const decision = setFileCapability(process, file, { permitted: 0x400 });
  return [told(decision, setFileCapabilityErrno(process, file, { permitted: 0x400 })), decision.value?.capability];
}

function show(file: Inode | undefined): string {
  return file === undefined ? "" : `${file.uid}:${file.gid} ${file.mode.toString(8)}`;
}

describe("chown-argument", () => {
  it("is EINVAL when the caller's namespace has no such ID, whatever else is wrong", () => {
    expect(chown(inA(), existingFile({ mode: 0o644 }), 65536, KEEP)).toEqual([
      "owner 65536: not mapped in pod-a → EINVAL",
      "",
    ]);
    expect(chown(inA(), existingFile({ mode: 0o644 }), 0, 65536)).toEqual([
      "owner 0 of pod-a is 65536 to the kernel → group 65536: not mapped in pod-a → EINVAL",
      "",
    ]);
    expect(chown(inA({ uid: 5 }), existingFile({ uid: 70000, mode: 0o644, mount: volumeA() }), KEEP, 65536)).toEqual([
      "group 65536: not mapped in pod-a → EINVAL",
      "",
    ]);
  });

  it("throws for numbers that are none", () => {
    const file = existingFile({ mode: 0 });
    expect(() => chownFile(user(), file, -1, 0)).toThrow(
      new RangeError("chownFile: expected the user ID from 0 to 4294967295, got -1"),
    );
    expect(() => chownFile(user(), file, 0, 0.5)).toThrow(
      new TypeError("chownFile: expected the group ID to be an integer, got 0.5"),
    );
    expect(() => chownFileErrno(user(), file, -1, 0)).toThrow(
      new RangeError("chownFile: expected the user ID from 0 to 4294967295, got -1"),
    );
  });
});

describe("chown-owner", () => {
  it("lets nobody give a file away but who has CAP_CHOWN over it", () => {
    expect(chown(user(), existingFile({ uid: 1000, mode: 0o644 }), 1001, KEEP)).toEqual([
      "owner 1001 of host is 1001 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN not held in host → EPERM",
      "",
    ]);
    expect(chown(user(), existingFile({ uid: 1000, mode: 0o644 }), 1000, KEEP)).toEqual([
      "owner 1000 of host is 1000 to the kernel → the owner 1000 stays the owner → allowed",
      "1000:0 644",
    ]);
    expect(chown(user(), existingFile({ uid: 1001, mode: 0o644 }), 1001, KEEP)).toEqual([
      "owner 1001 of host is 1001 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN not held in host → EPERM",
      "",
    ]);
    expect(chown(inA(), existingFile({ uid: 65536, gid: 65536, mode: 0o644 }), 7, 8)).toEqual([
      "owner 7 of pod-a is 65543 to the kernel → group 8 of pod-a is 65544 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in pod-a → file owner 65536 and group 65536 mapped there → the owner is not in the new group: a new group needs CAP_CHOWN → CAP_CHOWN held in pod-a → file owner 65536 and group 65536 mapped there → allowed",
      "65543:65544 644",
    ]);
    expect(chown(inA(), existingFile({ uid: 0, gid: 65536, mode: 0o644 }), 0, KEEP)).toEqual([
      "owner 0 of pod-a is 65536 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in pod-a → but file owner 0 has no mapping there → EPERM",
      "",
    ]);
  });
});

describe("chown-group", () => {
  it("lets the owner choose among the groups it is in", () => {
    const own = existingFile({ uid: 1000, gid: 9, mode: 0o644 });
    expect(chown(user({ groups: [27] }), own, KEEP, 27)).toEqual([
      "group 27 of host is 27 to the kernel → the owner may give the file to group 27, one of its own → allowed",
      "1000:27 644",
    ]);
    expect(chown(user(), own, KEEP, 1000)).toEqual([
      "group 1000 of host is 1000 to the kernel → the owner may give the file to group 1000, one of its own → allowed",
      "1000:1000 644",
    ]);
    expect(chown(user(), own, KEEP, 9)).toEqual([
      "group 9 of host is 9 to the kernel → the owner may give the file to group 9, one of its own → allowed",
      "1000:9 644",
    ]);
    expect(chown(user(), own, KEEP, 10)).toEqual([
      "group 10 of host is 10 to the kernel → the owner is not in the new group: a new group needs CAP_CHOWN → CAP_CHOWN not held in host → EPERM",
      "",
    ]);
    expect(chown(user(), { ...own, uid: 5 }, KEEP, 1000)).toEqual([
      "group 1000 of host is 1000 to the kernel → not the owner: a new group needs CAP_CHOWN → CAP_CHOWN not held in host → EPERM",
      "",
    ]);
  });
});

describe("chown-target-in-inode and unmapped-owner-kept", () => {
  it("are EOVERFLOW before any permission", () => {
    const mount = volumeA();
    expect(chown(createProcess(), existingFile({ mode: 0o644, mount }), 0, KEEP)).toEqual([
      "owner 0 of host is 0 to the kernel → the mount has no ID in the inode for owner 0 → EOVERFLOW",
      "",
    ]);
    expect(chown(user(), existingFile({ mode: 0o644, mount }), KEEP, 0)).toEqual([
      "group 0 of host is 0 to the kernel → the mount has no ID in the inode for group 0 → EOVERFLOW",
      "",
    ]);
    expect(chown(user(), existingFile({ uid: 70000, mode: 0o644, mount }), KEEP, KEEP)).toEqual([
      "the mount has no ID for owner 70000 of the inode, and this change keeps it → EOVERFLOW",
      "",
    ]);
    expect(chown(user(), existingFile({ gid: 70000, mode: 0o644, mount }), 65536, KEEP)).toEqual([
      "owner 65536 of host is 65536 to the kernel → the mount has no ID for group 70000 of the inode, and this change keeps it → EOVERFLOW",
      "",
    ]);
  });
});

describe("chown-repair", () => {
  it("replaces what the mount cannot express, for CAP_CHOWN over the filesystem only", () => {
    const lost = existingFile({ uid: 70000, gid: 70000, mode: 0o644, mount: volumeA() });
    expect(chown(createProcess(), lost, 65541, 65542)).toEqual([
      "owner 65541 of host is 65541 to the kernel → group 65542 of host is 65542 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in host → but file owner -1 (no ID) has no mapping there → the owner in the inode, 70000, has no ID through the mount: CAP_CHOWN over the filesystem is asked for → CAP_CHOWN held in host → not the owner: a new group needs CAP_CHOWN → CAP_CHOWN held in host → but file owner -1 (no ID) has no mapping there → the group in the inode, 70000, has no ID through the mount: CAP_CHOWN over the filesystem is asked for → CAP_CHOWN held in host → allowed",
      "5:6 644",
    ]);
    expect(chown(inA(), lost, 5, 6)).toEqual([
      "owner 5 of pod-a is 65541 to the kernel → group 6 of pod-a is 65542 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in pod-a → but file owner -1 (no ID) has no mapping there → the owner in the inode, 70000, has no ID through the mount: CAP_CHOWN over the filesystem is asked for → CAP_CHOWN asked for in host, which does not lie below pod-a → EPERM",
      "",
    ]);
    expect(chown(createProcess(), { ...lost, uid: 0 }, KEEP, 65542)).toEqual([
      "group 65542 of host is 65542 to the kernel → not the owner: a new group needs CAP_CHOWN → CAP_CHOWN held in host → but file group -1 (no ID) has no mapping there → the group in the inode, 70000, has no ID through the mount: CAP_CHOWN over the filesystem is asked for → CAP_CHOWN held in host → allowed",
      "0:6 644",
    ]);
  });
});

describe("set-id-bits-dropped", () => {
  it("takes the bits away from a program, even for root", () => {
    const program = existingFile({ uid: 0, gid: 0, mode: 0o6755 });
    expect(chown(createProcess(), program, 5, 6)).toEqual([
      "owner 5 of host is 5 to the kernel → group 6 of host is 6 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 0 mapped there → the owner is not in the new group: a new group needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 0 mapped there → only the owner changes the mode, here to 0755 → file user ID 0 owns the file → the mode loses its set-ID bits: 6755 becomes 0755 → allowed",
      "5:6 755",
    ]);
    expect(chown(createProcess(), { ...program, mode: 0o4755 }, KEEP, KEEP)).toEqual([
      "only the owner changes the mode, here to 0755 → file user ID 0 owns the file → the mode loses its set-ID bits: 4755 becomes 0755 → allowed",
      "0:0 755",
    ]);
  });

  it("asks for the owner, so CAP_CHOWN alone is not enough", () => {
    const chowner = user({ capabilities: ["CAP_CHOWN"] });
    expect(chown(chowner, existingFile({ mode: 0o4755 }), 5, KEEP)).toEqual([
      "owner 5 of host is 5 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 0 mapped there → only the owner changes the mode, here to 0755 → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
      "",
    ]);
    expect(chown(user(), existingFile({ mode: 0o4755 }), KEEP, KEEP)).toEqual([
      "only the owner changes the mode, here to 0755 → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
      "",
    ]);
    expect(chown(chowner, existingFile({ mode: 0o755 }), 5, KEEP)).toEqual([
      "owner 5 of host is 5 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 0 mapped there → allowed",
      "5:0 755",
    ]);
  });

  it("leaves the bits of a directory, and the group bit of a file that its group may not execute", () => {
    expect(chown(createProcess(), existingDirectory({ mode: 0o6755 }), 5, 6)).toEqual([
      "owner 5 of host is 5 to the kernel → group 6 of host is 6 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 0 mapped there → the owner is not in the new group: a new group needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 0 mapped there → allowed",
      "5:6 6755",
    ]);
    expect(chown(user(), existingFile({ uid: 1000, gid: 1000, mode: 0o2644 }), KEEP, KEEP)).toEqual([
      "neither owner, group nor mode would change, so nobody is asked → allowed",
      "1000:1000 2644",
    ]);
    expect(chown(user(), existingFile({ uid: 1000, gid: 5, mode: 0o2644 }), KEEP, KEEP)).toEqual([
      "CAP_FSETID not held in host → only the owner changes the mode, here to 0644 → file user ID 1000 owns the file → the mode loses its set-ID bits: 2644 becomes 0644 → allowed",
      "1000:5 644",
    ]);
  });

  it("judges a group bit that was left by the new group, with the file as it was", () => {
    const member = user({ groups: [5], capabilities: ["CAP_CHOWN", "CAP_FOWNER"] });
    expect(chown(member, existingFile({ uid: 0, gid: 5, mode: 0o6644 }), KEEP, 6)).toEqual([
      "group 6 of host is 6 to the kernel → not the owner: a new group needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 5 mapped there → only the owner changes the mode, here to 2644 → owner? 1000 is not 0 → CAP_FOWNER held in host → the mode loses its set-ID bits: 6644 becomes 2644 → CAP_FSETID not held in host → not in group 6: the set-group-ID bit is turned off, without an error → allowed",
      "0:6 644",
    ]);
    const lost = existingFile({ uid: 70000, gid: 5, mode: 0o2644, mount: volumeA() });
    const inGroup5 = createProcess({ groups: [65541] });
    expect(chown(inGroup5, lost, 65536, 65542)).toEqual([
      "owner 65536 of host is 65536 to the kernel → group 65542 of host is 65542 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in host → but file owner -1 (no ID) has no mapping there → the owner in the inode, 70000, has no ID through the mount: CAP_CHOWN over the filesystem is asked for → CAP_CHOWN held in host → not the owner: a new group needs CAP_CHOWN → CAP_CHOWN held in host → but file owner -1 (no ID) has no mapping there → EPERM",
      "",
    ]);
  });

  it("drops the capabilities of a file, not those of a directory", () => {
    const capability = { permitted: 1, inheritable: 0, effective: true, rootId: undefined };
    expect(chownFile(createProcess(), existingFile({ mode: 0o755, capability }), 5, KEEP).value?.capability).toBe(
      undefined,
    );
    expect(explain(chownFile(createProcess(), existingFile({ mode: 0o4755, capability }), 5, KEEP))).toBe(
      "owner 5 of host is 5 to the kernel → a new owner needs CAP_CHOWN → CAP_CHOWN held in host → file owner 0 and group 0 mapped there → only the owner changes the mode, here to 0755 → file user ID 0 owns the file → the file loses its capabilities → the mode loses its set-ID bits: 4755 becomes 0755 → allowed",
    );
    const directory = existingDirectory({ mode: 0o755, capability });
    expect(chownFile(createProcess(), directory, 5, KEEP).value?.capability).toEqual(capability);
  });
});

describe("nothing-to-change", () => {
  it("lets anybody change nothing", () => {
    expect(chown(user(), existingFile({ mode: 0o600 }), KEEP, KEEP)).toEqual([
      "neither owner, group nor mode would change, so nobody is asked → allowed",
      "0:0 600",
    ]);
  });
});

describe("file-capability-dropped", () => {
  it("lets anybody take the capabilities of a file away by changing nothing", () => {
    const capability = { permitted: 1, inheritable: 0, effective: true, rootId: undefined };
    const decision = chownFile(user(), existingFile({ mode: 0o755, capability }), KEEP, KEEP);
    expect(decision.value?.capability).toBe(undefined);
    expect(explain(decision)).toBe(
      "neither owner, group nor mode would change, so nobody is asked → the file loses its capabilities → allowed",
    );
  });
});

describe("read-only and immutable", () => {
  it("come before EINVAL for a mount, after it for a file, and leave an empty call alone", () => {
    const mount = createMount({ readOnly: true });
    const superblock = { readOnly: true };
    expect(chown(inA(), existingFile({ mode: 0o644, mount }), 65536, KEEP)).toEqual([
      "the mount is read-only → EROFS",
      "",
    ]);
    expect(chown(inA(), existingFile({ mode: 0o644, mount: createMount({ superblock }) }), 65536, KEEP)).toEqual([
      "the filesystem is read-only → EROFS",
      "",
    ]);
    const fixed = existingFile({ mode: 0o644, immutable: true });
    expect(chown(createProcess(), fixed, 0, KEEP)).toEqual([
      "owner 0 of host is 0 to the kernel → the file is immutable → EPERM",
      "",
    ]);
    expect(chown(createProcess(), fixed, KEEP, 0)).toEqual([
      "group 0 of host is 0 to the kernel → the file is immutable → EPERM",
      "",
    ]);
    expect(chown(createProcess(), fixed, KEEP, KEEP)).toEqual(["the file is immutable → EPERM", ""]);
    const onTmpfs = { ...fixed, mount: createMount({ superblock: { type: "tmpfs" } }) };
    expect(chown(createProcess(), onTmpfs, KEEP, KEEP)).toEqual([
      "neither owner, group nor mode would change, so nobody is asked → allowed",
      "0:0 644",
    ]);
    expect(chmod(createProcess(), fixed, 0)).toEqual(["the file is immutable → EPERM", ""]);
    expect(chmod(createProcess(), existingFile({ mode: 0, mount }), 0)).toEqual(["the mount is read-only → EROFS", ""]);
    expect(utimes(createProcess(), fixed, "now")).toBe("the file is immutable → EPERM");
    expect(utimes(createProcess(), existingFile({ mode: 0, mount }), "given")).toBe("the mount is read-only → EROFS");
    expect(setcap(createProcess(), fixed)).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in host → file owner 0 and group 0 mapped there → CAP_SETFCAP held in host → stored as version 2: the root of host, where the filesystem was mounted, gives them → the file is immutable → EPERM",
      undefined,
    ]);
    expect(setcap(createProcess(), existingFile({ mode: 0, mount }))).toEqual([
      "the mount is read-only → EROFS",
      undefined,
    ]);
  });

  it("come after the path", () => {
    const directory = existingDirectory({ mode: 0o700 });
    const file = existingFile({ uid: 1000, mode: 0o600, directory });
    expect(chown(user(), file, 70000, KEEP)).toEqual([
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
      "",
    ]);
    expect(chmod(user(), file, 0)).toEqual([
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
      "",
    ]);
    expect(utimes(user(), file, "now")).toBe(
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(setcap(user(), file)).toEqual([
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
      undefined,
    ]);
    expect(told(statFile(user(), file), statFileErrno(user(), file))).toBe(
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });
});

// Seen on 6.18.44: ext4 and tmpfs. The other filesystems from their source.
describe("an immutable file", () => {
  const [owner, keeps] = [1000, 0o644];
  const fixed = (type: string, options: Partial<FileOptions> = {}): Inode =>
    existingFile({
      uid: owner,
      gid: owner,
      mode: keeps,
      immutable: true,
      mount: createMount({ superblock: { type } }),
      ...options,
    });

  it.each([
    ["ext4", "EPERM"],
    ["ext3", "EPERM"],
    ["f2fs", "EPERM"],
    ["tmpfs", undefined],
    ["xfs", undefined],
    ["btrfs", undefined],
    ["overlay", undefined],
  ])("of %s, of which a call changes nothing: %s", (type, errno) => {
    expect(chownFileErrno(user(), fixed(type), KEEP, KEEP)).toBe(errno);
    expect(chownFileErrno(user(), { ...fixed(type), immutable: false }, KEEP, KEEP)).toBe(undefined);
    // Nor does it where bits would go.
    expect(chownFileErrno(user(), fixed(type, { mode: 0o4755 }), KEEP, KEEP)).toBe(errno);
  });

  it.each(["ext4", "tmpfs"])("of %s keeps owner, mode and times", (type) => {
    expect(chownFileErrno(user(), fixed(type), KEEP, owner)).toBe("EPERM");
    expect(chmodFileErrno(user(), fixed(type), keeps)).toBe("EPERM");
    expect(utimesFileErrno(user(), fixed(type), "now")).toBe("EPERM");
    expect(utimesFileErrno(user(), fixed(type), "given")).toBe("EPERM");
  });

  it("is EOVERFLOW first, where the mount cannot express its owner", () => {
    const lost = fixed("ext4", { uid: 70000, mount: volumeA() });
    expect(chownFileErrno(inA(), lost, KEEP, KEEP)).toBe("EOVERFLOW");
  });
});

describe("mode-owner", () => {
  it("is the owner, or CAP_FOWNER where the owner is mapped; the group need not be", () => {
    expect(chmod(user(), existingFile({ uid: 1000, gid: 1000, mode: 0o644 }), 0o4711)).toEqual([
      "only the owner changes the mode, here to 4711 → file user ID 1000 owns the file → allowed",
      "1000:1000 4711",
    ]);
    expect(chmod(user(), existingFile({ mode: 0o666 }), 0o777)).toEqual([
      "only the owner changes the mode, here to 0777 → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
      "",
    ]);
    expect(chmod(inA(), existingFile({ uid: 65537, gid: 0, mode: 0o644 }), 0o600)).toEqual([
      "only the owner changes the mode, here to 0600 → owner? 65536 is not 65537 → CAP_FOWNER held in pod-a → allowed",
      "65537:0 600",
    ]);
    expect(chmod(inA(), existingFile({ uid: 0, gid: 65536, mode: 0o644 }), 0o600)).toEqual([
      "only the owner changes the mode, here to 0600 → owner? 65536 is not 0 → CAP_FOWNER held in pod-a → but file owner 0 has no mapping there → EPERM",
      "",
    ]);
  });

  it("is EOVERFLOW before, where the mount cannot express the IDs", () => {
    expect(chmod(createProcess(), existingFile({ uid: 70000, mode: 0o644, mount: volumeA() }), 0o600)).toEqual([
      "the mount has no ID for owner 70000 of the inode, and this change keeps it → EOVERFLOW",
      "",
    ]);
  });

  it("takes modes from 0 to 07777", () => {
    const file = existingFile({ uid: 1000, gid: 1000, mode: 0 });
    expect(chmodFile(user(), file, 0o7777).value?.mode).toBe(0o7777);
    expect(() => chmodFile(user(), file, 0o10000)).toThrow(
      new RangeError("chmodFile: expected the mode from 0 to 4095, got 4096"),
    );
    expect(() => chmodFileErrno(user(), file, -1)).toThrow(
      new RangeError("chmodFile: expected the mode from 0 to 4095, got -1"),
    );
  });
});

describe("set-group-id-dropped", () => {
  it("turns the bit off for who is not in the group, without an error", () => {
    expect(chmod(user(), existingFile({ uid: 1000, gid: 5, mode: 0o644 }), 0o2755)).toEqual([
      "only the owner changes the mode, here to 2755 → file user ID 1000 owns the file → CAP_FSETID not held in host → not in group 5: the set-group-ID bit is turned off, without an error → allowed",
      "1000:5 755",
    ]);
    expect(chmod(user({ groups: [5] }), existingFile({ uid: 1000, gid: 5, mode: 0o644 }), 0o2755)).toEqual([
      "only the owner changes the mode, here to 2755 → file user ID 1000 owns the file → allowed",
      "1000:5 2755",
    ]);
    expect(chmod(inA(), existingFile({ uid: 65536, gid: 65541, mode: 0o644 }), 0o2755)).toEqual([
      "only the owner changes the mode, here to 2755 → file user ID 65536 owns the file → CAP_FSETID held in pod-a → file owner 65536 and group 65541 mapped there → allowed",
      "65536:65541 2755",
    ]);
  });
});

describe("attribute-owner and touch-writer", () => {
  it("set the times to now for who may write, to anything for the owner", () => {
    const shared = existingFile({ mode: 0o666 });
    expect(utimes(user(), shared, "now")).toBe(
      "owner? 1000 is not 0 → CAP_FOWNER not held in host → not the owner, but write access would do → owner? 1000 is not 0 → group? not in 0 → other bits rw- grant write → allowed",
    );
    expect(utimes(user(), shared, "given")).toBe(
      "only the owner sets the times → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
    );
    expect(utimes(user(), existingFile({ mode: 0o644 }), "now")).toBe(
      "owner? 1000 is not 0 → CAP_FOWNER not held in host → not the owner, but write access would do → owner? 1000 is not 0 → group? not in 0 → other bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(utimes(user(), existingFile({ uid: 1000, mode: 0 }), "now")).toBe(
      "file user ID 1000 owns the file → allowed",
    );
    expect(utimes(user(), existingFile({ uid: 1000, mode: 0 }), "given")).toBe(
      "only the owner sets the times → file user ID 1000 owns the file → allowed",
    );
  });

  it("find EOVERFLOW after permission for now, before it for anything else", () => {
    const lost = existingFile({ uid: 70000, mode: 0o666, mount: volumeA() });
    expect(utimes(inA(), lost, "now")).toBe(
      "owner? 65536 is not -1 (no ID) → CAP_FOWNER held in pod-a → but file owner -1 (no ID) has no mapping there → not the owner, but write access would do → the mount has no ID for owner 70000 or group 0 of the inode → EACCES",
    );
    expect(utimes(inA(), lost, "given")).toBe(
      "the mount has no ID for owner 70000 of the inode, and this change keeps it → EOVERFLOW",
    );
    const half = existingFile({ uid: 0, gid: 70000, mode: 0o666, mount: volumeA() });
    expect(utimes(inA(), half, "now")).toBe(
      "file user ID 65536 owns the file → the mount has no ID for group 70000 of the inode, and this change keeps it → EOVERFLOW",
    );
  });
});

describe("file-shown", () => {
  it("shows the overflow IDs of the machine for what has no mapping", () => {
    const file = existingFile({ uid: 0, gid: 65541, mode: 0o640 });
    expect(told(statFile(inA(), file), statFileErrno(inA(), file))).toBe(
      "owner 0 and group 65541 through the mount are shown in pod-a as 65534 and 5 → allowed",
    );
    const settings = { ...DEFAULT_SETTINGS, overflowUid: 7, overflowGid: 8 };
    expect(statFile(inA(), existingFile({ uid: 0, gid: 0, mode: 0o640 }), settings).value).toEqual({
      uid: 7,
      gid: 8,
      mode: 0o640,
    });
    expect(ownerSeenBy(podB(), file)).toEqual({ uid: 65534, gid: 65534 });
    expect(ownerSeenBy(podA(), file, settings)).toEqual({ uid: 7, gid: 5 });
    expect(ownerSeenBy(podB(), file, settings)).toEqual({ uid: 7, gid: 8 });
  });

  it("translates by the mount first, then by the namespace", () => {
    const file = existingFile({ uid: 5, gid: 6, mode: 0o640, mount: volumeA() });
    expect(ownerSeenBy(podA(), file)).toEqual({ uid: 5, gid: 6 });
    expect(ownerSeenBy(podB(), file)).toEqual({ uid: 65534, gid: 65534 });
  });

  it("reads what is on disk as IDs of the namespace that mounted it", () => {
    const inner = createMount({ idmap: mapsA(), superblock: { type: "tmpfs", userNamespace: podB() } });
    expect(ownerSeenBy(podA(), existingFile({ uid: 131072 + 5, gid: 131072 + 6, mode: 0, mount: inner }))).toEqual({
      uid: 5,
      gid: 6,
    });
    expect(
      chownFile(
        { ...inA(), userNamespace: podA() },
        existingFile({ uid: 131077, gid: 131078, mode: 0, mount: inner }),
        9,
        10,
      ).value,
    ).toMatchObject({ uid: 131081, gid: 131082 });
  });
});

describe("writeFile", () => {
  const write = (process: Credentials, file: Inode): readonly [string, string] => {
    const decision = writeFile(process, file);
    return [told(decision, undefined), show(decision.value)];
  };

  it("takes the set-ID bits away, from a pod's root as well", () => {
    expect(write(user(), existingFile({ uid: 1000, gid: 1000, mode: 0o6755 }))).toEqual([
      "the file is open for writing → CAP_FSETID not held in host → the mode loses its set-ID bits: 6755 becomes 0755 → allowed",
      "1000:1000 755",
    ]);
    expect(write(inA(), existingFile({ uid: 65536, gid: 65536, mode: 0o4755 }))).toEqual([
      "the file is open for writing → CAP_FSETID asked for in host, which does not lie below pod-a → the mode loses its set-ID bits: 4755 becomes 0755 → allowed",
      "65536:65536 755",
    ]);
  });

  it("leaves them to CAP_FSETID over the host, and to what is no regular file", () => {
    expect(write(createProcess(), existingFile({ mode: 0o6755 }))).toEqual([
      "the file is open for writing → CAP_FSETID held in host → CAP_FSETID over the host keeps the set-ID bits → allowed",
      "0:0 6755",
    ]);
    expect(write(user(), existingFile({ type: "fifo", mode: 0o4755 }))).toEqual([
      "the file is open for writing → allowed",
      "0:0 4755",
    ]);
    expect(write(user(), existingFile({ mode: 0o755 }))).toEqual(["the file is open for writing → allowed", "0:0 755"]);
  });

  it("drops the capabilities of the file", () => {
    const capability = { permitted: 1, inheritable: 0, effective: true, rootId: undefined };
    const decision = writeFile(createProcess(), existingFile({ mode: 0o755, capability }));
    expect(explain(decision)).toBe("the file is open for writing → the file loses its capabilities → allowed");
    expect(decision).toMatchObject({ allowed: true, errno: undefined, decidedBy: "written-by-descriptor" });
    expect(decision.value.capability).toBe(undefined);
  });
});

describe("file-capability-version and file-capability-root", () => {
  it("names the root who gives them: of the namespace in which the filesystem was mounted", () => {
    const own = createMount({ superblock: { type: "tmpfs", userNamespace: podA() } });
    const [steps, capability] = setcap(inA(), existingFile({ uid: 65536, gid: 65536, mode: 0o755, mount: own }));
    expect(steps).toMatch(/stored as version 2: the root of pod-a, where the filesystem was mounted, gives them/);
    expect(capability).toMatchObject({ rootId: undefined });
  });

  it("are version 2 for the host, version 3 with the pod's root on a plain mount, and host root through an idmapped one", () => {
    expect(setcap(createProcess(), existingFile({ mode: 0o755 }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in host → file owner 0 and group 0 mapped there → CAP_SETFCAP held in host → stored as version 2: the root of host, where the filesystem was mounted, gives them → allowed",
      {
        effective: true,
        inheritable: 0,
        permitted: 1024,
        rootId: undefined,
      },
    ]);
    expect(setcap(inA(), existingFile({ uid: 65536, gid: 65536, mode: 0o755 }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in pod-a → file owner 65536 and group 65536 mapped there → CAP_SETFCAP asked for in host, which does not lie below pod-a → stored as version 3, for the root of pod-a → the root of pod-a is 65536 to the kernel and would be 65536 in the inode → allowed",
      {
        effective: true,
        inheritable: 0,
        permitted: 1024,
        rootId: 65536,
      },
    ]);
    expect(setcap(inA(), existingFile({ mode: 0o755, mount: volumeA() }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in pod-a → file owner 65536 and group 65536 mapped there → stored as version 3, for the root of pod-a → the root of pod-a is 65536 to the kernel and would be 0 in the inode → allowed",
      {
        effective: true,
        inheritable: 0,
        permitted: 1024,
        rootId: 0,
      },
    ]);
  });

  it("refuse who has no CAP_SETFCAP over the file", () => {
    expect(setcap(user(), existingFile({ uid: 1000, mode: 0o755 }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP not held in host → EPERM",
      undefined,
    ]);
    expect(setcap(inA(), existingFile({ mode: 0o755 }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in pod-a → but file owner 0 has no mapping there → EPERM",
      undefined,
    ]);
  });

  it("are EINVAL where the namespace has no root, or the disk has no ID for it", () => {
    const maps = unwrap(createIdMap([{ containerId: 1000, hostId: 101000, size: 10 }]));
    const rootless = createUserNamespace(initialNamespace(), { id: "rootless", maps: { uid: maps, gid: maps } });
    const process = { ...createProcess(), userNamespace: rootless };
    expect(setcap(process, existingFile({ uid: 101000, gid: 101000, mode: 0o755 }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in rootless → file owner 101000 and group 101000 mapped there → CAP_SETFCAP asked for in host, which does not lie below rootless → stored as version 3, for the root of rootless → the root of rootless, -1 (no ID) to the kernel, has no ID on disk → EINVAL",
      undefined,
    ]);
    const part = createMount({ idmap: podIdMap({ start: 65541, size: 10 }) });
    expect(setcap(inA(), existingFile({ mode: 0o755, mount: part }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in pod-a → file owner 65541 and group 65541 mapped there → stored as version 3, for the root of pod-a → the root of pod-a, 65536 to the kernel, has no ID on disk → EINVAL",
      undefined,
    ]);
    const foreign = createMount({ superblock: { type: "tmpfs", userNamespace: podB() } });
    expect(setcap(inA(), existingFile({ uid: 65536, gid: 65536, mode: 0o755, mount: foreign }))).toEqual([
      "CAP_SETFCAP over the file is needed → CAP_SETFCAP held in pod-a → file owner 65536 and group 65536 mapped there → CAP_SETFCAP asked for in pod-b, which does not lie below pod-a → stored as version 3, for the root of pod-a → the root of pod-a, 65536 to the kernel, has no ID on disk → EINVAL",
      undefined,
    ]);
  });

  it("take what is given besides", () => {
    const given = { permitted: 3, inheritable: 4, effective: false };
    expect(setFileCapability(createProcess(), existingFile({ mode: 0o755 }), given).value?.capability).toEqual({
      ...given,
      rootId: undefined,
    });
  });
});
