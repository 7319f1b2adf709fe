import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import { podIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { linkFileErrno } from "../../../../src/core/kernel/fs/link-file.ts";
import { renameFile, renameFileErrno } from "../../../../src/core/kernel/fs/rename-file.ts";
import { unlinkFileErrno } from "../../../../src/core/kernel/fs/unlink-file.ts";
import { existingDirectory, existingFile, type FileType } from "../../../../src/core/kernel/inode/file.ts";
import { createMount, isSameMount, type MountOptions } from "../../../../src/core/kernel/inode/mount.ts";
import { containerRoot, throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { unwrap } from "../../../../src/core/result.ts";
import { inA, mapsA, podA, user, volumeA } from "../support/cast.ts";

const TYPES = ["regular", "directory", "symlink", "fifo", "character-device", "block-device", "socket"] as const;
const root = createProcess();
const onward = unwrap(createIdMap([...mapsA().uid.mappings, { containerId: 65536, hostId: 200000, size: 1 }]));
const longer = { uid: onward, gid: onward };
const tmp = existingDirectory({ mode: 0o777 });
const entry = (type: FileType) => existingFile({ type, mode: 0o755 });

// Seen on 6.18.44, every pair.
describe.each(TYPES)("a %s", (type) => {
  it.each(TYPES)("takes the place of a %s, if both or neither are directories", (other) => {
    const [one, two] = [type === "directory", other === "directory"];
    const errno = one === two ? undefined : one ? "ENOTDIR" : "EISDIR";
    expect(renameFile(root, tmp, entry(type), tmp, entry(other)).errno).toBe(errno);
    expect(renameFileErrno(root, tmp, entry(type), tmp, entry(other))).toBe(errno);
  });

  it("is removed, and linked unless it is a directory", () => {
    expect(unlinkFileErrno(root, tmp, entry(type))).toBe(undefined);
    expect(linkFileErrno(root, entry(type), tmp)).toBe(type === "directory" ? "EPERM" : undefined);
  });
});

describe("victim-type", () => {
  it("comes after the permissions, the sticky bit and the immutable mark of what is replaced", () => {
    const steps = explain(renameFile(root, tmp, entry("fifo"), tmp, entry("directory")));
    expect(steps).toMatch(/write and execute → a FIFO cannot take the place of a directory → EISDIR$/);
    const sticky = existingDirectory({ mode: 0o1777 });
    const own = existingFile({ uid: 1000, mode: 0o644 });
    expect(renameFileErrno(user(), sticky, own, sticky, entry("directory"))).toBe("EPERM");
    const fixed = existingDirectory({ mode: 0o755, immutable: true });
    expect(renameFileErrno(root, tmp, entry("regular"), tmp, fixed)).toBe("EPERM");
  });
});

describe("same-mount", () => {
  const idmapped = existingDirectory({ mode: 0o777, mount: volumeA() });

  it("is EXDEV from a plain to an idmapped mount of one filesystem, and back", () => {
    const onVolume = existingFile({ mode: 0o666, mount: volumeA() });
    expect(linkFileErrno(inA(), existingFile({ uid: 65536, mode: 0o666 }), idmapped)).toBe("EXDEV");
    expect(linkFileErrno(inA(), onVolume, tmp)).toBe("EXDEV");
    expect(linkFileErrno(inA(), onVolume, idmapped)).toBe(undefined);
    expect(renameFileErrno(inA(), tmp, entry("regular"), idmapped)).toBe("EXDEV");
    expect(renameFileErrno(inA(), idmapped, onVolume, tmp)).toBe("EXDEV");
  });

  it("comes before a read-only mount for rename, after it for link, and after the paths", () => {
    const readOnly = existingDirectory({ mode: 0o777, mount: createMount({ readOnly: true }) });
    expect(renameFileErrno(root, tmp, entry("regular"), readOnly)).toBe("EXDEV");
    expect(linkFileErrno(root, entry("regular"), readOnly)).toBe("EROFS");
    const closed = existingDirectory({ mode: 0o700, mount: volumeA() });
    expect(renameFileErrno(user(), tmp, entry("regular"), closed)).toBe("EACCES");
    expect(linkFileErrno(user(), entry("regular"), closed)).toBe("EACCES");
  });

  it.each<[string, MountOptions, MountOptions, boolean]>([
    ["no difference", {}, {}, true],
    ["the same map twice", { idmap: mapsA() }, { idmap: mapsA() }, true],
    [
      "the same namespace twice",
      { superblock: { userNamespace: podA() } },
      { superblock: { userNamespace: podA() } },
      true,
    ],
    ["a map and none", { idmap: mapsA() }, {}, false],
    ["none and a map", {}, { idmap: mapsA() }, false],
    ["another map", { idmap: mapsA() }, { idmap: podIdMap({ start: 131072, size: 65536 }) }, false],
    ["a shorter map", { idmap: mapsA() }, { idmap: podIdMap({ start: 65536, size: 65535 }) }, false],
    ["a map that goes on", { idmap: mapsA() }, { idmap: longer }, false],
    ["a map that ends early", { idmap: longer }, { idmap: mapsA() }, false],
    [
      "another map of groups",
      { idmap: mapsA() },
      { idmap: { ...mapsA(), gid: podIdMap({ start: 1, size: 1 }).gid } },
      false,
    ],
    ["read-only", { readOnly: true }, {}, false],
    ["nosuid", { nosuid: true }, {}, false],
    ["noexec", { noexec: true }, {}, false],
    ["nodev", { nodev: true }, {}, false],
    ["detached", { attached: false }, {}, false],
    ["another type", { superblock: { type: "tmpfs" } }, {}, false],
    ["a read-only filesystem", { superblock: { readOnly: true } }, {}, false],
    ["a pod's filesystem", { superblock: { userNamespace: podA() } }, {}, false],
    ["another mount namespace", { namespace: { id: "other", owner: podA() } }, {}, false],
  ])("tells mounts by what they are: %s", (_what, one, other, same) => {
    expect(isSameMount(createMount(one), createMount(other))).toBe(same);
  });
});

describe("overlay-directory", () => {
  const { lower } = containerRoot(mapsA());
  const merged = throughOverlay(existingDirectory({ mode: 0o777, mount: lower }));
  const inImage = (type: FileType) => throughOverlay(existingFile({ type, mode: 0o777, mount: lower }));

  it("is EXDEV for a directory of the image, not for a file or a new directory", () => {
    expect(explain(renameFile(inA(), merged, inImage("directory")))).toMatch(
      /read and execute → the directory lies in a lower layer of the overlay → EXDEV$/,
    );
    expect(renameFileErrno(inA(), merged, inImage("regular"))).toBe(undefined);
    const fresh = existingDirectory({ uid: 65536, mode: 0o755, mount: merged.mount });
    expect(renameFileErrno(inA(), merged, fresh)).toBe(undefined);
  });
});
