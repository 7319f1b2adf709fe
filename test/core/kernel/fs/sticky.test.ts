import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { DEFAULT_SETTINGS, type KernelSettings } from "../../../../src/core/kernel/decision/kernel-settings.ts";
import { followLink, followLinkErrno } from "../../../../src/core/kernel/fs/follow-link.ts";
import { type OpenMode, openFile, openFileErrno } from "../../../../src/core/kernel/fs/open-file.ts";
import { existingDirectory, existingFile, type FileType, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { inA, user, volumeA } from "../support/cast.ts";

const root = createProcess();
const settings = (level: 0 | 1 | 2): KernelSettings => ({
  ...DEFAULT_SETTINGS,
  protectedSymlinks: level > 0,
  protectedFifos: level,
  protectedRegular: level,
});
const LEVELS = [0, 1, 2] as const;
const MODES: readonly OpenMode[] = ["r-create", "w-create", "rw-create"];
/** Somebody's file in somebody else's directory. */
const left = (type: FileType, mode: number, owner = 1001, above = 0): Inode =>
  existingFile({ type, uid: owner, mode: 0o666, directory: existingDirectory({ uid: above, gid: 0, mode }) });
const atEveryLevel = (ask: (settings: KernelSettings) => string | undefined): string =>
  LEVELS.map((level) => ask(settings(level)) ?? "ok").join(" ");

// As fs/namei.c of 6.18 has it; level 0, and devices and sockets on any level, were seen there.
describe("O_CREAT on a file of somebody else", () => {
  it.each([
    ["regular", 0o1777, "ok EACCES EACCES"],
    ["fifo", 0o1777, "ok EACCES EACCES"],
    ["regular", 0o1775, "ok ok EACCES"],
    ["fifo", 0o1775, "ok ok EACCES"],
    ["regular", 0o1755, "ok ok ok"],
    ["regular", 0o777, "ok ok ok"],
    ["fifo", 0o777, "ok ok ok"],
    ["character-device", 0o1777, "EACCES EACCES EACCES"],
    ["character-device", 0o1775, "ok ok ok"],
    ["block-device", 0o1777, "EACCES EACCES EACCES"],
    ["socket", 0o1777, "EACCES EACCES EACCES"],
    ["socket", 0o1775, "ENXIO ENXIO ENXIO"],
    ["symlink", 0o1777, "EACCES EACCES EACCES"],
    ["symlink", 0o1775, "ELOOP ELOOP ELOOP"],
    ["directory", 0o1777, "EISDIR EISDIR EISDIR"],
    ["directory", 0o755, "EISDIR EISDIR EISDIR"],
  ] as const)("a %s in a directory of mode %o: at 0, 1, 2 %s", (type, mode, answers) => {
    for (const how of MODES)
      expect(atEveryLevel((set) => openFileErrno(user(), left(type, mode), how, set))).toBe(answers);
  });

  it("is fine where it is the caller's own, or the directory's owner's", () => {
    expect(atEveryLevel((set) => openFileErrno(user(), left("regular", 0o1777, 1000), "w-create", set))).toBe(
      "ok ok ok",
    );
    expect(atEveryLevel((set) => openFileErrno(user(), left("regular", 0o1777, 7, 7), "w-create", set))).toBe(
      "ok ok ok",
    );
  });

  it("compares what the mount gives, where no ID is nobody's", () => {
    const mount = volumeA();
    const directory = existingDirectory({ uid: 70000, mode: 0o1777, mount });
    const lost = existingFile({ uid: 70000, mode: 0o666, directory });
    expect(openFileErrno(inA(), lost, "r-create", settings(1))).toBe("EACCES");
    expect(openFileErrno(inA(), lost, "r-create", settings(0))).toBeUndefined();
    const own = existingFile({ uid: 0, mode: 0o666, directory });
    expect(openFileErrno(inA(), own, "r-create", settings(1))).toBeUndefined();
  });

  it("asks nothing without O_CREAT, or by a descriptor; and no capability helps", () => {
    expect(openFileErrno(user(), left("regular", 0o1777), "w")).toBeUndefined();
    expect(openFileErrno(user(), existingFile({ uid: 7, mode: 0o666 }), "w-create")).toBeUndefined();
    expect(explain(openFile(root, left("regular", 0o1777), "w-create"))).toMatch(
      /O_CREAT in a sticky directory: a regular file of 1001, who is neither 0 nor the owner 0 of the directory → EACCES$/,
    );
  });

  it("is asked after the path, and before the permissions", () => {
    expect(openFileErrno(user(), left("regular", 0o1776), "w-create")).toBe("EACCES");
    const closed = { ...left("regular", 0o1777, 1000), mode: 0 };
    expect(openFile(user(), closed, "w-create").decidedBy).not.toBe("sticky-create");
  });

  it("is told apart for FIFOs and regular files", () => {
    const only = { ...settings(0), protectedFifos: 1 as const };
    expect(openFileErrno(user(), left("regular", 0o1777), "w-create", only)).toBeUndefined();
    expect(openFileErrno(user(), left("fifo", 0o1777), "w-create", only)).toBe("EACCES");
  });
});

describe("followLink", () => {
  it.each([
    ["a stranger's, in a sticky directory", left("symlink", 0o1777), "ok EACCES EACCES"],
    ["one's own", left("symlink", 0o1777, 1000), "ok ok ok"],
    ["the directory's owner's", left("symlink", 0o1777, 7, 7), "ok ok ok"],
    ["a stranger's, in a directory that is not sticky", left("symlink", 0o777), "ok ok ok"],
    ["a stranger's, in a directory that its group may write", left("symlink", 0o1775), "ok ok ok"],
    ["a stranger's, by a descriptor", existingFile({ type: "symlink", uid: 7, mode: 0o777 }), "ok ok ok"],
  ])("%s: at 0, 1, 2 %s", (_whose, link, answers) => {
    expect(atEveryLevel((set) => followLinkErrno(user(), link, set))).toBe(answers);
  });

  it("takes an owner without an ID for nobody", () => {
    const directory = existingDirectory({ uid: 70000, mode: 0o1777, mount: volumeA() });
    expect(followLinkErrno(inA(), existingFile({ type: "symlink", uid: 70000, mode: 0o777, directory }))).toBe(
      "EACCES",
    );
  });

  it("walks the path first, helps no capability, and tells whose it is", () => {
    const hidden = left("symlink", 0o1776);
    expect(followLink(user(), hidden).decidedBy).toBe("capability-held");
    expect(explain(followLink(root, left("symlink", 0o1777, 1001)))).toMatch(
      /a link of 1001 in a sticky directory of 0 that all may write: user 0 does not follow it → EACCES$/,
    );
    expect(explain(followLink(user(), left("symlink", 0o777)))).toMatch(
      /user 1000 may follow a link of 1001 here → allowed$/,
    );
  });

  it("throws for what is no link", () => {
    expect(() => followLink(root, left("regular", 0o777))).toThrow(
      new TypeError('followLink: expected link to be a symbolic link, got "regular"'),
    );
  });
});
