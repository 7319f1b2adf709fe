import type { IdRange, Pool, Result } from "userns-sim";
import { isStrategyName } from "userns-sim";
import type { Kubelet, KubeletEvent } from "userns-sim/kubelet";
import type { Words } from "userns-sim/lessons";
import type { NodeOptions, NodePod } from "userns-sim/node";
import { DEFAULTS, type PlayEvent, type World } from "../play.ts";
import { allocatorRunner } from "./allocator-runner.ts";
import { baselineRunner } from "./baseline-runner.ts";
import { kubeletRunner } from "./kubelet-runner.ts";
import { poolOf } from "./settings.ts";
import type { SlotsOfPool } from "./slots-of-pool.ts";

/** Lets things happen to whatever gives the ranges, one after the other. */
export interface Runner {
  create(pod: NodePod): Came;
  release(pod: NodePod): Came;
  /** All else. `here` are the UIDs of the pods that the API server knows. */
  happen(event: OtherEvent, here: readonly string[]): Came;
  /** What was said when it began. */
  readonly began: Came;
  /** What a node is made with after all that. */
  nodeOptions(): Omit<NodeOptions, "pods">;
  /** Where the slots lie now. */
  pool(): SlotsOfPool | null;
  readonly past: Past;
}

export type OtherEvent = Exclude<PlayEvent, { readonly type: "create" | "release" }>;

/** What an event came to. */
export interface Came {
  readonly ok: boolean;
  readonly says: readonly Words[];
  /** The range that a pod was given; absent where it was given none. */
  readonly range?: IdRange;
}

/** The same in the words of the library, for whoever writes it down as a program, or looks for defects. It grows. */
export type Past =
  | { readonly kind: "kubelet"; readonly lives: readonly KubeletLife[]; now(): Kubelet }
  | { readonly kind: "allocator"; readonly pool: Pool; readonly steps: readonly AllocatorStep[] }
  | { readonly kind: "baseline"; readonly pool: Pool };

/** What happened from one crash to the next, which is no event of the library's. The first begins before the start. */
export interface KubeletLife {
  readonly kubelet: Kubelet;
  readonly events: readonly KubeletEvent[];
}

export interface AllocatorStep {
  readonly type: "allocate" | "release" | "restart";
  readonly pod: string;
}

/** Opens it, or says why that cannot be. */
export function openRunner(play: World): Result<Runner, Words> {
  const pool = poolOf(play);
  if (!pool.ok) return pool;
  if (play.strategy === "kubelet") return kubeletRunner(play, pool.value);
  // For the others, a pool was made of nothing.
  const given = pool.value as Pool;
  const { strategy } = play;
  return {
    ok: true,
    value: isStrategyName(strategy) ? allocatorRunner(play, strategy, given) : baselineRunner(play, given),
  };
}

/** Where something is wrong with what was set: the field that would mend it if it were as it is by default, else the pool. */
export function faultyField(play: World): "gate" | "idsPerPod" | "pool" {
  const mends = (field: "gate" | "idsPerPod" | "pool") => {
    const opened = openRunner({ ...play, [field]: DEFAULTS[field] });
    return opened.ok && opened.value.began.ok;
  };
  return (["gate", "idsPerPod"] as const).find(mends) ?? "pool";
}
