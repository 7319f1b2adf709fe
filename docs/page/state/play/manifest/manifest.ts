import type { Words } from "userns-sim/lessons";
import { type ManifestPath, type ManifestProblem, type NodePod, readPods } from "userns-sim/node";
import { inBoth, sayNode } from "../in-both.ts";
import { LIMITS } from "../play.ts";
import type { ManifestFault } from "../shown.ts";
import { type OpenText, openText } from "./yaml.ts";

/** What the manifests come to. */
export interface Manifest {
  /** In the order of the text; none where there is a problem. */
  readonly pods: readonly NodePod[];
  /** What the parser gave, for whoever reads it again. */
  readonly documents: readonly unknown[];
  readonly problems: readonly ManifestFault[];
  readonly notes: readonly Words[];
}

/** Reads manifests, YAML or JSON. */
export function readManifest(text: string): Manifest {
  const opened = openText(text);
  if ("fault" in opened) return refused([opened.fault]);
  const { documents } = opened;
  const start = { line: 1, column: 1, path: "" };
  if (text.trim() !== "" && documents.every((document) => document === null || document === undefined))
    return refused([{ ...start, says: inBoth((words) => words.noObject) }]);
  const read = readPods(documents, { maxPods: LIMITS.pods });
  if (!read.ok) {
    if (read.error.code === "too-many-pods") return refused([{ ...start, says: sayNode(read.error) }]);
    return refused(
      read.error.problems
        .slice(0, MAX_PROBLEMS)
        .map((problem) => faultOf(problem, opened))
        .sort(byPlace),
    );
  }
  const targets = read.value.pods.reduce((sum, pod) => sum + targetsIn(pod), 0);
  if (targets > LIMITS.targets)
    return refused([{ ...start, says: inBoth((words) => words.tooManyTargets(LIMITS.targets)) }]);
  const { pods, finished, suspended, represented, otherKinds } = read.value;
  const kinds = otherKinds.map(({ kind, count }) => `${count} ${kind}`).join(", ");
  const notes = [
    ...(otherKinds.length > 0 ? [inBoth((words) => words.otherKinds(kinds))] : []),
    ...(finished > 0 ? [inBoth((words) => words.finished(finished))] : []),
    ...(suspended > 0 ? [inBoth((words) => words.suspended(suspended))] : []),
    ...(represented > 0 ? [inBoth((words) => words.represented(represented))] : []),
  ];
  return { pods, documents, problems: [], notes };
}

/** What an escape from another pod reaches for, more or less. */
export function targetsIn({ containers }: NodePod): number {
  return containers.reduce((sum, { mounts }) => sum + 1 + mounts.length, 0);
}

/** Nobody reads more of them at a time. */
const MAX_PROBLEMS = 20;

function refused(problems: readonly ManifestFault[]): Manifest {
  return { pods: [], documents: [], problems, notes: [] };
}

function faultOf(problem: ManifestProblem, { locate }: OpenText): ManifestFault {
  const { document, path } = problem;
  return { ...locate(document, path), path: pathText(path), says: sayNode(problem) };
}

function byPlace(one: ManifestFault, other: ManifestFault): number {
  return one.line - other.line || one.column - other.column;
}

function pathText(path: ManifestPath): string {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}
