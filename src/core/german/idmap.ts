import type { Explanations } from "../explanations.ts";
import type { IdMapError, IdMapping, MapSide } from "../idmap/id-mapping.ts";

export const idMapGerman: Explanations<IdMapError> = {
  "too-many-mappings": ({ count, limit }) =>
    `Die Abbildung hat ${count} Zuordnungen, der Kernel nimmt höchstens ${limit} an. Fasse zusammen, was auf beiden Seiten lückenlos weitergeht.`,
  "empty-mapping": ({ index, mapping }) =>
    `Die Größe von ${show(index, mapping)} ist 0. Gib ihr mindestens eine ID, oder lass sie weg.`,
  "reaches-no-id": ({ index, mapping, side }) =>
    `${show(index, mapping)} enthält auf der Seite ${SIDES[side]} 4294967295, und das ist keine ID. ${LAST_ID}`,
  wraps: ({ index, mapping, side }) => {
    const start = side === "container" ? mapping.containerId : mapping.hostId;
    const sum = `${start} + ${mapping.size} ist mehr als 4294967296`;
    return `${show(index, mapping)} reicht auf der Seite ${SIDES[side]} über die letzte 32-Bit-Zahl hinaus: ${sum}. ${LAST_ID}`;
  },
  "overlapping-mappings": ({ index, mapping, otherIndex, other, side, overlap: { start, size } }) =>
    `${show(index, mapping)} und ${show(otherIndex, other)} überlappen sich auf der Seite ${SIDES[side]} in [${start}, ${start + size}). ` +
    "Jede ID darf nur einmal vorkommen.",
};

const LAST_ID = "Spätestens bei 4294967294 muss Schluss sein.";

const SIDES: { readonly [Side in MapSide]: string } = { container: "des Containers", host: "des Hosts" };

function show(index: number, { containerId, hostId, size }: IdMapping): string {
  return `Zuordnung ${index} (${containerId} ${hostId} ${size})`;
}
