import { readFileSync } from "node:fs";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { LessonLanguage, Picture } from "userns-sim/lessons";
import { Drawn } from "../../../docs/page/pictures/picture-view.tsx";

const sheet = new URL("../../../docs/page/pictures/drawn/drawn.css", import.meta.url);

/** The properties that the sheet of the pictures needs, which on the page are those of the page. */
const LIGHT = "--paper:#fff;--ink:#1a1a1a;--soft:#55606a;--line:#8a949c;--allowed:#0072b2;--denied:#d55e00";
const DARK = "--paper:#111;--ink:#eee;--soft:#b5bec6;--line:#727c84;--allowed:#56b4e9;--denied:#e69f00";

const MARGIN = 12;

/** A picture as the page draws it, as a file of its own, which follows the reader's choice of light or dark. */
export function standAlone(picture: Picture, language: LessonLanguage): string {
  const drawn = renderToString(h(Drawn, { picture, language }));
  const [all, width, height] = /^<svg [^>]*viewBox="0 0 (\d+) (\d+)"[^>]*>/.exec(drawn) ?? [];
  if (all === undefined || !drawn.endsWith("</svg>")) throw new Error(`a ${picture.kind} is more than one drawing`);
  const size = `${Number(width) + 2 * MARGIN} ${Number(height) + 2 * MARGIN}`;
  const [wide, high] = size.split(" ");
  return `${drawn
    .replace(all, (tag) =>
      tag
        .replace(`viewBox="0 0 ${width} ${height}"`, `viewBox="-${MARGIN} -${MARGIN} ${size}" lang="${language}"`)
        .replace(` width="${width}" height="${height}"`, ` width="${wide}" height="${high}"`),
    )
    .replace("</desc>", `</desc>\n<style>${style()}</style>\n`)
    .replaceAll(/<\/(title|text|g)>/g, "$&\n")}\n`;
}

function style(): string {
  const rules = readFileSync(sheet, "utf8")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};:,]) /g, "$1")
    .replaceAll(";}", "}")
    .trim();
  return `.drawing{${LIGHT};background:var(--paper)}@media(prefers-color-scheme:dark){.drawing{${DARK}}}${rules}`;
}
