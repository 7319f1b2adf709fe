/**
 * Which slots are free: one bit a slot, and above it one bit for every 32 slots that tells whether any of them is.
 *
 * ```
 * summary   1 . . 1 …                 one bit a word: some slot of it is free
 *           │     └───────────────┐
 * words     ..1.… …… …… 1…         one bit a slot: it is free
 *           slots 0 to 31, 32 to 63, …
 * ```
 *
 * The second level keeps the search short in a pool that is nearly full: 1024 taken slots are passed over at once.
 */
export interface FreeSlots {
  /** Bit `slot % 32` of word `slot / 32`. Words of 32 bits in a typed array are never boxed. */
  readonly words: Int32Array;
  /** Bit `word % 32` of group `word / 32`. */
  readonly summary: Int32Array;
}

/** Makes a set with no slot free. */
export function noFreeSlots(slots: number): FreeSlots {
  const words = Math.ceil(slots / 32);
  return { words: new Int32Array(words), summary: new Int32Array(Math.ceil(words / 32)) };
}

/** Copies a set. */
export function copyFreeSlots({ words, summary }: FreeSlots): FreeSlots {
  return { words: words.slice(), summary: summary.slice() };
}

/**
 * Tells whether a slot is free.
 * @param slot - a slot's number; past the last one the answer is no
 */
export function isFreeSlot({ words }: FreeSlots, slot: number): boolean {
  // A shift takes its count modulo 32, so the slot itself picks the bit.
  return ((wordAt(words, slot >>> 5) >>> slot) & 1) === 1;
}

/** Makes a free slot taken, or a taken one free. */
export function flipSlot({ words, summary }: FreeSlots, slot: number): void {
  const word = slot >>> 5;
  const group = slot >>> 10;
  const flipped = (words[word] as number) ^ (1 << slot);
  const groupBit = 1 << word;
  words[word] = flipped;
  summary[group] = flipped === 0 ? (summary[group] as number) & ~groupBit : (summary[group] as number) | groupBit;
}

/**
 * Measures the run of free slots that starts at a slot.
 * @param slot - the slot's number; it may be past the last one
 * @returns how many slots from this one on are free, 0 to `most`
 */
export function freeRunFrom({ words }: FreeSlots, slot: number, most: number): number {
  const end = slot + most;
  let word = slot >>> 5;
  let taken = ~wordAt(words, word) & (-1 << slot);
  while (taken === 0 && (word + 1) * 32 < end) {
    word++;
    taken = ~wordAt(words, word);
  }
  return Math.min(taken === 0 ? most : word * 32 + lowestBit(taken) - slot, most);
}

/**
 * Finds the first free slot at or after a slot.
 * @param slot - the slot's number; it may be past the last one
 * @returns the free slot's number, or `undefined` when there is none up to the end
 */
export function nextFreeSlot({ words, summary }: FreeSlots, slot: number): number | undefined {
  const word = slot >>> 5;
  const here = wordAt(words, word) & (-1 << slot);
  if (here !== 0) return word * 32 + lowestBit(here);
  const after = word + 1;
  // Only the first group is cut: the words up to `word` have been looked at.
  let mask = -1 << after;
  for (let group = after >>> 5; group < summary.length; group++) {
    const some = wordAt(summary, group) & mask;
    if (some !== 0) {
      const found = group * 32 + lowestBit(some);
      return found * 32 + lowestBit(wordAt(words, found));
    }
    mask = -1;
  }
  return undefined;
}

/** Past the end there is no word, and the bit operators read what there is instead, `undefined`, as 0: no free slot. */
function wordAt(words: Int32Array, index: number): number {
  return words[index] as number;
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
