import { say } from "../../core/explanations.ts";
import { manifestEnglish } from "../../core/manifest/english.ts";
import { formatPath, type ManifestPlace } from "../../core/manifest/place.ts";
import type { ManifestProblem } from "../../core/manifest/problem.ts";
import type { ProblemFacts } from "../output/unreadable.ts";
import type { DocumentFile, LineColumn } from "./documents.ts";

/** Locating a problem may mean to read its file again, and nobody reads more of them at a time. */
const MAX_PROBLEMS = 20;

/**
 * Finds the lines of problems.
 * @param files - the files, whose documents are counted through
 * @returns the first 20 of them, with their lines
 */
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
      path: formatPath(problem.path),
      message: say(manifestEnglish, problem) + (alsoAt.get(problem) ?? ""),
    }));
}

/** Finds places in files whose documents are counted through. */
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
