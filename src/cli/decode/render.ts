import { type Line, no, strong, type Text } from "../base/line.ts";
import { count, listed } from "../base/words.ts";
import { columns, joinBlocks, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { DecodeDocument, DecodedId, DecodedPod } from "./json.ts";

export function render(document: DecodeDocument, style: Style): readonly Line[] {
  const { ids } = document;
  const heads = ["HOST", "IN THE POD", "POD"].map(strong);
  return joinBlocks([
    columns([heads, ...ids.flatMap((id) => rows(id, document, style))], style.width),
    notes(document, style),
  ]);
}

function rows(id: DecodedId, document: DecodeDocument, style: Style): readonly (readonly Text[])[] {
  const { asked, pods } = id;
  if (pods.length === 0) return [[asked, no(`${style.glyphs.cross} ${otherwiseText(id, document)}`)]];
  return pods.map((pod, i) => [i === 0 ? asked : "", insideText(id, pod), podText(pod)]);
}

function otherwiseText({ hostId, otherwise }: DecodedId, { unreadCount }: DecodeDocument): string {
  if (otherwise === "no-id") return "no ID: what is shown for one that is unset, or has no mapping";
  if (otherwise === "overflow") return `no pod of this directory: ${hostId} is shown for an ID without a mapping`;
  if (unreadCount > 0) return `not decided: no pod among those that could be read, ${unreadCount} could not`;
  return "no pod of this directory: the host's own, or a pod's that is gone";
}

function insideText({ kind }: DecodedId, { maps, containerId }: DecodedPod): string {
  return kind === null && maps !== "uid and gid" ? `${containerId} (${maps} only)` : String(containerId);
}

function podText({ podUid, name }: DecodedPod): string {
  return name === null ? podUid : `${name}  ${podUid}`;
}

function notes({ ids, unread, unreadCount, podsDir }: DecodeDocument, { width, glyphs }: Style): readonly Line[] {
  const shared = ids.filter(({ pods }) => new Set(pods.map(({ podUid }) => podUid)).size > 1).length;
  return [
    ...(shared === 0
      ? []
      : [
          `${glyphs.cross} ${count(shared, "ID")} of several pods, which must not be: userns-sim audit --pods-dir ${podsDir} tells more.`,
        ]),
    ...(unreadCount === 0
      ? []
      : [
          `${glyphs.undecided} The files of ${count(unreadCount, "pod")} could not be read or understood: ${listed(unread, MAX_NAMED)}.`,
        ]),
  ].flatMap((line) => wrap(line, width));
}

const MAX_NAMED = 3;
