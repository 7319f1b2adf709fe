import type { HostId } from "../../id/id.ts";

/** Why settings make no pool. */
export type KubeletPoolError = GateError | ConfigurationInvalid | KubeletMappingError | PoolInvalid | PoolEndRefused;

/** A feature gate cannot be set. */
export interface GateError {
  /** Names the cause: the release has no such gate, or it can only be on. */
  readonly code: "gate-unrecognized" | "gate-locked";
  /** The name of the gate. */
  readonly gate: string;
  /** The kubelet's own words. */
  readonly text: string;
}

/** The kubelet's configuration is not valid. */
export interface ConfigurationInvalid {
  readonly code: "configuration-invalid";
  /** What is wrong with it, in the kubelet's own words, in the order in which it looks. */
  readonly problems: readonly string[];
  /** The kubelet's own words for all of it. */
  readonly text: string;
}

/** The IDs for pods could not be learnt. */
export interface KubeletMappingError {
  readonly code:
    | "lookup-failed"
    | "getsubids-missing"
    | "getsubids-failed"
    | "uids-and-gids-differ"
    | "too-many-lines"
    | "not-four-fields"
    | "not-a-number";
  /** The kubelet's own words. */
  readonly text: string;
}

/** The IDs for pods make no pool. */
export interface PoolInvalid extends RefusedPool {
  /** Names the check that failed. */
  readonly code:
    | "ids-per-pod-misaligned"
    | "first-id-misaligned"
    | "first-id-too-low"
    | "length-misaligned"
    | "too-few-ids";
  /** The kubelet's own words. */
  readonly text: string;
}

/** The IDs for pods end at or past 4294967295, which a kubelet refuses that has the fixes of PR 141345. */
export interface PoolEndRefused extends RefusedPool {
  /** Names the check that failed: the IDs reach the last one, or go past it. */
  readonly code: "reaches-last-id" | "past-last-id";
  /** Nobody knows the kubelet's words. */
  readonly text: null;
}

/** The IDs for pods that were refused. */
export interface RefusedPool {
  /** The first ID of the pool. */
  readonly firstId: HostId;
  /** How many IDs it has. */
  readonly length: number;
  /** How many IDs each pod gets. */
  readonly idsPerPod: number;
  /** How many pods must fit. */
  readonly maxPods: number;
}
