import { lettersFor } from "../../drawing/letters.ts";
import { pictureRows, scaleFor } from "../../drawing/scale.ts";
import { drawSign } from "../../drawing/sign.ts";
import { wrapWords } from "../../drawing/wrap-words.ts";
import type { SlotsPicture } from "../picture/picture.ts";
import { sayIn } from "../words/words.ts";
import type { Pen } from "./draw-options.ts";
import { DRAWN_WORDS } from "./drawn-words.ts";
import { table } from "./table.ts";

/** An ID has ten digits at most; two blanks follow. */
const ADDRESS_WIDTH = 12;

/** More names than a picture is for. */
const MOST_NAMES = 20;

export function drawSlots({ pool, taken }: SlotsPicture, pen: Pen): readonly string[] {
  const { glyphs, language, width } = pen;
  const words = DRAWN_WORDS[language];
  const slots = taken.map(({ slot }) => slot);
  const letters = lettersFor(slots.length);
  const scale = scaleFor(slots, pool.slots, Math.floor((width - ADDRESS_WIDTH) / 8) * 8);
  const rows = pictureRows(slots, pool.slots, scale).map(({ firstSlot, slots: length, signs }) => {
    const drawn = signs?.map((sign) => drawSign(sign, letters, glyphs).text).join("");
    const address = String(pool.start + firstSlot * pool.idsPerPod).padStart(ADDRESS_WIDTH - 2);
    return `${address}  ${drawn ?? `${glyphs.fold} ${words.folded(length)}`}`;
  });
  const isShared = new Set(slots.map((slot) => Math.floor(slot / scale.slotsPerSign))).size < slots.length;
  const shared = letters === "" ? words.shares : words.several;
  const head = [
    words.sign(scale.slotsPerSign, scale.slotsPerSign * pool.idsPerPod, glyphs.free),
    ...(slots.length > 0 && (letters === "" || isShared) ? [shared] : []),
  ].join(" ");
  return [...wrapWords(head, width), "", ...rows, ...namesOf({ pool, taken }, letters, pen)];
}

function namesOf({ pool, taken }: Pick<SlotsPicture, "pool" | "taken">, letters: string, pen: Pen): readonly string[] {
  if (taken.length === 0) return [];
  const rows = taken.slice(0, MOST_NAMES).map(({ slot, label }, i) => {
    const start = pool.start + slot * pool.idsPerPod;
    return [letters.charAt(i) || pen.glyphs.dash, sayIn(label, pen.language), `[${start}, ${start + pool.idsPerPod})`];
  });
  const more = taken.length > MOST_NAMES ? [DRAWN_WORDS[pen.language].more(taken.length - MOST_NAMES)] : [];
  return ["", ...table(rows, pen.width), ...more];
}
