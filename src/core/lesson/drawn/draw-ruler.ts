import type { IdMapping } from "../../idmap/id-mapping.ts";
import type { RulerMark, RulerPicture } from "../picture/picture.ts";
import type { Pen } from "./draw-options.ts";
import { DRAWN_WORDS } from "./drawn-words.ts";
import { table } from "./table.ts";

/** Blanks around a line of at least two signs. */
const BETWEEN = 4;

export function drawRuler({ mappings, marks }: RulerPicture, pen: Pen): readonly string[] {
  const { inside, noMapping } = DRAWN_WORDS[pen.language];
  const lost = marks.filter(({ hostId }) => hostId === undefined);
  return [
    ...mappings.flatMap((mapping) => rulersOf(pointsOf(mapping, marks), pen)),
    ...(mappings.length === 0 ? [`${inside}: ${noMapping}`] : []),
    ...lost.map(({ containerId }) => `${inside} ${containerId}: ${noMapping}`),
  ];
}

interface Point {
  readonly inside: string;
  readonly host: string;
}

/** The ends of a mapping, and the marks between them. */
function pointsOf({ containerId, hostId, size }: IdMapping, marks: readonly RulerMark[]): readonly Point[] {
  const offsets = marks
    .filter((mark) => mark.hostId !== undefined)
    .map((mark) => mark.containerId - containerId)
    .filter((offset) => offset > 0 && offset < size);
  return [...new Set([0, ...offsets, size - 1])]
    .sort((a, b) => a - b)
    .map((offset) => ({ inside: String(containerId + offset), host: String(hostId + offset) }));
}

function rulersOf(points: readonly Point[], pen: Pen): readonly string[] {
  const { glyphs, language, width } = pen;
  const words = DRAWN_WORDS[language];
  const label = Math.max(words.inside.length, words.host.length) + 2;
  const columns = points.map(({ inside, host }) => Math.max(inside.length, host.length) + BETWEEN);
  const whole = label + columns.reduce((sum, column) => sum + column, -BETWEEN);
  if (whole > width) return downwards(points, pen);
  const scale = whole + 4 + words.notToScale.length <= width ? `    ${words.notToScale}` : undefined;
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) =>
        i === texts.length - 1 ? text : `${text} ${glyphs.line.repeat((columns[i] as number) - text.length - 2)} `,
      )
      .join("");
  return [
    words.inside.padEnd(label) + line(points.map(({ inside }) => inside)),
    " ".repeat(label) + columns.map((column) => glyphs.bar.padEnd(column)).join(""),
    words.host.padEnd(label) + line(points.map(({ host }) => host)) + (scale ?? ""),
    ...(scale === undefined ? [words.notToScale] : []),
  ];
}

/** One point a line, where there are too many for a ruler. */
function downwards(points: readonly Point[], { glyphs, language, width }: Pen): readonly string[] {
  const { inside, host, notToScale } = DRAWN_WORDS[language];
  const longest = Math.max(inside.length, ...points.map((point) => point.inside.length));
  const rows = points.map((point) => [point.inside.padStart(longest), glyphs.arrow, point.host]);
  return [...table([[inside.padStart(longest), "", host], ...rows], width), notToScale];
}
