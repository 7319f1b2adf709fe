import type { SlotRun } from "../../strategy/place.ts";

/**
 * A number for each slot, as plain data that a step copies a few dozen entries of, however many slots there are: a tree in
 * which a stretch of slots with one number is that number.
 */
export type SlotStamps = number | StampedParts;

/** A stretch of slots whose numbers differ. */
export interface StampedParts {
  readonly least: number;
  readonly most: number;
  readonly parts: readonly SlotStamps[];
}

/** The largest number that a slot can have. */
export const NEVER = 9007199254740991;

/** Into how many parts a stretch is cut. */
const PARTS = 8;

/** How many slots a tree for so many has a number for: a power of eight, not less. */
export function spanFor(slots: number): number {
  let span = 1;
  while (span < slots) span *= PARTS;
  return span;
}

/** Gives the slots of a run a number, 0 to {@link NEVER}; what lies outside is left out. */
export function stampRun(stamps: SlotStamps, span: number, { first, count }: SlotRun, value: number): SlotStamps {
  return stampUpTo(stamps, span, first, first + count, value);
}

/** Takes numbers, not a run: one is made for each stretch on the way otherwise, which is most of the work. */
function stampUpTo(stamps: SlotStamps, span: number, first: number, end: number, value: number): SlotStamps {
  if (first >= span || end <= 0) return stamps;
  if (first <= 0 && end >= span) return value;
  const size = span / PARTS;
  const parts = partsOf(stamps).slice();
  const last = Math.min(span, end);
  for (let i = firstPart(first, size); i * size < last; i++)
    parts[i] = stampUpTo(parts[i] as SlotStamps, size, first - i * size, end - i * size, value);
  return joinParts(parts);
}

/** Raises all numbers up to a limit to {@link NEVER}. */
export function dropUpTo(stamps: SlotStamps, limit: number): SlotStamps {
  if (leastOf(stamps) > limit) return stamps;
  if (typeof stamps === "number") return NEVER;
  const parts = stamps.parts.slice();
  for (let i = 0; i < PARTS; i++) parts[i] = dropUpTo(parts[i] as SlotStamps, limit);
  return joinParts(parts);
}

/** Counts the slots of a run whose number is at most a limit; what lies outside is left out. */
export function countUpTo(stamps: SlotStamps, span: number, { first, count }: SlotRun, limit: number): number {
  return countBefore(stamps, span, first, first + count, limit);
}

function countBefore(stamps: SlotStamps, span: number, first: number, end: number, limit: number): number {
  if (first >= span || end <= 0 || leastOf(stamps) > limit) return 0;
  if (typeof stamps === "number") return Math.min(span, end) - Math.max(0, first);
  const size = span / PARTS;
  const last = Math.min(span, end);
  let sum = 0;
  for (let i = firstPart(first, size); i * size < last; i++)
    sum += countBefore(stamps.parts[i] as SlotStamps, size, first - i * size, end - i * size, limit);
  return sum;
}

/**
 * Finds the next slot whose number is of a kind. `may` tells from the smallest and the largest number of a stretch
 * whether there may be one, and of a single number, whether it is one.
 */
export function nextStamped(
  stamps: SlotStamps,
  span: number,
  from: number,
  may: (least: number, most: number) => boolean,
): number | undefined {
  if (from >= span || !may(leastOf(stamps), mostOf(stamps))) return undefined;
  if (typeof stamps === "number") return Math.max(0, from);
  const size = span / PARTS;
  for (let i = firstPart(from, size); i < PARTS; i++) {
    const found = nextStamped(stamps.parts[i] as SlotStamps, size, from - i * size, may);
    if (found !== undefined) return i * size + found;
  }
  return undefined;
}

export function leastOf(stamps: SlotStamps): number {
  return typeof stamps === "number" ? stamps : stamps.least;
}

/** Tells whether data from a snapshot is such a tree, for `span` slots. */
export function areStamps(value: unknown, span: number): value is SlotStamps {
  if (typeof value === "number") return isStamp(value);
  if (typeof value !== "object" || value === null || span === 1) return false;
  const { least, most, parts } = value as Readonly<Record<string, unknown>>;
  if (!Array.isArray(parts) || parts.length !== PARTS) return false;
  if (!parts.every((part): part is SlotStamps => areStamps(part, span / PARTS))) return false;
  return least === Math.min(...parts.map(leastOf)) && most === Math.max(...parts.map(mostOf));
}

export function isStamp(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** The eighth of a stretch in which a run starts. */
function firstPart(first: number, size: number): number {
  return Math.floor(Math.max(0, first) / size);
}

function partsOf(stamps: SlotStamps): readonly SlotStamps[] {
  return typeof stamps === "number" ? new Array<number>(PARTS).fill(stamps) : stamps.parts;
}

function mostOf(stamps: SlotStamps): number {
  return typeof stamps === "number" ? stamps : stamps.most;
}

/** Makes one stretch of eight, and one number where all have the same. */
function joinParts(parts: readonly SlotStamps[]): SlotStamps {
  let least = NEVER;
  let most = 0;
  for (const part of parts) {
    const lowest = leastOf(part);
    const highest = mostOf(part);
    if (lowest < least) least = lowest;
    if (highest > most) most = highest;
  }
  return least === most ? least : { least, most, parts };
}
