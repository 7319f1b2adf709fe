import { at, type Cursor, isObjectOrAbsent, MAX_PROBLEMS, name, report } from "./cursor.ts";
import { findDuplicates } from "./duplicates.ts";
import { podKind } from "./kinds.ts";
import { controllersOf, whyNoPods } from "./lifecycle.ts";
import { type KubeObject, objectsIn } from "./objects.ts";
import type { PodKind, PodSet } from "./pod-set.ts";
import type { ManifestProblem } from "./problem.ts";
import { hasMoreValues, own } from "./value.ts";
import { readWorkload } from "./workload.ts";

/** What the documents say about pods. */
export interface Manifests {
  /** The pods, as sets of pods that are alike, in the order of the documents. */
  readonly podSets: readonly PodSet[];
  /** How many pods there are in all the sets. */
  readonly podCount: number;
  /** How many objects were read, lists taken apart. */
  readonly objectCount: number;
  /** How many Pods and Jobs were left out because they ran to their end. */
  readonly finished: number;
  /** How many Jobs and CronJobs were left out because they are suspended. */
  readonly suspended: number;
  /** How many workloads were left out because what they control is among the documents itself. */
  readonly represented: number;
  /** The Nodes of the cluster, by their names; the first of each. */
  readonly nodes: ReadonlyMap<string, unknown>;
  /** The Namespaces, by their names; the first of each. */
  readonly namespaces: ReadonlyMap<string, unknown>;
  /** The other kinds of objects, Nodes and Namespaces among them, and how many there are of each, in the order of their first appearance. */
  readonly otherKinds: readonly KindCount[];
  /** What is wrong, in the order it was found. Where there is any problem, the sets are incomplete. */
  readonly problems: readonly ManifestProblem[];
}

/** A kind of objects. */
export interface KindCount {
  /** What it is called, such as `Service`. */
  readonly kind: string;
  /** How many there are. */
  readonly count: number;
}

export interface ManifestOptions {
  /** How many objects are read at most, 250000 unless told. */
  readonly maxObjects?: number;
}

/**
 * Reads pods out of Kubernetes manifests that are already parsed.
 *
 * Pods are taken from Pod, Deployment, ReplicaSet, ReplicationController, StatefulSet, DaemonSet, Job, CronJob and
 * PodTemplate, also in lists. Replicas are counted, not made: see {@link podsOf}. A workload whose pods, or whose Jobs
 * or ReplicaSets, are among the documents as objects of their own (as `kubectl get all` prints them) counts once.
 * @param documents - values as a YAML or JSON parser gives them; null, an empty document, is passed over
 * @returns the pods and everything that is wrong; it never throws, whatever it is given
 */
export function readManifests(documents: readonly unknown[], options: ManifestOptions = {}): Manifests {
  const problems: ManifestProblem[] = [];
  const objects = objectsIn(documents.flatMap(toCursor), options.maxObjects ?? MAX_OBJECTS);
  const podSets: PodSet[] = [];
  const others = new Map<string, number>();
  const [nodes, namespaces] = [new Map<string, unknown>(), new Map<string, unknown>()];
  const left = { finished: 0, suspended: 0, represented: 0 };
  const controllers = new Set(objects.flatMap(controllersOf));
  const number = numbering();
  let containers = 0;
  for (const object of objects) {
    if (containers > MAX_CONTAINERS) break;
    const kind = podKind(object.kind, own(object.value, "apiVersion"));
    if (kind === undefined) readOther(object);
    else readOne(object, kind);
  }
  const last = problems.at(MAX_PROBLEMS - 1);
  if (last !== undefined) {
    const { document, path } = last;
    problems.push({ code: "too-many-problems", limit: MAX_PROBLEMS, document, path });
  }
  for (const duplicate of findDuplicates(podSets)) problems.push(duplicate);
  return {
    podSets,
    podCount: podSets.reduce((sum, set) => sum + set.count, 0),
    objectCount: objects.length,
    ...left,
    nodes,
    namespaces,
    otherKinds: Array.from(others, ([kind, count]) => ({ kind, count })),
    problems,
  };

  function toCursor(value: unknown, document: number): readonly Cursor[] {
    return value === undefined || value === null ? [] : [{ value, document, path: [], problems }];
  }

  function readOther(object: KubeObject): void {
    others.set(object.kind, (others.get(object.kind) ?? 0) + 1);
    if ((own(object.value, "apiVersion") ?? "v1") !== "v1") return;
    if (object.kind === "Node") keep(nodes, object, "dns-subdomain");
    else if (object.kind === "Namespace") keep(namespaces, object, "dns-label");
  }

  function keep(named: Map<string, unknown>, object: KubeObject, expected: "dns-subdomain" | "dns-label"): void {
    const metadata = at(object, "metadata");
    if (!isObjectOrAbsent(metadata)) return;
    const found = name(at(metadata, "name"), expected);
    if (found !== undefined && !named.has(found)) named.set(found, object.value);
  }

  function readOne(object: KubeObject, kind: PodKind): void {
    const uid = own(own(object.value, "metadata"), "uid");
    const reason = typeof uid === "string" && controllers.has(uid) ? "represented" : whyNoPods(object, kind);
    if (reason !== undefined) {
      left[reason] += 1;
      return;
    }
    if (hasMoreValues(object.value, MAX_VALUES)) {
      report(object, { code: "too-many-values", limit: MAX_VALUES });
      return;
    }
    const set = readWorkload(object, kind, number);
    if (set === undefined) return;
    podSets.push(set);
    containers += set.containers.length;
    if (containers > MAX_CONTAINERS) report(object, { code: "too-many-containers", limit: MAX_CONTAINERS });
  }
}

/** Kubernetes itself is meant for at most 150000 pods in a cluster. */
export const MAX_OBJECTS = 250_000;

/** Kubernetes itself is meant for as many in a cluster. */
export const MAX_CONTAINERS = 300_000;

/** etcd takes 1.5 MiB an object; a large pod has 2,000 values. */
export const MAX_VALUES = 100_000;

function numbering(): (prefix: string) => number {
  const used = new Map<string, number>();
  return (prefix) => {
    const next = used.get(prefix) ?? 0;
    used.set(prefix, next + 1);
    return next;
  };
}
