import { step } from "../../kubelet/history/step.ts";
import { createKubelet } from "../../kubelet/manager/kubelet.ts";
import { validateConfiguration } from "../../kubelet/settings/configuration.ts";
import { accountSeen } from "../../kubelet/settings/mappings.ts";
import type { KubeletPool } from "../../kubelet/settings/pool.ts";
import { DEFAULT_IDS_PER_POD, type KubeletSettings } from "../../kubelet/settings/settings.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";

/** The host IDs that the pods of a node may get: `[start, start + size)`, cut into slots. */
export interface NodePool {
  /** The entry of the account `kubelet`, the default since 1.30, or all IDs as before. */
  readonly source: "subuid" | "default" | "whole";
  /** The first host ID. */
  readonly start: number;
  /** How many IDs there are. */
  readonly size: number;
  /** How many IDs each pod gets. */
  readonly idsPerPod: number;
  /** How many slots there are. */
  readonly slots: number;
}

/**
 * The pool of a kubelet that no pod stands in the way of; null where the feature gate is off, or it does not start.
 */
export function nodePool(settings: KubeletSettings): NodePool | null {
  const { outcome } = step(createKubelet(settings), { type: "start" });
  if (!outcome.ok || outcome.value === null) return null;
  return { source: sourceOf(settings), ...poolRange(outcome.value) };
}

/**
 * How many IDs a pod gets, or would if the kubelet started: before 1.35 the setting is not heeded, and what no kubelet
 * starts with means the default here.
 */
export function idsPerPodOf(settings: KubeletSettings): number {
  const { release, idsPerPod = DEFAULT_IDS_PER_POD } = settings;
  if (traitAt(RELEASE_TABLE.idsPerPod, release) !== "honoured") return DEFAULT_IDS_PER_POD;
  return validateConfiguration({ release, idsPerPod }).length === 0 ? idsPerPod : DEFAULT_IDS_PER_POD;
}

/** Whether a slot of a pool holds 4294967295, which is no ID: the kernel refuses its map. */
export function reachesLastId({ start, size }: NodePool): boolean {
  return start + size > NO_ID;
}

const NO_ID = 4294967295;

export function poolRange({ off, slots, idsPerPod }: KubeletPool): Omit<NodePool, "source"> {
  return { start: off * idsPerPod, size: slots * idsPerPod, idsPerPod, slots };
}

function sourceOf(settings: KubeletSettings): NodePool["source"] {
  if (traitAt(RELEASE_TABLE.pool, settings.release) === "whole") return "whole";
  return accountSeen(settings).kind === "getsubids" ? "subuid" : "default";
}
