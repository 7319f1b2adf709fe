import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { setFileCapability } from "../../../../src/core/kernel/attributes/file-capability.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import type { Decision } from "../../../../src/core/kernel/decision/decision.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { effectiveAccess } from "../../../../src/core/kernel/fs/access-file.ts";
import { chmodFile } from "../../../../src/core/kernel/fs/chmod-file.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { type OpenMode, openFile } from "../../../../src/core/kernel/fs/open-file.ts";
import { utimesFile } from "../../../../src/core/kernel/fs/utimes-file.ts";
import { writeFile } from "../../../../src/core/kernel/fs/write-file.ts";
import { existingFile, type FileType, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { createMount, type MountOptions } from "../../../../src/core/kernel/inode/mount.ts";
import { throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { inA, podA } from "../support/cast.ts";

const root = createProcess();
const said = ({ errno }: Decision<unknown>): string => errno ?? "ok";
const file = (type: FileType, options: MountOptions = {}): Inode =>
  existingFile({ type, mode: 0o755, mount: createMount(options) });
const opened = (one: Inode): string =>
  (["r", "w", "rw", "r-noatime"] as readonly OpenMode[]).map((mode) => said(openFile(root, one, mode))).join(" ");
const asked = (one: Inode): string =>
  (["r", "w", "x"] as const).map((want) => said(effectiveAccess(root, one, want))).join(" ");
const changed = (one: Inode): string =>
  [
    chmodFile(root, one, 0o755),
    chownFile(root, one, 0, 0),
    utimesFile(root, one, "given"),
    utimesFile(root, one, "now"),
    setFileCapability(root, one, { permitted: 1 }),
  ]
    .map(said)
    .join(" ");

const PLAIN: MountOptions = {};
const READ_ONLY: MountOptions = { readOnly: true };
const READ_ONLY_FILESYSTEM: MountOptions = { superblock: { readOnly: true } };
const NODEV: MountOptions = { nodev: true };
const NOEXEC: MountOptions = { noexec: true };

// Each row was seen on 6.18.44, on tmpfs, by host root.
describe("a file of every type, opened for reading, writing, both, and with O_NOATIME", () => {
  it.each([
    ["regular", PLAIN, "ok ok ok ok"],
    ["directory", PLAIN, "ok EISDIR EISDIR ok"],
    ["symlink", PLAIN, "ELOOP ELOOP ELOOP ELOOP"],
    ["fifo", PLAIN, "ok ok ok ok"],
    ["character-device", PLAIN, "ok ok ok ok"],
    ["block-device", PLAIN, "ok ok ok ok"],
    ["socket", PLAIN, "ENXIO ENXIO ENXIO ENXIO"],
    ...[READ_ONLY, READ_ONLY_FILESYSTEM].flatMap(
      (mount) =>
        [
          ["regular", mount, "ok EROFS EROFS ok"],
          ["directory", mount, "ok EISDIR EISDIR ok"],
          ["symlink", mount, "ELOOP ELOOP ELOOP ELOOP"],
          ["fifo", mount, "ok ok ok ok"],
          ["character-device", mount, "ok ok ok ok"],
          ["block-device", mount, "ok ok ok ok"],
          ["socket", mount, "ENXIO ENXIO ENXIO ENXIO"],
        ] as const,
    ),
    ["regular", NODEV, "ok ok ok ok"],
    ["fifo", NODEV, "ok ok ok ok"],
    ["character-device", NODEV, "EACCES EACCES EACCES EACCES"],
    ["block-device", NODEV, "EACCES EACCES EACCES EACCES"],
    ["socket", NODEV, "ENXIO ENXIO ENXIO ENXIO"],
    ["regular", NOEXEC, "ok ok ok ok"],
    ["character-device", NOEXEC, "ok ok ok ok"],
  ] as const)("%s on %o: %s", (type, mount, answers) => {
    expect(opened(file(type, mount))).toBe(answers);
  });

  it("says that a socket is no file to be opened, after the permissions", () => {
    expect(explain(openFile(root, file("socket"), "rw"))).toBe(
      "owner? 0 it is → owner bits rwx grant read and write → a socket is connected to, not opened → ENXIO",
    );
    expect(openFile(createProcess({ uid: 1000 }), file("socket"), "w").errno).toBe("EACCES");
  });

  it.each([
    ["tmpfs", "EACCES"],
    ["devpts", "ok"],
  ])("finds devices of a %s that a pod mounted: %s", (type, answer) => {
    const device = existingFile({
      type: "character-device",
      uid: 65536,
      gid: 65536,
      mode: 0o600,
      mount: createMount({ superblock: { type, userNamespace: podA() } }),
    });
    expect(said(openFile(inA(), device, "rw"))).toBe(answer);
    expect(said(openFile(inA(), { ...device, mount: { ...device.mount, nodev: true } }, "rw"))).toBe("EACCES");
  });
});

describe("a file of every type, asked whether it may be read, written and executed, and executed", () => {
  it.each([
    ["regular", PLAIN, "ok ok ok", "ok"],
    ["directory", PLAIN, "ok ok ok", "EACCES"],
    ["symlink", PLAIN, "ok ok ok", "ELOOP"],
    ["fifo", PLAIN, "ok ok ok", "EACCES"],
    ["character-device", PLAIN, "ok ok ok", "EACCES"],
    ["block-device", PLAIN, "ok ok ok", "EACCES"],
    ["socket", PLAIN, "ok ok ok", "EACCES"],
    ["regular", READ_ONLY, "ok EROFS ok", "ok"],
    ["directory", READ_ONLY, "ok EROFS ok", "EACCES"],
    ["symlink", READ_ONLY, "ok EROFS ok", "ELOOP"],
    ["fifo", READ_ONLY, "ok ok ok", "EACCES"],
    ["socket", READ_ONLY_FILESYSTEM, "ok ok ok", "EACCES"],
    ["symlink", READ_ONLY_FILESYSTEM, "ok EROFS ok", "ELOOP"],
    ["regular", NOEXEC, "ok ok EACCES", "EACCES"],
    ["directory", NOEXEC, "ok ok ok", "EACCES"],
    ["fifo", NOEXEC, "ok ok ok", "EACCES"],
    ["regular", { superblock: { type: "mqueue" } }, "ok ok EACCES", "EACCES"],
    ["regular", { superblock: { type: "devpts" } }, "ok ok ok", "ok"],
  ] as const)("%s on %o: %s, %s", (type, mount, answers, executed) => {
    expect(asked(file(type, mount))).toBe(answers);
    expect(said(execFile(root, file(type, mount)))).toBe(executed);
  });
});

describe("a file of every type, whose mode, owner, times and capabilities are set", () => {
  it.each(["regular", "directory", "fifo", "character-device", "block-device", "socket"] as const)("%s", (type) => {
    expect(changed(file(type))).toBe("ok ok ok ok ok");
    expect(changed(file(type, NODEV))).toBe("ok ok ok ok ok");
    expect(changed(file(type, READ_ONLY))).toBe("EROFS EROFS EROFS EROFS EROFS");
    expect(changed(file(type, READ_ONLY_FILESYSTEM))).toBe("EROFS EROFS EROFS EROFS EROFS");
  });

  it("but a symbolic link keeps its mode", () => {
    expect(changed(file("symlink"))).toBe("EOPNOTSUPP ok ok ok ok");
    expect(changed(file("symlink", READ_ONLY))).toBe("EROFS EROFS EROFS EROFS EROFS");
    expect(explain(chmodFile(createProcess({ uid: 5 }), file("symlink"), 0o644))).toBe(
      "the mode of a symbolic link does not change → EOPNOTSUPP",
    );
  });

  it("is written to without being touched, unless it is a regular file", () => {
    const capability = { permitted: 1, inheritable: 0, effective: true, rootId: 0 };
    const written = (type: FileType): Inode =>
      writeFile(createProcess({ uid: 5 }), throughOverlay(existingFile({ type, mode: 0o6755, capability }))).value;
    expect(written("regular")).toMatchObject({ mode: 0o755, capability: undefined, layer: undefined });
    expect(written("fifo")).toMatchObject({ mode: 0o6755, capability });
    expect(written("fifo").layer).toBeDefined();
  });
});
