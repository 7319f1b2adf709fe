import {
  type KubeletIdMapping,
  type KubeletUserns,
  parseKubeletUserns,
} from "../../core/forms/kubernetes/kubelet-userns.ts";
import { nameText } from "../base/names.ts";
import type { PodOnDisk } from "../kubelet/pods-dir.ts";
import type { AskedId } from "./asked-ids.ts";
import type { DecodeDocument, DecodedId, DecodedPod } from "./json.ts";

export function decode(
  asked: readonly AskedId[],
  disk: readonly PodOnDisk[],
  names: ReadonlyMap<string, string>,
): Omit<DecodeDocument, "podsDir"> {
  const pods: PodMaps[] = [];
  const unread: string[] = [];
  for (const pod of disk) {
    const maps = mapsOf(pod);
    if (maps === "unread") unread.push(nameText(pod.podUid));
    else if (maps !== undefined) pods.push({ podUid: pod.podUid, ...maps });
  }
  const ids = asked.map((id) => decodeId(id, pods, names));
  const isFound = ids.every((id) => id.pods.length > 0);
  return {
    outcome: isFound ? "found" : unread.length > 0 ? "unreadable-files" : "not-found",
    unread: unread.slice(0, MAX_UNREAD),
    unreadCount: unread.length,
    ids,
  };
}

const MAX_UNREAD = 20;

interface PodMaps extends KubeletUserns {
  readonly podUid: string;
}

/** A file may be wrong in ways that let no kubelet start, and still say which pod has an ID. */
function mapsOf({ found }: PodOnDisk): KubeletUserns | "unread" | undefined {
  if (found.kind === "no-file" || found.kind === "no-pod") return undefined;
  if (found.kind !== "file") return "unread";
  const parsed = parseKubeletUserns(found.raw);
  return parsed.ok ? parsed.value : "unread";
}

function decodeId(asked: AskedId, pods: readonly PodMaps[], names: ReadonlyMap<string, string>): DecodedId {
  const { id, kind, text } = asked;
  const found = pods.flatMap((pod) => podsBehind(asked, pod, names));
  const otherwise = id === NO_ID ? "no-id" : id === OVERFLOW_ID ? "overflow" : "host";
  return { asked: text, kind, hostId: id, pods: found, otherwise: found.length > 0 ? null : otherwise };
}

const NO_ID = 4294967295;
const OVERFLOW_ID = 65534;

function podsBehind({ id, kind }: AskedId, pod: PodMaps, names: ReadonlyMap<string, string>): readonly DecodedPod[] {
  const { podUid, uidMappings, gidMappings } = pod;
  const uids = kind === "gid" ? [] : insideOf(id, uidMappings);
  const gids = kind === "uid" ? [] : insideOf(id, gidMappings);
  return [...new Set([...uids, ...gids])].map((containerId) => ({
    podUid: nameText(podUid),
    name: names.get(podUid) ?? null,
    maps: !gids.includes(containerId) ? "uid" : uids.includes(containerId) ? "uid and gid" : "gid",
    containerId,
  }));
}

function insideOf(id: number, mappings: readonly KubeletIdMapping[]): readonly number[] {
  return mappings
    .filter(({ hostId, length }) => id >= hostId && id < hostId + length)
    .map(({ hostId, containerId }) => containerId + id - hostId);
}
