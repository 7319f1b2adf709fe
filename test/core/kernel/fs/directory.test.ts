import { describe, expect, it } from "vitest";
import { type Credentials, createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { DEFAULT_SETTINGS, type KernelSettings } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import {
  createDirectory,
  createDirectoryErrno,
  createFile,
  createFileErrno,
  mknod,
  mknodErrno,
  type NodeType,
} from "../../../../src/core/kernel/fs/create-file.ts";
import { linkFile, linkFileErrno } from "../../../../src/core/kernel/fs/link-file.ts";
import { openFileErrno } from "../../../../src/core/kernel/fs/open-file.ts";
import { renameFile, renameFileErrno } from "../../../../src/core/kernel/fs/rename-file.ts";
import { unlinkFile, unlinkFileErrno } from "../../../../src/core/kernel/fs/unlink-file.ts";
import { existingDirectory, existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { inA, mapsA, podA, user, volumeA } from "../support/cast.ts";
import { told } from "../support/told.ts";

function create(process: Credentials, directory: Inode, mode = 0o644): readonly [string, string] {
  const decision = createFile(process, directory, mode);
  return [told(decision, createFileErrno(process, directory, mode)), show(decision.value)];
}

function mkdir(process: Credentials, directory: Inode, mode = 0o755): readonly [string, string] {
  const decision = createDirectory(process, directory, mode);
  return [told(decision, createDirectoryErrno(process, directory, mode)), show(decision.value)];
}

function made(process: Credentials, directory: Inode, type: NodeType): readonly [string, string] {
  const decision = mknod(process, directory, type, 0o600);
  return [told(decision, mknodErrno(process, directory, type, 0o600)), show(decision.value)];
}

function unlink(process: Credentials, directory: Inode, file: Inode): string {
  return told(unlinkFile(process, directory, file), unlinkFileErrno(process, directory, file));
}

function rename(process: Credentials, from: Inode, file: Inode, to?: Inode, replaced?: Inode): string {
  return told(renameFile(process, from, file, to, replaced), renameFileErrno(process, from, file, to, replaced));
}

function link(process: Credentials, file: Inode, directory: Inode, settings?: KernelSettings): string {
  return told(linkFile(process, file, directory, settings), linkFileErrno(process, file, directory, settings));
}

function show(file: Inode | undefined): string {
  return file === undefined ? "" : `${file.type} ${file.uid}:${file.gid} ${file.mode.toString(8)}`;
}

const OPEN = { mode: 0o777 };

describe("creator-on-disk", () => {
  it("stores the file IDs of the process as the mount has them", () => {
    expect(create(inA({ uid: 5, gid: 6 }), existingDirectory({ ...OPEN, mount: volumeA() }))).toEqual([
      "directory 1 up, mode 0777, owner 65536, group 65536 → owner? 65541 is not 65536 → group? not in 65536 → other bits rwx grant execute → user 65541 and group 65542 would be 5 and 6 in the inode → the directory must grant write and search → owner? 65541 is not 65536 → group? not in 65536 → other bits rwx grant write and execute → it belongs to 5 and 6 in the inode → allowed",
      "regular 5:6 644",
    ]);
    expect(create(inA({ uid: 5, gid: 6 }), existingDirectory(OPEN))).toEqual([
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 65541 is not 0 → group? not in 0 → other bits rwx grant execute → user 65541 and group 65542 would be 65541 and 65542 in the inode → the directory must grant write and search → owner? 65541 is not 0 → group? not in 0 → other bits rwx grant write and execute → it belongs to 65541 and 65542 in the inode → allowed",
      "regular 65541:65542 644",
    ]);
    expect(create({ ...user(), fsuid: 7, fsgid: 8 }, existingDirectory(OPEN))).toEqual([
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 7 is not 0 → group? not in 0 → other bits rwx grant execute → user 7 and group 8 would be 7 and 8 in the inode → the directory must grant write and search → owner? 7 is not 0 → group? not in 0 → other bits rwx grant write and execute → it belongs to 7 and 8 in the inode → allowed",
      "regular 7:8 644",
    ]);
  });

  it("is EOVERFLOW after the search of the directory and before its write bit", () => {
    const mount = volumeA();
    expect(create(createProcess(), existingDirectory({ mode: 0o755, mount }))).toEqual([
      "directory 1 up, mode 0755, owner 65536, group 65536 → owner? 0 is not 65536 → group? not in 65536 → other bits r-x grant execute → the mount cannot store user 0 or group 0 → EOVERFLOW",
      "",
    ]);
    expect(create(user(), existingDirectory({ mode: 0o700, mount }))).toEqual([
      "directory 1 up, mode 0700, owner 65536, group 65536 → owner? 1000 is not 65536 → group? not in 65536 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
      "",
    ]);
    expect(create(user(), existingDirectory({ mode: 0o755, mount }))).toEqual([
      "directory 1 up, mode 0755, owner 65536, group 65536 → owner? 1000 is not 65536 → group? not in 65536 → other bits r-x grant execute → the mount cannot store user 1000 or group 1000 → EOVERFLOW",
      "",
    ]);
  });

  it("asks for the user and for the group", () => {
    const users = createMount({ idmap: { uid: mapsA().uid, gid: createProcess().userNamespace.gidMap } });
    expect(create({ ...user(), fsgid: 65536 }, existingDirectory({ ...OPEN, mount: users }))).toEqual([
      "directory 1 up, mode 0777, owner 65536, group 0 → owner? 1000 is not 65536 → group? not in 0 → other bits rwx grant execute → the mount cannot store user 1000 or group 65536 → EOVERFLOW",
      "",
    ]);
    const groups = createMount({ idmap: { uid: createProcess().userNamespace.uidMap, gid: mapsA().gid } });
    expect(create(user(), existingDirectory({ ...OPEN, mount: groups }))).toEqual([
      "directory 1 up, mode 0777, owner 0, group 65536 → owner? 1000 is not 0 → group? not in 65536 → other bits rwx grant execute → the mount cannot store user 1000 or group 1000 → EOVERFLOW",
      "",
    ]);
  });

  it("asks the namespace of the filesystem as well: host root creates nothing in the tmpfs of a pod", () => {
    const mount = createMount({ superblock: { type: "tmpfs", userNamespace: podA() } });
    const directory = existingDirectory({ uid: 65536, gid: 65536, mode: 0o755, mount });
    expect(create(createProcess(), directory)).toEqual([
      "directory 1 up, mode 0755, owner 65536, group 65536 → owner? 0 is not 65536 → group? not in 65536 → other bits r-x grant execute → the mount cannot store user 0 or group 0 → EOVERFLOW",
      "",
    ]);
    expect(create(inA(), directory)).toEqual([
      "directory 1 up, mode 0755, owner 65536, group 65536 → owner? 65536 it is → owner bits rwx grant execute → user 65536 and group 65536 would be 65536 and 65536 in the inode → the directory must grant write and search → owner? 65536 it is → owner bits rwx grant write and execute → it belongs to 65536 and 65536 in the inode → allowed",
      "regular 65536:65536 644",
    ]);
    expect(openFileErrno(createProcess(), existingFile({ uid: 65536, mode: 0o600, mount }), "rw")).toBe(undefined);
  });
});

describe("directory-write", () => {
  it("needs write and search permission", () => {
    expect(create(user(), existingDirectory({ uid: 1000, mode: 0o500 }))).toEqual([
      "directory 1 up, mode 0500, owner 1000, group 0 → owner? 1000 it is → owner bits r-x grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 it is → owner bits r-x → write and execute not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
      "",
    ]);
    expect(create(user(), existingDirectory({ uid: 1000, mode: 0o300 }))).toEqual([
      "directory 1 up, mode 0300, owner 1000, group 0 → owner? 1000 it is → owner bits -wx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 it is → owner bits -wx grant write and execute → it belongs to 1000 and 1000 in the inode → allowed",
      "regular 1000:1000 644",
    ]);
    expect(create(createProcess(), existingDirectory({ ...OPEN, mount: createMount({ readOnly: true }) }))).toEqual([
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 0 it is → owner bits rwx grant execute → the mount is read-only → EROFS",
      "",
    ]);
  });
});

describe("new-group-of-directory", () => {
  it("inherits the group, and directories the bit", () => {
    const shared = existingDirectory({ gid: 50, mode: 0o2777 });
    expect(create(user(), shared)).toEqual([
      "directory 1 up, mode 2777, owner 0, group 50 → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant write and execute → it belongs to 1000 and 50 in the inode → the directory has its set-group-ID bit, so the group is its own, 50 in the inode → allowed",
      "regular 1000:50 644",
    ]);
    expect(mkdir(user(), shared, 0o6755)).toEqual([
      "directory 1 up, mode 2777, owner 0, group 50 → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant write and execute → it belongs to 1000 and 50 in the inode → the directory has its set-group-ID bit, so the group is its own, 50 in the inode → allowed",
      "directory 1000:50 2755",
    ]);
    expect(mkdir(user(), existingDirectory(OPEN), 0o7755)).toEqual([
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → it belongs to 1000 and 1000 in the inode → allowed",
      "directory 1000:1000 1755",
    ]);
  });

  it("takes the group as it is in the inode, whatever the mount makes of it", () => {
    const directory = existingDirectory({ uid: 0, gid: 70000, mode: 0o2777, mount: volumeA() });
    expect(create(inA(), directory)).toEqual([
      "directory 1 up, mode 2777, owner 65536, group -1 (no ID) → owner? 65536 it is → owner bits rwx grant execute → user 65536 and group 65536 would be 0 and 0 in the inode → the directory must grant write and search → the mount has no ID for owner 0 or group 70000 of the inode → EACCES",
      "",
    ]);
    expect(create(inA({ uid: 9 }), { ...directory, gid: 7 })).toEqual([
      "directory 1 up, mode 2777, owner 65536, group 65543 → owner? 65545 is not 65536 → group? not in 65543 → other bits rwx grant execute → user 65545 and group 65536 would be 9 and 0 in the inode → the directory must grant write and search → owner? 65545 is not 65536 → group? not in 65543 → other bits rwx grant write and execute → it belongs to 9 and 7 in the inode → the directory has its set-group-ID bit, so the group is its own, 7 in the inode → allowed",
      "regular 9:7 644",
    ]);
  });

  it("keeps a program from the directory's group unless the process is in it", () => {
    const shared = existingDirectory({ gid: 50, mode: 0o2777 });
    expect(create(user(), shared, 0o2755)).toEqual([
      "directory 1 up, mode 2777, owner 0, group 50 → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant write and execute → it belongs to 1000 and 50 in the inode → the directory has its set-group-ID bit, so the group is its own, 50 in the inode → CAP_FSETID not held in host → not in group 50: the set-group-ID bit is turned off, without an error → allowed",
      "regular 1000:50 755",
    ]);
    expect(create(user({ groups: [50] }), shared, 0o2755)).toEqual([
      "directory 1 up, mode 2777, owner 0, group 50 → owner? 1000 is not 0 → group? in 50 → group bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? in 50 → group bits rwx grant write and execute → it belongs to 1000 and 50 in the inode → the directory has its set-group-ID bit, so the group is its own, 50 in the inode → allowed",
      "regular 1000:50 2755",
    ]);
    expect(create(user(), shared, 0o6644)).toEqual([
      "directory 1 up, mode 2777, owner 0, group 50 → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 50 → other bits rwx grant write and execute → it belongs to 1000 and 50 in the inode → the directory has its set-group-ID bit, so the group is its own, 50 in the inode → allowed",
      "regular 1000:50 6644",
    ]);
    expect(create(user(), existingDirectory(OPEN), 0o6755)).toEqual([
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → it belongs to 1000 and 1000 in the inode → allowed",
      "regular 1000:1000 6755",
    ]);
  });
});

describe("device-node", () => {
  it("is for the host, after everything else", () => {
    expect(made(createProcess(), existingDirectory(OPEN), "block-device")).toEqual([
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 0 it is → owner bits rwx grant execute → user 0 and group 0 would be 0 and 0 in the inode → the directory must grant write and search → owner? 0 it is → owner bits rwx grant write and execute → a device needs CAP_MKNOD over the host → CAP_MKNOD held in host → it belongs to 0 and 0 in the inode → allowed",
      "block-device 0:0 600",
    ]);
    expect(made(inA(), existingDirectory({ uid: 65536, mode: 0o755 }), "character-device")).toEqual([
      "directory 1 up, mode 0755, owner 65536, group 0 → owner? 65536 it is → owner bits rwx grant execute → user 65536 and group 65536 would be 65536 and 65536 in the inode → the directory must grant write and search → owner? 65536 it is → owner bits rwx grant write and execute → a device needs CAP_MKNOD over the host → CAP_MKNOD asked for in host, which does not lie below pod-a → EPERM",
      "",
    ]);
    expect(made(user(), existingDirectory({ mode: 0o755 }), "character-device")).toEqual([
      "directory 1 up, mode 0755, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits r-x → write and execute not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
      "",
    ]);
  });

  it("leaves whiteouts, pipes and sockets to all", () => {
    expect(made(user(), existingDirectory(OPEN), "whiteout")).toEqual([
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → it belongs to 1000 and 1000 in the inode → allowed",
      "character-device 1000:1000 600",
    ]);
    expect(made(user(), existingDirectory(OPEN), "socket")[1]).toBe("socket 1000:1000 600");
    expect(made(user(), existingDirectory(OPEN), "fifo")[1]).toBe("fifo 1000:1000 600");
    expect(made(user(), existingDirectory(OPEN), "regular")[1]).toBe("regular 1000:1000 600");
  });
});

describe("creating calls", () => {
  it("give a file without list and capabilities, in the directory, on its mount", () => {
    const directory = existingDirectory({ ...OPEN, mount: createMount({ nodev: true }) });
    expect(createFile(user(), directory, 0o600).value).toEqual({
      ...existingFile({ uid: 1000, gid: 1000, mode: 0o600, directory }),
    });
  });

  it("throw for modes that are none", () => {
    const directory = existingDirectory(OPEN);
    const message = (name: string): RangeError => new RangeError(`${name}: expected the mode from 0 to 4095, got 4096`);
    expect(() => createFile(user(), directory, 0o10000)).toThrow(message("createFile"));
    expect(() => createDirectory(user(), directory, 0o10000)).toThrow(message("createDirectory"));
    expect(() => mknod(user(), directory, "fifo", 0o10000)).toThrow(message("mknod"));
  });
});

describe("unmapped-victim", () => {
  it("is EOVERFLOW after the search of the directory and before its write bit", () => {
    const lost = existingFile({ uid: 70000, mode: 0o644, mount: volumeA() });
    expect(unlink(user(), existingDirectory({ mode: 0o755 }), lost)).toBe(
      "directory 1 up, mode 0755, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the mount has no ID for owner 70000 or group 0 of the entry's inode → EOVERFLOW",
    );
    expect(unlink(user(), existingDirectory({ mode: 0o700 }), lost)).toBe(
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(unlink(inA(), existingDirectory(OPEN), { ...lost, uid: 0, gid: 70000 })).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 65536 is not 0 → group? not in 0 → other bits rwx grant execute → the mount has no ID for owner 0 or group 70000 of the entry's inode → EOVERFLOW",
    );
  });
});

describe("sticky-directory", () => {
  const sticky = { mode: 0o1777 };

  it("lets the owner of the entry and the owner of the directory remove it", () => {
    const theirs = existingFile({ uid: 5, mode: 0o666 });
    expect(unlink(user(), existingDirectory(sticky), existingFile({ uid: 1000, mode: 0 }))).toBe(
      "directory 1 up, mode 1777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky, and user 1000 owns the entry → allowed",
    );
    expect(unlink(user(), existingDirectory({ ...sticky, uid: 1000 }), theirs)).toBe(
      "directory 1 up, mode 1777, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → the directory is sticky, and user 1000 owns the directory → allowed",
    );
    expect(unlink(user(), existingDirectory(sticky), theirs)).toBe(
      "directory 1 up, mode 1777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky: user 1000 is neither the owner 5 of the entry nor 0 of the directory → CAP_FOWNER not held in host → EPERM",
    );
    expect(unlink(user(), existingDirectory(OPEN), theirs)).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → allowed",
    );
  });

  it("lets CAP_FOWNER remove what is mapped in its namespace: the entry, not the directory", () => {
    const mapped = existingFile({ uid: 65541, gid: 65541, mode: 0o644 });
    expect(unlink(inA(), existingDirectory(sticky), mapped)).toBe(
      "directory 1 up, mode 1777, owner 0, group 0 → owner? 65536 is not 0 → group? not in 0 → other bits rwx grant execute → the directory must grant write and search → owner? 65536 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky: user 65536 is neither the owner 65541 of the entry nor 0 of the directory → CAP_FOWNER held in pod-a → file owner 65541 and group 65541 mapped there → allowed",
    );
    expect(
      unlink(inA(), existingDirectory({ ...sticky, uid: 65537, gid: 65537 }), existingFile({ uid: 5, mode: 0o666 })),
    ).toBe(
      "directory 1 up, mode 1777, owner 65537, group 65537 → owner? 65536 is not 65537 → group? not in 65537 → other bits rwx grant execute → the directory must grant write and search → owner? 65536 is not 65537 → group? not in 65537 → other bits rwx grant write and execute → the directory is sticky: user 65536 is neither the owner 5 of the entry nor 65537 of the directory → CAP_FOWNER held in pod-a → but file owner 5 has no mapping there → EPERM",
    );
    expect(unlink(inA(), existingDirectory(sticky), { ...mapped, gid: 0 })).toBe(
      "directory 1 up, mode 1777, owner 0, group 0 → owner? 65536 is not 0 → group? not in 0 → other bits rwx grant execute → the directory must grant write and search → owner? 65536 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky: user 65536 is neither the owner 65541 of the entry nor 0 of the directory → CAP_FOWNER held in pod-a → but file group 0 has no mapping there → EPERM",
    );
  });
});

describe("unlinkFile", () => {
  it("looks at the directory, the mount and the immutable mark, never at the mode of the file", () => {
    const own = existingDirectory({ uid: 1000, mode: 0o700 });
    expect(unlink(user(), own, existingFile({ mode: 0 }))).toBe(
      "directory 1 up, mode 0700, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → allowed",
    );
    expect(unlink(user(), own, existingFile({ mode: 0, immutable: true }))).toBe(
      "directory 1 up, mode 0700, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → the file is immutable → EPERM",
    );
    expect(unlink(user(), existingDirectory({ mode: 0o755 }), existingFile({ uid: 1000, mode: 0o777 }))).toBe(
      "directory 1 up, mode 0755, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits r-x → write and execute not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(unlink(user(), { ...own, mount: createMount({ readOnly: true }) }, existingFile({ mode: 0 }))).toBe(
      "directory 1 up, mode 0700, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the mount is read-only → EROFS",
    );
  });
});

describe("renameFile", () => {
  const home = (): Inode => existingDirectory({ uid: 1000, mode: 0o755 });

  it("removes the old entry and adds the new one", () => {
    expect(rename(user(), home(), existingFile({ mode: 0 }))).toBe(
      "directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → allowed",
    );
    expect(rename(user(), home(), existingFile({ mode: 0 }), existingDirectory({ mode: 0o700 }))).toBe(
      "directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(rename(user(), home(), existingFile({ mode: 0 }), existingDirectory({ mode: 0o755 }))).toBe(
      "directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → directory 1 up, mode 0755, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits r-x → write and execute not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(
      rename(
        createProcess(),
        existingDirectory({ ...OPEN, mount: volumeA() }),
        existingFile({ mode: 0, mount: volumeA() }),
      ),
    ).toBe(
      "directory 1 up, mode 0777, owner 65536, group 65536 → owner? 0 is not 65536 → group? not in 65536 → other bits rwx grant execute → the directory must grant write and search → owner? 0 is not 65536 → group? not in 65536 → other bits rwx grant write and execute → the mount cannot store user 0 or group 0 → EOVERFLOW",
    );
  });

  it("removes what it replaces", () => {
    const tmp = existingDirectory({ mode: 0o1777 });
    const own = existingFile({ uid: 1000, mode: 0o600 });
    expect(rename(user(), tmp, own, tmp, existingFile({ uid: 5, mode: 0o666 }))).toBe(
      "directory 1 up, mode 1777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky, and user 1000 owns the entry → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky: user 1000 is neither the owner 5 of the entry nor 0 of the directory → CAP_FOWNER not held in host → EPERM",
    );
    expect(rename(user(), tmp, own, tmp, own)).toBe(
      "directory 1 up, mode 1777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky, and user 1000 owns the entry → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → the directory is sticky, and user 1000 owns the entry → allowed",
    );
  });

  it("needs to write to a directory that moves, for its entry ..", () => {
    const there = home();
    const fixed = existingDirectory({ uid: 5, mode: 0o755 });
    expect(rename(user(), home(), fixed, there)).toBe(
      "directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → owner? 1000 is not 5 → group? not in 0 → other bits r-x → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(rename(user(), there, fixed, there)).toBe(
      "directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → allowed",
    );
    expect(rename(user(), home(), existingDirectory({ uid: 1000, mode: 0o755 }), there)).toBe(
      "directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 it is → owner bits rwx grant write and execute → owner? 1000 it is → owner bits rwx grant write → allowed",
    );
    expect(renameFileErrno(user(), home(), existingFile({ mode: 0 }), there)).toBe(undefined);
  });

  it("stops at the path, and at a read-only mount", () => {
    expect(rename(user(), existingDirectory({ mode: 0o700 }), existingFile({ mode: 0 }))).toBe(
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(rename(user(), { ...home(), mount: createMount({ readOnly: true }) }, existingFile({ mode: 0 }))).toBe(
      "directory 1 up, mode 0755, owner 1000, group 0 → owner? 1000 it is → owner bits rwx grant execute → the mount is read-only → EROFS",
    );
  });
});

describe("hard-link-source", () => {
  const tmp = existingDirectory;

  it("is a regular file without set-ID bits that may be read and written, or one's own", () => {
    expect(link(user(), existingFile({ mode: 0o666 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → is the file safe to link? it must be readable and writable → owner? 1000 is not 0 → group? not in 0 → other bits rw- grant read and write → a regular file without set-ID bits that may be read and written → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → allowed",
    );
    expect(link(user(), existingFile({ mode: 0o644 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → is the file safe to link? it must be readable and writable → owner? 1000 is not 0 → group? not in 0 → other bits r-- → read and write not granted → CAP_DAC_OVERRIDE not held in host → not readable and writable: only the owner may link it → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
    );
    expect(link(user(), existingFile({ mode: 0o4666 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → it has the set-user-ID bit: only the owner may link it → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
    );
    expect(link(user(), existingFile({ mode: 0o2676 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → it has the set-group-ID bit: only the owner may link it → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
    );
    expect(link(user(), existingFile({ mode: 0o2666 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → is the file safe to link? it must be readable and writable → owner? 1000 is not 0 → group? not in 0 → other bits rw- grant read and write → a regular file without set-ID bits that may be read and written → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → allowed",
    );
    expect(link(user(), existingFile({ type: "fifo", mode: 0o666 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → not a regular file: only the owner may link it → owner? 1000 is not 0 → CAP_FOWNER not held in host → EPERM",
    );
    expect(link(user(), existingFile({ uid: 1000, mode: 0o4000 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → it has the set-user-ID bit: only the owner may link it → file user ID 1000 owns the file → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → allowed",
    );
  });

  it("is anything while the protection is off", () => {
    const settings = { ...DEFAULT_SETTINGS, protectedHardlinks: false };
    expect(link(user(), existingFile({ mode: 0o4755 }), tmp(OPEN), settings)).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → user 1000 and group 1000 would be 1000 and 1000 in the inode → the directory must grant write and search → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant write and execute → allowed",
    );
  });

  it("is EOVERFLOW first where the mount cannot express it, after the paths", () => {
    const lost = existingFile({ gid: 70000, mode: 0o666, mount: volumeA() });
    expect(link(inA(), lost, tmp({ ...OPEN, mount: volumeA() }))).toBe(
      "directory 1 up, mode 0777, owner 65536, group 65536 → owner? 65536 it is → owner bits rwx grant execute → the mount has no ID for owner 0 or group 70000 of the inode → EOVERFLOW",
    );
    expect(link(inA(), lost, tmp(OPEN))).toMatch(/execute → the two names are on different mounts → EXDEV$/);
    expect(link(user(), lost, tmp({ mode: 0o700 }))).toBe(
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(link(user(), { ...lost, directory: tmp({ mode: 0o700 }) }, tmp(OPEN))).toBe(
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    expect(link(user(), lost, tmp({ ...OPEN, mount: createMount({ readOnly: true }) }))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits rwx grant execute → the mount is read-only → EROFS",
    );
  });

  it("is no directory, and nothing immutable", () => {
    expect(link(createProcess(), existingDirectory({ mode: 0o755 }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 0 it is → owner bits rwx grant execute → not a regular file: only the owner may link it → file user ID 0 owns the file → user 0 and group 0 would be 0 and 0 in the inode → the directory must grant write and search → owner? 0 it is → owner bits rwx grant write and execute → directories have no second name → EPERM",
    );
    expect(link(createProcess(), existingFile({ mode: 0o644, immutable: true }), tmp(OPEN))).toBe(
      "directory 1 up, mode 0777, owner 0, group 0 → owner? 0 it is → owner bits rwx grant execute → is the file safe to link? it must be readable and writable → the file is immutable → not readable and writable: only the owner may link it → file user ID 0 owns the file → user 0 and group 0 would be 0 and 0 in the inode → the directory must grant write and search → owner? 0 it is → owner bits rwx grant write and execute → the file is immutable → EPERM",
    );
  });
});
