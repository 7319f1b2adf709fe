import { ASCII, UNICODE } from "../../drawing/glyphs.ts";
import { english } from "../../explain/kernel.ts";
import { checkInteger } from "../../id/integer.ts";
import { expectField, expectObject, expectOneOf, misuse } from "../../misuse/misuse.ts";
import type { Picture } from "../picture/picture.ts";
import { LANGUAGES } from "../words/words.ts";
import { drawLadder } from "./draw-ladder.ts";
import { drawMatrix } from "./draw-matrix.ts";
import type { DrawOptions, Pen } from "./draw-options.ts";
import { drawObservers, drawOwner, drawTimeline } from "./draw-rows.ts";
import { drawRuler } from "./draw-ruler.ts";
import { drawSlots } from "./draw-slots.ts";

/**
 * Draws a picture in text.
 *
 * @param picture - what a maker gave, such as `ruler`
 * @param options - the language, how wide, and whether in ASCII
 * @returns the lines. Nothing in them depends on a colour
 * @throws TypeError for what is no picture
 * @example
 * ```ts
 * import { drawPicture, timeline } from "userns-sim/lessons";
 *
 * const picture = timeline([{ at: 1, text: { en: "The pod starts.", de: "Der Pod startet." } }]);
 * drawPicture(picture, { language: "de", ascii: true }); // => ["1 | Der Pod startet."]
 * ```
 */
export function drawPicture(picture: Picture, options: DrawOptions): readonly string[] {
  expectObject("drawPicture", "picture", picture, "what a maker such as ruler gives");
  expectObject("drawPicture", "options", options, 'an object such as { language: "en" }');
  const { language, width = 80, ascii = false, texts = english } = options;
  expectOneOf("drawPicture", "language", language, LANGUAGES);
  expectField("drawPicture", "texts", texts, "rules", "texts such as english of userns-sim/kernel");
  const pen: Pen = {
    language,
    width: checkInteger("drawPicture", "width", width, 40, 1000),
    glyphs: ascii ? ASCII : UNICODE,
    texts,
  };
  return draw(picture, pen).map((line) => line.trimEnd());
}

function draw(picture: Picture, pen: Pen): readonly string[] {
  switch (picture.kind) {
    case "slots":
      return drawSlots(picture, pen);
    case "ruler":
      return drawRuler(picture, pen);
    case "observers":
      return drawObservers(picture, pen);
    case "owner":
      return drawOwner(picture, pen);
    case "ladder":
      return drawLadder(picture, pen);
    case "matrix":
      return drawMatrix(picture, pen);
    case "timeline":
      return drawTimeline(picture, pen);
    default:
      throw misuse("drawPicture", "picture.kind", "that of a picture that a maker such as ruler gives", picture);
  }
}
