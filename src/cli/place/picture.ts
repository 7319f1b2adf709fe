import { lettersFor } from "../../core/drawing/letters.ts";
import { type PictureRow, pictureRows, type Scale, scaleFor } from "../../core/drawing/scale.ts";
import { drawSign } from "../../core/drawing/sign.ts";
import { faint, type Line, line, pod, type Text } from "../base/line.ts";
import { count } from "../base/words.ts";
import { HOST_USERS, type PoolFacts } from "../inputs/pool.ts";
import { wrap } from "../output/layout.ts";
import type { Style } from "../output/style.ts";
import type { PlacedDocument } from "./json.ts";

/**
 * Draws the host IDs of a node, from 0 to 4294967295. The pool is drawn to scale; free rows may be folded, and what
 * lies around the pool is one line each.
 */
export function picture(document: PlacedDocument, style: Style): readonly Line[] {
  const { pool, pods } = document;
  if (pool === null) return [];
  const slots = pods.flatMap(({ range }) =>
    range === null ? [] : [Math.floor((range.start - pool.start) / pool.idsPerPod)],
  );
  const letters = lettersFor(slots.length);
  const scale = scaleFor(slots, pool.slots, Math.floor((style.width - ADDRESS_WIDTH) / 8) * 8);
  const rows = pictureRows(slots, pool.slots, scale);
  const hasFolds = rows.some(({ signs }) => signs === undefined);
  const row = (start: number, text: Text): Line => line`${String(start).padStart(ADDRESS_WIDTH - 2)}  ${text}`;
  const around = (start: number, text: string): readonly Line[] =>
    wrap(text, style.width - ADDRESS_WIDTH).map((part, i) =>
      i === 0 ? row(start, faint(part)) : line`${" ".repeat(ADDRESS_WIDTH)}${faint(part)}`,
    );
  return [
    ...wrap(scaleText(pool, scale, slots, hasFolds, style), style.width),
    [],
    ...around(0, beforePool(pool)),
    ...rows.map((drawn) => row(pool.start + drawn.firstSlot * pool.idsPerPod, drawRow(drawn, letters, style))),
    ...(pool.start + pool.size > LAST_ID ? [] : around(pool.start + pool.size, afterPool(pool))),
  ];
}

const LAST_ID = 4294967294;

/** An ID has ten digits at most; two blanks follow. */
const ADDRESS_WIDTH = 12;

function scaleText(
  pool: PoolFacts,
  scale: Scale,
  taken: readonly number[],
  hasFolds: boolean,
  { glyphs }: Style,
): string {
  const { slotsPerSign, isFolded } = scale;
  const pods = taken.length;
  const shareSlots = new Set(taken).size < pods;
  const slots = slotsPerSign === 1 ? "one slot" : `${slotsPerSign} slots`;
  const several = shareSlots || (isFolded && slotsPerSign > 1) ? ", 2 to 9 and + several pods" : "";
  const letters = `letters are pods${several}`;
  const shares = `${glyphs.shares.at(0)} to ${glyphs.shares.at(-1)} is the share of them that is taken`;
  const folded = hasFolds ? `the lines with ${glyphs.fold} and ` : "";
  return [
    `One sign is ${slots}, ${count(slotsPerSign * pool.idsPerPod, "ID")};`,
    `${lettersFor(pods).length === pods ? letters : shares}, ${glyphs.free} is free.`,
    `To scale, except ${folded}what is outside of the pool.`,
  ].join(" ");
}

function beforePool({ start }: PoolFacts): string {
  if (start < HOST_USERS) return "not in the pool";
  return start === HOST_USERS
    ? "the host's own users: no pod has these"
    : "the host's own users, and what is not in the pool";
}

function afterPool({ source }: PoolFacts): string {
  return source === "default" ? "never a pod's: with 4294967295, which is no ID" : "not in the pool";
}

function drawRow(row: PictureRow, letters: string, style: Style): Text {
  if (row.signs === undefined) return faint(`${style.glyphs.fold} ${row.slots} free slots`);
  return row.signs.map((sign): Text => {
    const { text, isTaken } = drawSign(sign, letters, style.glyphs);
    return isTaken ? pod(text) : faint(text);
  });
}
