import { ALL_CAPABILITIES, parseCapabilities } from "../../../../src/core/kernel/credentials/capability.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../../../src/core/kernel/credentials/user-namespace.ts";
import type { Errno } from "../../../../src/core/kernel/decision/errno.ts";
import { createMount, type Mount } from "../../../../src/core/kernel/inode/mount.ts";
import { writeIdMap } from "../../../../src/core/kernel/userns/write-id-map.ts";

/** A user namespace as the vectors describe it; the maps are the text that was written in the parent. */
export interface NamespaceRow {
  readonly id: number;
  readonly parent: number;
  readonly owner: number;
  readonly group: number;
  readonly setgroups?: "allow" | "deny";
  readonly uid_map: string;
  readonly gid_map: string;
}

/** Credentials as the vectors describe them: namespace, user IDs, group IDs, groups, effective, permitted, flags. */
export type CredentialRow = readonly [
  namespace: number,
  uids: readonly [number, number, number, number],
  gids: readonly [number, number, number, number],
  groups: readonly number[],
  effective: string,
  permitted: string,
  flags: string,
];

/** The mounts of a file of vectors, by their IDs. */
export type MountRows = Readonly<Record<string, { readonly idmap_ns?: number; readonly nosuid?: boolean } | null>>;

/** The namespaces of a file of vectors, by their numbers. */
export type World = ReadonlyMap<number, UserNamespace>;

/** Builds the namespaces, writing their maps with the model itself. */
export function worldOf(rows: readonly NamespaceRow[]): World {
  const world = new Map<number, UserNamespace>([[0, initialNamespace()]]);
  for (const row of rows) {
    const parent = namespaceOf(world, row.parent);
    const { owner, group, setgroups } = row;
    const created = createUserNamespace(parent, { id: String(row.id), owner, group });
    // "allow" is what a namespace starts with, unless its parent denies.
    let namespace: UserNamespace = setgroups === "deny" ? { ...created, setgroups } : created;
    const root: Process = { ...createProcess(), userNamespace: parent };
    for (const [kind, text] of [
      ["uid", row.uid_map],
      ["gid", row.gid_map],
    ] as const)
      if (text !== "") namespace = writeIdMap(root, namespace, kind, text).value ?? namespace;
    world.set(row.id, namespace);
  }
  return world;
}

/** Looks a namespace up; a number that the file does not list is a mistake in the file. */
export function namespaceOf(world: World, id: number): UserNamespace {
  const namespace = world.get(id);
  if (namespace === undefined) throw new RangeError(`expected a namespace of the file, got ${id}`);
  return namespace;
}

/** Builds a process from its credentials. */
export function processOf(world: World, row: CredentialRow): Process {
  const [id, [ruid, euid, suid, fsuid], [rgid, egid, sgid, fsgid], groups, effective, permittedHex, flags] = row;
  const userNamespace = namespaceOf(world, id);
  const permitted = capabilitiesOf(permittedHex);
  return {
    ...createProcess(),
    userNamespace,
    ruid,
    euid,
    suid,
    fsuid,
    rgid,
    egid,
    sgid,
    fsgid,
    groups,
    effective: capabilitiesOf(effective),
    permitted,
    // The host on which the vectors were made has no CAP_SYS_RESOURCE to give.
    bounding: flags.includes("b") ? permitted : id === 0 ? ALL_CAPABILITIES - 2 ** 24 : ALL_CAPABILITIES,
    securebits: {
      noRoot: flags.includes("S"),
      noSetuidFixup: flags.includes("s"),
      keepCaps: flags.includes("k"),
    },
    noNewPrivs: flags.includes("p"),
    dumpable: !flags.includes("n"),
    memoryNamespace: userNamespace,
  };
}

/** Builds a mount. */
export function mountOf(world: World, rows: MountRows, id: number): Mount {
  const row = rows[String(id)];
  if (row === undefined) throw new RangeError(`expected a mount of the file, got ${id}`);
  const idmap = row?.idmap_ns === undefined ? undefined : namespaceOf(world, row.idmap_ns);
  return createMount({
    superblock: { type: "tmpfs" },
    nosuid: row?.nosuid === true,
    ...(idmap && { idmap: { uid: idmap.uidMap, gid: idmap.gidMap } }),
  });
}

/** Reads hexadecimal capabilities. */
export function capabilitiesOf(hex: string): number {
  const set = parseCapabilities(hex);
  if (set === undefined) throw new RangeError(`expected capabilities, got ${hex}`);
  return set;
}

/** The number of an error, as the vectors have it; 0 for success. */
export function numberOf(errno: Errno | undefined): number {
  return errno === undefined ? 0 : NUMBERS[errno];
}

const NUMBERS: Readonly<Record<Errno, number>> = {
  EPERM: 1,
  ESRCH: 3,
  ENXIO: 6,
  EACCES: 13,
  EBUSY: 16,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EMFILE: 24,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  ELOOP: 40,
  ENODATA: 61,
  EOVERFLOW: 75,
  EUSERS: 87,
  EOPNOTSUPP: 95,
};
