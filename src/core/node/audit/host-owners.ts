import { parseSubid, type SubordinateIds } from "../../forms/linux/subid.ts";
import { namesOfUser, usersIn } from "../../forms/subordinate/passwd.ts";
import { SUBID_READERS } from "../../forms/subordinate/subid-readers.ts";
import { mappingsInOrder } from "../../forms/subordinate/subordinate-map.ts";
import type { ContainerId, HostId } from "../../id/id.ts";
import { checkUint32, isUint32 } from "../../id/uint32.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { expectObject } from "../../misuse/misuse.ts";
import { checkRange, type IdRange } from "../../range/range.ts";
import { type IdOwner, ownersAmong, type PodMaps } from "./owners-of.ts";

/** The files of a machine that say whose an ID is. */
export interface HostFiles {
  /** The text of `/etc/subuid`. */
  readonly subuid?: string | Uint8Array;
  /** The text of `/etc/subgid`. */
  readonly subgid?: string | Uint8Array;
  /** The text of `/etc/passwd`. */
  readonly passwd?: string | Uint8Array;
  /** The user who runs a rootless engine: container ID 0 is this ID, and the user's subordinate IDs follow from 1 on. */
  readonly rootless?: number;
}

/** Somebody on a machine who has IDs, and his maps. */
export interface HostOwner {
  /** A user of `/etc/passwd`, who has an ID; or one whom a file grants subordinate IDs, in his containers. */
  readonly kind: "user" | "subordinate";
  /** The name, or the number where the file has that. */
  readonly name: string;
  /** Of users: the container IDs, and the host IDs that they are. */
  readonly uids: readonly IdMapping[];
  /** The same of groups. */
  readonly gids: readonly IdMapping[];
}

/** Who has host IDs on a machine, and which. */
export interface HostIdOwner extends Pick<HostOwner, "kind" | "name"> {
  /** Whether they are had as those of users, of groups, or of both. */
  readonly maps: IdOwner["maps"];
  /** The IDs on the host. */
  readonly host: IdRange<HostId>;
  /** What they are in the owner's container; of a user's own ID the same again. */
  readonly container: IdRange<ContainerId>;
}

/**
 * Tells whose a host ID is by the files of a machine, without Kubernetes: a user's own, or a subordinate ID of one.
 *
 * @param files - the texts of the files, those there are
 * @param asked - the host ID, or the range
 * @returns all who have it: users first, then subordinate IDs in the order of the file, counted from container ID 0 on, and
 * from 1 on for the user who is rootless. Lines that cannot be read are passed over, as shadow does
 * @throws TypeError when a number is not an integer, RangeError when it is out of range.
 * @example
 * ```ts
 * import { hostOwnersOf } from "userns-sim/node";
 *
 * const files = { subuid: "alice:100000:65536\n", passwd: "alice:x:1000:1000::/home/alice:/bin/sh\n" };
 * const inside = (id: number, more: object) =>
 *   hostOwnersOf({ ...files, ...more }, id).map(({ kind, name, container }) => [kind, name, container.start]);
 * inside(100999, {}); // => [["subordinate", "alice", 999]]
 * inside(100999, { rootless: 1000 }); // => [["subordinate", "alice", 1000]]
 * inside(1000, {}); // => [["user", "alice", 1000]]
 * ```
 */
export function hostOwnersOf(files: HostFiles, asked: HostId | IdRange<HostId>): readonly HostIdOwner[] {
  expectObject("hostOwnersOf", "files", files, 'an object such as { subuid: "alice:100000:65536" }');
  if (files.rootless !== undefined) checkUint32("hostOwnersOf", "rootless", files.rootless);
  const range =
    typeof asked === "number" ? { start: checkUint32("hostOwnersOf", "the host ID", asked), size: 1 } : asked;
  checkRange("hostOwnersOf", range);
  const owners = hostOwners(files);
  return ownersAmong(mapsOfOwners(owners), range).map(({ podUid, maps, host, container }) => {
    const { kind, name } = owners[Number(podUid)] as HostOwner;
    return { kind, name, maps, host, container };
  });
}

/** The maps of owners, each by its place among them, since two may be called alike. */
export function mapsOfOwners(owners: readonly Pick<HostOwner, "uids" | "gids">[]): readonly PodMaps[] {
  return owners.map(({ uids, gids }, place) => ({ podUid: String(place), uids, gids }));
}

/** Everybody whom the files name. */
export function hostOwners({ subuid, subgid, passwd, rootless }: HostFiles): readonly HostOwner[] {
  const read = { uids: entriesIn(subuid), gids: entriesIn(subgid) };
  const own = rootless === undefined ? undefined : ownNames(rootless, passwd, [...read.uids, ...read.gids]);
  const first = own?.[0];
  const isOwn = new Set(own);
  const owners = new Map<string, { readonly name: string } & Record<"uids" | "gids", SubordinateIds[]>>();
  for (const map of ["uids", "gids"] as const)
    for (const entry of read[map]) {
      // A user's lines are one map, under whichever of the two the file has them.
      const key = first !== undefined && isOwn.has(entry.owner) ? first : entry.owner;
      const owner = owners.get(key) ?? { name: entry.owner, uids: [], gids: [] };
      owners.set(key, owner);
      owner[map].push(entry);
    }
  const subordinate = Array.from(owners.values(), ({ name, uids, gids }): HostOwner => {
    const one = isOwn.has(name) ? rootless : undefined;
    return { kind: "subordinate", name, uids: mapOf(uids, one), gids: mapOf(gids, one) };
  });
  return [...users(passwd), ...subordinate];
}

function entriesIn(text: string | Uint8Array | undefined): readonly SubordinateIds[] {
  return text === undefined ? [] : parseSubid(text).entries;
}

/** What the rootless user is called in the files: where nothing tells, and there is one owner only, that one. */
function ownNames(
  rootless: number,
  passwd: string | Uint8Array | undefined,
  entries: readonly SubordinateIds[],
): readonly string[] {
  const names = namesOfUser([String(rootless)], passwd);
  const owners = new Set(entries.map(({ owner }) => owner));
  return passwd === undefined && owners.size === 1 ? [...owners] : names;
}

/** As shadow lists them; lines without a valid ID have no place. */
function mapOf(entries: readonly SubordinateIds[], own: number | undefined): readonly IdMapping[] {
  const valid = entries.filter(({ start }) => isUint32(start));
  return entries.length === 0 ? [] : mappingsInOrder(valid, SUBID_READERS.shadow, own);
}

function users(passwd: string | Uint8Array | undefined): readonly HostOwner[] {
  return Array.from(usersIn(passwd)).flatMap(([name, id]) =>
    isUint32(id) ? [{ kind: "user", name, uids: [{ containerId: id, hostId: id, size: 1 }], gids: [] } as const] : [],
  );
}
