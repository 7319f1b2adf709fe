import { FORMS } from "../../core/forms/forms.ts";
import { type Line, no, strong, type Text } from "../base/line.ts";
import { columns, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { MapFacts, PieceFacts, TranslateDocument } from "./json.ts";

export function render(document: TranslateDocument, style: Style): readonly Line[] {
  const { maps, form } = document;
  const lines = maps.flatMap((map): readonly Line[] => [
    ...wrap(title(map, FORMS[form].title), style.width),
    [],
    ...columns([headings(document, style), ...rows(document, map, style)], style.width),
    [],
  ]);
  return lines.slice(0, -1);
}

function title({ kind, mappings }: MapFacts, form: string): string {
  const what = kind === "unspecified" ? "map" : `map of ${kind}`;
  return `${what}, read as ${form}, ${mappings.length} ${mappings.length === 1 ? "mapping" : "mappings"}`;
}

function headings({ from }: TranslateDocument, { glyphs }: Style): readonly Text[] {
  return from === "container"
    ? [strong("CONTAINER"), strong(`${glyphs.arrow} HOST`)]
    : [strong("HOST"), strong(`${glyphs.arrow} CONTAINER`)];
}

/** Everything asked for; where nothing is, the map itself. */
function rows(
  document: TranslateDocument,
  { mappings, translations }: MapFacts,
  style: Style,
): readonly (readonly Text[])[] {
  if (translations.length === 0) return mappings.map((mapping) => row(document, mapping, true, style));
  return translations.flatMap(({ asked, pieces }) =>
    pieces.map((piece) => row(document, piece, !/^\d+$/.test(asked), style)),
  );
}

function row(
  { from, overflowId }: TranslateDocument,
  piece: PieceFacts,
  isRange: boolean,
  style: Style,
): readonly Text[] {
  const show = (start: number | null): string =>
    isRange ? `[${start}, ${Number(start) + piece.size})` : String(start);
  const [near, far] = from === "container" ? [piece.containerId, piece.hostId] : [piece.hostId, piece.containerId];
  const { arrow, cross } = style.glyphs;
  const unmapped = `${cross} unmapped: ${from === "container" ? "using it is EINVAL, " : ""}shown as ${overflowId}`;
  return [show(near), far === null ? no(unmapped) : `${arrow} ${show(far)}`];
}
