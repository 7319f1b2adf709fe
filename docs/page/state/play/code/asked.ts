import { blastRadius, escapeMatrix, type Node } from "userns-sim/node";
import type { Play } from "../play.ts";
import { sourceOf } from "../seen/escaped.ts";
import type { MapBox, Played, PlayedEscape, Why } from "../shown.ts";
import { literal, quoted } from "./literal.ts";
import { KERNEL, NODE, type Program } from "./program.ts";

/** Writes the escape, what it reaches, and why that is so in the selected cell. */
export function writeEscape(code: Program, play: Play, node: Node, { chosen }: PlayedEscape, why: Why): void {
  if (chosen === null) return;
  const { escape: question, selected } = play;
  const source = sourceOf(question);
  const from = { pod: chosen.pod, container: chosen.container };
  const matrix = escapeMatrix(node, from, question.path, source);
  if (!matrix.ok) return;
  const way = `from, ${quoted(question.path)}`;
  const options = "source" in source ? `, ${literal(source)}` : "";
  const { rows } = matrix.value;
  code.add(
    `const from = ${literal(from)};`,
    `const matrix = unwrap(${code.use(NODE, "escapeMatrix")}(node, ${way}${options}));`,
  );
  code.claim(
    "allowed",
    "matrix.rows.filter(({ withUserns }) => withUserns.allowed).length",
    rows.filter(({ withUserns }) => withUserns.allowed).length,
  );
  code.claim(
    "allowedWithout",
    "matrix.rows.filter(({ withoutUserns }) => withoutUserns.allowed).length",
    rows.filter(({ withoutUserns }) => withoutUserns.allowed).length,
  );
  code.claim(
    "beyondOthers",
    `${code.use(NODE, "blastRadius")}(matrix).beyondOthers.slice(0, ${MOST_CELLS})`,
    blastRadius(matrix.value).beyondOthers.slice(0, MOST_CELLS),
  );
  const [decision] = why.decisions;
  if (selected.cell === null || decision === undefined) return;
  code.add(`const cell = unwrap(${code.use(NODE, "escapeCell")}(node, ${way}, ${quoted(selected.cell)}${options}));`);
  code.claim(
    "why",
    `${code.use(KERNEL, "explainSteps")}(cell.withUserns).map(({ text }) => text)`,
    decision.lines.map(({ text }) => text.en),
  );
}

/** A matrix of many pods that share a range has thousands. */
const MOST_CELLS = 20;

/** Writes what the selected ID is in the map of the selected pod. */
export function writeId(code: Program, { id, rulers }: Played): void {
  const [mapping] = rulers?.uid.mappings ?? [];
  if (id === null || mapping === undefined) return;
  const range = literal({ start: mapping.hostId, size: mapping.size });
  code.add(`const { uid: map } = ${code.use("", "podIdMap")}(${range});`);
  if (id.side === "container") code.claim("hostId", `${code.use("", "toHost")}(map, ${id.id})`, id.host ?? undefined);
  else code.claim("containerId", `${code.use("", "toContainer")}(map, ${id.id})`, id.container ?? undefined);
}

/** Writes what the text of the map box is. */
export function writeMap(code: Program, text: string, box: MapBox): void {
  if (box.kind === "empty") return;
  code.add(`const text = ${quoted(text)};`);
  if (box.kind === "map") {
    code.claim(
      "forms",
      `${code.use("", "recognizeMap")}(text).readings.map(({ form }) => form)`,
      box.readings.map(({ form }) => form),
    );
    return;
  }
  const isCertain = box.ids[0]?.certain === true;
  code.claim(
    "ids",
    `${code.use(NODE, "findIds")}(text)${isCertain ? ".filter(({ certain }) => certain)" : ""}.slice(0, ${MOST_IDS}).map(({ line, id }) => [line, id])`,
    box.ids.slice(0, MOST_IDS).map(({ line, id }) => [line, id]),
  );
}

const MOST_IDS = 50;
