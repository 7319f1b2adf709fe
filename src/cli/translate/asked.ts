import type { IdRange } from "../../core/range/range.ts";
import { Failure } from "../base/failure.ts";
import { decimal } from "../base/numbers.ts";

export interface Asked {
  /** As it was written. */
  readonly text: string;
  readonly range: IdRange<number>;
  /** Whether it was written as a range. */
  readonly isRange: boolean;
}

/** `1000`; `0-65535`, which includes both; `65536:65536`, start and size; or `[0, 65536)` as printed here. */
export function readAsked(text: string): Asked {
  const range = readRange(text.replaceAll(" ", ""));
  if (range !== undefined && range.size >= 1 && range.start + range.size <= TWO_32)
    return { text, range, isRange: decimal(text) === undefined };
  throw new Failure(
    `expected an ID from 0 to 4294967295 or a range like 0-65535, 65536:65536 or "[0, 65536)", found ${text}`,
  );
}

const TWO_32 = 4294967296;

/** The ways of writing IDs, and the size that each one's two numbers mean. */
const WAYS: readonly (readonly [RegExp, (first: number, second: number) => number])[] = [
  [/^(\d+)$/, () => 1],
  [/^(\d+)-(\d+)$/, (first, last) => last - first + 1],
  [/^(\d+):(\d+)$/, (_start, size) => size],
  [/^\[(\d+),(\d+)\)$/, (start, end) => end - start],
];

function readRange(text: string): IdRange<number> | undefined {
  for (const [pattern, sizeOf] of WAYS) {
    const match = pattern.exec(text);
    if (match !== null) return { start: Number(match[1]), size: sizeOf(Number(match[1]), Number(match[2])) };
  }
  return undefined;
}
