import type { ManifestPath, ManifestPlace } from "../../../core/manifest/place.ts";

/** A way into a document, and which of all places it leads to. */
export interface IndexedPath {
  readonly path: ManifestPath;
  readonly index: number;
}

export function placesByDocument(places: readonly ManifestPlace[]): ReadonlyMap<number, readonly IndexedPath[]> {
  const byDocument = new Map<number, IndexedPath[]>();
  places.forEach(({ document, path }, index) => {
    if (!byDocument.get(document)?.push({ path, index })) byDocument.set(document, [{ path, index }]);
  });
  return byDocument;
}
