import { step } from "../../core/kubelet/history/step.ts";
import { createKubelet } from "../../core/kubelet/manager/kubelet.ts";
import { gateOf } from "../../core/kubelet/settings/gate.ts";
import { accountSeen } from "../../core/kubelet/settings/mappings.ts";
import type { KubeletPool } from "../../core/kubelet/settings/pool.ts";
import { DEFAULT_MAX_PODS, type KubeletSettings } from "../../core/kubelet/settings/settings.ts";
import { DEFAULT_RELEASE, RELEASE_TABLE, traitAt } from "../../core/releases/releases.ts";
import type { Io } from "../base/io.ts";
import type { KubeletOptions } from "../options/kubelet-options.ts";
import type { Problems } from "../output/unreadable.ts";
import { type ConfigReading, readKubeletConfig } from "./kubelet-config.ts";
import type { GateFacts, NodePoolFacts } from "./kubelet-json.ts";
import { type AccountFacts, readAccount } from "./kubelet-user.ts";

export interface KubeletFacts {
  /** Its settings; what is not known is taken for what is most likely. */
  readonly settings: KubeletSettings;
  readonly releaseGiven: boolean;
  readonly configGiven: boolean;
  readonly account: AccountFacts;
  readonly maxPods: number;
  /** The feature gate; null where the kubelet refuses what was set. */
  readonly gate: GateFacts | null;
}

export type KubeletReading =
  | {
      readonly kubelet: KubeletFacts;
    }
  | Problems;

export async function readKubeletFacts(io: Io, options: KubeletOptions): Promise<KubeletReading> {
  const { kubeletConfig, release = DEFAULT_RELEASE } = options;
  const reading: ConfigReading | undefined =
    kubeletConfig === undefined ? undefined : await readKubeletConfig(io, kubeletConfig);
  if (reading !== undefined && "problems" in reading) return reading;
  const account = await readAccount(io, options);
  const { maxPods, idsPerPod, featureGates = {} } = reading?.config ?? {};
  const settings: KubeletSettings = {
    release,
    featureGates,
    kubeletUser: account.user,
    ...(options.getent ? {} : { getent: false }),
    ...(maxPods === undefined ? {} : { maxPods }),
    ...(idsPerPod === undefined ? {} : { idsPerPod }),
  };
  const gate = gateOf(settings);
  return {
    kubelet: {
      settings,
      releaseGiven: options.release !== undefined,
      configGiven: reading !== undefined,
      account,
      maxPods: maxPods ?? DEFAULT_MAX_PODS,
      gate: gate.ok ? { name: traitAt(RELEASE_TABLE.gate, release), on: gate.value } : null,
    },
  };
}

/** The pool of a kubelet that no pod stands in the way of; null where the feature gate is off, or it does not start. */
export function poolOf({ settings }: Pick<KubeletFacts, "settings">): NodePoolFacts | null {
  const { outcome } = step(createKubelet(settings), { type: "start" });
  if (!outcome.ok || outcome.value === null) return null;
  return { ...rangeOf(outcome.value), source: sourceOf(settings) };
}

export function rangeOf({ off, slots, idsPerPod }: KubeletPool): Omit<NodePoolFacts, "source"> {
  return { start: off * idsPerPod, size: slots * idsPerPod, idsPerPod, slots };
}

function sourceOf(settings: KubeletSettings): NodePoolFacts["source"] {
  if (traitAt(RELEASE_TABLE.pool, settings.release) === "whole") return "whole";
  return accountSeen(settings).kind === "getsubids" ? "subuid" : "default";
}
