import { describe, expect, it } from "vitest";
import { type Credentials, createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import {
  accessFile,
  accessFileErrno,
  effectiveAccess,
  effectiveAccessErrno,
} from "../../../../src/core/kernel/fs/access-file.ts";
import { type OpenMode, openFile, openFileErrno } from "../../../../src/core/kernel/fs/open-file.ts";
import type { Acl } from "../../../../src/core/kernel/inode/acl.ts";
import { existingDirectory, existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import type { Access } from "../../../../src/core/kernel/inode/mode.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { inA, podA, user, volumeA } from "../support/cast.ts";
import { told } from "../support/told.ts";

function open(process: Credentials, file: Inode, mode: OpenMode): string {
  return told(openFile(process, file, mode), openFileErrno(process, file, mode));
}

function access(process: Credentials, file: Inode, wanted: Access): string {
  return told(accessFile(process, file, wanted), accessFileErrno(process, file, wanted));
}

function effective(process: Credentials, file: Inode, wanted: Access): string {
  return told(effectiveAccess(process, file, wanted), effectiveAccessErrno(process, file, wanted));
}

describe("owner-bits", () => {
  it("decide for the owner, and what they refuse nobody else grants", () => {
    expect(open(user(), existingFile({ uid: 1000, mode: 0o477 }), "r")).toBe(
      "owner? 1000 it is → owner bits r-- grant read → allowed",
    );
    expect(open(user(), existingFile({ uid: 1000, gid: 1000, mode: 0o077 }), "rw")).toBe(
      "owner? 1000 it is → owner bits --- → read and write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("compare the file user ID, not the effective one", () => {
    const process = { ...user(), fsuid: 5 };
    expect(open(process, existingFile({ uid: 5, mode: 0o600 }), "r")).toBe(
      "owner? 5 it is → owner bits rw- grant read → allowed",
    );
    expect(open(process, existingFile({ uid: 1000, mode: 0o600 }), "r")).toBe(
      "owner? 5 is not 1000 → group? not in 0 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("compare what the mount makes of the ID in the inode", () => {
    expect(open(inA({ capabilities: [] }), existingFile({ mode: 0o600, mount: volumeA() }), "rw")).toBe(
      "owner? 65536 it is → owner bits rw- grant read and write → allowed",
    );
  });
});

describe("group-bits", () => {
  it("decide for the file group and the supplementary groups, without falling through to others", () => {
    expect(open(user(), existingFile({ gid: 1000, mode: 0o040 }), "r")).toBe(
      "owner? 1000 is not 0 → group? in 1000 → group bits r-- grant read → allowed",
    );
    expect(open(user({ groups: [27] }), existingFile({ gid: 27, mode: 0o060 }), "w")).toBe(
      "owner? 1000 is not 0 → group? in 27 → group bits rw- grant write → allowed",
    );
    expect(open(user({ groups: [27] }), existingFile({ gid: 27, mode: 0o606 }), "r")).toBe(
      "owner? 1000 is not 0 → group? in 27 → group bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("do not look at the real and the effective group", () => {
    const process = { ...user(), fsgid: 5 };
    expect(open(process, existingFile({ gid: 1000, mode: 0o640 }), "r")).toBe(
      "owner? 1000 is not 0 → group? not in 1000 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(open(process, existingFile({ gid: 5, mode: 0o640 }), "r")).toBe(
      "owner? 1000 is not 0 → group? in 5 → group bits r-- grant read → allowed",
    );
  });
});

describe("other-bits", () => {
  it("let a pod write a file of host root that all may write: its namespace plays no part", () => {
    expect(open(inA({ uid: 1000 }), existingFile({ mode: 0o666 }), "w")).toBe(
      "owner? 66536 is not 0 → group? not in 0 → other bits rw- grant write → allowed",
    );
  });

  it("are what is left to a stranger", () => {
    expect(open(inA({ uid: 1000 }), existingFile({ mode: 0o771 }), "r")).toBe(
      "owner? 66536 is not 0 → group? not in 0 → other bits --x → read not granted → CAP_DAC_READ_SEARCH not held in pod-a → CAP_DAC_OVERRIDE not held in pod-a → EACCES",
    );
    expect(effective(user(), existingFile({ mode: 0o775 }), "rx")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant read and execute → allowed",
    );
  });

  it("never take 65534 for an owner", () => {
    const nobody = inA({ uid: 65534, gid: 65534 });
    expect(open(nobody, existingFile({ uid: 65534, gid: 65534, mode: 0o660 }), "r")).toBe(
      "owner? 131070 is not 65534 → group? not in 65534 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in pod-a → CAP_DAC_OVERRIDE not held in pod-a → EACCES",
    );
    expect(open(user(), existingFile({ uid: 70000, gid: 70000, mode: 0o660, mount: volumeA() }), "r")).toBe(
      "owner? 1000 is not -1 (no ID) → group? not in -1 (no ID) → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });
});

describe("capability-override", () => {
  it("needs both IDs of the file mapped in the caller's namespace", () => {
    expect(open(inA(), existingFile({ uid: 65536, gid: 65536, mode: 0 }), "rw")).toBe(
      "owner? 65536 it is → owner bits --- → read and write not granted → CAP_DAC_OVERRIDE held in pod-a → file owner 65536 and group 65536 mapped there → allowed",
    );
    expect(open(inA(), existingFile({ uid: 0, gid: 65536, mode: 0o644 }), "w")).toBe(
      "owner? 65536 is not 0 → group? in 65536 → group bits r-- → write not granted → CAP_DAC_OVERRIDE held in pod-a → but file owner 0 has no mapping there → EACCES",
    );
    expect(open(inA(), existingFile({ uid: 65537, gid: 0, mode: 0o644 }), "w")).toBe(
      "owner? 65536 is not 65537 → group? not in 0 → other bits r-- → write not granted → CAP_DAC_OVERRIDE held in pod-a → but file group 0 has no mapping there → EACCES",
    );
  });

  it("lets CAP_DAC_READ_SEARCH read files, and nothing else", () => {
    const reader = user({ capabilities: ["CAP_DAC_READ_SEARCH"] });
    expect(open(reader, existingFile({ mode: 0o600 }), "r")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → read not granted → CAP_DAC_READ_SEARCH held in host → file owner 0 and group 0 mapped there → allowed",
    );
    expect(open(reader, existingFile({ mode: 0o600 }), "w")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(open(reader, existingFile({ mode: 0o600 }), "rw")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → read and write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("lets CAP_DAC_READ_SEARCH list and search directories, not write to them", () => {
    const reader = user({ capabilities: ["CAP_DAC_READ_SEARCH"] });
    expect(effective(reader, existingDirectory({ mode: 0o700 }), "rx")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → read and execute not granted → CAP_DAC_READ_SEARCH held in host → file owner 0 and group 0 mapped there → allowed",
    );
    expect(effective(reader, existingDirectory({ mode: 0o700 }), "wx")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → write and execute not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("lets CAP_DAC_OVERRIDE do anything to a directory", () => {
    const writer = user({ capabilities: ["CAP_DAC_OVERRIDE"] });
    expect(effective(writer, existingDirectory({ mode: 0 }), "rwx")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → read, write and execute not granted → CAP_DAC_OVERRIDE held in host → file owner 0 and group 0 mapped there → allowed",
    );
    expect(effective(writer, existingDirectory({ mode: 0 }), "r")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE held in host → file owner 0 and group 0 mapped there → allowed",
    );
  });

  it("executes only what has an execute bit", () => {
    expect(effective(createProcess(), existingFile({ mode: 0o644 }), "x")).toBe(
      "owner? 0 it is → owner bits rw- → execute not granted → no execute bit is set, so no capability helps → EACCES",
    );
    expect(effective(createProcess(), existingFile({ uid: 5, mode: 0o601 }), "rx")).toBe(
      "owner? 0 is not 5 → group? in 0 → group bits --- → read and execute not granted → CAP_DAC_OVERRIDE held in host → file owner 5 and group 0 mapped there → allowed",
    );
  });
});

describe("acl-entry", () => {
  const acl = (...entries: Acl): Acl => [
    { tag: "owner", permissions: 7 },
    ...entries,
    { tag: "other", permissions: 4 },
  ];

  it("decides for a user, limited by the mask", () => {
    const file = existingFile({
      mode: 0o774,
      acl: acl(
        { tag: "user", id: 1000, permissions: 6 },
        { tag: "owning-group", permissions: 7 },
        { tag: "mask", permissions: 4 },
      ),
    });
    expect(open(user(), file, "r")).toBe(
      "owner? 1000 is not 0 → the list's entry for user 1000, r-- with the mask, grants read → allowed",
    );
    expect(open(user(), file, "w")).toBe(
      "owner? 1000 is not 0 → the list's entry for user 1000 is r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("is enough in any group that grants all, and if none does, others are not asked", () => {
    const file = existingFile({
      gid: 1000,
      mode: 0o774,
      acl: acl(
        { tag: "owning-group", permissions: 0 },
        { tag: "group", id: 27, permissions: 6 },
        { tag: "group", id: 28, permissions: 7 },
      ),
    });
    expect(open(user({ groups: [27] }), file, "rw")).toBe(
      "owner? 1000 is not 0 → the list's entry for group 1000 is --- → read and write not granted → the list's entry for group 27, rw- with the mask, grants read and write → allowed",
    );
    expect(open(user(), file, "r")).toBe(
      "owner? 1000 is not 0 → the list's entry for group 1000 is --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(effective(user({ groups: [27, 28] }), file, "x")).toBe(
      "owner? 1000 is not 0 → the list's entry for group 1000 is --- → execute not granted → the list's entry for group 27 is rw- → execute not granted → the list's entry for group 28, rwx with the mask, grants execute → allowed",
    );
  });

  it("masks the owning group, but neither owner nor others", () => {
    const entries = acl({ tag: "owning-group", permissions: 7 }, { tag: "mask", permissions: 0 });
    const file = existingFile({ uid: 5, gid: 1000, mode: 0o774, acl: entries });
    expect(open(user(), file, "r")).toBe(
      "owner? 1000 is not 5 → the list's entry for group 1000 is --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(open(user({ uid: 5 }), file, "r")).toBe("owner? 5 it is → owner bits rwx grant read → allowed");
    expect(open(user({ gid: 6 }), file, "r")).toBe(
      "owner? 1000 is not 5 → the list's entry for others, r--, grants read → allowed",
    );
    expect(open(user({ gid: 6 }), file, "w")).toBe(
      "owner? 1000 is not 5 → the list's entry for others is r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("is passed over while the group bits of the mode are all off", () => {
    const file = existingFile({ mode: 0o704, acl: acl({ tag: "user", id: 1000, permissions: 7 }) });
    expect(open(user(), file, "w")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("has its ID read through the mount", () => {
    const entries = acl({ tag: "user", id: 5, permissions: 6 }, { tag: "group", id: 6, permissions: 2 });
    const file = existingFile({ mode: 0o770, acl: entries, mount: volumeA() });
    expect(open(inA({ uid: 5 }), file, "w")).toBe(
      "owner? 65541 is not 65536 → the list's entry for user 65541, rw- with the mask, grants write → allowed",
    );
    expect(open(inA({ uid: 7, gid: 6 }), file, "w")).toBe(
      "owner? 65543 is not 65536 → the list's entry for group 65542, -w- with the mask, grants write → allowed",
    );
  });

  it("of nobody leaves a list without an entry for others with a refusal", () => {
    const file = existingFile({ mode: 0o770, acl: [{ tag: "user", id: 5, permissions: 7 }] });
    expect(open(user(), file, "r")).toBe(
      "owner? 1000 is not 0 → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });
});

describe("unmapped-inode", () => {
  it("refuses to write what the mount cannot express, before any bit and even to root", () => {
    const mount = volumeA();
    expect(open(createProcess(), existingFile({ uid: 70000, mode: 0o666, mount }), "w")).toBe(
      "the mount has no ID for owner 70000 or group 0 of the inode → EACCES",
    );
    expect(open(inA(), existingFile({ gid: 70000, mode: 0o666, mount }), "rw")).toBe(
      "the mount has no ID for owner 0 or group 70000 of the inode → EACCES",
    );
  });

  it("lets others read it", () => {
    expect(open(inA(), existingFile({ uid: 70000, mode: 0o664, mount: volumeA() }), "r")).toBe(
      "owner? 65536 is not -1 (no ID) → group? in 65536 → group bits rw- grant read → allowed",
    );
  });
});

describe("path-search", () => {
  it("asks every directory from the top, and the first that refuses ends it", () => {
    const top = existingDirectory({ mode: 0o755 });
    const pods = existingDirectory({ mode: 0o750, directory: top });
    const file = existingFile({ mode: 0o644, directory: existingDirectory({ mode: 0o755, directory: pods }) });
    expect(open(user(), file, "r")).toBe(
      "directory 3 up, mode 0755, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → directory 2 up, mode 0750, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(open(user(), { ...file, directory: undefined }, "r")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-- grant read → allowed",
    );
    expect(open(user(), { ...file, directory: top }, "r")).toBe(
      "directory 1 up, mode 0755, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → owner? 1000 is not 0 → group? not in 0 → other bits r-- grant read → allowed",
    );
    expect(effective(user(), { ...file, directory: pods }, "r")).toBe(
      "directory 2 up, mode 0755, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → directory 1 up, mode 0750, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });
});

describe("read-only-filesystem, read-only-mount and immutable-file", () => {
  it("refuse writing, the filesystem before the bits and the mount after them", () => {
    const readOnly = createMount({ superblock: { readOnly: true } });
    const mount = createMount({ readOnly: true });
    expect(open(createProcess(), existingFile({ mode: 0o600, mount: readOnly }), "w")).toBe(
      "the filesystem is read-only → EROFS",
    );
    expect(open(createProcess(), existingFile({ mode: 0o600, mount: readOnly }), "r")).toBe(
      "owner? 0 it is → owner bits rw- grant read → allowed",
    );
    expect(open(createProcess(), existingFile({ mode: 0o600, mount }), "w")).toBe(
      "owner? 0 it is → owner bits rw- grant write → the mount is read-only → EROFS",
    );
    expect(open(user(), existingFile({ mode: 0o600, mount }), "w")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits --- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(open(createProcess(), existingFile({ mode: 0o600, mount }), "r")).toBe(
      "owner? 0 it is → owner bits rw- grant read → allowed",
    );
    expect(open(createProcess(), existingFile({ mode: 0o600, immutable: true }), "w")).toBe(
      "the file is immutable → EPERM",
    );
    expect(open(createProcess(), existingFile({ mode: 0o600, immutable: true }), "r")).toBe(
      "owner? 0 it is → owner bits rw- grant read → allowed",
    );
  });

  it("refuse access(2) as well, but not to what is not stored", () => {
    const mount = createMount({ readOnly: true, superblock: { readOnly: true } });
    expect(effective(createProcess(), existingFile({ mode: 0o600, mount: createMount({ readOnly: true }) }), "w")).toBe(
      "owner? 0 it is → owner bits rw- grant write → the mount is read-only → EROFS",
    );
    expect(effective(createProcess(), existingFile({ mode: 0o600, mount: createMount({ readOnly: true }) }), "r")).toBe(
      "owner? 0 it is → owner bits rw- grant read → allowed",
    );
    for (const type of ["regular", "directory", "symlink"] as const)
      expect(effectiveAccessErrno(createProcess(), existingFile({ type, mode: 0o777, mount }), "w")).toBe("EROFS");
    for (const type of ["fifo", "socket", "character-device", "block-device"] as const)
      expect(effectiveAccessErrno(createProcess(), existingFile({ type, mode: 0o600, mount }), "w")).toBe(undefined);
  });
});

describe("file-type, device-on-nodev and program-on-noexec", () => {
  it("refuse before the bits are asked", () => {
    expect(open(user(), existingFile({ type: "symlink", mode: 0o777 }), "r")).toBe(
      "a symbolic link cannot be opened so → ELOOP",
    );
    expect(open(user(), existingDirectory({ mode: 0o700 }), "rw")).toBe("a directory cannot be opened so → EISDIR");
    expect(open(user(), existingDirectory({ mode: 0o755 }), "r")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant read → allowed",
    );
    const nodev = createMount({ nodev: true });
    const inPod = createMount({ superblock: { type: "tmpfs", userNamespace: podA() } });
    expect(open(user(), existingFile({ type: "character-device", mode: 0, mount: nodev }), "r")).toBe(
      "a device on a mount that is nodev → EACCES",
    );
    expect(open(createProcess(), existingFile({ type: "block-device", mode: 0o600, mount: inPod }), "r")).toBe(
      "a device on a mount that is nodev → EACCES",
    );
    expect(open(createProcess(), existingFile({ type: "block-device", mode: 0o600 }), "rw")).toBe(
      "owner? 0 it is → owner bits rw- grant read and write → allowed",
    );
    expect(open(user(), existingFile({ type: "fifo", mode: 0o666 }), "rw")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits rw- grant read and write → allowed",
    );
    const noexec = createMount({ noexec: true });
    expect(effective(user(), existingFile({ mode: 0o755, mount: noexec }), "x")).toBe("the mount is noexec → EACCES");
    expect(effective(user(), existingDirectory({ mode: 0o755, mount: noexec }), "x")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → allowed",
    );
    expect(effective(user(), existingFile({ mode: 0o755, mount: noexec }), "r")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant read → allowed",
    );
  });
});

describe("no-atime", () => {
  it("is for the owner, or CAP_FOWNER where the owner is mapped", () => {
    expect(open(user(), existingFile({ mode: 0o644 }), "r-noatime")).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-- grant read → O_NOATIME is for the owner of the file → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
    );
    expect(open(user(), existingFile({ uid: 1000, mode: 0o644 }), "r-noatime")).toBe(
      "owner? 1000 it is → owner bits rw- grant read → O_NOATIME is for the owner of the file → file user ID 1000 owns the file → allowed",
    );
    expect(open(inA(), existingFile({ mode: 0o644 }), "r-noatime")).toBe(
      "owner? 65536 is not 0 → group? not in 0 → other bits r-- grant read → O_NOATIME is for the owner of the file → owner? 65536 is not 0 → CAP_FOWNER held in pod-a → but file owner 0 has no mapping there → EPERM",
    );
    expect(open(inA(), existingFile({ uid: 65537, mode: 0o644 }), "r-noatime")).toBe(
      "owner? 65536 is not 65537 → group? not in 0 → other bits r-- grant read → O_NOATIME is for the owner of the file → owner? 65536 is not 65537 → CAP_FOWNER held in pod-a → allowed",
    );
  });
});

describe("access-real-ids", () => {
  it("asks for the real user, with the permitted capabilities of user 0 of the namespace and none of any other", () => {
    const setuidRoot = { ...user(), euid: 0, fsuid: 0, effective: 0x1ffffffffff, permitted: 0x1ffffffffff };
    expect(access(setuidRoot, existingFile({ mode: 0o600 }), "r")).toBe(
      "asked as real user 1000 and group 1000, with the capabilities 0000000000000000 → owner? 1000 is not 0 → group? not in 0 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    const dropped = { ...inA(), euid: 65537, fsuid: 65537, effective: 0, permitted: 2 };
    expect(access(dropped, existingFile({ uid: 65540, gid: 65540, mode: 0 }), "r")).toBe(
      "asked as real user 65536 and group 65536, with the capabilities 0000000000000002 → owner? 65536 is not 65540 → group? not in 65540 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in pod-a → CAP_DAC_OVERRIDE held in pod-a → file owner 65540 and group 65540 mapped there → allowed",
    );
    expect(effective(dropped, existingFile({ uid: 65540, gid: 65540, mode: 0 }), "r")).toBe(
      "owner? 65537 is not 65540 → group? not in 65540 → other bits --- → read not granted → CAP_DAC_READ_SEARCH not held in pod-a → CAP_DAC_OVERRIDE not held in pod-a → EACCES",
    );
    const group = { ...user(), rgid: 50 };
    expect(access(group, existingFile({ gid: 50, mode: 0o040 }), "r")).toBe(
      "asked as real user 1000 and group 50, with the capabilities 0000000000000000 → owner? 1000 is not 0 → group? in 50 → group bits r-- grant read → allowed",
    );
  });

  it("leaves the capabilities alone under SECBIT_NO_SETUID_FIXUP", () => {
    const process = { ...user({ capabilities: ["CAP_DAC_OVERRIDE"] }) };
    const securebits = { ...process.securebits, noSetuidFixup: true };
    expect(access(process, existingFile({ mode: 0o600 }), "w")).toBe(
      "asked as real user 1000 and group 1000, with the capabilities 0000000000000000 → owner? 1000 is not 0 → group? not in 0 → other bits --- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(access({ ...process, securebits }, existingFile({ mode: 0o600 }), "w")).toBe(
      "asked as real user 1000 and group 1000, with the capabilities 0000000000000002 → owner? 1000 is not 0 → group? not in 0 → other bits --- → write not granted → CAP_DAC_OVERRIDE held in host → file owner 0 and group 0 mapped there → allowed",
    );
  });
});
