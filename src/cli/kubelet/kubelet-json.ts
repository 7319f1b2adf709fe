import type { Release } from "../../core/releases/releases.ts";

export interface CheckedKubelet {
  readonly release: Release;
  /** Whether it would start, as far as user namespaces are concerned and no file of a pod stands in the way. */
  readonly starts: "yes" | "no" | "undecided";
  /** `maxPods`, 110 where it is not set. */
  readonly maxPods: number;
  /** The feature gate of user namespaces; null where the kubelet refuses how it was set. */
  readonly gate: GateFacts | null;
}

export interface GateFacts {
  readonly name: string;
  readonly on: boolean;
}

/** The host IDs that pods may get: `[start, start + size)`, cut into slots. */
export interface NodePoolFacts {
  /** The entry of the account `kubelet`, the default since 1.30, or all IDs as before. */
  readonly source: "subuid" | "default" | "whole";
  readonly start: number;
  readonly size: number;
  readonly idsPerPod: number;
  readonly slots: number;
}
