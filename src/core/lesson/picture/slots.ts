import { checkInteger } from "../../id/integer.ts";
import { checkUint32 } from "../../id/uint32.ts";
import { expectArray, expectObject } from "../../misuse/misuse.ts";
import type { IdRange } from "../../range/range.ts";
import type { Label } from "../words/words.ts";
import type { SlotsPicture } from "./picture.ts";

/**
 * Makes a picture of the slots of a pool.
 *
 * @param pool - whose slots are drawn
 * @param pods - who has which range, such as the pods of a node; those without one are left out
 * @returns the picture
 * @throws TypeError or RangeError when a range begins outside of the pool
 * @example
 * ```ts
 * import { createPool, unwrap } from "userns-sim";
 * import { drawPicture, slots } from "userns-sim/lessons";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 8 * 65536 }));
 * const picture = slots(pool, [{ label: "web-0", range: { start: 131072, size: 65536 } }]);
 * drawPicture(picture, { language: "en", width: 60 });
 * // => [
 * //   "One sign is one slot, 65536 IDs; · is free.",
 * //   "",
 * //   "     65536  ·A······",
 * //   "",
 * //   "A  web-0  [131072, 196608)",
 * // ]
 * ```
 */
export function slots(
  pool: SlotsPicture["pool"],
  pods: readonly { readonly label: Label; readonly range?: IdRange | undefined }[],
): SlotsPicture {
  expectObject("slots", "pool", pool, "a pool made by createPool");
  expectArray("slots", "pods", pods, "an array of pods, { label, range }");
  const { start, idsPerPod, slots: count } = pool;
  for (const [name, number] of Object.entries({ start, idsPerPod, slots: count }))
    checkUint32("slots", `pool.${name}`, number);
  const taken = pods.flatMap(({ label, range }) => {
    if (range === undefined) return [];
    const slot = Math.floor((range.start - start) / idsPerPod);
    return [{ slot: checkInteger("slots", "the slot of a range", slot, 0, count - 1), label }];
  });
  return { kind: "slots", pool: { start, idsPerPod, slots: count }, taken };
}
