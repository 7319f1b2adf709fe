import type { PodSet } from "../../core/manifest/pod-set.ts";
import type { Manifests } from "../../core/manifest/read-manifests.ts";
import { agreement, type NodeObject, readNodeObject } from "../../core/node/check/objects/node-object.ts";
import { Failure } from "../base/failure.ts";
import { podCount } from "../inputs/select-node.ts";

/** A node with its pods; or no certain one, with those that no scheduler has placed. */
export interface Spot {
  readonly name: string | undefined;
  /** What its Node object says; of no certain node, what all of them say alike. */
  readonly object: Partial<NodeObject> | undefined;
  readonly sets: readonly PodSet[];
  /** Whether any node of the cluster may be meant. */
  readonly isAny: boolean;
}

/** Where the pods of the input are. */
export interface Spots {
  readonly spots: readonly Spot[];
  /** The names of all nodes, by object or by a pod. */
  readonly names: ReadonlySet<string>;
  /** How many pods are not on the wanted node. */
  readonly elsewhere: number;
  readonly windowsNodes: number;
  /** How many pods are on those. */
  readonly onWindows: number;
}

/** What stands for the node of pods that have none yet; no node can have such a name. */
export const NO_NODE = "(no node)";

/** Without any node in the input, all pods are on the wanted one, or on one without a name. */
export function spotsOf({ nodes, podSets }: Pick<Manifests, "nodes" | "podSets">, wanted: string | undefined): Spots {
  const objects = new Map(Array.from(nodes, ([name, object]) => [name, readNodeObject(object)]));
  const placed = new Map<string, PodSet[]>(Array.from(objects, ([name]) => [name, []]));
  const unplaced: PodSet[] = [];
  for (const set of podSets) {
    if (set.nodeName === undefined) unplaced.push(set);
    else if (!placed.get(set.nodeName)?.push(set)) placed.set(set.nodeName, [set]);
  }
  const names = new Set(placed.keys());
  const rest = { names, elsewhere: 0, windowsNodes: 0, onWindows: 0 };
  if (names.size === 0) return { ...rest, spots: [{ name: wanted, object: undefined, sets: podSets, isAny: false }] };
  if (wanted !== undefined) {
    const sets = placed.get(wanted);
    if (sets === undefined) throw new Failure(`--node: ${wanted} is no node of the input, which has ${listed(names)}`);
    const spot = { name: wanted, object: objects.get(wanted), sets, isAny: false };
    return { ...rest, spots: [spot], elsewhere: podCount(podSets) - podCount(sets) };
  }
  const isWindows = (name: string): boolean => objects.get(name)?.operatingSystem === "windows";
  const windows = [...placed].filter(([name]) => isWindows(name));
  const spots = [...placed].filter(([name]) => !isWindows(name));
  const linux = [...objects.values()].filter(({ operatingSystem }) => operatingSystem !== "windows");
  return {
    names,
    elsewhere: 0,
    windowsNodes: windows.length,
    onWindows: windows.reduce((sum, [, sets]) => sum + podCount(sets), 0),
    spots: [
      ...spots.map(([name, sets]) => ({ name, object: objects.get(name), sets, isAny: false })),
      ...(unplaced.length === 0
        ? []
        : [{ name: NO_NODE, object: linux.length === 0 ? undefined : agreement(linux), sets: unplaced, isAny: true }]),
    ],
  };
}

function listed(names: ReadonlySet<string>): string {
  const more = names.size > MAX_LISTED ? `, and ${names.size - MAX_LISTED} more` : "";
  return [...names].slice(0, MAX_LISTED).join(", ") + more;
}

const MAX_LISTED = 10;
