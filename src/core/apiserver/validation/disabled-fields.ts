import type { ManifestPath } from "../../manifest/place.ts";
import { isInUserns, type PodView } from "../pod-view/pod-view.ts";
import { isGateOn, isUsernsGateOn, type ReleaseOptions } from "../releases/api-releases.ts";

/** A pod as it is stored, and what was lost on the way. */
export interface StoredPod {
  /** The pod without the fields whose gates are off. */
  readonly pod: PodView;
  /** The fields that were dropped without a word. */
  readonly dropped: readonly DroppedField[];
}

export interface DroppedField {
  readonly path: ManifestPath;
  /** The feature gate that would keep it; the release may not have it. */
  readonly gate: "user namespaces" | "ProcMountType" | "SupplementalGroupsPolicy";
}

/**
 * Drops the fields of a new pod whose feature gates are off, as the API server does before it validates:
 * `dropDisabledFields`, `pkg/api/pod/util.go`. Fields are named where dropping them makes a difference.
 */
export function dropDisabledFields(pod: PodView, options: ReleaseOptions): StoredPod {
  let stored = pod;
  const dropped: DroppedField[] = [];
  if (!isUsernsGateOn(options)) {
    stored = { ...stored, hostUsers: undefined };
    if (isInUserns(pod)) dropped.push({ path: [...pod.path, "hostUsers"], gate: "user namespaces" });
  }
  if (!isGateOn(options, "ProcMountType"))
    stored = {
      ...stored,
      containers: stored.containers.map((container) => {
        const { path, procMount } = container.security;
        if (procMount === undefined || procMount === "Default") return container;
        dropped.push({ path: [...path, "procMount"], gate: "ProcMountType" });
        return { ...container, security: { ...container.security, procMount: "Default" } };
      }),
    };
  const { security } = stored;
  if (security.supplementalGroupsPolicy !== undefined && !isGateOn(options, "SupplementalGroupsPolicy")) {
    const fields = security.fields.filter((field) => field !== "supplementalGroupsPolicy");
    stored = { ...stored, security: { ...security, fields, supplementalGroupsPolicy: undefined } };
    // Merge is what holds without the field.
    if (security.supplementalGroupsPolicy !== "Merge")
      dropped.push({ path: [...security.path, "supplementalGroupsPolicy"], gate: "SupplementalGroupsPolicy" });
  }
  return { pod: stored, dropped };
}
