import type { PodSet } from "./pod-set.ts";
import type { DuplicatePodProblem } from "./problem.ts";

/**
 * Finds pods that a node could not tell apart, without making a single pod: one problem for every set that repeats a
 * UID or a pod's name of an earlier one. Two Pods of one name are legal where their UIDs differ: an old one may still
 * be going while the new one starts.
 */
export function findDuplicates(sets: readonly PodSet[]): readonly DuplicatePodProblem[] {
  const problems: DuplicatePodProblem[] = [];
  const uids = new Map<string, PodSet>();
  const workloads = new Map<string, PodSet>();
  const pods = new Map<string, PodSet>();
  for (const set of sets) {
    if (set.kind === "Pod") {
      if (set.uid !== undefined) note(uids, set.uid, set, "uid", set.uid, ["metadata", "uid"]);
    } else if (set.count > 0) note(workloads, nameOf(set), set, "name", `${nameOf(set)}-0`);
  }
  for (const set of sets) {
    if (set.kind !== "Pod") continue;
    const earlier = pods.get(nameOf(set));
    if (earlier === undefined) pods.set(nameOf(set), set);
    else if (set.uid === undefined || earlier.uid === undefined) add(set, earlier, "name", nameOf(set));
    const replica = replicaOf(set, workloads);
    if (replica !== undefined) add(set, replica, "name", nameOf(set));
  }
  return problems;

  function note(
    seen: Map<string, PodSet>,
    key: string,
    set: PodSet,
    shared: "uid" | "name",
    found: string,
    steps: readonly string[] = ["metadata", "name"],
  ): void {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, set);
    else add(set, first, shared, found, steps);
  }

  function add(
    set: PodSet,
    first: PodSet,
    shared: "uid" | "name",
    found: string,
    steps: readonly string[] = ["metadata", "name"],
  ): void {
    problems.push({
      code: "duplicate-pod",
      shared,
      found,
      document: set.document,
      path: [...set.path, ...steps],
      first: { document: first.document, path: [...first.path, ...steps] },
    });
  }
}

function nameOf(set: PodSet): string {
  return `${set.namespace}/${set.name}`;
}

/** The workload that makes a pod of the same name as a Pod: `web-7` for a `web` of at least eight. */
function replicaOf(pod: PodSet, workloads: ReadonlyMap<string, PodSet>): PodSet | undefined {
  const match = REPLICA_NAME.exec(nameOf(pod));
  if (match === null) return undefined;
  const [, base, index] = match as unknown as [string, string, string];
  const workload = workloads.get(base);
  return workload !== undefined && Number(index) < workload.count ? workload : undefined;
}

const REPLICA_NAME = /^(.+)-(0|[1-9]\d*)$/;
