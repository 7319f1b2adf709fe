import { printable } from "../../core/text/printable.ts";
import { plain } from "../base/line.ts";
import { wrap } from "../output/layout.ts";

/** A picture: rows with names, and bars in several panels side by side. */
export interface Picture {
  readonly title: string;
  readonly description: string;
  /** The panels, each with a scale of its own. */
  readonly panels: readonly Panel[];
  /** The rows, from top to bottom. */
  readonly rows: readonly PictureRow[];
}

export interface Panel {
  /** What its bars count. */
  readonly title: string;
  readonly unit: string;
}

export interface PictureRow {
  readonly name: string;
  /** Whether it stands out, as a warning. */
  readonly marked: boolean;
  /** A value for each panel, 0 or more; `undefined` for none. */
  readonly values: readonly (number | undefined)[];
}

/** Draws the lines of a picture, whose texts may be anybody's; it follows the reader's choice of light or dark. */
export function drawSvg({ title, description, panels, rows }: Picture): readonly string[] {
  const names = Math.max(NAMES, ...rows.map(({ name }) => printable(name).length * LETTER + MARGIN));
  const width = names + panels.length * PANEL + MARGIN;
  const bottom = TOP + rows.length * ROW;
  const height = bottom + 40;
  const panelParts = panels.flatMap((panel, i) => drawPanel(panel, names + i * PANEL, bottom, valuesOf(rows, i), rows));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    text(MARGIN, 30, "head", title),
    ...wrap(description, Math.floor(width / 6)).map((line, i) => text(MARGIN, 50 + i * 14, "faint", plain(line))),
    ...rows.map(({ name, marked }, i) => text(names - 10, middle(i), marked ? "name warn" : "name", name)),
    ...panelParts,
    "</svg>",
  ];
}

const MARGIN = 20;
/** How wide the names are at least, and a letter of them at most. */
const NAMES = 220;
const LETTER = 8;
const PANEL = 200;
/** The longest bar: behind it, there is room for its value. */
const BAR = 130;
const ROW = 24;
/** There is room for three lines of description. */
const TOP = 136;

const STYLE = [
  "text{font:13px system-ui,sans-serif;fill:#1f2328}",
  ".paper{fill:#fff}.head{font-size:17px;font-weight:600}.title{font-weight:600}.faint{font-size:11px;fill:#59636e}",
  ".name{text-anchor:end}.middle{text-anchor:middle}.warn{fill:#b3261e}.bar{fill:#2f6fb7}.bar.warn{fill:#b3261e}",
  ".axis{fill:none;stroke:#818b98}",
  "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#0d1117}.faint{fill:#9198a1}",
  ".warn,.bar.warn{fill:#ff8b80}.bar{fill:#6cb0f5}.axis{stroke:#9198a1}}",
].join("");

function drawPanel(
  { title, unit }: Panel,
  x: number,
  bottom: number,
  values: readonly (number | undefined)[],
  rows: readonly PictureRow[],
): readonly string[] {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return [
    text(x, TOP - 30, "title", title),
    text(x, TOP - 14, "faint", unit),
    `<path class="axis" d="M${x} ${TOP - 4}V${bottom + 4}H${x + BAR}v4"/>`,
    text(x, bottom + 22, "faint", "0"),
    ...(most === 0 ? [] : [text(x + BAR, bottom + 22, "faint middle", String(most))]),
    ...values.flatMap((value, i) => {
      const length = most === 0 ? 0 : Math.round(((value ?? 0) * BAR * 10) / most) / 10;
      const bar = `<rect class="${rows[i]?.marked ? "bar warn" : "bar"}" x="${x}" y="${TOP + i * ROW + 4}" width="${length}" height="${ROW - 8}"/>`;
      return [bar, text(x + length + 5, middle(i), "value", value === undefined ? "–" : String(value))];
    }),
  ];
}

function valuesOf(rows: readonly PictureRow[], panel: number): readonly (number | undefined)[] {
  return rows.map(({ values }) => values[panel]);
}

function middle(row: number): number {
  return TOP + row * ROW + 17;
}

function text(x: number, y: number, kind: string, content: string): string {
  return `<text class="${kind}" x="${x}" y="${y}">${escaped(content)}</text>`;
}

/** What means something to XML is written as an entity; what is printable and still no character of XML is left out. */
function escaped(content: string): string {
  return printable(content)
    .replace(/[^\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
