import { type Line, no, strong, type Text } from "../base/line.ts";
import { count, listed } from "../base/words.ts";
import { columns, joinBlocks, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import { type Holder, holdersOf, holderText, isOwnId } from "./holder-text.ts";
import type { DecodeDocument, DecodedId, DecodedPod, RangeOfIds } from "./json.ts";
import { renderText, textNotes } from "./render-text.ts";

export function render(document: DecodeDocument, style: Style): readonly Line[] {
  const { ids, text } = document;
  if (text !== null)
    return joinBlocks([renderText(text, ids, style), [...textNotes(text, ids, style), ...notes(document, style)]]);
  const heads = (onlyPods(document) ? ["HOST", "IN THE POD", "POD"] : ["HOST", "INSIDE", "OWNER"]).map(strong);
  return joinBlocks([
    columns([heads, ...ids.flatMap((id) => rows(id, document, style))], style.width),
    notes(document, style),
  ]);
}

function rows(id: DecodedId, document: DecodeDocument, style: Style): readonly (readonly Text[])[] {
  const { asked, ranges, rest, cut } = id;
  const holders = holdersOf(id);
  const isOne = ranges.length === 1 && ranges[0]?.size === 1;
  if (holders.length === 0) return [[asked, no(`${style.glyphs.cross} ${otherwiseText(id, document)}`)]];
  const host = (held: Holder, i: number): string => (isOne ? (i === 0 ? asked : "") : rangeText(startOf(held)));
  return [
    ...holders.map((held, i) => [
      host(held, i),
      isOwnId(held) ? style.glyphs.dash : insideText(id, held),
      holderText(held),
    ]),
    ...(isOne || cut ? [] : rest).map((left) => [
      rangeText(left),
      no(`${style.glyphs.cross} ${document.unreadCount > 0 ? "not decided" : nobodyText(document)}`),
    ]),
  ];
}

/** Whether pods are all that could be found. */
function onlyPods({ podsDir, ids }: DecodeDocument): boolean {
  return podsDir !== null && ids.every(({ owners }) => owners.length === 0);
}

function nobodyText({ podsDir }: DecodeDocument): string {
  return podsDir === null ? "nobody's, as far as these files say" : "no pod of this directory";
}

function startOf({ hostId, size }: Holder): RangeOfIds {
  return { start: hostId, size };
}

/** As it is asked for: the last ID belongs to it. */
function rangeText({ start, size }: RangeOfIds): string {
  return size === 1 ? String(start) : `${start}-${start + size - 1}`;
}

function otherwiseText({ hostId, otherwise }: DecodedId, document: DecodeDocument): string {
  switch (otherwise) {
    case "no-id":
      return "no ID: what is shown for one that is unset, or has no mapping";
    case "overflow":
      return `${nobodyText(document)}: ${hostId} is shown for an ID without a mapping`;
    case "undecided":
      return `not decided: no pod among those that could be read, ${document.unreadCount} could not`;
    case "host":
      return `${nobodyText(document)}: the host's own, or a pod's that is gone`;
    default:
      return nobodyText(document);
  }
}

function insideText({ kind }: DecodedId, { maps, containerId, size }: Holder): string {
  const inside = rangeText({ start: containerId, size });
  return kind === null && maps !== "uid and gid" ? `${inside} (${maps} only)` : inside;
}

function notes({ ids, unread, unreadCount, podsDir }: DecodeDocument, { width, glyphs }: Style): readonly Line[] {
  const shared = ids.filter(isShared).length;
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

/** Whether two pods have the same ID, and not only some of those that were asked for. */
function isShared({ pods }: DecodedId): boolean {
  let furthest: DecodedPod | undefined;
  return pods.some((pod) => {
    const before = furthest;
    if (before === undefined || endOf(pod) > endOf(before)) furthest = pod;
    return before !== undefined && pod.hostId < endOf(before) && pod.podUid !== before.podUid;
  });
}

function endOf({ hostId, size }: DecodedPod): number {
  return hostId + size;
}

const MAX_NAMED = 3;
