import type { ManifestPlace } from "../../core/manifest/place.ts";
import type { DocumentFile, LineColumn } from "./documents.ts";

/** A position in a file. */
export interface InFile extends LineColumn {
  readonly file: string;
}

/** Finds places in files whose documents are counted through. */
export async function locateAll<P extends ManifestPlace>(
  files: readonly DocumentFile[],
  places: readonly P[],
): Promise<readonly (P & InFile)[]> {
  const located: (P & InFile)[] = [];
  let first = 0;
  for (const { name, values, locate } of files) {
    const start = first;
    const end = first + values.length;
    const here = places.filter(({ document }) => document >= start && document < end);
    const found = await locate(here.map((place) => ({ ...place, document: place.document - start })));
    located.push(...found.map((place) => ({ ...place, file: name })));
    first = end;
  }
  return located;
}
