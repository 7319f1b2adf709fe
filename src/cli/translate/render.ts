import { FORMS } from "../../core/forms/forms.ts";
import { columns, wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { MapFacts, PieceFacts, TranslateDocument } from "./json.ts";

export function render(document: TranslateDocument, style: Style): string {
  const { maps, form } = document;
  const lines = maps.flatMap((map) => [
    ...wrap(title(map, FORMS[form].title), style.width),
    "",
    ...columns([headings(document, style), ...rows(document, map, style)], style.width),
    "",
  ]);
  return lines.slice(0, -1).join("\n").concat("\n");
}

function title({ kind, mappings }: MapFacts, form: string): string {
  const what = kind === "unspecified" ? "map" : `map of ${kind}`;
  return `${what}, read as ${form}, ${mappings.length} ${mappings.length === 1 ? "mapping" : "mappings"}`;
}

function headings({ from }: TranslateDocument, { strong, glyphs }: Style): readonly string[] {
  return from === "container"
    ? [strong("CONTAINER"), strong(`${glyphs.arrow} HOST`)]
    : [strong("HOST"), strong(`${glyphs.arrow} CONTAINER`)];
}

/** Everything asked for; where nothing is, the map itself. */
function rows(document: TranslateDocument, { mappings, translations }: MapFacts, style: Style): readonly string[][] {
  if (translations.length === 0) return mappings.map((mapping) => row(document, mapping, true, style));
  return translations.flatMap(({ asked, pieces }) =>
    pieces.map((piece) => row(document, piece, !/^\d+$/.test(asked), style)),
  );
}

function row({ from, overflowId }: TranslateDocument, piece: PieceFacts, isRange: boolean, style: Style): string[] {
  const show = (start: number | null): string =>
    isRange ? `[${start}, ${Number(start) + piece.size})` : String(start);
  const [near, far] = from === "container" ? [piece.containerId, piece.hostId] : [piece.hostId, piece.containerId];
  const { arrow, cross } = style.glyphs;
  const unmapped = `${cross} unmapped: ${from === "container" ? "using it is EINVAL, " : ""}shown as ${overflowId}`;
  return [show(near), far === null ? style.no(unmapped) : `${arrow} ${show(far)}`];
}
