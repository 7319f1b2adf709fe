import type { Pieces } from "../../../../src/core/kubelet/lists/pieces.ts";

/** A list cut where somebody says, as it is after many changes; nobody may change it. */
export function inPieces<T>(list: readonly T[], cuts: readonly number[]): Pieces<T> {
  const ends = [...new Set([...cuts, list.length])].filter((end) => end <= list.length).sort((a, b) => a - b);
  const pieces = ends.map((end, i) => Object.freeze(list.slice(ends[i - 1] ?? 0, end)));
  const filled = pieces.filter(({ length }) => length > 0);
  return { pieces: Object.freeze(filled.length === 0 ? [[]] : filled), length: list.length };
}
