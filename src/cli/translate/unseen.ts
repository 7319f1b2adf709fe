import type { MappingFacts, PieceFacts } from "./json.ts";

/** Whether the IDs are mapped, and only not shown. */
export function isUnseen({ containerId, hostId }: PieceFacts, unseen: readonly MappingFacts[]): boolean {
  return hostId === null && containerId !== null && unseen.some((line) => holds(line, containerId));
}

function holds({ containerId: start, size }: MappingFacts, id: number): boolean {
  return id >= start && id < start + size;
}

/** The pieces, so that each without a host ID is either unmapped or not shown as a whole. */
export function cutAtUnseen(pieces: readonly PieceFacts[], unseen: readonly MappingFacts[]): readonly PieceFacts[] {
  if (unseen.length === 0) return pieces;
  const edges = unseen.flatMap(({ containerId, size }) => [containerId, containerId + size]).sort((a, b) => a - b);
  return pieces.flatMap((piece) => {
    const { containerId, hostId, size } = piece;
    if (hostId !== null || containerId === null) return [piece];
    const starts = [containerId, ...edges.filter((edge) => edge > containerId && edge < containerId + size)];
    return [...new Set(starts)].map((start, i, all) => ({
      containerId: start,
      hostId: null,
      size: (all[i + 1] ?? containerId + size) - start,
    }));
  });
}
