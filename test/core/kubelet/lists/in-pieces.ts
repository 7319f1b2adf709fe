import type { Pieces } from "../../../../src/core/kubelet/lists/pieces.ts";

/** A list cut where somebody says, as it is after many changes; every second cut ends a block. Nobody may change it. */
export function inPieces<T>(list: readonly T[], cuts: readonly number[]): Pieces<T> {
  const ends = [...new Set([...cuts, list.length])].filter((end) => end <= list.length).sort((a, b) => a - b);
  const pieces = ends.map((end, i) => Object.freeze(list.slice(ends[i - 1] ?? 0, end)));
  const filled = pieces.filter(({ length }) => length > 0);
  const blocks = filled.flatMap((_, i) => (i % 2 === 0 ? [Object.freeze(filled.slice(i, i + 2))] : []));
  return { blocks: Object.freeze(blocks.length === 0 ? [[[]]] : blocks), length: list.length };
}
