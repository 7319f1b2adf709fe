import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import {
  type AttributeAccess,
  accessAttribute,
  accessAttributeErrno,
} from "../../../../src/core/kernel/attributes/access-attribute.ts";
import {
  readFileCapability,
  removeFileCapability,
  removeFileCapabilityErrno,
} from "../../../../src/core/kernel/attributes/shown-capability.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { existingFile, type FileOptions, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { containerRoot, throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { inA, mapsA, podA, user, volumeA } from "../support/cast.ts";

const root = createProcess();
const file = (options: Partial<FileOptions> = {}): Inode =>
  existingFile({ uid: 1000, gid: 1000, mode: 0o640, ...options });
const tried = (process: Process, one: Inode, name: string): string =>
  (["get", "set", "remove"] as readonly AttributeAccess[])
    .map((access) => accessAttributeErrno(process, one, name, access) ?? "ok")
    .join(" ");
const owned = (mode: number): Inode => file({ uid: 65536, gid: 65536, mode });

// Every answer here was seen on 6.18.44, on tmpfs.
describe("accessAttribute", () => {
  it.each([
    ["the owner", user(), file(), "ok ok ok"],
    ["a reader", user({ uid: 7 }), file(), "ok EACCES EACCES"],
    ["a stranger", user({ uid: 7, gid: 7 }), file(), "EACCES EACCES EACCES"],
    ["CAP_DAC_READ_SEARCH", { ...user({ uid: 7, gid: 7 }), effective: 4 }, file(), "ok EACCES EACCES"],
    ["root, of a FIFO", root, file({ type: "fifo" }), "ENODATA EPERM EPERM"],
    ["root, of a socket", root, file({ type: "socket" }), "ENODATA EPERM EPERM"],
    ["root, of a symbolic link", root, file({ type: "symlink" }), "ENODATA EPERM EPERM"],
    ["root, of a device", root, file({ type: "character-device" }), "ENODATA EPERM EPERM"],
    ["who may write a directory", user({ uid: 7 }), file({ type: "directory", mode: 0o777 }), "ok ok ok"],
    ["who may write a sticky one", user({ uid: 7 }), file({ type: "directory", mode: 0o1777 }), "ok EPERM EPERM"],
    ["the owner of a sticky one", user(), file({ type: "directory", mode: 0o1755 }), "ok ok ok"],
    ["who may write a sticky file", user({ uid: 7 }), file({ mode: 0o1666 }), "ok ok ok"],
    ["root, of an immutable file", root, file({ immutable: true }), "ok EPERM EPERM"],
    ["root, on a read-only mount", root, file({ mount: createMount({ readOnly: true }) }), "ok EROFS EROFS"],
    [
      "a pod's root, of an ID without a mapping",
      inA(),
      file({ uid: 70000, mode: 0o666, mount: volumeA() }),
      "ok EPERM EPERM",
    ],
  ])("user.*: %s", (_who, process, one, answers) => {
    expect(tried(process, one, "user.a")).toBe(answers);
  });

  it.each([
    ["root", root, file(), "ok ok ok"],
    ["the owner", user(), file(), "ENODATA EPERM EPERM"],
    ["CAP_SYS_ADMIN alone, of a FIFO", { ...user({ uid: 7 }), effective: 2 ** 21 }, file({ type: "fifo" }), "ok ok ok"],
    ["a pod's root", inA(), owned(0o644), "ENODATA EPERM EPERM"],
  ])("trusted.*: %s", (_who, process, one, answers) => {
    expect(tried(process, one, "trusted.a")).toBe(answers);
  });

  it.each([
    ["root", root, file(), "ok ok ok"],
    ["a stranger", user({ uid: 7, gid: 7 }), file(), "ok EPERM EPERM"],
    ["a pod's root", inA(), owned(0o644), "ok EPERM EPERM"],
    [
      "a pod's root, where it mounted",
      inA(),
      file({ uid: 65536, gid: 65536, mount: createMount({ superblock: { userNamespace: podA() } }) }),
      "ok ok ok",
    ],
  ])("security.*: %s", (_who, process, one, answers) => {
    expect(tried(process, one, "security.a")).toBe(answers);
  });

  it("walks the path first, and tells why", () => {
    const hidden = file({ directory: existingFile({ type: "directory", mode: 0o700 }) });
    expect(tried(user(), hidden, "user.a")).toBe("EACCES EACCES EACCES");
    expect(explain(accessAttribute(user(), file({ type: "fifo" }), "user.a", "set"))).toBe(
      "user attributes are for regular files and directories, not for a FIFO → EPERM",
    );
  });

  it("copies up what is written in an overlay", () => {
    const layer = containerRoot(mapsA()).lower;
    const image = throughOverlay(existingFile({ gid: 70000, mode: 0o666, mount: layer }));
    expect(tried(root, image, "security.a")).toBe("ok EPERM EPERM");
    expect(tried(root, throughOverlay(existingFile({ mode: 0o666, mount: layer })), "security.a")).toBe("ok ok ok");
  });

  it.each(["user", "user.", "system.posix_acl_access", ""])("throws for the name %j", (name) => {
    expect(() => accessAttribute(root, file(), name, "get")).toThrow(
      "accessAttribute: expected name to be one that begins with user., trusted. or security.",
    );
  });
});

const GIVEN = { permitted: 0x400, inheritable: 0, effective: true };
const program = (rootId: number | undefined, options: Partial<FileOptions> = {}): Inode =>
  existingFile({ uid: 65536, gid: 65536, mode: 0o755, capability: { ...GIVEN, rootId }, ...options });

describe("security.capability", () => {
  it("is read, set and removed by the rules of file capabilities", () => {
    expect(tried(root, program(undefined), "security.capability")).toBe("ok ok ok");
    expect(tried(root, existingFile({ mode: 0o644 }), "security.capability")).toBe("ENODATA ok ENODATA");
    expect(tried(inA({ uid: 0, capabilities: [] }), program(131072), "security.capability")).toBe(
      "EOVERFLOW EPERM EPERM",
    );
  });
});

describe("readFileCapability", () => {
  it.each([
    ["the host's root, of version 2", root, program(undefined), "v2"],
    ["a pod's, of version 2: a root above gave it", inA(), program(undefined), "v2"],
    ["a pod's, of its own", inA(), program(65536), "v2"],
    ["the host's root, of a pod's", root, program(65536), 65536],
    ["a pod's, of another one's", inA(), program(131072), "EOVERFLOW"],
    ["a pod's, of one of its users", inA(), program(65543), 7],
    ["a pod's, on its volume", inA(), program(0, { mount: volumeA() }), "v2"],
    ["the host's root, on a pod's volume", root, program(0, { mount: volumeA() }), 65536],
    ["a pod's, on its volume, of an ID without a mapping", inA(), program(70000, { mount: volumeA() }), "EOVERFLOW"],
    ["anybody, of none", user(), existingFile({ mode: 0 }), "ENODATA"],
  ])("%s", (_who, process, one, shown) => {
    const { errno, value } = readFileCapability(process, one);
    expect(errno ?? value?.rootId ?? "v2").toBe(shown);
    expect(accessAttributeErrno(process, one, "security.capability", "get")).toBe(errno);
  });

  it("shows the capabilities", () => {
    expect(readFileCapability(user(), program(undefined)).value).toEqual({ ...GIVEN, rootId: undefined });
    expect(explain(readFileCapability(inA(), program(131072)))).toBe(
      "their root, 131072 to the kernel, has no ID in pod-a and is user 0 of none above → EOVERFLOW",
    );
  });
});

describe("removeFileCapability", () => {
  it.each([
    ["a pod's root, whoever gave it", inA(), program(131072), undefined],
    ["the owner without CAP_SETFCAP", inA({ uid: 0, capabilities: [] }), program(65536), "EPERM"],
    ["a pod's root, of the host's file", inA(), program(65536, { uid: 0 }), "EPERM"],
    ["CAP_SETFCAP, of none", inA(), existingFile({ uid: 65536, gid: 65536, mode: 0 }), "ENODATA"],
    ["nobody, of none", user(), existingFile({ mode: 0 }), "EPERM"],
    ["root, of an immutable file", root, program(0, { immutable: true }), "EPERM"],
    ["root, on a read-only mount", root, program(0, { mount: createMount({ readOnly: true }) }), "EROFS"],
  ])("%s", (_who, process, one, errno) => {
    expect(removeFileCapabilityErrno(process, one)).toBe(errno);
    expect(accessAttributeErrno(process, one, "security.capability", "remove")).toBe(errno);
    expect(removeFileCapability(process, one).value?.capability).toBeUndefined();
  });
});
