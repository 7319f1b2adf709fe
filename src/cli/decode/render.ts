import { type Line, no, strong, type Text } from "../base/line.ts";
import { count, listed } from "../base/words.ts";
import { columns, joinBlocks, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { DecodeDocument, DecodedId, DecodedPod, RangeOfIds } from "./json.ts";
import { podText } from "./pod-text.ts";
import { renderText, textNotes } from "./render-text.ts";

export function render(document: DecodeDocument, style: Style): readonly Line[] {
  const { ids, text } = document;
  if (text !== null)
    return joinBlocks([renderText(text, ids, style), [...textNotes(text, ids, style), ...notes(document, style)]]);
  const heads = ["HOST", "IN THE POD", "POD"].map(strong);
  return joinBlocks([
    columns([heads, ...ids.flatMap((id) => rows(id, document, style))], style.width),
    notes(document, style),
  ]);
}

function rows(id: DecodedId, document: DecodeDocument, style: Style): readonly (readonly Text[])[] {
  const { asked, ranges, pods, rest, cut } = id;
  const isOne = ranges.length === 1 && ranges[0]?.size === 1;
  if (pods.length === 0) return [[asked, no(`${style.glyphs.cross} ${otherwiseText(id, document)}`)]];
  const host = (pod: DecodedPod, i: number): string => (isOne ? (i === 0 ? asked : "") : rangeText(startOf(pod)));
  return [
    ...pods.map((pod, i) => [host(pod, i), insideText(id, pod), podText(pod)]),
    ...(isOne || cut ? [] : rest).map((left) => [
      rangeText(left),
      no(`${style.glyphs.cross} ${document.unreadCount > 0 ? "not decided" : "no pod of this directory"}`),
    ]),
  ];
}

function startOf({ hostId, size }: DecodedPod): RangeOfIds {
  return { start: hostId, size };
}

/** As it is asked for: the last ID belongs to it. */
function rangeText({ start, size }: RangeOfIds): string {
  return size === 1 ? String(start) : `${start}-${start + size - 1}`;
}

function otherwiseText({ hostId, otherwise }: DecodedId, { unreadCount }: DecodeDocument): string {
  if (otherwise === "no-id") return "no ID: what is shown for one that is unset, or has no mapping";
  if (otherwise === "overflow") return `no pod of this directory: ${hostId} is shown for an ID without a mapping`;
  if (unreadCount > 0) return `not decided: no pod among those that could be read, ${unreadCount} could not`;
  return "no pod of this directory: the host's own, or a pod's that is gone";
}

function insideText({ kind }: DecodedId, { maps, containerId, size }: DecodedPod): string {
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
