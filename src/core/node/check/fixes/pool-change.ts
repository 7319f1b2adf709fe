import { step } from "../../../kubelet/history/step.ts";
import { createKubelet } from "../../../kubelet/manager/kubelet.ts";
import { isBlind } from "../../../kubelet/settings/mappings.ts";
import { DEFAULT_MAX_PODS, type KubeletSettings, kubeletUser } from "../../../kubelet/settings/settings.ts";
import type { IdRange } from "../../../range/range.ts";
import { RELEASE_TABLE, traitAt } from "../../../releases/releases.ts";
import { START_CONDITIONS } from "../node-conditions.ts";
import { idsPerPodOf, nodePool } from "../pool.ts";
import type { FixChange, FixPlan } from "./fix.ts";
import type { NodeToFix } from "./free-range.ts";

/** Other settings that a kubelet is to start with; null leaves one out. */
export interface WantedSettings {
  readonly maxPods?: number;
  readonly idsPerPod?: number | null;
}

/** The changes by which a kubelet starts with other settings, and the line of the account that they need. */
export interface PoolChange extends FixPlan {
  readonly line?: string;
}

/**
 * Makes the changes by which a node's kubelet starts with other settings; the account `kubelet` gets another line where it
 * must. `undefined` where no line will do.
 */
export function poolChange(node: NodeToFix, wanted: WantedSettings): PoolChange | undefined {
  const settings = changed(node.kubelet, wanted);
  const isDone = needsNoLine(settings);
  if (!isDone) return lineChange(node, wanted);
  return plan(node, settings, settingChanges(wanted));
}

/** The same with another line whether or not it is needed; `isApart` wants one that nobody else has IDs of. */
export function lineChange(node: NodeToFix, wanted: WantedSettings = {}, isApart = false): PoolChange | undefined {
  const settings = changed(node.kubelet, wanted);
  // Before 1.30 no kubelet looks for a line, and one that sees no account finds none.
  if (traitAt(RELEASE_TABLE.pool, settings.release) === "whole" || isBlind(settings)) return undefined;
  const { maxPods = DEFAULT_MAX_PODS } = settings;
  const idsPerPod = idsPerPodOf(settings);
  const slots = Math.max(maxPods, 1);
  const range = node.free.apart(idsPerPod, slots) ?? (isApart ? undefined : node.free.any(idsPerPod, slots));
  return range === undefined ? undefined : withLine(node, wanted, range);
}

/** The same with a certain line. */
export function withLine(node: NodeToFix, wanted: WantedSettings, { start, size }: IdRange): PoolChange | undefined {
  const settings = { ...changed(node.kubelet, wanted), kubeletUser: kubeletUser(start, size) };
  if (!needsNoLine(settings)) return undefined;
  const line = `kubelet:${start}:${size}`;
  const changes = [
    ...settingChanges(wanted),
    { file: "/etc/subuid", value: line } as const,
    { file: "/etc/subgid", value: line } as const,
  ];
  return { ...plan(node, settings, changes), line };
}

export function changed(settings: KubeletSettings, { maxPods, idsPerPod }: WantedSettings): KubeletSettings {
  const { idsPerPod: given, ...rest } = settings;
  const ids = idsPerPod === undefined ? given : (idsPerPod ?? undefined);
  return {
    ...rest,
    ...(maxPods === undefined ? {} : { maxPods }),
    ...(ids === undefined ? {} : { idsPerPod: ids }),
  };
}

function settingChanges({ maxPods, idsPerPod }: WantedSettings): readonly FixChange[] {
  return [
    ...(maxPods === undefined ? [] : [{ setting: "maxPods", value: maxPods }]),
    ...(idsPerPod === undefined ? [] : [{ setting: "userNamespaces.idsPerPod", value: idsPerPod }]),
  ];
}

/** Whether the kubelet starts, or something else than the account's line keeps it from that. */
function needsNoLine(settings: KubeletSettings): boolean {
  const { outcome } = step(createKubelet(settings), { type: "start" });
  if (outcome.ok) return true;
  const { fix } = START_CONDITIONS[outcome.error.code];
  return fix !== "give-subordinate-ids" && fix !== "correct-configuration";
}

/** A pod whose range is not a slot of the pool any more keeps the kubelet from starting. */
function plan(node: NodeToFix, settings: KubeletSettings, changes: readonly FixChange[]): FixPlan {
  const before = nodePool(node.kubelet);
  const after = nodePool(settings);
  const isKept =
    before === null ||
    after === null ||
    (after.idsPerPod === before.idsPerPod &&
      after.start <= before.start &&
      before.start + before.size <= after.start + after.size);
  return isKept ? { changes } : { changes, first: ["drain"] };
}
