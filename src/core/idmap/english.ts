import type { Explanations } from "../explanations.ts";
import type { ComposeError } from "./compose.ts";
import type { IdMapError, IdMapping } from "./id-mapping.ts";

export const idMapEnglish: Explanations<IdMapError | ComposeError> = {
  "too-many-mappings": ({ count, limit }) =>
    `The map has ${count} mappings; the kernel accepts at most ${limit}. Join mappings that continue on both sides.`,
  "empty-mapping": ({ index, mapping }) =>
    `The size of ${show(index, mapping)} is 0. Give it at least one ID, or leave the mapping out.`,
  "reaches-no-id": ({ index, mapping, side }) =>
    `The ${side} side of ${show(index, mapping)} reaches 4294967295, which is no ID. ${LAST_ID}`,
  wraps: ({ index, mapping, side }) => {
    const start = side === "container" ? mapping.containerId : mapping.hostId;
    const sum = `${start} + ${mapping.size} is more than 4294967296`;
    return `The ${side} side of ${show(index, mapping)} runs past the last 32-bit number: ${sum}. ${LAST_ID}`;
  },
  "overlapping-mappings": ({ index, mapping, otherIndex, other, side, overlap: { start, size } }) =>
    `On the ${side} side, ${show(index, mapping)} overlaps ${show(otherIndex, other)} in [${start}, ${start + size}). ` +
    "Each ID can be mapped only once.",
};

const LAST_ID = "It must end at 4294967294 at the latest.";

function show(index: number, { containerId, hostId, size }: IdMapping): string {
  return `mapping ${index} (${containerId} ${hostId} ${size})`;
}
