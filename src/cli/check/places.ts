import type { PodSet } from "../../core/manifest/pod-set.ts";
import { fileName } from "../documents/input.ts";
import type { ManifestFiles } from "../inputs/manifests.ts";
import { fieldPath } from "./field-path.ts";
import type { CheckDocument } from "./json.ts";

/** What a check answers. The places are there only for outputs that show them: finding them means to read the files again. */
export interface CheckAnswer extends CheckDocument {
  readonly places?: readonly FindingPlace[];
}

/** Where in a file something is that was found. */
export interface FindingPlace {
  /** The object, as findings name it. */
  readonly subject: string;
  /** The field; null for the object itself. */
  readonly field: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Finds where the fields of findings stand; what came through standard input stands nowhere. */
export async function findingPlaces(
  { findings }: CheckDocument,
  { manifests, locate }: ManifestFiles,
): Promise<readonly FindingPlace[]> {
  const sets = new Map<string, PodSet>();
  for (const set of manifests.podSets) {
    const subject = `${set.kind} ${set.namespace}/${set.name}`;
    if (!sets.has(subject)) sets.set(subject, set);
  }
  const wanted = findings.flatMap(({ about, field }) =>
    about.flatMap((subject) => {
      const set = sets.get(subject);
      if (set === undefined) return [];
      const path = [...set.path, ...(field === null ? [] : fieldPath(set.object, field))];
      return [{ document: set.document, path, subject, field }];
    }),
  );
  const located = await locate(wanted);
  return located
    .filter(({ file }) => file !== fileName("-"))
    .map(({ subject, field, file, line, column }) => ({ subject, field, file, line, column }));
}
