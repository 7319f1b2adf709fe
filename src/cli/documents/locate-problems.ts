import { say } from "../../core/explanations.ts";
import { manifestEnglish } from "../../core/manifest/english.ts";
import { formatPath } from "../../core/manifest/place.ts";
import type { ManifestProblem } from "../../core/manifest/problem.ts";
import type { ProblemFacts } from "../output/unreadable.ts";
import type { DocumentFile } from "./documents.ts";
import { locateAll } from "./locate-all.ts";

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
