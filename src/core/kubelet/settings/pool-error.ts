import type { HostId } from "../../id/id.ts";

/** Why settings make no pool. */
export type KubeletPoolError = GateError | ConfigurationInvalid | KubeletMappingError | PoolInvalid;

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
export interface PoolInvalid {
  /** Names the check that failed. */
  readonly code:
    | "ids-per-pod-misaligned"
    | "first-id-misaligned"
    | "first-id-too-low"
    | "length-misaligned"
    | "too-few-ids"
    | "reaches-last-id"
    | "past-last-id";
  /** The first ID of the pool. */
  readonly firstId: HostId;
  /** How many IDs it has. */
  readonly length: number;
  /** How many IDs each pod gets. */
  readonly idsPerPod: number;
  /** How many pods must fit. */
  readonly maxPods: number;
  /** The kubelet's own words; for the two checks that no release has yet, the words of this library. */
  readonly text: string;
}
