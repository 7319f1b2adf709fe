import type { Pool } from "../allocate/pool/pool.ts";
import { type Allocations, State } from "../allocate/state/allocations.ts";
import { DEFAULT_SETTINGS, type KernelSettings } from "../kernel/decision/kernel-settings.ts";
import type { Kubelet } from "../kubelet/manager/kubelet.ts";
import type { KubeletSettings } from "../kubelet/settings/settings.ts";
import { DEFAULT_RELEASE, RELEASE_TABLE, type Release, traitAt } from "../releases/releases.ts";
import { ok, type Result, unwrap } from "../result.ts";
import { expectNodeOptions } from "./expect-node-options.ts";
import { defaultHost } from "./host/default-host.ts";
import type { Host } from "./host/host.ts";
import type { NodeError } from "./placement/errors.ts";
import { giveRanges } from "./placement/give-ranges.ts";
import { type Machine, placePods } from "./placement/place-pods.ts";
import type { PlacedPod } from "./placement/placed-pod.ts";
import type { RangeSource } from "./placement/range-sources.ts";
import type { NodePod } from "./pod/pod.ts";

/** What {@link createNode} needs to know. */
export interface NodeOptions {
  /** The pods, each with a UID of its own. */
  readonly pods: readonly NodePod[];
  /** The machine; {@link defaultHost} unless given. */
  readonly host?: Host;
  /** The release of Kubernetes, which decides what is done with mounts; `DEFAULT_RELEASE` unless given. */
  readonly release?: Release;
  /** Who gives the pods their ranges; the allocator's `random-scan` unless given. */
  readonly strategy?: RangeSource;
  /** The host IDs that there are to give; unless given, `defaultPool()`, and for `kubelet` what its settings say. */
  readonly pool?: Pool;
  /**
   * What is set in the kubelet, for `kubelet` alone; `maxPods` is the smaller of 110 and the slots of the pool unless
   * given. In 1.30, 1.31 and 1.32 no pod gets a range unless `featureGates` turns `UserNamespacesSupport` on.
   */
  readonly settings?: Omit<KubeletSettings, "release">;
  /**
   * A kubelet to which things have happened, as `step` of `userns-sim/kubelet` left it: restarts, lost files, ranges that
   * leaked or wrapped. Pods that run there keep the range that their sandbox was made with, the others are created now. It
   * brings its release, its settings and its pool, so none of these, and no other `strategy`, is given beside it.
   */
  readonly kubelet?: Kubelet;
  /**
   * A state of the allocator in which pods have come and gone, as `allocate` and `release` left it. Pods that are in it keep
   * their range, the others are given one now. It brings its pool and its strategy, so neither is given beside it, and no
   * kubelet.
   */
  readonly allocations?: Allocations;
  /** The seed from which slots are drawn, 0 to 4294967295, where the kubelet has none of its own; 1 unless given. */
  readonly seed?: number;
  /** The settings of the kernel. */
  readonly kernel?: KernelSettings;
}

/** One node: a host, and the pods that run on it. */
export interface Node {
  /** The machine. */
  readonly host: Host;
  /** The release of Kubernetes. */
  readonly release: Release;
  /** Who gave the pods their ranges; where a state of the allocator was given, what its strategy is called. */
  readonly strategy: RangeSource | (string & {});
  /** The settings of the kernel. */
  readonly kernel: KernelSettings;
  /** The kubelet, with all pods created; `undefined` when it gave no ranges. */
  readonly kubelet: Kubelet | undefined;
  /** The pods as they were placed. */
  readonly pods: readonly PlacedPod[];
  /** The same pods, in the same order, in the host's user namespace. */
  readonly podsWithoutUserns: readonly PlacedPod[];
}

/**
 * Places pods on a node: gives them ranges, starts their containers, mounts their volumes, and lets them write their files.
 *
 * @param options - the pods, and what differs from a machine of `DEFAULT_RELEASE` and its default pool
 * @returns the node, or why the allocator, the kubelet, the runtime or the kernel refuses one of the pods, or why the
 * kubelet of the release cannot have the pool
 * @throws TypeError when the strategy is unknown, a pod was not made by {@link readPod}, or a number of the settings or the
 * seed is not an integer; RangeError when the release is unknown, or a number of the settings or the seed is out of range.
 * TypeError, too, for what a kubelet that is given has of its own.
 * @remarks That the API server has taken the pods is taken for granted: see `checkPod` of `userns-sim/kubelet`.
 * @example
 * ```ts
 * import { createNode, readPod } from "userns-sim/node";
 *
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const node = createNode({ pods: [readPod({ name: "a", spec }), readPod({ name: "b", spec })] });
 * node.ok && node.value.pods.map(({ label, range }) => [label, range?.size]);
 * // => [["a", 65536], ["b", 65536]]
 * ```
 * @example
 * A kubelet that lost the directory of a running pod gives its range to the next one:
 *
 * ```ts
 * import { createKubelet, replay } from "userns-sim/kubelet";
 * import { blastRadius, createNode, escapeMatrix, readPod } from "userns-sim/node";
 *
 * const { kubelet } = replay(createKubelet({ release: "1.36" }, { seed: 1 }), [
 *   { type: "start" },
 *   { type: "create", podUid: "a", draw: 7 },
 *   { type: "remove-directory", podUid: "a" },
 *   { type: "cleanup", known: ["a"] },
 *   { type: "create", podUid: "b", draw: 7 },
 * ]);
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const pods = ["a", "b"].map((name) => readPod({ uid: name, name, spec }));
 * const node = createNode({ pods, kubelet });
 * const walk = node.ok ? escapeMatrix(node.value, { pod: "b" }, "fd") : node;
 * walk.ok && blastRadius(walk.value).podsBeyondOthers; // => ["a"]
 * ```
 * @example
 * An allocator from which a pod has gone gives its slot to the next one:
 *
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, release, unwrap } from "userns-sim";
 * import { createNode, readPod } from "userns-sim/node";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 4 * 65536 }));
 * const both = ["a", "b"].reduce(
 *   (state, uid) => unwrap(allocate(state, uid)).state,
 *   emptyAllocations(pool, firstFit()),
 * );
 * const { state: allocations } = unwrap(release(both, "a"));
 * const spec = { hostUsers: false, containers: [{ name: "main" }] };
 * const pods = ["b", "c"].map((name) => readPod({ uid: name, name, spec }));
 * const node = unwrap(createNode({ pods, allocations }));
 * node.pods.map(({ label, range }) => [label, range?.start]); // => [["b", 131072], ["c", 65536]]
 * ```
 */
export function createNode(options: NodeOptions): Result<Node, NodeError> {
  expectNodeOptions("createNode", options);
  const {
    pods,
    host = defaultHost(),
    kubelet: past,
    release = past?.settings.release ?? DEFAULT_RELEASE,
    strategy = past === undefined ? "random-scan" : "kubelet",
    allocations,
    pool,
    seed = 1,
    kernel = DEFAULT_SETTINGS,
  } = options;
  const settings = { ...options.settings, release };
  const given = giveRanges(pods, strategy, { pool, seed, settings, kubelet: past, allocations });
  if (!given.ok) return given;
  const { kubelet, ranges } = given.value;
  // That the owners of files in some volumes were changed, where mounts are not mapped, is not modelled.
  const machine: Machine = { host, kernel, mapsMounts: traitAt(RELEASE_TABLE.mappedMounts, release) };
  const placed = placePods(machine, pods, ranges);
  if (!placed.ok) return placed;
  // What has started with the IDs of a range, and with mapped mounts, starts without.
  const withoutUserns = unwrap(placePods(machine, pods, new Map()));
  return ok({
    host,
    release,
    strategy: allocations === undefined ? strategy : State.enter("createNode", allocations).setup.strategyName,
    kernel,
    kubelet,
    pods: placed.value,
    podsWithoutUserns: withoutUserns,
  });
}
