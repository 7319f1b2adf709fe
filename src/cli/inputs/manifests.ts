import type { ManifestPlace } from "../../core/manifest/place.ts";
import { type Manifests, readManifests } from "../../core/manifest/read-manifests.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { type DocumentFile, type ListReading, readDocuments } from "../documents/documents.ts";
import { type InFile, locateAll } from "../documents/locate-all.ts";
import { locateProblems } from "../documents/locate-problems.ts";
import type { ProblemFacts } from "../output/unreadable.ts";

/** Manifests, and the way back to the lines of the files they come from. */
export interface ManifestFiles {
  readonly manifests: Manifests;
  /** The problems of the manifests, the first 20, with their lines. */
  readonly problems: readonly ProblemFacts[];
  /** Finds the lines of places in the documents, which are counted through all files. */
  readonly locate: <P extends ManifestPlace>(places: readonly P[]) => Promise<readonly (P & InFile)[]>;
}

/** No paths mean standard input. */
export async function readManifestFiles(
  io: Io,
  paths: readonly string[],
  reading?: ListReading,
): Promise<ManifestFiles> {
  const files: DocumentFile[] = [];
  for (const path of paths.length === 0 ? ["-"] : paths) files.push(await readDocuments(io, path, reading));
  const documents = files.flatMap(({ values }) => values);
  // A list of no objects is an answer; nothing at all is what a command that failed leaves in a pipe.
  if (documents.every((document) => document === null))
    throw new Failure(`${files.map(({ name }) => name).join(", ")}: no Kubernetes object, and no list of some`);
  const manifests = readManifests(documents);
  return {
    manifests,
    problems: await locateProblems(files, manifests.problems),
    locate: (places) => locateAll(files, places),
  };
}
