import type { Fault, Trial } from "./trial.ts";

/** How often a smaller input is tried at most. */
const MOST_TRIES = 400;

/** Makes the texts of a trial that fails smaller, for as long as it fails in the same way. */
export async function shrink(trial: Trial, fault: Fault): Promise<readonly string[]> {
  let texts = trial.texts;
  // What is slow is slow to try.
  let left = fault.kind === "slow" ? MOST_TRIES / 20 : MOST_TRIES;
  const fails = async (smaller: readonly string[]): Promise<boolean> => {
    left -= 1;
    return (await trial.fault(smaller))?.kind === fault.kind;
  };
  for (let i = 0; i < texts.length; i++) {
    const text = (): string => texts[i] ?? "";
    for (let size = text().length; size >= 1 && left > 0; size = Math.floor(size / 2))
      for (let at = 0; at < text().length && left > 0; ) {
        const smaller = texts.map((other, j) => (j === i ? other.slice(0, at) + other.slice(at + size) : other));
        if (await fails(smaller)) texts = smaller;
        else at += size;
      }
  }
  return texts;
}
