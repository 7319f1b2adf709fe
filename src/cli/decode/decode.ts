import { NO_ID, OVERFLOW_ID } from "../../core/id/id.ts";
import { type IdOwner, mapsOnDisk } from "../../core/node/audit/owners-of.ts";
import { ownersOfEach } from "../../core/node/audit/owners-of-each.ts";
import type { PodOnDisk } from "../../core/node/audit/pod-on-disk.ts";
import { nameText } from "../base/names.ts";
import type { AskedIds } from "./asked-ids.ts";
import type { DecodeDocument, DecodedId, DecodedPod, RangeOfIds } from "./json.ts";

/** What the directory says of IDs. */
export interface Decoded extends Pick<DecodeDocument, "unread" | "unreadCount"> {
  /** The answers, in the order of the questions. */
  readonly ids: readonly DecodedId[];
}

/**
 * @param most - how many mappings are looked at for each ID
 */
export function decode(
  asked: readonly AskedIds[],
  disk: readonly PodOnDisk[],
  names: ReadonlyMap<string, string>,
  most?: number,
): Decoded {
  const { pods, unread } = mapsOnDisk(disk);
  const ranges = asked.flatMap((each, about) => each.ranges.map((range) => ({ ...range, about })));
  const owners = asked.map((): IdOwner[] => []);
  for (const found of ownersOfEach(pods, ranges, most))
    for (const owner of found.owners) owners[found.about]?.push(owner);
  return {
    unread: unread.slice(0, MAX_UNREAD).map(nameText),
    unreadCount: unread.length,
    ids: asked.map((each, about) => decodedId(each, owners[about] ?? [], names)),
  };
}

const MAX_UNREAD = 20;

function decodedId(
  { text, kind, ranges, cut }: AskedIds,
  owners: readonly IdOwner[],
  names: ReadonlyMap<string, string>,
): DecodedId {
  const pods = [...owners]
    .sort((a, b) => a.host.start - b.host.start)
    .filter(({ maps }) => kind === null || maps.includes(kind))
    .map(({ podUid, maps, host, container }): DecodedPod => {
      // Who asks for a user does not ask whether the group is there, too.
      const shown = kind ?? maps;
      const name = names.get(podUid) ?? null;
      return {
        podUid: nameText(podUid),
        name,
        maps: shown,
        containerId: container.start,
        hostId: host.start,
        size: host.size,
      };
    });
  const hostId = ranges[0]?.start ?? 0;
  const otherwise = hostId === NO_ID ? "no-id" : hostId === OVERFLOW_ID ? "overflow" : "host";
  return {
    asked: text,
    kind,
    hostId,
    ranges,
    cut,
    pods,
    rest: cut ? [] : ranges.flatMap((range) => rest(range, pods)),
    otherwise: pods.length > 0 ? null : ranges.length === 1 && ranges[0]?.size === 1 ? otherwise : "host",
  };
}

/** Those IDs of a range that no pod has. */
function rest({ start, size }: RangeOfIds, pods: readonly DecodedPod[]): readonly RangeOfIds[] {
  const left: RangeOfIds[] = [];
  let at = start;
  for (const pod of pods) {
    if (pod.hostId > at) left.push({ start: at, size: pod.hostId - at });
    at = Math.max(at, pod.hostId + pod.size);
  }
  return at < start + size ? [...left, { start: at, size: start + size - at }] : left;
}
