import type { IdRange } from "../../core/range/range.ts";
import { Failure } from "../failure.ts";
import { decimal } from "../numbers.ts";
import { printable } from "../printable.ts";

/** An ID or a range of IDs that somebody asks for. */
export interface Asked {
  /** As it was written, made printable. */
  readonly text: string;
  /** The IDs; a single one is a range of one. */
  readonly range: IdRange<number>;
  /** Whether it was written as a range. */
  readonly isRange: boolean;
}

/**
 * Reads an ID or a range.
 *
 * @param text - `1000`; `0-65535`, which includes both; `65536:65536`, start and size; or `[0, 65536)` as printed here
 * @returns the IDs
 * @throws Failure when it is none of these, or leaves 0 to 4294967295. {@link Failure}
 */
export function readAsked(text: string): Asked {
  const range = readRange(text.replaceAll(" ", ""));
  const { start, size } = range ?? { start: 0, size: 0 };
  if (range === undefined || size < 1 || start + size > TWO_32)
    throw new Failure(
      `expected an ID from 0 to 4294967295 or a range like 0-65535, 65536:65536 or "[0, 65536)", found ${printable(text)}`,
    );
  return { text: printable(text), range, isRange: decimal(text) === undefined };
}

const TWO_32 = 4294967296;
const RANGE = /^(?:(\d+)|(\d+)-(\d+)|(\d+):(\d+)|\[(\d+),(\d+)\))$/;

function readRange(text: string): IdRange<number> | undefined {
  const match = RANGE.exec(text);
  if (match === null) return undefined;
  const [, id, first, last, start, size, from, to] = match.map(Number);
  const pairs = [
    [id, 1],
    [first, Number(last) - Number(first) + 1],
    [start, size],
    [from, Number(to) - Number(from)],
  ] as const;
  const [given] = pairs.filter(([begin]) => Number.isInteger(begin));
  return given === undefined ? undefined : { start: Number(given[0]), size: Number(given[1]) };
}
