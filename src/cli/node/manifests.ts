import { manifestTexts } from "../../core/manifest/explain.ts";
import { formatPath, type ManifestPlace } from "../../core/manifest/place.ts";
import type { ManifestProblem } from "../../core/manifest/problem.ts";
import { type Manifests, readManifests } from "../../core/manifest/read-manifests.ts";
import { type DocumentFile, readDocuments } from "../documents.ts";
import { Failure } from "../failure.ts";
import type { Io } from "../io.ts";
import { printable } from "../printable.ts";
import { say } from "../say.ts";
import type { ProblemFacts } from "./json.ts";

/** Manifests, and the way back to the lines of the files they come from. */
export interface ManifestFiles {
  /** What the files say about pods. */
  readonly manifests: Manifests;
  /** The problems of the manifests, the first 20, with their lines. */
  readonly problems: readonly ProblemFacts[];
}

/**
 * Reads manifests from files.
 *
 * @param io - where files come from
 * @param paths - the files' paths; none means standard input
 * @returns the manifests
 * @throws Failure when a file cannot be read, or holds no object at all. {@link Failure}
 */
export async function readManifestFiles(io: Io, paths: readonly string[]): Promise<ManifestFiles> {
  const files: DocumentFile[] = [];
  for (const path of paths.length === 0 ? ["-"] : paths) files.push(await readDocuments(io, path));
  const manifests = readManifests(files.flatMap(({ values }) => values));
  const problems = await locateProblems(files, manifests.problems);
  if (manifests.objectCount === 0 && problems.length === 0)
    throw new Failure(`${files.map(({ name }) => name).join(", ")}: no Kubernetes object, and no list of some`);
  return { manifests, problems };
}

/** Locating a problem may mean to read its file again, and nobody reads more of them at a time. */
const MAX_PROBLEMS = 20;

/**
 * Finds the lines of problems.
 *
 * @param files - the files, whose documents are counted through
 * @param all - the problems
 * @returns the first 20 of them, with their lines
 */
export async function locateProblems(
  files: readonly DocumentFile[],
  all: readonly ManifestProblem[],
): Promise<readonly ProblemFacts[]> {
  const problems = all.slice(0, MAX_PROBLEMS);
  const places = problems.flatMap((problem) =>
    problem.code === "duplicate-pod" ? [problem, problem.first] : [problem],
  );
  const positions = await positionsOf(files, places);
  return problems.map((problem) => {
    const first = problem.code === "duplicate-pod" ? positions.get(problem.first) : undefined;
    const message =
      say(manifestTexts, problem) + (first === undefined ? "" : `; the first is at ${first.file}:${first.line}`);
    return {
      code: problem.code,
      ...(positions.get(problem) ?? NOWHERE),
      path: printable(formatPath(problem.path)),
      message: printable(message),
    };
  });
}

type Position = Pick<ProblemFacts, "file" | "line" | "column">;

const NOWHERE: Position = { file: "", line: 0, column: 0 };

async function positionsOf(
  files: readonly DocumentFile[],
  places: readonly ManifestPlace[],
): Promise<ReadonlyMap<ManifestPlace, Position>> {
  const positions = new Map<ManifestPlace, Position>();
  let first = 0;
  for (const { name, values, locate } of files) {
    const here = places.filter(({ document }) => document >= first && document < first + values.length);
    const start = first;
    const found = await locate(here.map(({ document, path }) => ({ document: document - start, path })));
    here.forEach((place, i) => {
      const { line, column } = found[i] ?? NOWHERE;
      positions.set(place, { file: name, line, column });
    });
    first += values.length;
  }
  return positions;
}
