import { describe, expect, it } from "vitest";
import { createIdMap } from "../../../../src/core/idmap/id-map.ts";
import type { PodIdMap } from "../../../../src/core/idmap/pod-id-map.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import { chownFile } from "../../../../src/core/kernel/fs/chown-file.ts";
import { createFile, createFileErrno } from "../../../../src/core/kernel/fs/create-file.ts";
import { existingDirectory, existingFile, type Inode } from "../../../../src/core/kernel/inode/file.ts";
import { createMount, type Mount } from "../../../../src/core/kernel/inode/mount.ts";
import { type FourNumbers, ownerNumbers } from "../../../../src/core/kernel/inode/owner-numbers.ts";
import { unwrap } from "../../../../src/core/result.ts";

// Documentation/filesystems/idmappings.rst, in its notation: u is what a program says or a disk holds, k the kernel's.
// All of these were also asked of a running 6.18.44, on tmpfs mounted in the namespace of the filesystem: the same numbers.
const INITIAL = "u0:k0:r4294967295";
const TEN = "u0:k10000:r10000";
const TWENTY = "u0:k20000:r10000";
const THIRTY = "u0:k30000:r10000";
const HOME = "u1000:k1125:r1";

interface Maps {
  readonly caller: string;
  readonly filesystem: string;
  readonly mount?: string;
}

/** What is asked, and the numbers on disk, in the inode, through the mount and as shown. */
type Asked = readonly [asks: `creates as u${number}` | `looks at u${number}`, answer: string];

const EXAMPLES: readonly (readonly [name: string, maps: Maps, asked: readonly Asked[]])[] = [
  [
    "Crossmapping, a caller with u3000:k20000:r10000",
    { caller: "u3000:k20000:r10000", filesystem: TWENTY },
    [["looks at u1000", "u1000 k21000 k21000 u4000"]],
  ],
  ["Example 1", { caller: INITIAL, filesystem: INITIAL }, [["creates as u1000", "u1000 k1000 k1000 u1000"]]],
  ["Example 2", { caller: TEN, filesystem: TWENTY }, [["creates as u1000", "EOVERFLOW"]]],
  [
    "Example 3",
    { caller: TEN, filesystem: INITIAL },
    [
      ["creates as u1000", "u11000 k11000 k11000 u1000"],
      ["looks at u1000", "u1000 k1000 k1000 u65534"],
    ],
  ],
  ["Example 4", { caller: TEN, filesystem: INITIAL }, [["looks at u1000", "u1000 k1000 k1000 u65534"]]],
  ["Example 5", { caller: TEN, filesystem: TWENTY }, [["looks at u1000", "u1000 k21000 k21000 u65534"]]],
  [
    "Remapping helpers, which invert each other",
    { caller: TEN, filesystem: TWENTY, mount: TEN },
    [
      ["looks at u1000", "u1000 k21000 k11000 u1000"],
      ["creates as u1000", "u1000 k21000 k11000 u1000"],
    ],
  ],
  [
    "Example 2 reconsidered",
    { caller: TEN, filesystem: TWENTY, mount: TEN },
    [["creates as u1000", "u1000 k21000 k11000 u1000"]],
  ],
  [
    "Example 3 reconsidered",
    { caller: TEN, filesystem: INITIAL, mount: TEN },
    [["creates as u1000", "u1000 k1000 k11000 u1000"]],
  ],
  [
    "Example 4 reconsidered",
    { caller: TEN, filesystem: INITIAL, mount: TEN },
    [["looks at u1000", "u1000 k1000 k11000 u1000"]],
  ],
  [
    "Example 5 reconsidered",
    { caller: TEN, filesystem: TWENTY, mount: TEN },
    [["looks at u1000", "u1000 k21000 k11000 u1000"]],
  ],
  [
    "A home directory, what user 1125 creates at work",
    { caller: INITIAL, filesystem: INITIAL, mount: HOME },
    [
      ["creates as u1125", "u1000 k1000 k1125 u1125"],
      ["creates as u1000", "EOVERFLOW"],
    ],
  ],
  [
    "A home directory, what user 1125 sees at work",
    { caller: INITIAL, filesystem: INITIAL, mount: HOME },
    [
      ["looks at u1000", "u1000 k1000 k1125 u1125"],
      ["looks at u1125", "u1125 k1125 - u65534"],
    ],
  ],
  [
    "Two containers, the first",
    { caller: TEN, filesystem: THIRTY, mount: TEN },
    [
      ["looks at u0", "u0 k30000 k10000 u0"],
      ["looks at u1000", "u1000 k31000 k11000 u1000"],
      ["looks at u2000", "u2000 k32000 k12000 u2000"],
      ["creates as u1000", "u1000 k31000 k11000 u1000"],
    ],
  ],
  [
    "Two containers, the second",
    { caller: TWENTY, filesystem: THIRTY, mount: TWENTY },
    [
      ["looks at u0", "u0 k30000 k20000 u0"],
      ["looks at u1000", "u1000 k31000 k21000 u1000"],
      ["looks at u2000", "u2000 k32000 k22000 u2000"],
      ["creates as u1000", "u1000 k31000 k21000 u1000"],
    ],
  ],
];

describe("the examples of Documentation/filesystems/idmappings.rst", () => {
  it.each(EXAMPLES)("%s", (_, maps, asked) => {
    expect(asked.map(([asks]) => [asks, answer(maps, asks)])).toEqual(asked);
  });

  it("are fifteen", () => {
    expect(EXAMPLES.length).toBe(15);
  });

  it("Example 5, seen by a caller of the host", () => {
    expect(answer({ caller: INITIAL, filesystem: TWENTY }, "looks at u1000")).toBe("u1000 k21000 k21000 u21000");
  });

  it("Two containers, before there were idmapped mounts", () => {
    const numbers = (caller: string): string => answer({ caller, filesystem: THIRTY }, "looks at u1000");
    expect([numbers(TEN), numbers(TWENTY)]).toEqual(["u1000 k31000 k31000 u65534", "u1000 k31000 k31000 u65534"]);
    // A change of owner helps one of them; the disk needs a number for it, which this filesystem has not.
    const moved = (filesystem: string, owner: number): string => {
      const file = existingFile({ onDisk: { uid: 1000, gid: 1000 }, mode: 0o644, mount: mountOf({ filesystem }) });
      return show(
        ownerNumbers(namespace("caller", TEN), unwrapFile(chownFile(createProcess(), file, owner, owner))).uid,
      );
    };
    expect(moved(INITIAL, 11000)).toBe("u11000 k11000 k11000 u1000");
    expect(moved(THIRTY, 11000)).toBe("- k11000 k11000 u1000");
  });

  it("A home directory, seen again at home", () => {
    expect(answer({ caller: INITIAL, filesystem: INITIAL }, "looks at u1000")).toBe("u1000 k1000 k1000 u1000");
  });
});

function answer(maps: Maps, asks: Asked[0]): string {
  const caller = namespace("caller", maps.caller);
  const id = Number(/\d+$/.exec(asks)?.[0]);
  const mount = mountOf(maps);
  if (asks.startsWith("looks")) {
    const { uid, gid } = ownerNumbers(caller, existingFile({ onDisk: { uid: id, gid: id }, mode: 0o644, mount }));
    expect(gid).toEqual(uid);
    return show(uid);
  }
  // "We will also assume that the directory we're creating filesystem objects in is readable and writable for everyone."
  const owner = maps.mount === HOME ? 1000 : 0;
  const directory = existingDirectory({ onDisk: { uid: owner, gid: owner }, mode: 0o777, mount });
  const process: Process = createProcess({ userNamespace: caller, uid: id, gid: id });
  const { errno, value } = createFile(process, directory, 0o644);
  expect(createFileErrno(process, directory, 0o644)).toBe(errno);
  return value === undefined ? String(errno) : show(ownerNumbers(caller, value).uid);
}

function unwrapFile({ value }: { readonly value?: Inode | undefined }): Inode {
  if (value === undefined) throw new Error("refused");
  return value;
}

function mountOf({ filesystem, mount }: Omit<Maps, "caller">): Mount {
  const userNamespace = namespace("filesystem", filesystem);
  const superblock = { type: "tmpfs", userNamespace };
  return createMount(mount === undefined ? { superblock } : { superblock, idmap: maps(mount) });
}

function namespace(id: string, map: string): UserNamespace {
  return map === INITIAL ? initialNamespace() : createUserNamespace(initialNamespace(), { id, maps: maps(map) });
}

function maps(text: string): PodIdMap {
  const [, containerId, hostId, size] = (/^u(\d+):k(\d+):r(\d+)$/.exec(text) ?? []).map(Number);
  if (containerId === undefined || hostId === undefined || size === undefined) throw new Error(`no map: ${text}`);
  const map = unwrap(createIdMap([{ containerId, hostId, size }]));
  return { uid: map, gid: map };
}

function show({ onDisk, inInode, throughMount, asShown }: FourNumbers): string {
  const or = (prefix: string, id: number | undefined): string => (id === undefined ? "-" : `${prefix}${id}`);
  return [or("u", onDisk), or("k", inInode), or("k", throughMount), `u${asShown}`].join(" ");
}
