import type { Pool } from "../allocate/pool/pool.ts";
import { DEFAULT_SETTINGS, type KernelSettings } from "../kernel/decision/kernel-settings.ts";
import type { Kubelet } from "../kubelet/manager/kubelet.ts";
import type { KubeletSettings } from "../kubelet/settings/settings.ts";
import { DEFAULT_RELEASE, RELEASE_TABLE, type Release, traitAt } from "../releases/releases.ts";
import { ok, type Result } from "../result.ts";
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
  /** The seed from which slots are drawn, 0 to 4294967295; 1 unless given. */
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
  /** Who gave the pods their ranges. */
  readonly strategy: RangeSource;
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
 * @throws TypeError when a number of the settings or the seed is not an integer; RangeError when the release or the
 * strategy is unknown, or a number of the settings or the seed is out of range.
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
 */
export function createNode(options: NodeOptions): Result<Node, NodeError> {
  const {
    pods,
    host = defaultHost(),
    release = DEFAULT_RELEASE,
    strategy = "random-scan",
    pool,
    seed = 1,
    kernel = DEFAULT_SETTINGS,
  } = options;
  const given = giveRanges(pods, strategy, { pool, seed, settings: { ...options.settings, release } });
  if (!given.ok) return given;
  const { kubelet, ranges } = given.value;
  // That the owners of files in some volumes were changed, where mounts are not mapped, is not modelled.
  const machine: Machine = { host, kernel, mapsMounts: traitAt(RELEASE_TABLE.mappedMounts, release) };
  const placed = placePods(machine, pods, ranges);
  if (!placed.ok) return placed;
  const withoutUserns = placePods(machine, pods, new Map());
  if (!withoutUserns.ok) return withoutUserns;
  return ok({
    host,
    release,
    strategy,
    kernel,
    kubelet,
    pods: placed.value,
    podsWithoutUserns: withoutUserns.value,
  });
}
