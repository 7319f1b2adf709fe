import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { podIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { type GivenAcl, setAcl, setAclErrno } from "../../../../src/core/kernel/attributes/set-acl.ts";
import { createProcess } from "../../../../src/core/kernel/credentials/process.ts";
import { createUserNamespace, initialNamespace } from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { createDirectory, createFile, mknod } from "../../../../src/core/kernel/fs/create-file.ts";
import { utimesFileErrno } from "../../../../src/core/kernel/fs/utimes-file.ts";
import type { Acl } from "../../../../src/core/kernel/inode/acl.ts";
import {
  existingDirectory,
  existingFile,
  type FileOptions,
  type FileType,
  type Inode,
} from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { containerRoot, throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { inA, mapsA, podA, user, volumeA } from "../support/cast.ts";

const root = createProcess();
const own = (options: Partial<FileOptions> = {}): Inode =>
  existingFile({ uid: 1000, gid: 1000, mode: 0o640, ...options });
const minimal = (owner: number, group: number, other: number): readonly [Plain, Plain, Plain] => [
  { tag: "owner", permissions: owner },
  { tag: "owning-group", permissions: group },
  { tag: "other", permissions: other },
];
type Plain = { readonly tag: "owner" | "owning-group" | "other"; readonly permissions: number };
/** A list with a user of the caller's, a mask, and what each list has. */
function listWith(id: number, mask = 6): GivenAcl & Acl {
  const [owner, group, other] = minimal(6, 4, 1);
  return [owner, { tag: "user", id, permissions: 7 } as never, group, { tag: "mask", permissions: mask }, other];
}
const octal = (file: Inode | undefined): string | undefined => file?.mode.toString(8);

// Every answer here was seen on 6.18.44, on tmpfs.
describe("setAcl", () => {
  it("makes the mode follow the list, whose mask is the group's bits", () => {
    const decision = setAcl(user(), own({ mode: 0o1640 }), "access", listWith(7, 2));
    expect(octal(decision.value)).toBe("1621");
    expect(decision.value?.acl).toEqual(listWith(7, 2));
    expect(explain(decision)).toBe(
      "only the owner sets a list → file user ID 1000 owns the file → the mode follows the list: 1640 becomes 1621 → allowed",
    );
  });

  it("says nothing of a mode that stays", () => {
    expect(explain(setAcl(user(), own({ mode: 0o754 }), "access", minimal(7, 5, 4)))).toBe(
      "only the owner sets a list → file user ID 1000 owns the file → allowed",
    );
  });

  it("keeps no list that says no more than a mode", () => {
    const after = setAcl(user(), own({ acl: listWith(7) }), "access", minimal(7, 5, 4)).value;
    expect([octal(after), after?.acl]).toEqual(["754", undefined]);
    const masked = setAcl(user(), own(), "access", [
      ...minimal(7, 5, 4).slice(0, 2),
      { tag: "mask", permissions: 1 },
      { tag: "other", permissions: 4 },
    ] as GivenAcl).value;
    expect([octal(masked), masked?.acl?.length]).toEqual(["714", 4]);
  });

  it.each([[undefined], [[]]])("takes the list away, and leaves the mode, for %j", (none) => {
    const after = setAcl(user(), own({ acl: listWith(7), mode: 0o661 }), "access", none).value;
    expect([octal(after), after?.acl]).toEqual(["661", undefined]);
  });

  it("turns off the set-group-ID bit for who is not in the group: with a list, and on tmpfs without one, too", () => {
    const other = own({ gid: 27, mode: 0o2755, acl: listWith(7) });
    expect(octal(setAcl(user(), other, "access", minimal(7, 5, 5)).value)).toBe("755");
    expect(octal(setAcl(user(), other, "access", undefined).value)).toBe("2755");
    const tmpfs = createMount({ superblock: { type: "tmpfs" } });
    expect(octal(setAcl(user(), { ...other, mount: tmpfs }, "access", undefined).value)).toBe("755");
    expect(octal(setAcl(user(), own({ mode: 0o2755 }), "access", minimal(7, 5, 5)).value)).toBe("2755");
    expect(octal(setAcl({ ...user(), effective: 0b10000 }, other, "access", minimal(7, 5, 5)).value)).toBe("2755");
  });

  it("is for the owner, and for CAP_FOWNER where the owner is mapped", () => {
    expect(setAclErrno(user({ uid: 1001 }), own(), "access", listWith(7))).toBe("EPERM");
    expect(setAclErrno({ ...user({ uid: 1001 }), effective: 0b1000 }, own(), "access", listWith(7))).toBeUndefined();
    expect(setAclErrno(inA(), own(), "access", listWith(7))).toBe("EPERM");
    expect(setAclErrno(inA(), own({ uid: 66536, gid: 0 }), "access", listWith(7))).toBeUndefined();
  });

  it("takes the IDs of the process, and stores those of the inode", () => {
    const plain = setAcl(inA(), existingFile({ uid: 65536, gid: 65536, mode: 0o640 }), "access", listWith(1000)).value;
    expect(plain?.acl?.[1]).toEqual({ tag: "user", id: 66536, permissions: 7 });
    const onVolume = setAcl(inA(), existingFile({ mode: 0o640, mount: volumeA() }), "access", listWith(1000)).value;
    expect(onVolume?.acl?.[1]).toEqual({ tag: "user", id: 1000, permissions: 7 });
    expect(onVolume?.acl?.[0]).toEqual({ tag: "owner", permissions: 6 });
  });

  it("refuses an ID without a mapping, before it asks who owns the file", () => {
    const decision = setAcl(inA(), own(), "access", listWith(65536));
    expect(explain(decision)).toBe("user 65536 of the list is not mapped in pod-a → EINVAL");
    const group: GivenAcl = [
      ...minimal(7, 5, 4).slice(0, 2),
      { tag: "group", id: 70000, permissions: 7 },
      { tag: "mask", permissions: 7 },
      { tag: "other", permissions: 4 },
    ] as GivenAcl;
    expect(explain(setAcl(inA(), own(), "access", group))).toBe(
      "group 70000 of the list is not mapped in pod-a → EINVAL",
    );
  });

  it("refuses an ID that the mount cannot store, after it asked who owns the file", () => {
    const volume = existingFile({ uid: 0, mode: 0o640, mount: volumeA() });
    expect(explain(setAcl(root, volume, "access", listWith(1000)))).toMatch(
      /only the owner sets a list → .* → the mount has no ID in the inode for user 1000 of the list → EINVAL$/,
    );
    expect(setAclErrno(root, volume, "access", listWith(66536))).toBeUndefined();
    const pods = createMount({ superblock: { type: "tmpfs", userNamespace: podA() } });
    expect(
      setAclErrno(root, existingFile({ uid: 65536, gid: 65536, mode: 0o640, mount: pods }), "access", listWith(7)),
    ).toBe("EINVAL");
    const userNamespace = createUserNamespace(initialNamespace(), {
      id: "of two ranges",
      maps: { uid: podIdMap({ start: 65536, size: 10 }).uid, gid: podIdMap({ start: 131072, size: 10 }).gid },
    });
    const mount = createMount({ superblock: { type: "tmpfs", userNamespace } });
    const file = existingFile({ uid: 65536, gid: 131072, mode: 0o640, mount });
    const groups = (id: number): GivenAcl => {
      const [owner, , group, ...rest] = listWith(id);
      return [owner, group, { tag: "group", id, permissions: 7 }, ...rest] as GivenAcl;
    };
    expect([65537, 131073].map((id) => setAclErrno(root, file, "access", listWith(id)))).toEqual([undefined, "EINVAL"]);
    expect([65537, 131073].map((id) => setAclErrno(root, file, "access", groups(id)))).toEqual(["EINVAL", undefined]);
  });

  it.each([
    [
      "without the owner",
      [
        { tag: "owning-group", permissions: 4 },
        { tag: "other", permissions: 4 },
      ],
    ],
    ["without others", minimal(7, 5, 4).slice(0, 2)],
    ["without the owning group", [minimal(7, 5, 4)[0], minimal(7, 5, 4)[2]]],
    ["with others twice", [...minimal(7, 5, 4), minimal(7, 5, 4)[2]]],
    ["with a user and no mask", listWith(7).filter(({ tag }) => tag !== "mask")],
    ["with two masks", [...minimal(7, 5, 4).slice(0, 2), ...MASKS(), minimal(7, 5, 4)[2]]],
    ["out of order", [...listWith(7)].reverse()],
  ] as readonly (readonly [string, GivenAcl])[])("refuses a list %s", (_how, acl) => {
    expect(setAclErrno(user(), own(), "access", acl)).toBe("EINVAL");
    expect(setAclErrno(user({ uid: 1001 }), own(), "access", acl)).toBe("EPERM");
  });

  it("is refused by the inode itself: immutable, or with an owner that the mount cannot express", () => {
    expect(setAclErrno(user(), own({ immutable: true }), "access", listWith(7))).toBe("EPERM");
    expect(setAclErrno(inA(), existingFile({ uid: 70000, mode: 0o640, mount: volumeA() }), "access", listWith(7))).toBe(
      "EPERM",
    );
    expect(setAclErrno(user(), own({ mount: createMount({ readOnly: true }) }), "access", listWith(7))).toBe("EROFS");
  });

  it.each(["regular", "fifo", "socket", "character-device", "block-device"] as readonly FileType[])(
    "gives a %s a list, and no default list",
    (type) => {
      expect(setAclErrno(user(), own({ type }), "access", listWith(7))).toBeUndefined();
      expect(setAclErrno(user(), own({ type }), "default", listWith(7))).toBe("EACCES");
      expect(setAclErrno(user({ uid: 1001 }), own({ type }), "default", listWith(7))).toBe("EACCES");
      expect(setAclErrno(user({ uid: 1001 }), own({ type }), "default", undefined)).toBeUndefined();
    },
  );

  it("gives a symbolic link none", () => {
    expect(setAclErrno(user(), own({ type: "symlink" }), "access", listWith(7))).toBe("EOPNOTSUPP");
  });

  it("leaves the mode of a directory alone when its default list is set", () => {
    const folder = existingDirectory({ uid: 1000, mode: 0o2755 });
    const after = setAcl(user(), folder, "default", listWith(7)).value;
    expect([octal(after), after?.defaultAcl, after?.acl]).toEqual(["2755", listWith(7), undefined]);
    expect(setAcl(user(), after as Inode, "default", undefined).value?.defaultAcl).toBeUndefined();
  });

  it("is asked of the mounter as well, in an overlay, and copies the file up", () => {
    const lower = existingFile({ uid: 1000, mode: 0o640, mount: containerRoot(mapsA()).lower });
    const after = setAcl(inA(), throughOverlay(lower), "access", listWith(7)).value;
    expect([after?.layer, after?.acl?.[1]]).toEqual([undefined, { tag: "user", id: 65543, permissions: 7 }]);
    const powerless = { ...createProcess(), effective: 0 };
    const readable = throughOverlay(existingFile({ uid: 1000, mode: 0o644 }), powerless);
    expect(setAclErrno(user(), readable, "access", listWith(7))).toBe("EPERM");
  });

  it.each([
    [{ tag: "all", permissions: 4 }, "the tag"],
    [{ tag: "other", permissions: 8 }, "the permissions"],
    [{ tag: "user", id: -1, permissions: 4 }, "the ID"],
    [4, "an entry"],
  ])("throws for what is no entry: %j", (entry, what) => {
    expect(() => setAcl(root, own(), "access", [entry as never])).toThrow(`setAcl: expected ${what}`);
  });
});

function MASKS(): GivenAcl {
  return [
    { tag: "mask", permissions: 7 },
    { tag: "mask", permissions: 7 },
  ];
}

describe("a directory with a default list", () => {
  const folder = (options: Partial<FileOptions> = {}): Inode =>
    existingDirectory({ mode: 0o777, defaultAcl: listWith(7, 6), ...options });

  it("gives its list to a file, limited by the mode of the call", () => {
    const decision = createFile(user(), folder(), 0o752);
    expect(octal(decision.value)).toBe("640");
    expect(decision.value?.acl).toEqual([
      { tag: "owner", permissions: 6 },
      { tag: "user", id: 7, permissions: 7 },
      { tag: "owning-group", permissions: 4 },
      { tag: "mask", permissions: 4 },
      { tag: "other", permissions: 0 },
    ]);
    expect(decision.value?.defaultAcl).toBeUndefined();
    expect(explain(decision)).toMatch(
      /the directory's default list takes the place of umask: rw- for the owner, r--, and --- for others → allowed$/,
    );
  });

  it("gives it to a directory as a default list, too, whole", () => {
    const made = createDirectory(user(), folder(), 0o700).value;
    expect([octal(made), made?.defaultAcl]).toEqual(["600", listWith(7, 6)]);
    expect(mknod(user(), folder(), "fifo", 0o777).value?.defaultAcl).toBeUndefined();
    expect(octal(mknod(user(), folder(), "fifo", 0o777).value)).toBe("661");
  });

  it("whose list says no more than a mode makes only a mode", () => {
    const made = createFile(user(), folder({ defaultAcl: minimal(7, 5, 1) as Acl }), 0o4676).value;
    expect([octal(made), made?.acl]).toEqual(["4650", undefined]);
  });

  it("loses the set-group-ID bit of a stranger by the mode of the call, not by that of the list", () => {
    const shared = folder({ gid: 27, mode: 0o2777, defaultAcl: listWith(7, 4) });
    expect(octal(createFile(user(), shared, 0o2775).value)).toBe("641");
    expect(octal(createFile(user(), shared, 0o2765).value)).toBe("2641");
  });

  it("is copied up with its lists, every entry of which is for somebody", () => {
    const layer = containerRoot(mapsA()).lower;
    const image = throughOverlay(folder({ mount: layer, defaultAcl: listWith(1000) }));
    expect(image.defaultAcl?.[1]).toEqual({ tag: "user", id: 66536, permissions: 7 });
    expect(utimesFileErrno(inA(), image, "given")).toBeUndefined();
    const strange = throughOverlay(folder({ mount: layer, defaultAcl: listWith(70000) }));
    expect(utimesFileErrno(inA(), strange, "given")).toBe("EINVAL");
  });

  it("is the only file that has one", () => {
    expect(() => existingFile({ mode: 0, defaultAcl: listWith(7) })).toThrow(
      "existingFile: expected defaultAcl to be undefined for what is no directory, got an array",
    );
    expect(() => existingDirectory({ mode: 0, defaultAcl: 4 as never })).toThrow(
      "existingDirectory: expected defaultAcl to be an array",
    );
  });
});
