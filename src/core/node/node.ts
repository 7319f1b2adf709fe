import { DEFAULT_SETTINGS, type KernelSettings } from "../kernel/decision/kernel-settings.ts";
import type { Kubelet } from "../kubelet/manager/kubelet.ts";
import type { KubeletSettings } from "../kubelet/settings/settings.ts";
import { DEFAULT_RELEASE, RELEASES, type Release } from "../releases/releases.ts";
import { err, ok, type Result } from "../result.ts";
import { defaultHost } from "./host/default-host.ts";
import type { Host } from "./host/host.ts";
import type { NodeError } from "./placement/errors.ts";
import { type Machine, placePods } from "./placement/place-pods.ts";
import type { PlacedPod } from "./placement/placed-pod.ts";
import { giveRanges, type Placement } from "./placement/placement.ts";
import type { NodePod } from "./pod/pod.ts";

/** What {@link createNode} needs to know. */
export interface NodeOptions {
  /** The pods, each with a UID of its own. */
  readonly pods: readonly NodePod[];
  /** The machine; {@link defaultHost} unless given. */
  readonly host?: Host;
  /** The release of the kubelet; `DEFAULT_RELEASE` unless given. */
  readonly release?: Release;
  /** Who gives the pods their ranges; the kubelet unless given. */
  readonly placement?: Placement;
  /** What else is set in the kubelet. */
  readonly settings?: Omit<KubeletSettings, "release">;
  /** The seed from which the kubelet draws its slots, 0 to 4294967295; 1 unless given. */
  readonly seed?: number;
  /** The settings of the kernel. */
  readonly kernel?: KernelSettings;
}

/** One node: a host, and the pods that run on it. */
export interface Node {
  /** The machine. */
  readonly host: Host;
  /** The release of the kubelet. */
  readonly release: Release;
  /** Who gave the pods their ranges. */
  readonly placement: Placement;
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
 * @param options - the pods, and what differs from a machine with a kubelet of `DEFAULT_RELEASE`
 * @returns the node, or why the kubelet, the runtime or the kernel refuses one of the pods
 * @throws TypeError when a number of the settings or the seed is not an integer, RangeError when the release is
 * unknown, or a number of the settings or the seed is out of range.
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
    placement = "kubelet",
    seed = 1,
    kernel = DEFAULT_SETTINGS,
  } = options;
  const fault = uidFault(pods);
  if (fault !== undefined) return err(fault);
  const given = giveRanges(pods, placement, { ...options.settings, release }, seed);
  if (!given.ok) return given;
  const { kubelet, ranges } = given.value;
  const machine: Machine = { host, kernel, mapsMounts: mapsMounts(release) };
  const placed = placePods(machine, pods, ranges);
  if (!placed.ok) return placed;
  const withoutUserns = placePods(machine, pods, new Map());
  if (!withoutUserns.ok) return withoutUserns;
  return ok({
    host,
    release,
    placement,
    kernel,
    kubelet,
    pods: placed.value,
    podsWithoutUserns: withoutUserns.value,
  });
}

function uidFault(pods: readonly NodePod[]): NodeError | undefined {
  const seen = new Set<string>();
  for (const { uid: podUid } of pods) {
    // The kubelet names a directory after it.
    if (/^\.{0,2}$|[/\0]/.test(podUid)) return { code: "uid-unusable", podUid };
    if (seen.has(podUid)) return { code: "uid-taken", podUid };
    seen.add(podUid);
  }
  return undefined;
}

/** In 1.25 and 1.26 the kubelet changed the owners of files in some volumes instead, which is not modelled. */
function mapsMounts(release: Release): boolean {
  return RELEASES.indexOf(release) >= RELEASES.indexOf("1.27");
}
