import { NO_ID, OVERFLOW_ID } from "../../core/id/id.ts";
import { type HostOwner, mapsOfOwners } from "../../core/node/audit/host-owners.ts";
import { type IdOwner, mapsOnDisk, type PodMaps } from "../../core/node/audit/owners-of.ts";
import { ownersOfEach } from "../../core/node/audit/owners-of-each.ts";
import type { PodOnDisk } from "../../core/node/audit/pod-on-disk.ts";
import { Failure } from "../base/failure.ts";
import { nameText } from "../base/names.ts";
import type { AskedIds } from "./asked-ids.ts";
import type { DecodeDocument, DecodedId, DecodedOwner, DecodedPod, RangeOfIds } from "./json.ts";

/** What the directory says of IDs. */
export interface Decoded extends Pick<DecodeDocument, "unread" | "unreadCount"> {
  /** The answers, in the order of the questions. */
  readonly ids: readonly DecodedId[];
}

/** Somebody besides pods who has IDs. */
export interface OwnerSource extends Omit<HostOwner, "kind"> {
  readonly kind: DecodedOwner["kind"];
}

/** Where it stands whose IDs are whose. */
export interface Sources {
  /** The pods of a directory; `undefined` where none is looked into. */
  readonly disk: readonly PodOnDisk[] | undefined;
  /** The names of pods by their UIDs. */
  readonly names: ReadonlyMap<string, string>;
  readonly owners: readonly OwnerSource[];
}

/** As many IDs as there are owners would otherwise have the square of that. */
export const MAX_OWNERS = 100_000;

/**
 * @param most - how many mappings are looked at for each ID
 */
export function decode(asked: readonly AskedIds[], { disk, names, owners }: Sources, most?: number): Decoded {
  const { pods, unread } = mapsOnDisk(disk ?? []);
  const ofNobody = unread.length > 0 ? "undecided" : disk === undefined ? "nobody" : "host";
  const ofPods = foundFor(asked, pods, most);
  const ofOthers = foundFor(asked, mapsOfOwners(owners), most);
  return {
    unread: unread.slice(0, MAX_UNREAD).map(nameText),
    unreadCount: unread.length,
    ids: asked.map((each, about) =>
      decodedId(
        each,
        heldOf(each, ofPods[about] ?? []).map((held) => podOf(held, names)),
        heldOf(each, ofOthers[about] ?? []).flatMap((held) => ownerOf(held, owners)),
        ofNobody,
      ),
    ),
  };
}

function foundFor(
  asked: readonly AskedIds[],
  maps: readonly PodMaps[],
  most: number | undefined,
): readonly (readonly IdOwner[])[] {
  const ranges = asked.flatMap((each, about) => each.ranges.map((range) => ({ ...range, about })));
  const owners = asked.map((): IdOwner[] => []);
  // All that there is may be told once, however much.
  const limit = Math.max(
    MAX_OWNERS,
    maps.reduce((sum, { uids, gids }) => sum + uids.length + gids.length, 0),
  );
  let looks = 0;
  for (const found of ownersOfEach(maps, ranges, most)) {
    looks += found.looks;
    if (most === undefined && looks > limit)
      throw new Failure(`the IDs have more than ${limit} owners, all together; ask for fewer at a time`);
    for (const owner of found.owners) owners[found.about]?.push(owner);
  }
  return owners;
}

type RangeOnHost = Pick<DecodedPod, "hostId" | "size">;

const MAX_UNREAD = 20;

function heldOf({ kind }: AskedIds, owners: readonly IdOwner[]): readonly IdOwner[] {
  return (
    [...owners]
      .sort((a, b) => a.host.start - b.host.start)
      .filter(({ maps }) => kind === null || maps.includes(kind))
      // Who asks for a user does not ask whether the group is there, too.
      .map((owner) => ({ ...owner, maps: kind ?? owner.maps }))
  );
}

function podOf({ podUid, maps, host, container }: IdOwner, names: ReadonlyMap<string, string>): DecodedPod {
  const ids = { maps, containerId: container.start, hostId: host.start, size: host.size };
  return { podUid: nameText(podUid), name: names.get(podUid) ?? null, ...ids };
}

function ownerOf(
  { podUid: place, maps, host, container }: IdOwner,
  owners: readonly OwnerSource[],
): readonly DecodedOwner[] {
  const owner = owners[Number(place)];
  const ids = { maps, containerId: container.start, hostId: host.start, size: host.size };
  return owner === undefined ? [] : [{ kind: owner.kind, name: owner.name, ...ids }];
}

function decodedId(
  { text, kind, ranges, cut }: AskedIds,
  pods: readonly DecodedPod[],
  owners: readonly DecodedOwner[],
  ofNobody: "undecided" | "nobody" | "host",
): DecodedId {
  const held = [...pods, ...owners].sort((a, b) => a.hostId - b.hostId);
  const hostId = ranges[0]?.start ?? 0;
  const isOne = ranges.length === 1 && ranges[0]?.size === 1;
  const inItself = hostId === NO_ID ? "no-id" : hostId === OVERFLOW_ID ? "overflow" : ofNobody;
  return {
    asked: text,
    kind,
    hostId,
    ranges,
    cut,
    pods,
    owners,
    rest: cut ? [] : ranges.flatMap((range) => rest(range, held)),
    otherwise: held.length > 0 ? null : isOne ? inItself : ofNobody,
  };
}

/** Those IDs of a range that nobody has. */
function rest({ start, size }: RangeOfIds, pods: readonly RangeOnHost[]): readonly RangeOfIds[] {
  const left: RangeOfIds[] = [];
  let at = start;
  for (const pod of pods) {
    if (pod.hostId > at) left.push({ start: at, size: pod.hostId - at });
    at = Math.max(at, pod.hostId + pod.size);
  }
  return at < start + size ? [...left, { start: at, size: start + size - at }] : left;
}
