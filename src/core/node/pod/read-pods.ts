import { checkInteger } from "../../id/integer.ts";
import type { ManifestProblem } from "../../manifest/problem.ts";
import { type KindCount, readManifests } from "../../manifest/read-manifests.ts";
import { expectArray, expectObject, expectText } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import { type NodePod, podsFromManifests } from "./pod.ts";

/** How {@link readPods} reads. */
export interface ReadPodsOptions {
  /** How many pods there may be at most, 0 to 250000; 1000 unless given. */
  readonly maxPods?: number;
  /** The name of a node: only pods that are on it are read. All are unless given. */
  readonly node?: string;
}

/** The pods that were read, and what was left out. */
export interface PodsRead {
  /** The pods, those of a workload one by one, in the order of the documents. */
  readonly pods: readonly NodePod[];
  /** How many Pods and Jobs were left out because they ran to their end. */
  readonly finished: number;
  /** How many Jobs and CronJobs were left out because they are suspended. */
  readonly suspended: number;
  /** How many workloads were left out because what they control is among the documents itself. */
  readonly represented: number;
  /** The other kinds of objects and how many there are of each. */
  readonly otherKinds: readonly KindCount[];
}

/** Why no pods were read. */
export type PodsError = ManifestProblems | TooManyPods;

/** Something is wrong with the manifests. */
export interface ManifestProblems {
  readonly code: "manifest-problems";
  /** What is wrong, in the order it was found; at least one. */
  readonly problems: readonly ManifestProblem[];
}

/** There are more pods than were asked for. */
export interface TooManyPods {
  readonly code: "too-many-pods";
  /** How many there are. */
  readonly count: number;
  /** How many there may be. */
  readonly limit: number;
}

/**
 * Reads the pods of Kubernetes manifests for a node: of Pods, Deployments, StatefulSets and all other workloads, also in
 * lists as `kubectl get -o json` writes them.
 *
 * It takes what a parser gave, and brings none: `JSON.parse` is everywhere, and whoever has YAML has chosen a parser.
 *
 * @param documents - the documents, as a YAML or JSON parser gives them; null, an empty one, is passed over
 * @param options - how many pods there may be, and on which node
 * @returns the pods; or what is wrong with the manifests, with the way to each place; or that there are too many, before
 * any is made
 * @throws TypeError when the documents are no list, or the number is not an integer; RangeError when it is out of range.
 * @example
 * ```ts
 * import { explain, readPods } from "userns-sim/node";
 *
 * const deployment = {
 *   apiVersion: "apps/v1",
 *   kind: "Deployment",
 *   metadata: { name: "web" },
 *   spec: { replicas: 3, template: { spec: { hostUsers: false, containers: [{ name: "main" }] } } },
 * };
 * const read = readPods([deployment]);
 * read.ok && read.value.pods.map(({ uid }) => uid); // => ["default_web-0", "default_web-1", "default_web-2"]
 *
 * const few = readPods([deployment], { maxPods: 2 });
 * few.ok ? "" : explain(few.error); // => "There are 3 pods, and no more than 2 may be read."
 * const wrong = readPods([{ apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { hostUsers: "no" } }]);
 * !wrong.ok && wrong.error.code; // => "manifest-problems"
 * ```
 */
export function readPods(documents: readonly unknown[], options: ReadPodsOptions = {}): Result<PodsRead, PodsError> {
  expectArray("readPods", "documents", documents, "an array of what a parser gave");
  expectObject("readPods", "options", options, "an object such as { maxPods: 110 }");
  const { maxPods = 1000, node } = options;
  if (node !== undefined) expectText("readPods", "node", node);
  const limit = checkInteger("readPods", "maxPods", maxPods, 0, 250_000);
  const { podSets, finished, suspended, represented, otherKinds, problems } = readManifests(documents);
  if (problems.length > 0) return err({ code: "manifest-problems", problems });
  const sets = node === undefined ? podSets : podSets.filter(({ nodeName }) => nodeName === node);
  const count = sets.reduce((sum, set) => sum + set.count, 0);
  if (count > limit) return err({ code: "too-many-pods", count, limit });
  return ok({ pods: podsFromManifests(sets), finished, suspended, represented, otherKinds });
}
