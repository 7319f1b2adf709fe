import { type Allocations, State } from "../../allocate/state/allocations.ts";
import { placeRanges } from "../../allocate/strategy/place.ts";
import { parseKubeletUserns } from "../../forms/kubernetes/kubelet-userns.ts";
import type { ContainerId, HostId } from "../../id/id.ts";
import { checkUint32 } from "../../id/uint32.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import { checkRange, endOf, type IdRange } from "../../range/range.ts";
import { expectOnDisk, type PodOnDisk } from "./pod-on-disk.ts";

/** Who has host IDs, and who may have them. */
export interface IdOwners {
  /** The pods that have some of the IDs, piece by piece. Several have the same only where something is wrong. */
  readonly owners: readonly IdOwner[];
  /** The UIDs of the pods whose file could not be read or understood, so that they may have any ID. */
  readonly unread: readonly string[];
}

/** A pod, and which of the IDs it has. */
export interface IdOwner {
  /** The UID of the pod. */
  readonly podUid: string;
  /** The maps that have them: a sound file has the same twice. */
  readonly maps: "uid and gid" | "uid" | "gid";
  /** The IDs on the host. */
  readonly host: IdRange<HostId>;
  /** What they are in the pod. */
  readonly container: IdRange<ContainerId>;
}

/**
 * Tells who has a host ID, or some of a range of them: the way back from what `ps`, `ls -ln` or an audit log shows.
 *
 * A file may be wrong in ways that let no kubelet start, and still say which pod has an ID.
 *
 * @param of - a state, or what stands in the pods directory of a kubelet; what it says may overlap
 * @param asked - the host ID, or the range
 * @returns the pods that have it, in the order of the directory or the slots, and those of which nobody can tell
 * @throws TypeError when the first argument is neither, or a number is not an integer; RangeError when a number is out of
 * range.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, unwrap } from "userns-sim";
 * import { ownersOf } from "userns-sim/node";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * ownersOf(state, 66536).owners.map(({ podUid, container }) => [podUid, container.start]); // => [["pod-a", 1000]]
 *
 * const raw = '{"uidMappings":[{"hostId":65536,"length":65536}],"gidMappings":[{"hostId":65536,"length":65536}]}';
 * const files = ["a", "b"].map((podUid) => ({ podUid, found: { kind: "file", raw } as const }));
 * ownersOf(files, { start: 131070, size: 10 }).owners.map(({ podUid, host }) => [podUid, host]);
 * // => [["a", { start: 131070, size: 2 }], ["b", { start: 131070, size: 2 }]]
 * ```
 */
export function ownersOf(of: Allocations | readonly PodOnDisk[], asked: HostId | IdRange<HostId>): IdOwners {
  const range = typeof asked === "object" ? asked : { start: checkUint32("ownersOf", "the host ID", asked), size: 1 };
  checkRange("ownersOf", range);
  if (isList(of)) expectOnDisk("ownersOf", of);
  const { pods, unread } = isList(of) ? mapsOnDisk(of) : { pods: mapsOfState(of), unread: [] };
  return { owners: ownersAmong(pods, range), unread };
}

/** The maps of a pod, whoever says so. */
export interface PodMaps {
  readonly podUid: string;
  readonly uids: readonly IdMapping[];
  readonly gids: readonly IdMapping[];
}

/** `Array.isArray` does not know of arrays that are read only. */
function isList(of: Allocations | readonly PodOnDisk[]): of is readonly PodOnDisk[] {
  return Array.isArray(of);
}

/** What the files say, and whose say nothing that can be read. */
export function mapsOnDisk(files: readonly PodOnDisk[]): {
  readonly pods: readonly PodMaps[];
  readonly unread: readonly string[];
} {
  const pods: PodMaps[] = [];
  const unread: string[] = [];
  for (const { podUid, found } of files) {
    if (found.kind === "no-file" || found.kind === "no-pod") continue;
    const parsed = found.kind === "file" ? parseKubeletUserns(found.raw) : undefined;
    if (!parsed?.ok) unread.push(podUid);
    else if (parsed.value !== undefined) {
      const { uidMappings, gidMappings } = parsed.value;
      const plain = ({ hostId, containerId, length: size }: (typeof uidMappings)[number]): IdMapping => {
        return { hostId, containerId, size };
      };
      pods.push({ podUid, uids: uidMappings.map(plain), gids: gidMappings.map(plain) });
    }
  }
  return { pods, unread };
}

/** The ranges of a pod stand for its IDs from 0 on, one after the other, for users and groups alike. */
function mapsOfState(state: Allocations): readonly PodMaps[] {
  const core = State.enter("ownersOf", state);
  const pods: PodMaps[] = [];
  core.forEachPod((podUid, place) => {
    let containerId = 0;
    const mappings = placeRanges(core.setup.pool, place).map(({ start: hostId, size }): IdMapping => {
      containerId += size;
      return { containerId: containerId - size, hostId, size };
    });
    pods.push({ podUid, uids: mappings, gids: mappings });
  });
  return pods;
}

export function ownersAmong(pods: readonly PodMaps[], asked: IdRange<HostId>): readonly IdOwner[] {
  return pods.flatMap((pod) => ownedBy(pod, asked));
}

function ownedBy({ podUid, uids, gids }: PodMaps, asked: IdRange<HostId>): readonly IdOwner[] {
  const ofUsers = piecesOf(uids, asked);
  const ofGroups = piecesOf(gids, asked);
  const users = new Set(ofUsers.map(keyOf));
  const groups = new Set(ofGroups.map(keyOf));
  const owner = (piece: IdMapping, maps: IdOwner["maps"]): IdOwner => ({
    podUid,
    maps,
    host: { start: piece.hostId, size: piece.size },
    container: { start: piece.containerId, size: piece.size },
  });
  return [
    ...ofUsers.map((piece) => owner(piece, groups.has(keyOf(piece)) ? "uid and gid" : "uid")),
    ...ofGroups.filter((piece) => !users.has(keyOf(piece))).map((piece) => owner(piece, "gid")),
  ];
}

/** Each once: a file may say the same twice. */
function piecesOf(mappings: readonly IdMapping[], asked: IdRange<HostId>): readonly IdMapping[] {
  const pieces = mappings.flatMap((mapping) => pieceOf(mapping, asked));
  return [...new Map(pieces.map((piece) => [keyOf(piece), piece])).values()];
}

function keyOf({ hostId, containerId, size }: IdMapping): string {
  return `${hostId} ${containerId} ${size}`;
}

/** The part of a mapping that lies in a range; none where they have no ID in common. */
function pieceOf({ containerId, hostId, size }: IdMapping, asked: IdRange<HostId>): readonly IdMapping[] {
  const start = Math.max(hostId, asked.start);
  const end = Math.min(hostId + size, endOf(asked));
  return start < end ? [{ containerId: containerId + start - hostId, hostId: start, size: end - start }] : [];
}
