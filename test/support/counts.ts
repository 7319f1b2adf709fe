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

/** A count as the pages write it, and what separates it from the words behind it. */
function countBefore(words: string): RegExp {
  const behind = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+");
  return new RegExp(`(?<![\\w,.])(${WORDS.join("|")}|\\d{1,3}(?:,\\d{3})+|\\d+)(?=\\**\\s+\\**${behind}(?!\\w))`, "gi");
}

/**
 * The counts that stand right before certain words of a page, in its order: `Eleven strategies`, `eleven strategies` and
 * `11 strategies` are 11. Line breaks and emphasis do not matter. The words end where a word ends: `law` is not in `laws`.
 */
export function countsBefore(text: string, words: string): readonly number[] {
  return [...text.matchAll(countBefore(words))].map(([, count = ""]) => {
    const word = WORDS.indexOf(count.toLowerCase());
    return word === -1 ? Number(count.replaceAll(",", "")) : word;
  });
}

/** The page with another count before certain words: as a word where it was one, and large where it was. */
export function withCount(text: string, words: string, count: number): string {
  return text.replace(countBefore(words), (old) => {
    if (/\d/.test(old)) return count.toLocaleString("en-GB");
    const word = spelled(count);
    return /^[A-Z]/.test(old) ? `${word.slice(0, 1).toUpperCase()}${word.slice(1)}` : word;
  });
}
