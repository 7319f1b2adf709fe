export interface Scale {
  readonly signs: number;
  /** How many slots a sign stands for, a power of two. */
  readonly slotsPerSign: number;
  /** Whether rows without a pod are folded into one line. */
  readonly isFolded: boolean;
}

export interface PictureRow {
  readonly firstSlot: number;
  readonly slots: number;
  /** The signs; `undefined` for free rows that are folded into one line. */
  readonly signs: readonly PictureSign[] | undefined;
}

export interface PictureSign {
  readonly slots: number;
  /** Which of the slots taken are among them, by their positions in the list. */
  readonly taken: readonly number[];
}

/** Chooses a scale: the whole pool where every pod has a sign of its own then, else as close as a dozen lines allow. */
export function scaleFor(taken: readonly number[], slots: number, signs: number): Scale {
  const whole = smallest((slotsPerSign) => Math.ceil(slots / (signs * slotsPerSign)) <= WHOLE_ROWS);
  if (new Set(taken.map((slot) => Math.floor(slot / whole))).size === taken.length)
    return { signs, slotsPerSign: whole, isFolded: false };
  const close = smallest((slotsPerSign) => {
    const scale = { signs, slotsPerSign, isFolded: true };
    return rowRuns(rowsTaken(taken, scale), slots, scale).length <= FOLDED_ROWS;
  });
  return { signs, slotsPerSign: close, isFolded: true };
}

export function pictureRows(taken: readonly number[], slots: number, scale: Scale): readonly PictureRow[] {
  const { signs, slotsPerSign, isFolded } = scale;
  const bySign = new Map<number, number[]>();
  taken.forEach((slot, i) => {
    const sign = Math.floor(slot / slotsPerSign);
    const others = bySign.get(sign);
    if (others === undefined) bySign.set(sign, [i]);
    else others.push(i);
  });
  return rowRuns(rowsTaken(taken, scale), slots, scale).flatMap(({ firstSlot, slots: length, isTaken }) => {
    if (isFolded && !isTaken) return [{ firstSlot, slots: length, signs: undefined }];
    const rows: PictureRow[] = [];
    for (let start = firstSlot; start < firstSlot + length; start += signs * slotsPerSign)
      rows.push(rowAt(start, Math.min(signs * slotsPerSign, firstSlot + length - start), slotsPerSign, bySign));
    return rows;
  });
}

const WHOLE_ROWS = 8;
const FOLDED_ROWS = 12;

/** The smallest power of two that is enough. */
function smallest(isEnough: (slotsPerSign: number) => boolean): number {
  let slotsPerSign = 1;
  while (!isEnough(slotsPerSign)) slotsPerSign *= 2;
  return slotsPerSign;
}

/** The numbers of the rows with a pod in them, in ascending order. */
function rowsTaken(taken: readonly number[], { signs, slotsPerSign }: Scale): readonly number[] {
  const rows = new Set(taken.map((slot) => Math.floor(slot / (signs * slotsPerSign))));
  return [...rows].sort((a, b) => a - b);
}

/** One row with a pod in it, or all free rows up to the next such row. */
interface RowRun {
  readonly firstSlot: number;
  readonly slots: number;
  readonly isTaken: boolean;
}

function rowRuns(rows: readonly number[], slots: number, { signs, slotsPerSign }: Scale): readonly RowRun[] {
  const perRow = signs * slotsPerSign;
  const runs: RowRun[] = [];
  let next = 0;
  const addUpTo = (end: number, isTaken: boolean): void => {
    if (end > next) runs.push({ firstSlot: next, slots: end - next, isTaken });
    next = end;
  };
  for (const row of rows) {
    addUpTo(row * perRow, false);
    addUpTo(Math.min(slots, (row + 1) * perRow), true);
  }
  addUpTo(slots, false);
  return runs;
}

function rowAt(
  firstSlot: number,
  slots: number,
  slotsPerSign: number,
  bySign: ReadonlyMap<number, readonly number[]>,
): PictureRow {
  const signs: PictureSign[] = [];
  for (let start = 0; start < slots; start += slotsPerSign)
    signs.push({
      slots: Math.min(slotsPerSign, slots - start),
      taken: bySign.get((firstSlot + start) / slotsPerSign) ?? [],
    });
  return { firstSlot, slots, signs };
}
