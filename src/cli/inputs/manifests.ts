import { say } from "../../core/explanations.ts";
import { manifestEnglish } from "../../core/manifest/english.ts";
import { formatPath, type ManifestPlace } from "../../core/manifest/place.ts";
import type { ManifestProblem } from "../../core/manifest/problem.ts";
import { type Manifests, readManifests } from "../../core/manifest/read-manifests.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { printable } from "../base/printable.ts";
import { type DocumentFile, type LineColumn, readDocuments } from "../documents/documents.ts";
import type { ProblemFacts } from "../output/unreadable.ts";

/** Manifests, and the way back to the lines of the files they come from. */
export interface ManifestFiles {
  readonly manifests: Manifests;
  /** The problems of the manifests, the first 20, with their lines. */
  readonly problems: readonly ProblemFacts[];
}

/** No paths mean standard input. */
export async function readManifestFiles(io: Io, paths: readonly string[]): Promise<ManifestFiles> {
  const files: DocumentFile[] = [];
  for (const path of paths.length === 0 ? ["-"] : paths) files.push(await readDocuments(io, path));
  const documents = files.flatMap(({ values }) => values);
  // A list of no objects is an answer; nothing at all is what a command that failed leaves in a pipe.
  if (documents.every((document) => document === null))
    throw new Failure(`${files.map(({ name }) => name).join(", ")}: no Kubernetes object, and no list of some`);
  const manifests = readManifests(documents);
  return { manifests, problems: await locateProblems(files, manifests.problems) };
}

/** Locating a problem may mean to read its file again, and nobody reads more of them at a time. */
const MAX_PROBLEMS = 20;

/** The first 20 problems, with their lines; `files` are those whose documents are counted through. */
export async function locateProblems(
  files: readonly DocumentFile[],
  all: readonly ManifestProblem[],
): Promise<readonly ProblemFacts[]> {
  const problems = all.slice(0, MAX_PROBLEMS);
  const firsts = problems.flatMap((problem) =>
    problem.code === "duplicate-pod" ? [{ ...problem.first, problem, isFirst: true }] : [],
  );
  const places = problems.map((problem) => ({
    document: problem.document,
    path: problem.path,
    problem,
    isFirst: false,
  }));
  const located = await locateAll(files, [...places, ...firsts]);
  const alsoAt = new Map(
    located
      .filter(({ isFirst }) => isFirst)
      .map(({ problem, file, line }) => [problem, `; the first is at ${file}:${line}`]),
  );
  return located
    .filter(({ isFirst }) => !isFirst)
    .map(({ problem, file, line, column }) => ({
      code: problem.code,
      file,
      line,
      column,
      path: printable(formatPath(problem.path)),
      message: printable(say(manifestEnglish, problem) + (alsoAt.get(problem) ?? "")),
    }));
}

async function locateAll<P extends ManifestPlace>(
  files: readonly DocumentFile[],
  places: readonly P[],
): Promise<readonly (P & LineColumn & { readonly file: string })[]> {
  const located: (P & LineColumn & { readonly file: string })[] = [];
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
