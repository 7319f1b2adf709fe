import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setFileCapability, setFileCapabilityErrno } from "../../../../src/core/kernel/attributes/file-capability.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";
import { execFile, execFileErrno } from "../../../../src/core/kernel/exec/exec-file.ts";
import {
  accessFile,
  accessFileErrno,
  effectiveAccess,
  effectiveAccessErrno,
} from "../../../../src/core/kernel/fs/access-file.ts";
import { chmodFile, chmodFileErrno } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile, chownFileErrno } from "../../../../src/core/kernel/fs/chown-file.ts";
import { createFile, createFileErrno, mknod, mknodErrno } from "../../../../src/core/kernel/fs/create-file.ts";
import { linkFile, linkFileErrno } from "../../../../src/core/kernel/fs/link-file.ts";
import { openFile, openFileErrno } from "../../../../src/core/kernel/fs/open-file.ts";
import { renameFile, renameFileErrno } from "../../../../src/core/kernel/fs/rename-file.ts";
import { unlinkFile, unlinkFileErrno } from "../../../../src/core/kernel/fs/unlink-file.ts";
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
import { containerRoot, throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { inA, mapsA, podA, user } from "../support/cast.ts";
import { told } from "../support/told.ts";

const NOBODY = 4294967295;

const { lower, upper } = containerRoot(mapsA());

/** A file of the image, as it is found in the container. */
function image(options: FileOptions): Inode {
  return throughOverlay(existingFile({ mount: lower, ...options }));
}

function imageDirectory(options: Omit<FileOptions, "type">): Inode {
  return throughOverlay(existingDirectory({ mount: lower, ...options }));
}

type Row = readonly [about: string, decision: Decision<unknown>, fast: Errno | undefined, verdict: string];

/** Each verdict is the error, or `allowed`, and the rule that decided. */
function expectRows(rows: readonly Row[]): void {
  const verdictOf = (decision: Decision<unknown>): string =>
    `${decision.allowed ? "allowed" : decision.errno} by ${decision.decidedBy}`;
  for (const [, decision, fast] of rows) told(decision, fast);
  expect(rows.map(([about, decision]) => [about, verdictOf(decision)])).toEqual(
    rows.map(([about, , , verdict]) => [about, verdict]),
  );
}

describe("containerRoot", () => {
  it("has idmapped layers below and a plain one above", () => {
    expect([lower.idmap, upper.idmap]).toEqual([mapsA(), undefined]);
  });
});

describe("throughOverlay", () => {
  it("gives a file the IDs of its layer's mount, which its inode keeps once it is changed", () => {
    const file = existingFile({ uid: 5, gid: 6, mode: 0o640, mount: lower });
    const merged = throughOverlay(file);
    const mount = createMount({ superblock: { type: "overlay" } });
    expect(merged).toEqual({
      ...existingFile({ uid: 65541, gid: 65542, mode: 0o640, mount }),
      layer: { file, mounter: createProcess() },
    });
    expect(ownerSeenBy(podA(), merged)).toEqual({ uid: 5, gid: 6 });
    expect(ownerSeenBy(podA(), image({ uid: 70000, mode: 0o644 }))).toEqual({ uid: 65534, gid: 0 });
  });

  it("does the same with the entries of a list, and with the root of a capability", () => {
    const acl = [
      { tag: "owner", permissions: 7 },
      { tag: "user", id: 5, permissions: 4 },
      { tag: "user", id: 70000, permissions: 4 },
      { tag: "group", id: 6, permissions: 4 },
      { tag: "mask", permissions: 7 },
      { tag: "other", permissions: 0 },
    ] as const;
    const given = { permitted: 1, inheritable: 0, effective: true };
    const merged = image({ mode: 0o770, acl, capability: { ...given, rootId: undefined } });
    expect(merged.acl?.map((entry) => ("id" in entry ? entry.id : entry.tag))).toEqual([
      "owner",
      65541,
      NOBODY,
      65542,
      "mask",
      "other",
    ]);
    expect(merged.capability).toEqual({ ...given, rootId: 65536 });
    expect(image({ mode: 0o770, capability: { ...given, rootId: 7 } }).capability?.rootId).toBe(65543);
    expect(openFileErrno(inA({ uid: 5 }), merged, "r")).toBe(undefined);
  });

  it("takes the path along as far as it lies in the layer", () => {
    const home = existingDirectory({ mode: 0o755 });
    const top = existingDirectory({ mode: 0o755, mount: lower, directory: home });
    const below = existingDirectory({ uid: 3, mode: 0o700, directory: top });
    const merged = image({ mode: 0o644, directory: below });
    expect(merged.directory?.uid).toBe(65539);
    expect(merged.directory?.mount).toBe(merged.mount);
    expect(merged.directory?.directory?.uid).toBe(65536);
    expect(merged.directory?.directory?.directory).toBe(home);
  });

  it("belongs to the namespace of whoever mounts", () => {
    expect(throughOverlay(existingFile({ mode: 0 }), inA()).mount.superblock.userNamespace.id).toBe("pod-a");
  });
});

describe("overlay-layer", () => {
  it("asks the process about what it sees, and the mounter about what lies below", () => {
    const decision = openFile(inA(), image({ mode: 0o600 }), "r");
    expect(told(decision, openFileErrno(inA(), image({ mode: 0o600 }), "r"))).toBe(
      "owner? 65536 it is → owner bits rw- grant read → in the overlay's layer, read for its mounter 0 → owner? 0 is not 65536 → group? not in 65536 → other bits --- → read not granted → CAP_DAC_READ_SEARCH held in host → file owner 65536 and group 65536 mapped there → allowed",
    );
  });

  it("lets not even the owner read where the group has no ID, unless others may: no capability of the mounter counts", () => {
    const ownedBut = (mode: number): Inode => image({ uid: 721, gid: 92369, mode });
    expect(told(openFile(inA({ uid: 721 }), ownedBut(0o600), "r"), "EACCES")).toBe(
      "owner? 66257 it is → owner bits rw- grant read → in the overlay's layer, read for its mounter 0 → owner? 0 is not 66257 → group? not in -1 (no ID) → other bits --- → read not granted → CAP_DAC_READ_SEARCH held in host → but file group -1 (no ID) has no mapping there → CAP_DAC_OVERRIDE held in host → but file group -1 (no ID) has no mapping there → EACCES",
    );
    expect(openFileErrno(inA({ uid: 721 }), ownedBut(0o604), "r")).toBe(undefined);
    expect(openFileErrno(inA({ uid: 721 }), ownedBut(0o204), "r")).toBe("EACCES");
  });

  it("lies in the way of every operation that asks for permission", () => {
    const owner = inA({ uid: 1 });
    const odd = { uid: 1, gid: 70000 };
    const file = image({ ...odd, mode: 0o700 });
    const closed = imageDirectory({ ...odd, mode: 0o700 });
    const inside = image({ mode: 0o666, directory: existingDirectory({ ...odd, mode: 0o700, mount: lower }) });
    const refused = "EACCES by capability-over-inode";
    expectRows([
      ["open", openFile(owner, file, "r"), openFileErrno(owner, file, "r"), refused],
      ["open directory", openFile(owner, closed, "r"), openFileErrno(owner, closed, "r"), refused],
      ["access r", accessFile(owner, file, "r"), accessFileErrno(owner, file, "r"), refused],
      ["access x", accessFile(owner, file, "x"), accessFileErrno(owner, file, "x"), refused],
      ["faccessat2", effectiveAccess(owner, file, "rx"), effectiveAccessErrno(owner, file, "rx"), refused],
      ["execute", execFile(owner, file), execFileErrno(owner, file), refused],
      ["search", openFile(owner, inside, "r"), openFileErrno(owner, inside, "r"), refused],
      // What would be written is refused before, for the owner could not be stored.
      ["write", openFile(owner, file, "w"), openFileErrno(owner, file, "w"), "EACCES by unmapped-inode"],
    ]);
  });

  it("opens a program for reading, which others must be allowed as well", () => {
    const program = (mode: number): Inode => image({ uid: 70000, mode });
    expect(execFileErrno(inA(), program(0o755))).toBe(undefined);
    expect(execFileErrno(inA(), program(0o711))).toBe("EACCES");
    // Not through the layer's own mount, and not where the mounter's capabilities count.
    expect(execFileErrno(inA(), existingFile({ uid: 70000, mode: 0o711, mount: lower }))).toBe(undefined);
    expect(execFileErrno(inA({ uid: 5 }), image({ uid: 1, gid: 1, mode: 0o711 }))).toBe(undefined);
  });

  it("reads what is written, for the copy, but writes to devices, pipes and sockets themselves", () => {
    const mounter = user({ uid: 7, gid: 7 });
    const asked = (type: FileOptions["type"]): string => {
      const file = throughOverlay(
        existingFile({ uid: 65536, gid: 65536, mode: 0o604, ...(type && { type }) }),
        mounter,
      );
      return told(openFile(inA(), file, "w"), openFileErrno(inA(), file, "w"));
    };
    expect(asked("fifo")).toBe(
      "owner? 65536 it is → owner bits rw- grant write → in the overlay's layer, write for its mounter 7 → owner? 7 is not 65536 → group? not in 65536 → other bits r-- → write not granted → CAP_DAC_OVERRIDE not held in host → EACCES",
    );
    // The mounter has to be able to own the copy, and is: the host has every ID. It is read once more, to be copied.
    const read =
      "in the overlay's layer, read for its mounter 7 → owner? 7 is not 65536 → group? not in 65536 → other bits r-- grant read";
    expect(asked("regular")).toBe(`owner? 65536 it is → owner bits rw- grant write → ${read} → ${read} → allowed`);
  });

  it("is the plain rule twice: first with the process, then with the mounter over the same bits", () => {
    const id = fc.constantFrom(0, 1, 2, 65535, 65536, 70000);
    const slow = (uid: number, gid: number, mode: number, want: number): boolean => {
      const [isMappedUid, isMappedGid] = [uid < 65536, gid < 65536];
      // A process of the pod, user 1 and group 1 inside, without capabilities.
      const bits = isMappedUid && uid === 1 ? mode >> 6 : isMappedGid && gid === 1 ? mode >> 3 : mode;
      const processMay = (bits & want) === want;
      // Host root, who owns nothing of the pod, and whose capabilities count where both IDs are known. It is nobody's program
      // if none may execute it.
      const rootMay = isMappedUid && isMappedGid && ((want & 1) === 0 || (mode & 0o111) !== 0);
      return processMay && ((mode & want) === want || rootMay);
    };
    fc.assert(
      fc.property(id, id, fc.integer({ min: 0, max: 0o777 }), fc.constantFrom(1, 4, 5), (uid, gid, mode, want) => {
        const access = ({ 1: "x", 4: "r", 5: "rx" } as const)[want as 1 | 4 | 5];
        const errno = effectiveAccessErrno(inA({ uid: 1, gid: 1 }), image({ uid, gid, mode }), access);
        expect(errno === undefined).toBe(slow(uid, gid, mode, want));
      }),
    );
  });
});

describe("overlay-copy-up", () => {
  const odd = existingDirectory({ uid: 70000, mode: 0o777, mount: lower });
  const file = image({ mode: 0o644, directory: odd });
  const directory = imageDirectory({ mode: 0o755, directory: odd });
  const entry = image({ mode: 0o644 });
  const refused = "EOVERFLOW by overlay-copy-up";

  it("cannot copy a directory that belongs to nobody, so nothing below it changes", () => {
    const root = inA();
    expectRows([
      ["read", openFile(root, file, "r"), openFileErrno(root, file, "r"), "allowed by other-bits"],
      ["write", openFile(root, file, "w"), openFileErrno(root, file, "w"), refused],
      ["chmod", chmodFile(root, file, 0o600), chmodFileErrno(root, file, 0o600), refused],
      ["chown", chownFile(root, file, 1, 1), chownFileErrno(root, file, 1, 1), refused],
      ["utimes", utimesFile(root, file, "now"), utimesFileErrno(root, file, "now"), refused],
      [
        "setcap",
        setFileCapability(root, file, { permitted: 1 }),
        setFileCapabilityErrno(root, file, { permitted: 1 }),
        refused,
      ],
      ["create", createFile(root, directory, 0o644), createFileErrno(root, directory, 0o644), refused],
      ["mknod", mknod(root, directory, "fifo", 0), mknodErrno(root, directory, "fifo", 0), refused],
      ["unlink", unlinkFile(root, directory, entry), unlinkFileErrno(root, directory, entry), refused],
      ["rename", renameFile(root, directory, entry), renameFileErrno(root, directory, entry), refused],
      ["link", linkFile(root, entry, directory), linkFileErrno(root, entry, directory), refused],
      ["link of", linkFile(root, file, imageDirectory({ mode: 0o755 })), "EOVERFLOW", refused],
    ]);
    expect(told(chmodFile(root, file, 0o600), "EOVERFLOW")).toMatch(
      /owner 70000 or group 0 in the overlay's layer has no ID to be copied with → EOVERFLOW$/,
    );
  });

  it("writes to a pipe without a copy", () => {
    const pipe = image({ type: "fifo", mode: 0o666, directory: odd });
    expect(openFileErrno(inA(), pipe, "w")).toBe(undefined);
  });

  it("keeps even the host's root from repairing an owner, which the mount of the layer would let him", () => {
    const unmapped = existingFile({ uid: 70000, gid: 70000, mode: 0o600, mount: lower });
    expect(chownFileErrno(createProcess(), unmapped, 65536, 65536)).toBe(undefined);
    expect(chownFileErrno(createProcess(), throughOverlay(unmapped), 65536, 65536)).toBe("EOVERFLOW");
  });

  it("is for the mounter to own and to read", () => {
    const foreign = throughOverlay(existingFile({ uid: 1000, gid: 1000, mode: 0o600 }), inA());
    expect(told(chmodFile(user(), foreign, 0o644), chmodFileErrno(user(), foreign, 0o644))).toMatch(
      /owner 1000 or group 1000 in the overlay's layer has no ID to be copied with → EOVERFLOW$/,
    );
    const foreignGroup = throughOverlay(existingFile({ uid: 65536, gid: 1000, mode: 0o600 }), inA());
    expect(chmodFileErrno(inA(), foreignGroup, 0o644)).toBe("EOVERFLOW");
    const unread = throughOverlay(existingFile({ uid: 1000, gid: 1000, mode: 0o600 }), user({ uid: 7, gid: 7 }));
    expect(chmodFileErrno(user(), unread, 0o644)).toBe("EACCES");
    const bare = throughOverlay(existingDirectory({ uid: 1000, gid: 1000, mode: 0o700 }), user({ uid: 7, gid: 7 }));
    expect(chmodFileErrno(user(), bare, 0o755)).toBe(undefined);
  });

  it("copies the list, too, and every entry has to be for somebody", () => {
    const list = (id: number): Inode =>
      image({
        mode: 0o674,
        acl: [
          { tag: "owner", permissions: 6 },
          { tag: "group", id, permissions: 7 },
          { tag: "mask", permissions: 7 },
          { tag: "other", permissions: 4 },
        ],
      });
    expect(chmodFileErrno(inA(), list(5), 0o600)).toBe(undefined);
    expectRows([
      [
        "chmod",
        chmodFile(inA(), list(70000), 0o600),
        chmodFileErrno(inA(), list(70000), 0o600),
        "EINVAL by overlay-copy-up-list",
      ],
    ]);
    expect(told(chmodFile(inA(), list(70000), 0o600), "EINVAL")).toMatch(
      /the list's entry for a group without ID cannot be copied → EINVAL$/,
    );
  });

  it("leaves nothing to be asked of the mounter afterwards", () => {
    const mounter = user({ uid: 7, gid: 7 });
    const shared = throughOverlay(existingFile({ uid: 65536, gid: 65536, mode: 0o4755 }), mounter);
    const after = [
      chmodFile(inA(), shared, 0o700).value,
      chownFile(inA(), shared, 0, 1).value,
      setFileCapability(inA(), shared, { permitted: 1 }).value,
      writeFile(inA(), shared).value,
    ];
    expect(after.map((changed) => changed?.layer)).toEqual([undefined, undefined, undefined, undefined]);
    expect(after.map((changed) => openFileErrno(inA(), changed as Inode, "r"))).toEqual(after.map(() => undefined));
  });
});

describe("overlay-whiteout", () => {
  it("is not for users of the overlay, not even its mounter", () => {
    const directory = imageDirectory({ mode: 0o777 });
    for (const process of [inA(), createProcess()])
      expectRows([
        [
          "whiteout",
          mknod(process, directory, "whiteout", 0),
          mknodErrno(process, directory, "whiteout", 0),
          "EPERM by overlay-whiteout",
        ],
      ]);
    expect(told(mknod(inA(), directory, "whiteout", 0), "EPERM")).toMatch(/the directory lies in an overlay → EPERM$/);
    expect(mknodErrno(inA(), directory, "socket", 0)).toBe(undefined);
  });
});
