import { toUint32 } from "../../go/go-uint32.ts";
import { NO_ID } from "../../id/id.ts";
import { expectArray } from "../../misuse/misuse.ts";
import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";
import { err, ok, type Result } from "../../result.ts";
import { type DefectName, isFixed } from "../defects/defects.ts";
import type { Panic } from "./errors.ts";
import { gateOf } from "./gate.ts";
import { kubeletMapping } from "./mappings.ts";
import type { KubeletPoolError, PoolEndRefused, PoolInvalid } from "./pool-error.ts";
import { checkSettings, DEFAULT_IDS_PER_POD, DEFAULT_MAX_PODS, type KubeletSettings } from "./settings.ts";

/** The slots that a kubelet hands out: slot `i` has the host IDs from `(off + i) * idsPerPod` on. */
export interface KubeletPool {
  /** How many slots lie below the pool. */
  readonly off: number;
  /** How many slots the pool has. */
  readonly slots: number;
  /** How many IDs a slot has. */
  readonly idsPerPod: number;
}

/**
 * Makes a pool of a kubelet's settings, with the checks of its manager but not those of its configuration.
 *
 * @param settings - what the kubelet is started with
 * @param fixes - the defects that are fixed
 * @returns the pool, `null` when the feature gate is off, or the first check that fails
 * @throws TypeError when a number is not an integer, RangeError when the release is not modelled, or a number is larger
 * than its type in Go.
 * @remarks `MakeUserNsManager`, `pkg/kubelet/userns/userns_manager.go`, v1.36.3. Whether the pool ends at 2^32 or past it
 * is checked from 1.38 on: kubernetes/kubernetes PR 141345.
 * @example
 * ```ts
 * import { kubeletPool, kubeletUser } from "userns-sim/kubelet";
 *
 * kubeletPool({ release: "1.36" }); // => { ok: true, value: { off: 1, slots: 65535, idsPerPod: 65536 } }
 * const refused = kubeletPool({ release: "1.36", kubeletUser: kubeletUser(100000, 7208960) });
 * refused.ok ? "" : refused.error.text; // => "kubelet user assigned ID 100000 is not a multiple of 65536"
 * ```
 */
export function kubeletPool(
  settings: KubeletSettings,
  fixes: readonly DefectName[] = [],
): Result<KubeletPool | null, KubeletPoolError | Panic> {
  checkSettings("kubeletPool", settings);
  expectArray("kubeletPool", "fixes", fixes, "an array of the names of known defects");
  const gate = gateOf(settings);
  if (!gate.ok) return gate;
  if (!gate.value) return ok(null);
  if (traitAt(RELEASE_TABLE.pool, settings.release) === "whole")
    return ok({
      off: 0,
      slots: isFixed(settings.release, fixes, "last-slot") ? 65535 : 65536,
      idsPerPod: DEFAULT_IDS_PER_POD,
    });
  const idsPerPod = idsPerPodOf(settings);
  const mapping = kubeletMapping(settings, idsPerPod, fixes);
  if (!mapping.ok) return mapping;
  const { firstId, length } = mapping.value;
  if (idsPerPod === 0) return err({ code: "panic", text: "runtime error: integer divide by zero" });
  const { maxPods = DEFAULT_MAX_PODS } = settings;
  const facts = { firstId, length, idsPerPod, maxPods };
  const end = endFault(settings.release, firstId + length, fixes);
  if (end !== undefined) return err({ code: end, ...facts, text: null });
  const fault = poolFault(firstId, length, idsPerPod, maxPods);
  if (fault !== undefined) return err({ code: fault[0], ...facts, text: `kubelet user ${fault[1]}` });
  return ok({ off: firstId / idsPerPod, slots: length / idsPerPod, idsPerPod });
}

/** The length of the manager: a cast, so that 2^32 becomes 0. Before 1.35 the setting does not get this far. */
function idsPerPodOf({ release, idsPerPod = DEFAULT_IDS_PER_POD }: KubeletSettings): number {
  return traitAt(RELEASE_TABLE.idsPerPod, release) === "honoured" ? toUint32(idsPerPod) : DEFAULT_IDS_PER_POD;
}

/**
 * Which of two faults the kubelet tells first is not known; as its words for this one are not, either, it goes first, so
 * that none are promised.
 */
function endFault(release: Release, end: number, fixes: readonly DefectName[]): PoolEndRefused["code"] | undefined {
  if (end > 4294967296) return isFixed(release, fixes, "pool-wraps") ? "past-last-id" : undefined;
  return end >= NO_ID && isFixed(release, fixes, "last-slot") ? "reaches-last-id" : undefined;
}

function poolFault(
  firstId: number,
  length: number,
  idsPerPod: number,
  maxPods: number,
): readonly [PoolInvalid["code"], string] | undefined {
  if (idsPerPod % 65536 !== 0)
    return ["ids-per-pod-misaligned", `namespace length ${idsPerPod} is not a multiple of 65536`];
  if (firstId % idsPerPod !== 0)
    return ["first-id-misaligned", `assigned ID ${firstId} is not a multiple of ${idsPerPod}`];
  if (firstId < idsPerPod)
    return ["first-id-too-low", `assigned ID ${firstId} must be greater or equal to ${idsPerPod}`];
  if (length % idsPerPod !== 0)
    return ["length-misaligned", `assigned IDs length ${length} is not a multiple of ${idsPerPod}`];
  // `uint32(maxPods)`: a negative number is a huge one.
  if (length / idsPerPod < toUint32(maxPods))
    return ["too-few-ids", `assigned IDs are not enough to support ${maxPods} pods`];
  return undefined;
}
