import { readFileSync } from "node:fs";

/** From zero on; pages write larger numbers in digits. */
const WORDS = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
  "twenty",
];

/** The page at a path from the root of the repository. */
export function page(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/** A count as the pages spell it: a word up to twenty, else digits in groups of three. */
export function spelled(count: number): string {
  return WORDS[count] ?? count.toLocaleString("en-GB");
}

/**
 * The counts that stand right before certain words of a page, in its order: `Eleven strategies`, `eleven strategies` and
 * `11 strategies` are 11. Line breaks and emphasis do not matter. The words end where a word ends: `law` is not in `laws`.
 */
export function countsBefore(text: string, words: string): readonly number[] {
  const plain = text.replace(/\*+/g, "").replace(/\s+/g, " ");
  const behind = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const counted = new RegExp(`(?<![\\w,.])(${WORDS.join("|")}|\\d{1,3}(?:,\\d{3})+|\\d+) ${behind}(?!\\w)`, "gi");
  return [...plain.matchAll(counted)].map(([, count = ""]) => {
    const word = WORDS.indexOf(count.toLowerCase());
    return word === -1 ? Number(count.replaceAll(",", "")) : word;
  });
}
