import type { FourNumbers } from "../../kernel/inode/owner-numbers.ts";
import { expectObject, misuse } from "../../misuse/misuse.ts";
import { expectLabel, type Label } from "../words/words.ts";
import type { OwnerPicture } from "./picture.ts";

/**
 * Makes a picture of an owner on the way from the disk to a reader.
 *
 * @param numbers - the four numbers of the owner, or of the group
 * @param reader - to whom the last one is shown
 * @returns the picture
 * @example
 * ```ts
 * import { drawPicture, owner } from "userns-sim/lessons";
 *
 * const numbers = { onDisk: 0, inInode: 0, throughMount: 131072, asShown: 0 };
 * drawPicture(owner(numbers, "web-0"), { language: "en", width: 60 });
 * // => [
 * //   "on disk            0",
 * //   "in the inode       0",
 * //   "through the mount  131072  the kernel compares this one",
 * //   "as shown           0       to web-0",
 * // ]
 * ```
 */
export function owner(numbers: FourNumbers, reader: Label): OwnerPicture {
  const taken = "the four numbers that ownerNumbers gives of a user or a group";
  expectObject("owner", "numbers", numbers, taken);
  const { onDisk, inInode, throughMount, asShown } = numbers;
  if (typeof asShown !== "number") throw misuse("owner", "numbers", taken, numbers);
  expectLabel("owner", "reader", reader);
  return { kind: "owner", numbers: { onDisk, inInode, throughMount, asShown }, reader };
}
