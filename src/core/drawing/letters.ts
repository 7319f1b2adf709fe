/** The letters that pods go by in the picture and the table, while there are enough of them. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** None where there are more pods than letters. */
export function lettersFor(count: number): string {
  return count <= LETTERS.length ? LETTERS.slice(0, count) : "";
}
