import type { Glyphs } from "./glyphs.ts";
import type { PictureSign } from "./scale.ts";

/** A sign of a picture. */
export interface DrawnSign {
  readonly text: string;
  /** Whether a pod is in it. */
  readonly isTaken: boolean;
}

/** Draws the letter of a pod, the number of several, or, where there are more pods than letters, the share that is taken. */
export function drawSign(
  { taken, slots }: PictureSign,
  letters: string,
  { free, shares }: Pick<Glyphs, "free" | "shares">,
): DrawnSign {
  const [first] = taken;
  if (first === undefined) return { text: free, isTaken: false };
  const share = Math.ceil(Math.min(1, taken.length / slots) * shares.length) - 1;
  if (letters === "") return { text: shares.charAt(share), isTaken: true };
  if (taken.length === 1) return { text: letters.charAt(first), isTaken: true };
  return { text: taken.length < 10 ? String(taken.length) : "+", isTaken: true };
}
