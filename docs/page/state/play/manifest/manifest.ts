import type { Words } from "userns-sim/lessons";
import { type ManifestPath, type ManifestProblems, type NodePod, type PodsRead, readPods } from "userns-sim/node";
import { inBoth, sayNode } from "../in-both.ts";
import { LIMITS } from "../play.ts";
import type { ManifestFault } from "../shown.ts";
import { openText } from "./yaml.ts";

/** What the manifests come to. */
export interface Manifest {
  /** In the order of the text, without those of what is wrong. */
  readonly pods: readonly NodePod[];
  /** What the parser gave, for whoever reads it again, without what is wrong. */
  readonly documents: readonly unknown[];
  readonly problems: readonly ManifestFault[];
  readonly notes: readonly Words[];
}

/** Reads manifests, YAML or JSON. What is wrong is left out, and the rest stays. */
export function readManifest(text: string): Manifest {
  const opened = openText(text);
  const { faults } = opened;
  if (faults.length === 0 && text.trim() !== "" && opened.documents.every(isEmpty))
    return empty([{ line: 1, column: 1, path: "", says: inBoth((words) => words.noObject) }]);
  const problems = [...faults];
  const wrong: Wrong = { objects: new Set(), lists: new Set() };
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const documents = opened.documents.map((document, at) => without(document, String(at), wrong));
    const read = readPods(documents, { maxPods: LIMITS.pods });
    if (read.ok && targetsOf(read.value.pods) <= LIMITS.targets)
      return { pods: read.value.pods, documents, problems: shown(problems), notes: notesOf(read.value) };
    const found = !read.ok && read.error.code === "manifest-problems" ? problemsOf(read.error) : tooMuchIn(documents);
    for (const problem of found) note(problem, wrong);
    problems.push(
      ...found
        .slice(0, MAX_PROBLEMS)
        .map(({ document, path, says }) => ({ ...opened.locate(document, path), path: pathText(path), says })),
    );
  }
  return empty(shown(problems));
}

/** What was hidden by something wrong, such as a workload by a pod that it controls, is read in the next pass. */
const MOST_PASSES = 10;

interface Problem {
  readonly document: number;
  readonly path: ManifestPath;
  readonly says: Words;
}

function problemsOf({ problems }: ManifestProblems): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, says: sayNode(problem) }));
}

/** The documents that are one too many, by themselves or after those before them. */
function tooMuchIn(documents: readonly unknown[]): readonly Problem[] {
  let [pods, targets] = [0, 0];
  return documents.flatMap((document, at) => {
    const read = readPods([document], { maxPods: LIMITS.pods });
    const all = read.ok ? read.value.pods : [];
    const count = read.ok ? all.length : read.error.code === "too-many-pods" ? read.error.count : 0;
    const refuse = (says: Words) => [{ document: at, path: [], says }];
    if (pods + count > LIMITS.pods)
      return refuse(sayNode({ code: "too-many-pods", count: pods + count, limit: LIMITS.pods }));
    if (targets + targetsOf(all) > LIMITS.targets)
      return refuse(inBoth((words) => words.tooManyTargets(LIMITS.targets)));
    pods += count;
    targets += targetsOf(all);
    return [];
  });
}

/** The objects that are wrong, and the lists that they are in, each by the way to it: `1/0/3`. */
interface Wrong {
  readonly objects: Set<string>;
  readonly lists: Set<string>;
}

/** Notes the object that has a problem: the way to it goes into lists, and no further. */
function note({ document, path }: Problem, { objects, lists }: Wrong): void {
  let key = String(document);
  for (const [at, step] of path.entries())
    if (typeof step === "number") {
      lists.add(key);
      key += `/${step}`;
    } else if (step !== "items" || typeof path[at + 1] !== "number") break;
  objects.add(key);
}

/** A document without what is wrong in it. In its place is a list of nothing, so that the others keep theirs. */
function without(value: unknown, key: string, wrong: Wrong): unknown {
  if (wrong.objects.has(key)) return [];
  if (!wrong.lists.has(key)) return value;
  const inList = (items: readonly unknown[]) => items.map((item, at) => without(item, `${key}/${at}`, wrong));
  if (Array.isArray(value)) return inList(value);
  if (typeof value !== "object" || value === null || !("items" in value) || !Array.isArray(value.items)) return value;
  return { ...value, items: inList(value.items) };
}

/** Whether a document says nothing. */
export function isEmpty(document: unknown): boolean {
  return document === null || document === undefined || (Array.isArray(document) && document.length === 0);
}

function notesOf({ finished, suspended, represented, otherKinds }: PodsRead): readonly Words[] {
  const kinds = otherKinds.map(({ kind, count }) => `${count} ${kind}`).join(", ");
  return [
    ...(otherKinds.length > 0 ? [inBoth((words) => words.otherKinds(kinds))] : []),
    ...(finished > 0 ? [inBoth((words) => words.finished(finished))] : []),
    ...(suspended > 0 ? [inBoth((words) => words.suspended(suspended))] : []),
    ...(represented > 0 ? [inBoth((words) => words.represented(represented))] : []),
  ];
}

function targetsOf(pods: readonly NodePod[]): number {
  return pods.reduce((sum, pod) => sum + targetsIn(pod), 0);
}

/** What an escape from another pod reaches for, more or less. */
export function targetsIn({ containers }: NodePod): number {
  return containers.reduce((sum, { mounts }) => sum + 1 + mounts.length, 0);
}

/** Nobody reads more of them at a time. */
const MAX_PROBLEMS = 20;

function empty(problems: readonly ManifestFault[]): Manifest {
  return { pods: [], documents: [], problems, notes: [] };
}

function shown(problems: readonly ManifestFault[]): readonly ManifestFault[] {
  return [...problems].sort(byPlace).slice(0, MAX_PROBLEMS);
}

function byPlace(one: ManifestFault, other: ManifestFault): number {
  return one.line - other.line || one.column - other.column;
}

function pathText(path: ManifestPath): string {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}
