import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { chmodFile, chmodFileErrno } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile, chownFileErrno } from "../../../../src/core/kernel/fs/chown-file.ts";
import { mknod, mknodErrno } from "../../../../src/core/kernel/fs/create-file.ts";
import { openFileErrno } from "../../../../src/core/kernel/fs/open-file.ts";
import { renameFileErrno } from "../../../../src/core/kernel/fs/rename-file.ts";
import { unlinkFile, unlinkFileErrno } from "../../../../src/core/kernel/fs/unlink-file.ts";
import { utimesFileErrno } from "../../../../src/core/kernel/fs/utimes-file.ts";
import { writeFile } from "../../../../src/core/kernel/fs/write-file.ts";
import {
  existingDirectory,
  existingFile,
  type FileOptions,
  type Inode,
} from "../../../../src/core/kernel/inode/file.ts";
import { throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { inA, user } from "../support/cast.ts";

const KEEP = 4294967295;
const root = createProcess();
/** CAP_CHOWN and nothing else. */
const CHOWN = 1;
const octal = (file: Inode | undefined): string | undefined => file?.mode.toString(8);

describe("overlay-attributes", () => {
  const merged = (options: FileOptions, mounter: Process = root): Inode =>
    throughOverlay(existingFile(options), mounter);

  it("asks the mounter whether the set-group-ID bit stays when the group changes", () => {
    const owner = { ...user({ uid: 1005 }), effective: CHOWN };
    const program = merged({ uid: 1005, gid: 1000, mode: 0o6640 });
    const decision = chownFile(owner, program, KEEP, 0);
    expect(octal(decision.value)).toBe("2640");
    expect(explain(decision)).toMatch(/in the upper layer, by the mounter 0 → allowed$/);
    // Without the overlay, the owner is asked.
    expect(octal(chownFile(owner, existingFile({ uid: 1005, gid: 1000, mode: 0o6640 }), KEEP, 0).value)).toBe("640");
    // What the caller took away because it is not in the old group is gone.
    const stranger = { ...user({ uid: 1005, gid: 7 }), effective: CHOWN };
    expect(octal(chownFile(stranger, program, KEEP, 0).value)).toBe("640");
    expect(octal(chownFile(owner, { ...program, mode: 0o4640 }, KEEP, 0).value)).toBe("640");
  });

  it("takes the bit where the mounter is a pod's root and the new group is none of the pod's", () => {
    const program = merged({ uid: 65541, gid: 65541, mode: 0o6640 }, inA());
    expect(octal(chownFile(root, program, KEEP, 0).value)).toBe("640");
    expect(octal(chownFile(root, program, KEEP, 65542).value)).toBe("2640");
  });

  it("asks the mounter for chmod, too", () => {
    const powerless = { ...inA(), effective: 0 };
    const program = (mounter: Process): Inode => merged({ uid: 65541, gid: 65541, mode: 0o644 }, mounter);
    expect(octal(chmodFile(inA({ uid: 5, gid: 5 }), program(inA()), 0o2755).value)).toBe("2755");
    expect(octal(chmodFile(inA({ uid: 5, gid: 5 }), program(powerless), 0o2755).value)).toBe("755");
    expect(octal(chmodFile(inA({ uid: 5, gid: 5 }), program(powerless), 0o4755).value)).toBe("4755");
  });

  it("has the mounter write, who keeps set-ID bits only with CAP_FSETID over the host", () => {
    const program = (mounter: Process): Inode => merged({ uid: 65541, gid: 65541, mode: 0o6755 }, mounter);
    expect(octal(writeFile(root, program(root)).value)).toBe("6755");
    expect(octal(writeFile(root, program(inA())).value)).toBe("755");
    expect(octal(writeFile(inA(), program(root)).value)).toBe("755");
    expect(octal(writeFile(root, { ...program(inA()), mode: 0o755 }).value)).toBe("755");
  });
});

describe("overlay-device", () => {
  const directory = (mounter: Process): Inode =>
    throughOverlay(existingDirectory({ uid: 65536, gid: 65536, mode: 0o777 }), mounter);
  // So that it has an ID for what it makes.
  const asPod = { ...root, fsuid: 65536, fsgid: 65536 };

  it.each(["character-device", "block-device"] as const)("lets nobody make a %s where a pod's root mounted", (type) => {
    expect(mknodErrno(asPod, directory(root), type, 0o600)).toBe(undefined);
    expect(mknodErrno(asPod, directory(inA()), type, 0o600)).toBe("EPERM");
    expect(explain(mknod(asPod, directory(inA()), type, 0o600))).toMatch(
      /by the mounter 65536, who needs CAP_MKNOD over the host, too → CAP_MKNOD asked for in host, .* → EPERM$/,
    );
    expect(mknodErrno(asPod, existingDirectory({ mode: 0o777 }), type, 0o600)).toBe(undefined);
  });

  it("leaves pipes and sockets to all", () => {
    for (const type of ["fifo", "socket", "regular"] as const)
      expect(mknodErrno(asPod, directory(inA()), type, 0o600)).toBe(undefined);
  });

  it("copies no device up there, and needs none to open one", () => {
    const device = (mounter: Process): Inode =>
      throughOverlay(existingFile({ type: "character-device", uid: 65536, gid: 65536, mode: 0o666 }), mounter);
    expect(chmodFileErrno(inA(), device(root), 0o640)).toBe(undefined);
    expect(chmodFileErrno(inA(), device(inA()), 0o640)).toBe("EPERM");
    expect(chownFileErrno(inA(), device(inA()), 0, 0)).toBe("EPERM");
    expect(utimesFileErrno(inA(), device(inA()), "now")).toBe("EPERM");
    expect(openFileErrno(inA(), device(root), "rw")).toBe(undefined);
    expect(chmodFileErrno(inA(), { ...device(inA()), type: "fifo" }, 0o640)).toBe(undefined);
  });
});

describe("a directory of the lower layer", () => {
  const parent = throughOverlay(existingDirectory({ uid: 65536, gid: 65536, mode: 0o777 }), inA());
  const of = (mode: number): Inode => throughOverlay(existingDirectory({ mode }), inA());
  const [sealed, open] = [of(0o700), of(0o705)];
  const made = { ...parent, layer: undefined };

  // Seen on 6.18.44: host root, in an overlay that a pod's root mounted.
  it("is read by the mounter before it is removed or replaced, for it must be empty", () => {
    expect(explain(unlinkFile(root, parent, sealed))).toMatch(/for its mounter 65536, .*read not granted .*→ EACCES$/);
    expect(unlinkFileErrno(root, parent, open)).toBeUndefined();
    expect(renameFileErrno(root, parent, made, parent, sealed)).toBe("EACCES");
    expect(renameFileErrno(root, parent, made, parent, open)).toBeUndefined();
    expect(unlinkFileErrno(root, parent, { ...sealed, layer: undefined })).toBeUndefined();
  });

  it("is none for a file, which nobody reads to remove it", () => {
    expect(unlinkFileErrno(root, parent, { ...sealed, type: "regular" })).toBeUndefined();
  });
});
