import type { SlotsPicture } from "userns-sim/lessons";

/** Some slots that are drawn as one cell. */
export interface SlotCell {
  readonly first: number;
  readonly last: number;
  /** Who is in them, by their positions in the picture. */
  readonly taken: readonly number[];
  /** Whether one slot has several pods, which should not be. */
  readonly shared: boolean;
}

export interface SlotCells {
  /** How many slots a cell stands for, a power of two. */
  readonly each: number;
  readonly cells: readonly SlotCell[];
}

/** So many slots are drawn one by one. */
const MOST_SLOTS = 1024;
/** So many cells there are where a cell stands for several. */
const MOST_CELLS = 256;

export function slotCells({ pool, taken }: SlotsPicture): SlotCells {
  let each = 1;
  if (pool.slots > MOST_SLOTS) while (Math.ceil(pool.slots / each) > MOST_CELLS) each *= 2;
  const inCell = new Map<number, number[]>();
  taken.forEach(({ slot }, i) => {
    const cell = Math.floor(slot / each);
    const others = inCell.get(cell);
    if (others === undefined) inCell.set(cell, [i]);
    else others.push(i);
  });
  const cells = Array.from({ length: Math.ceil(pool.slots / each) }, (_, at): SlotCell => {
    const own = inCell.get(at) ?? [];
    const shared = new Set(own.map((i) => taken[i]?.slot)).size < own.length;
    return { first: at * each, last: Math.min(pool.slots, (at + 1) * each) - 1, taken: own, shared };
  });
  return { each, cells };
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** How many patterns there are: no divisor of 52, so that a letter comes with each of them in turn. */
export const PATTERNS = 7;

/** The letter of a pod; with its pattern, it is that of one of 364. */
export function letterOf(pod: number): string {
  return LETTERS.charAt(pod % LETTERS.length);
}

/** The sign of a cell: the letter of a pod, or how many there are. */
export function signOf({ taken }: SlotCell): string {
  const [first] = taken;
  if (first === undefined) return "";
  return taken.length === 1 ? letterOf(first) : taken.length < 10 ? String(taken.length) : "+";
}
