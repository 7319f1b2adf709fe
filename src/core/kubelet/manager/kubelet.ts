import { checkInteger } from "../../id/integer.ts";
import { came, isObject } from "../../misuse/came.ts";
import { expectArray, expectObject, misuse } from "../../misuse/misuse.ts";
import { DEFECT_NAMES, type DefectName } from "../defects/defects.ts";
import type { PodsDirectory } from "../disk/disk.ts";
import type { KubeletPodRange } from "../settings/pod-ranges.ts";
import { checkSettings, type KubeletSettings } from "../settings/settings.ts";
import type { Manager } from "./manager.ts";

/**
 * A kubelet, its disk, and the sandboxes that its container runtime runs, at one moment.
 *
 * Plain data that never changes: keep it, send it, store it as JSON, and go on from it as often as you like.
 */
export interface Kubelet {
  /** The settings that count from the last start on. */
  readonly settings: KubeletSettings;
  /** The defects that are fixed in this kubelet. */
  readonly fixes: readonly DefectName[];
  /** The state of the generator that draws the slots, or `null` when the draws come with the events. */
  readonly random: number | null;
  /** The directory of all pods. */
  readonly pods: PodsDirectory;
  /** Whether the kubelet runs. */
  readonly started: boolean;
  /** Its user-namespace manager; `null` while the feature gate is off or the kubelet does not run. */
  readonly manager: Manager | null;
  /**
   * The sandboxes with a user namespace that run, each with the range it was made with, in the order of the UIDs byte by byte.
   *
   * They belong to the container runtime and go on while the kubelet restarts. A sandbox is here from the pod's first successful
   * `create` until its `release`, or until a `cleanup` says that it does not run.
   */
  readonly sandboxes: readonly KubeletPodRange[];
}

/** What a kubelet can be made with besides its settings. */
export interface KubeletOptions {
  /** The defects that are fixed; none when not given, as in the release. */
  readonly fixes?: readonly DefectName[];
  /** The seed of the generator that draws the slots, 0 to 4294967295. Without it the draws come with the events. */
  readonly seed?: number;
  /** What lies in the directory of all pods, in the order of the UIDs byte by byte; nothing when not given. */
  readonly pods?: PodsDirectory;
}

/**
 * Makes a kubelet that was not started yet.
 *
 * @param settings - its settings
 * @param options - what else is known about it
 * @returns the kubelet
 * @throws TypeError when a number is not an integer, RangeError when the release or a defect is unknown, or a number is
 * out of range.
 * @example
 * ```ts
 * import { createKubelet, replay } from "userns-sim/kubelet";
 *
 * const kubelet = createKubelet({ release: "1.36" }, { seed: 1 });
 * const { outcomes } = replay(kubelet, [{ type: "start" }, { type: "create", podUid: "web" }]);
 * outcomes.every(({ ok }) => ok); // => true
 * ```
 */
export function createKubelet(settings: KubeletSettings, options: KubeletOptions = {}): Kubelet {
  checkSettings("createKubelet", settings);
  expectObject("createKubelet", "options", options, "an object such as { seed: 1 }");
  const { fixes = [], seed, pods = [] } = options;
  expectArray("createKubelet", "fixes", fixes, "an array of the names of known defects");
  for (const fix of fixes)
    if (!DEFECT_NAMES.includes(fix))
      throw new RangeError(`createKubelet: expected the names of known defects, got ${came(fix)}`);
  if (pods !== null) expectArray("createKubelet", "pods", pods, "null or an array of the directories of pods");
  const random = seed === undefined ? null : checkInteger("createKubelet", "the seed", seed, 0, 4294967295);
  return { settings, fixes, random, pods, started: false, manager: null, sandboxes: [] };
}

/** Only a kubelet says whether it has a manager, which may be none. */
export function expectKubelet(caller: string, kubelet: Kubelet): void {
  if (kubelet?.manager !== undefined && Array.isArray(kubelet.sandboxes)) return;
  const isAnswer = isObject(kubelet) && "kubelet" in kubelet;
  const got = isAnswer ? "the answer to a step: give its kubelet" : undefined;
  throw misuse(caller, "kubelet", "a kubelet made by createKubelet", kubelet, got);
}
