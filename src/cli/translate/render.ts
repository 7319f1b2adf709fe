import { FORMS } from "../../core/forms/forms.ts";
import { NO_ID } from "../../core/id/id.ts";
import { type Line, line, no, strong, type Text } from "../base/line.ts";
import { columns, joinBlocks, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { MapFacts, MappingFacts, PieceFacts, StepFacts, TranslateDocument } from "./json.ts";
import { renderSubordinate } from "./render-subordinate.ts";
import { sidesOf } from "./sides.ts";
import { isUnseen } from "./unseen.ts";

export function render(document: TranslateDocument, style: Style): readonly Line[] {
  const { maps, subordinate, written } = document;
  if (written !== null)
    return written.text === null
      ? wrap(no(`${style.glyphs.cross} not written: ${written.reason}`), style.width)
      : written.text
          .replace(/\n$/, "")
          .split("\n")
          .map((text) => line`${text}`);
  return joinBlocks([
    ...maps.flatMap((map) => blocks(document, map, style)),
    subordinate === null ? [] : renderSubordinate(subordinate, style),
  ]);
}

function blocks(document: TranslateDocument, map: MapFacts, style: Style): readonly (readonly Line[])[] {
  const { outer, composed } = map;
  return [
    [
      ...wrap(title(document, map), style.width),
      ...(outer === null ? [] : wrap(outerTitle(document, outer), style.width)),
    ],
    columns([headings(document, map, style), ...rows(document, map, style)], style.width),
    composed === null ? [] : composedLines(composed, style),
    unseenOf(map).length === 0 ? [] : wrap(UNSEEN, style.width),
  ];
}

function title({ form, makesNamespace, direction }: TranslateDocument, { kind, mappings }: MapFacts): string {
  if (!makesNamespace) return `no user namespace, read as ${FORMS[form].title}; each ID is what it is outside`;
  const what = kind === "unspecified" ? "map" : `map of ${kind}`;
  return `${what}, read as ${FORMS[form].title}, ${counted(mappings)}; ${direction}`;
}

function outerTitle({ outerForm }: TranslateDocument, outer: readonly MappingFacts[]): string {
  return `in the map, read as ${outerForm === null ? "a map" : FORMS[outerForm].title}, ${counted(outer)}`;
}

function counted({ length }: readonly MappingFacts[]): string {
  return `${length} ${length === 1 ? "mapping" : "mappings"}`;
}

const UNSEEN =
  "4294967295 stands for host IDs that the namespace which was shown the map has not. Read it in the namespace that is its parent, or on the host.";

function unseenOf({ mappings }: MapFacts): readonly MappingFacts[] {
  return mappings.filter(({ hostId }) => hostId === NO_ID);
}

function headings({ form, from }: TranslateDocument, { outer }: MapFacts, { glyphs }: Style): readonly Text[] {
  const between = outer === null ? [] : ["INTERMEDIATE"];
  const { container, host } = sidesOf(form);
  const [near, far] = from === "container" ? [container, host] : [host, container];
  const names = [near.heading, ...between, far.heading];
  return names.map((name, i) => strong(i === 0 ? name : `${glyphs.arrow} ${name}`));
}

/** Everything asked for; where nothing is, the map itself. */
function rows(document: TranslateDocument, map: MapFacts, style: Style): readonly (readonly Text[])[] {
  const { mappings, translations, composed } = map;
  if (translations.length === 0)
    return (composed ?? mappings).map((mapping) => row(document, map, mapping, true, style));
  return translations.flatMap(({ asked, pieces, steps }) =>
    (steps ?? pieces).map((piece) => row(document, map, piece, !/^\d+$/.test(asked), style)),
  );
}

function row(
  document: TranslateDocument,
  map: MapFacts,
  piece: PieceFacts | StepFacts,
  isRange: boolean,
  style: Style,
): readonly Text[] {
  const { form, from, overflowId } = document;
  const between = map.outer === null ? [] : [intermediateOf(map, piece)];
  const [near = null, ...far] =
    from === "container"
      ? [piece.containerId, ...between, piece.hostId]
      : [piece.hostId, ...between, piece.containerId];
  const { arrow, cross } = style.glyphs;
  const show = (start: number | null): string =>
    isRange ? `[${start}, ${Number(start) + piece.size})` : String(start);
  const end = far.indexOf(null);
  const reached = (end === -1 ? far : far.slice(0, end)).map((id) =>
    id === NO_ID ? no(`${cross} ${NOT_SEEN}`) : `${arrow} ${show(id)}`,
  );
  const lost = isUnseen(piece, unseenOf(map)) ? NOT_SEEN : sidesOf(form)[from].lost(overflowId);
  return [show(near), ...reached, ...(end === -1 ? [] : [no(`${cross} ${lost}`)])];
}

const NOT_SEEN = "not seen from here, shown as 4294967295";

/** Of a mapping of both maps together, it has to be looked for. */
function intermediateOf({ mappings }: MapFacts, piece: PieceFacts | StepFacts): number | null {
  if ("intermediateId" in piece) return piece.intermediateId;
  const id = piece.containerId ?? 0;
  const mapping = mappings.find(({ containerId, size }) => id >= containerId && id < containerId + size);
  return mapping === undefined ? null : mapping.hostId + id - mapping.containerId;
}

function composedLines(mappings: readonly MappingFacts[], style: Style): readonly Line[] {
  if (mappings.length === 0) return wrap("Both maps together map nothing.", style.width);
  return [
    "Both maps together, as uid_map text:",
    ...mappings.map(({ containerId, hostId, size }) => `  ${containerId} ${hostId} ${size}`),
  ].map((text) => line`${text}`);
}
