import { describe, expect, it } from "vitest";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { DEFAULT_SETTINGS, type KernelSettings } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { execFile, execFileErrno } from "../../../../src/core/kernel/exec/exec-file.ts";
import {
  existingDirectory,
  existingFile,
  type FileCapability,
  type Inode,
} from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { inA, podA, podB, user, volumeA } from "../support/cast.ts";
import { told } from "../support/told.ts";

function exec(process: Process, file: Inode, settings?: KernelSettings): string {
  return told(execFile(process, file, settings), execFileErrno(process, file, settings));
}

function capability(options: Partial<FileCapability> = {}): FileCapability {
  return { permitted: 0x400, inheritable: 0, effective: true, rootId: undefined, ...options };
}

const NNP = { noNewPrivs: true };

describe("execFile", () => {
  it("needs execute permission on a regular file of a mount that is not noexec", () => {
    expect(exec(user(), existingFile({ mode: 0o644 }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-- → execute not granted → no execute bit is set, so no capability helps → EACCES",
    );
    expect(exec(user(), existingFile({ type: "fifo", mode: 0o777 }))).toBe("a FIFO is not executed → EACCES");
    expect(exec(user(), existingFile({ mode: 0o755, mount: createMount({ noexec: true }) }))).toBe(
      "the mount is noexec → EACCES",
    );
    expect(exec(user(), existingFile({ mode: 0o755, directory: existingDirectory({ mode: 0o700 }) }))).toBe(
      "directory 1 up, mode 0700, owner 0, group 0 → owner? 1000 is not 0 → group? not in 0 → other bits --- → execute not granted → CAP_DAC_READ_SEARCH not held in host → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
  });

  it("makes the saved and the file IDs the effective ones, and ends SECBIT_KEEP_CAPS", () => {
    const process: Process = {
      ...user(),
      euid: 5,
      suid: 6,
      fsuid: 1000,
      egid: 7,
      sgid: 8,
      fsgid: 1000,
      securebits: { noRoot: false, noSetuidFixup: true, keepCaps: true },
    };
    expect(execFile(process, existingFile({ mode: 0o755 })).value).toEqual({
      ...process,
      suid: 5,
      fsuid: 5,
      sgid: 7,
      fsgid: 7,
      securebits: { noRoot: false, noSetuidFixup: true, keepCaps: false },
      dumpable: false,
    });
    expect(exec(user(), existingFile({ mode: 0o755 }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
  });

  it("loses the capabilities of a process that is not root", () => {
    const process = user({ capabilities: ["CAP_KILL"] });
    expect(execFile(process, existingFile({ mode: 0o755 })).value).toEqual(user());
  });
});

describe("set-user-id and set-group-id", () => {
  it("give the IDs of the file, the group's if its group may execute it", () => {
    expect(exec(user(), existingFile({ uid: 5, gid: 6, mode: 0o6755 }))).toBe(
      "owner? 1000 is not 5 → group? not in 6 → other bits r-x grant execute → set-user-ID: the effective user becomes 5 → set-group-ID: the effective group becomes 6 → runs as user 5 and group 6 with the capabilities 0000000000000000 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(exec(user(), existingFile({ uid: 5, gid: 6, mode: 0o2745 }))).toBe(
      "owner? 1000 is not 5 → group? not in 6 → other bits r-x grant execute → set-group-ID without the group's execute bit means nothing → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
    expect(exec(user(), existingFile({ uid: 5, gid: 6, mode: 0o2755 }))).toBe(
      "owner? 1000 is not 5 → group? not in 6 → other bits r-x grant execute → set-group-ID: the effective group becomes 6 → runs as user 1000 and group 6 with the capabilities 0000000000000000 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(execFile(user(), existingFile({ uid: 5, gid: 6, mode: 0o4755 })).value).toEqual({
      ...user(),
      euid: 5,
      suid: 5,
      fsuid: 5,
      dumpable: false,
    });
  });

  it("are the IDs that the mount makes of those in the inode", () => {
    expect(exec(inA({ uid: 5 }), existingFile({ uid: 6, gid: 7, mode: 0o6755, mount: volumeA() }))).toBe(
      "owner? 65541 is not 65542 → group? not in 65543 → other bits r-x grant execute → set-user-ID: the effective user becomes 65542 → set-group-ID: the effective group becomes 65543 → runs as user 65542 and group 65543 with the capabilities 0000000000000000 → the process is not dumpable any more → the new memory belongs to pod-a, dumpable: no → allowed",
    );
  });
});

describe("set-id-owner-unmapped", () => {
  it("ignores both bits when either ID of the file has no mapping", () => {
    expect(exec(inA({ uid: 5 }), existingFile({ uid: 0, gid: 65537, mode: 0o4755 }))).toBe(
      "owner? 65541 is not 0 → group? not in 65537 → other bits r-x grant execute → the set-ID bits are ignored: owner 0 and group 65537 are not both mapped in pod-a → runs as user 65541 and group 65536 with the capabilities 0000000000000000 → the new memory belongs to pod-a, dumpable: yes → allowed",
    );
    expect(exec(inA({ uid: 5 }), existingFile({ uid: 65537, gid: 0, mode: 0o4755 }))).toBe(
      "owner? 65541 is not 65537 → group? not in 0 → other bits r-x grant execute → the set-ID bits are ignored: owner 65537 and group 0 are not both mapped in pod-a → runs as user 65541 and group 65536 with the capabilities 0000000000000000 → the new memory belongs to pod-a, dumpable: yes → allowed",
    );
    expect(exec(inA({ uid: 5 }), existingFile({ uid: 65537, gid: 65537, mode: 0o4755 }))).toBe(
      "owner? 65541 is not 65537 → group? not in 65537 → other bits r-x grant execute → set-user-ID: the effective user becomes 65537 → runs as user 65537 and group 65536 with the capabilities 0000000000000000 → the process is not dumpable any more → the new memory belongs to pod-a, dumpable: no → allowed",
    );
  });
});

describe("set-id-honoured", () => {
  const program = { uid: 0, gid: 0, mode: 0o4755, capability: capability() };

  it("ignores the bits and the capabilities of a nosuid, a foreign and a lesser mount", () => {
    expect(exec(user(), existingFile({ ...program, mount: createMount({ nosuid: true }) }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the set-ID bits are ignored: the mount is nosuid → the file's capabilities are ignored: the mount is nosuid → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
    const namespace = { id: "elsewhere", owner: initialNamespace() };
    expect(exec(user(), existingFile({ ...program, mount: createMount({ namespace }) }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the set-ID bits are ignored: the mount is of another mount namespace → the file's capabilities are ignored: the mount is of another mount namespace → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
    expect(
      exec(
        user(),
        existingFile({ ...program, mount: createMount({ superblock: { type: "tmpfs", userNamespace: podA() } }) }),
      ),
    ).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the set-ID bits are ignored: the filesystem was mounted in another user namespace → the file's capabilities are ignored: the filesystem was mounted in another user namespace → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
    const inner = {
      ...inA({ uid: 5 }),
      userNamespace: createUserNamespace(podA(), { id: "inner", maps: { uid: podA().uidMap, gid: podA().gidMap } }),
    };
    expect(
      exec(
        inner,
        existingFile({
          uid: 65540,
          gid: 65540,
          mode: 0o4755,
          mount: createMount({ superblock: { userNamespace: podA() } }),
        }),
      ),
    ).toBe(
      "owner? 65541 is not 65540 → group? not in 65540 → other bits r-x grant execute → set-user-ID: the effective user becomes 65540 → runs as user 65540 and group 65536 with the capabilities 0000000000000000 → the process is not dumpable any more → the new memory belongs to inner, dumpable: no → allowed",
    );
  });

  it("ignores the bits alone under no_new_privs, not a capability of the file that was held", () => {
    expect(exec({ ...user(), ...NNP }, existingFile({ uid: 0, mode: 0o4755 }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the set-ID bits are ignored: no_new_privs is set → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
    const held = { ...user(), ...NNP, permitted: program.capability.permitted };
    expect(exec(held, existingFile(program))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the set-ID bits are ignored: no_new_privs is set → the file gives the capabilities 0000000000000400 → runs as user 1000 and group 1000 with the capabilities 0000000000000400 → the new memory belongs to host, dumpable: yes → allowed",
    );
  });
});

describe("root-program", () => {
  it("gives user 0 of the namespace the bounding set, whatever it had before", () => {
    const weak = { ...createProcess({ capabilities: [] }), bounding: 0xff, inheritable: 0x100 };
    expect(exec(weak, existingFile({ mode: 0o755 }))).toBe(
      "owner? 0 it is → owner bits rwx grant execute → user 0 of host gets the bounding set 00000000000001ff, in effect → runs as user 0 and group 0 with the capabilities 00000000000001ff → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(execFile(weak, existingFile({ mode: 0o755 })).value).toMatchObject({
      permitted: 0x1ff,
      effective: 0x1ff,
      inheritable: 0x100,
      dumpable: false,
    });
    expect(exec(inA({ capabilities: [] }), existingFile({ mode: 0o755 }))).toBe(
      "owner? 65536 is not 0 → group? not in 0 → other bits r-x grant execute → user 0 of pod-a gets the bounding set 000001ffffffffff, in effect → runs as user 65536 and group 65536 with the capabilities 000001ffffffffff → the process is not dumpable any more → the new memory belongs to pod-a, dumpable: no → allowed",
    );
    expect(exec({ ...createProcess(), userNamespace: podA() }, existingFile({ mode: 0o755 }))).toBe(
      "owner? 0 it is → owner bits rwx grant execute → runs as user 0 and group 0 with the capabilities 0000000000000000 → the new memory belongs to pod-a, dumpable: yes → allowed",
    );
  });

  it("puts them into effect for the effective user 0 alone", () => {
    expect(exec({ ...createProcess(), euid: 5 }, existingFile({ mode: 0o755 }))).toBe(
      "owner? 0 it is → owner bits rwx grant execute → user 0 of host gets the bounding set 000001ffffffffff, but not in effect, being the real user only → runs as user 5 and group 0 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(exec({ ...user(), euid: 0 }, existingFile({ mode: 0o755 }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → user 0 of host gets the bounding set 000001ffffffffff, in effect → runs as user 0 and group 1000 with the capabilities 000001ffffffffff → the new memory belongs to host, dumpable: no → allowed",
    );
  });

  it("gives nothing under SECBIT_NOROOT", () => {
    const process = { ...createProcess(), securebits: { noRoot: true, noSetuidFixup: false, keepCaps: false } };
    expect(exec(process, existingFile({ mode: 0o755 }))).toBe(
      "owner? 0 it is → owner bits rwx grant execute → runs as user 0 and group 0 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
  });
});

describe("file-capability-honoured", () => {
  it("gives what the bounding set lets through, and what is inheritable on both sides", () => {
    expect(exec(user(), existingFile({ mode: 0o755, capability: capability() }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000400 → runs as user 1000 and group 1000 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    const process = { ...user(), bounding: 0x7, inheritable: 0x30 };
    const file = existingFile({
      mode: 0o755,
      capability: capability({ permitted: 0xc, inheritable: 0x11, effective: false }),
    });
    expect(exec(process, file)).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000014 → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(execFile(process, file).value).toMatchObject({ permitted: 0x14, effective: 0 });
  });

  it("gives set-user-ID-root programs of other users those alone, and root the bounding set", () => {
    expect(exec(user(), existingFile({ mode: 0o4755, capability: capability() }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → set-user-ID: the effective user becomes 0 → the file gives the capabilities 0000000000000400 → set-user-ID-root with file capabilities: only those of the file → runs as user 0 and group 1000 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(exec({ ...createProcess(), euid: 5 }, existingFile({ mode: 0o4755, capability: capability() }))).toBe(
      "owner? 0 it is → owner bits rwx grant execute → set-user-ID: the effective user becomes 0 → the file gives the capabilities 0000000000000400 → user 0 of host gets the bounding set 000001ffffffffff, in effect → runs as user 0 and group 0 with the capabilities 000001ffffffffff → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(
      exec({ ...createProcess(), euid: 5 }, existingFile({ mode: 0o755, capability: capability({ permitted: 1 }) })),
    ).toBe(
      "owner? 0 it is → owner bits rwx grant execute → the file gives the capabilities 0000000000000001 → user 0 of host gets the bounding set 000001ffffffffff, but not in effect, being the real user only → runs as user 5 and group 0 with the capabilities 000001ffffffffff → the new memory belongs to host, dumpable: no → allowed",
    );
  });
});

describe("file-capability-bounded", () => {
  it("is EPERM for a program that insists on more", () => {
    expect(exec({ ...user(), bounding: 0x3ff }, existingFile({ mode: 0o755, capability: capability() }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the file wants 0000000000000400, the bounding set leaves 0000000000000000 → EPERM",
    );
    expect(
      exec({ ...user(), bounding: 0x3ff }, existingFile({ mode: 0o755, capability: capability({ effective: false }) })),
    ).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000000 → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
  });
});

describe("file-capability-root-id", () => {
  const run = (process: Process, rootId: number | undefined, mount = createMount()): string =>
    exec(process, existingFile({ mode: 0o755, mount, capability: capability({ rootId }) }));

  it("counts where the root that gave them is user 0, and below", () => {
    expect(run(inA({ uid: 5 }), 65536)).toBe(
      "owner? 65541 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000400 → runs as user 65541 and group 65536 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to pod-a, dumpable: no → allowed",
    );
    expect(run(inA({ uid: 5 }), undefined)).toBe(
      "owner? 65541 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000400 → runs as user 65541 and group 65536 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to pod-a, dumpable: no → allowed",
    );
    expect(run(inA({ uid: 5 }), 131072)).toBe(
      "owner? 65541 is not 0 → group? not in 0 → other bits r-x grant execute → the file's capabilities were given by 131072, which is user 0 neither in pod-a nor above → runs as user 65541 and group 65536 with the capabilities 0000000000000000 → the new memory belongs to pod-a, dumpable: yes → allowed",
    );
    expect(run(user(), 65536)).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the file's capabilities were given by 65536, which is user 0 neither in host nor above → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
    expect(run(user(), 0)).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000400 → runs as user 1000 and group 1000 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    const inner = { ...inA({ uid: 5 }), userNamespace: createUserNamespace(podA(), { id: "inner" }) };
    expect(run(inner, 65536)).toBe(
      "owner? 65541 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000400 → runs as user 65541 and group 65536 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to inner, dumpable: no → allowed",
    );
  });

  it("is read through the mount", () => {
    expect(run(inA({ uid: 5 }), undefined, volumeA())).toBe(
      "owner? 65541 is not 65536 → group? in 65536 → group bits r-x grant execute → the file gives the capabilities 0000000000000400 → runs as user 65541 and group 65536 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to pod-a, dumpable: no → allowed",
    );
    expect(run(user(), 0, volumeA())).toBe(
      "owner? 1000 is not 65536 → group? not in 65536 → other bits r-x grant execute → the file's capabilities were given by 65536, which is user 0 neither in host nor above → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: yes → allowed",
    );
    const inPod = createMount({ superblock: { type: "tmpfs", userNamespace: podA() } });
    expect(run(inA({ uid: 5 }), undefined, inPod)).toBe(
      "owner? 65541 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000400 → runs as user 65541 and group 65536 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to pod-a, dumpable: no → allowed",
    );
  });
});

describe("ambient-program", () => {
  const process: Process = { ...user(), permitted: 0x20, inheritable: 0x20, ambient: 0x20 };

  it("keeps the ambient capabilities through an ordinary program", () => {
    expect(exec(process, existingFile({ mode: 0o755 }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → runs as user 1000 and group 1000 with the capabilities 0000000000000020 → the new memory belongs to host, dumpable: yes → allowed",
    );
    expect(execFile(process, existingFile({ mode: 0o755 })).value).toMatchObject({
      permitted: 0x20,
      effective: 0x20,
      ambient: 0x20,
    });
  });

  it("clears them where IDs change or the file has capabilities", () => {
    expect(exec(process, existingFile({ uid: 5, mode: 0o4755 }))).toBe(
      "owner? 1000 is not 5 → group? not in 0 → other bits r-x grant execute → set-user-ID: the effective user becomes 5 → the ambient capabilities 0000000000000020 are cleared: the IDs change → runs as user 5 and group 1000 with the capabilities 0000000000000000 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(exec(process, existingFile({ mode: 0o755, capability: capability() }))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → the file gives the capabilities 0000000000000400 → the ambient capabilities 0000000000000020 are cleared: the file has capabilities → runs as user 1000 and group 1000 with the capabilities 0000000000000400 → the process is not dumpable any more → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(execFile(process, existingFile({ mode: 0o755, capability: capability() })).value?.ambient).toBe(0);
  });
});

describe("no-new-privs", () => {
  it("takes back what exec would give beyond what was held", () => {
    const parked: Process = {
      ...user(),
      ...NNP,
      euid: 0,
      egid: 0,
      suid: 0,
      fsuid: 0,
      fsgid: 0,
      permitted: 3,
      effective: 3,
    };
    expect(exec(parked, existingFile({ mode: 0o755 }))).toBe(
      "owner? 0 it is → owner bits rwx grant execute → user 0 of host gets the bounding set 000001ffffffffff, in effect → no_new_privs: back to the real user 1000 and group 1000, with no capability that was not held → runs as user 1000 and group 1000 with the capabilities 0000000000000003 → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(execFile(parked, existingFile({ mode: 0o755 })).value).toMatchObject({
      euid: 1000,
      egid: 1000,
      permitted: 3,
      effective: 3,
    });
    const full: Process = { ...createProcess(), ...NNP };
    expect(exec(full, existingFile({ mode: 0o755 }))).toBe(
      "owner? 0 it is → owner bits rwx grant execute → user 0 of host gets the bounding set 000001ffffffffff, in effect → runs as user 0 and group 0 with the capabilities 000001ffffffffff → the new memory belongs to host, dumpable: yes → allowed",
    );
  });

  it.each([16, 17])("is not about a program that changes nothing, in 6.%i", (minor) => {
    const ambient: Process = { ...user(), permitted: 0x20, inheritable: 0x20, ambient: 0x20 };
    const settings: KernelSettings = { ...DEFAULT_SETTINGS, version: [6, minor] };
    for (const process of [ambient, { ...ambient, ...NNP }])
      expect(execFile(process, existingFile({ mode: 0o755 }), settings).value).toMatchObject({
        ambient: 0x20,
        permitted: 0x20,
        dumpable: true,
      });
  });

  it("compares with the old effective user since 6.17, with the old real one before", () => {
    const split: Process = { ...user(), ...NNP, euid: 5, egid: 6, fsgid: 6 };
    const at = (major: number, minor: number): Process | undefined =>
      execFile(split, existingFile({ mode: 0o755 }), { ...DEFAULT_SETTINGS, version: [major, minor] }).value;
    expect([at(6, 17)?.euid, at(6, 17)?.egid]).toEqual([5, 6]);
    expect([at(6, 16)?.euid, at(6, 16)?.egid]).toEqual([1000, 1000]);
    const group: Process = { ...user(), ...NNP, egid: 6, fsgid: 1000 };
    const version = (minor: number): KernelSettings => ({ ...DEFAULT_SETTINGS, version: [6, minor] });
    expect(exec(group, existingFile({ mode: 0o755 }), version(17))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → no_new_privs: back to the real user 1000 and group 1000, with no capability that was not held → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(exec({ ...group, groups: [6] }, existingFile({ mode: 0o755 }), version(17))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → runs as user 1000 and group 6 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(exec({ ...group, groups: [6] }, existingFile({ mode: 0o755 }), version(16))).toBe(
      "owner? 1000 is not 0 → group? not in 0 → other bits r-x grant execute → no_new_privs: back to the real user 1000 and group 1000, with no capability that was not held → runs as user 1000 and group 1000 with the capabilities 0000000000000000 → the new memory belongs to host, dumpable: no → allowed",
    );
  });
});

describe("exec-memory and exec-unreadable", () => {
  it("give memory to the namespace of the process, dumpable unless the IDs differ", () => {
    const entered = { ...inA(), memoryNamespace: initialNamespace(), dumpable: false };
    expect(execFile(entered, existingFile({ mode: 0o755 })).value).toMatchObject({
      memoryNamespace: { id: "pod-a" },
      dumpable: true,
    });
    expect(execFile({ ...user(), euid: 5 }, existingFile({ mode: 0o755 })).value?.dumpable).toBe(false);
    expect(execFile({ ...user(), egid: 5 }, existingFile({ mode: 0o755 })).value?.dumpable).toBe(false);
    expect(execFile({ ...user(), ruid: 5 }, existingFile({ mode: 0o755 })).value?.dumpable).toBe(false);
    expect(execFile({ ...user(), suid: 5 }, existingFile({ mode: 0o755 })).value?.dumpable).toBe(true);
  });

  it("give the memory of a program that may not be read to a namespace that knows its owner and group", () => {
    const run = (uid: number, gid: number): Process | undefined =>
      execFile(inA({ uid: 5, gid: 5 }), existingFile({ uid, gid, mode: 0o711 })).value;
    expect(exec(inA({ uid: 5, gid: 5 }), existingFile({ mode: 0o711 }))).toBe(
      "owner? 65541 is not 0 → group? not in 0 → other bits --x grant execute → runs as user 65541 and group 65541 with the capabilities 0000000000000000 → the program may not be read, so its memory is not dumpable → the new memory belongs to host, dumpable: no → allowed",
    );
    expect(run(0, 65540)).toMatchObject({ dumpable: false, memoryNamespace: { id: "host" } });
    expect(run(65540, 0)).toMatchObject({ dumpable: false, memoryNamespace: { id: "host" } });
    expect(run(65540, 65540)).toMatchObject({ dumpable: false, memoryNamespace: { id: "pod-a" } });
    const mount = volumeA();
    const lost = existingFile({ uid: 70000, gid: 70000, mode: 0o711, mount });
    expect(execFile(inA({ uid: 5, gid: 5 }), lost).value?.memoryNamespace.id).toBe("host");
  });
});

describe("the hole that a set-user-ID file opens on the host", () => {
  it("is planted through an idmapped volume, and only there", () => {
    const planted = { uid: 0, gid: 0, mode: 0o4755 };
    expect(execFile(user(), existingFile(planted)).value?.euid).toBe(0);
    expect(
      execFile(
        createProcess({ userNamespace: podB(), uid: 5 }),
        existingFile({ ...planted, mount: createMount({ idmap: { uid: podB().uidMap, gid: podB().gidMap } }) }),
      ).value?.euid,
    ).toBe(131072);
    expect(execFile(user(), existingFile({ uid: 65536, gid: 65536, mode: 0o4755 })).value?.euid).toBe(65536);
    const pods = existingDirectory({ mode: 0o750 });
    expect(execFileErrno(user(), existingFile({ ...planted, directory: pods }))).toBe("EACCES");
  });
});
