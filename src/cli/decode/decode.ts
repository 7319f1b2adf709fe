import { NO_ID, OVERFLOW_ID } from "../../core/id/id.ts";
import { type IdOwner, mapsOnDisk, ownersAmong } from "../../core/node/audit/owners-of.ts";
import type { PodOnDisk } from "../../core/node/audit/pod-on-disk.ts";
import { nameText } from "../base/names.ts";
import type { AskedId } from "./asked-ids.ts";
import type { DecodeDocument, DecodedId, DecodedPod } from "./json.ts";

export function decode(
  asked: readonly AskedId[],
  disk: readonly PodOnDisk[],
  names: ReadonlyMap<string, string>,
): Omit<DecodeDocument, "podsDir"> {
  const { pods, unread } = mapsOnDisk(disk);
  const ids = asked.map((each) => decodeId(each, ownersAmong(pods, { start: each.id, size: 1 }), names));
  const isFound = ids.every((id) => id.pods.length > 0);
  return {
    outcome: isFound ? "found" : unread.length > 0 ? "unreadable-files" : "not-found",
    unread: unread.slice(0, MAX_UNREAD).map(nameText),
    unreadCount: unread.length,
    ids,
  };
}

const MAX_UNREAD = 20;

function decodeId(
  { id, kind, text }: AskedId,
  owners: readonly IdOwner[],
  names: ReadonlyMap<string, string>,
): DecodedId {
  const pods = owners
    .filter(({ maps }) => kind === null || maps.includes(kind))
    .map(({ podUid, maps, container }): DecodedPod => {
      // Who asks for a user does not ask whether the group is there, too.
      const shown = kind ?? maps;
      return { podUid: nameText(podUid), name: names.get(podUid) ?? null, maps: shown, containerId: container.start };
    });
  const otherwise = id === NO_ID ? "no-id" : id === OVERFLOW_ID ? "overflow" : "host";
  return { asked: text, kind, hostId: id, pods, otherwise: pods.length > 0 ? null : otherwise };
}
