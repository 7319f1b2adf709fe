import type { ManifestPath } from "../../manifest/place.ts";
import { isInUserns, type PodView } from "../pod-view/pod-view.ts";
import type { VolumeView } from "../pod-view/pod-view-types.ts";
import { isGateOn, isGateThere, isUsernsGateOn, type ReleaseOptions } from "../releases/api-releases.ts";

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
  readonly gate: "user namespaces" | "ImageVolume" | "ProcMountType" | "SupplementalGroupsPolicy";
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
  const images = stored.volumes.filter(({ sources }) => sources.includes("image"));
  if (images.length > 0 && !isGateOn(options, "ImageVolume")) {
    stored = isGateThere(options, "ImageVolume") ? withoutVolumes(stored, images) : withoutImages(stored);
    dropped.push(...images.map(({ path }): DroppedField => ({ path: [...path, "image"], gate: "ImageVolume" })));
  }
  const { supplementalGroupsPolicy, path } = stored.security;
  if (supplementalGroupsPolicy !== undefined && !isGateOn(options, "SupplementalGroupsPolicy")) {
    stored = withoutSecurityField(stored, "supplementalGroupsPolicy");
    stored = { ...stored, security: { ...stored.security, supplementalGroupsPolicy: undefined } };
    // Merge is what holds without the field.
    if (supplementalGroupsPolicy !== "Merge")
      dropped.push({ path: [...path, "supplementalGroupsPolicy"], gate: "SupplementalGroupsPolicy" });
  }
  if (!isGateOn(options, "SELinuxChangePolicy")) stored = withoutSecurityField(stored, "seLinuxChangePolicy");
  return { pod: stored, dropped };
}

/** `dropImageVolumes`: volumes that are images go, and with them what mounts them. */
function withoutVolumes(pod: PodView, gone: readonly VolumeView[]): PodView {
  const [volumes, names] = [new Set(gone), new Set(gone.map(({ name }) => name))];
  return {
    ...pod,
    volumes: pod.volumes.filter((volume) => !volumes.has(volume)),
    containers: pod.containers.map((container) => ({
      ...container,
      mounts: container.mounts.filter(({ volume }) => !names.has(volume)),
    })),
  };
}

/** A release that does not have the field at all does not see it; a volume without a source becomes an `emptyDir`. */
function withoutImages(pod: PodView): PodView {
  return {
    ...pod,
    volumes: pod.volumes.map((volume) => {
      const sources = volume.sources.filter((source) => source !== "image");
      return { ...volume, sources: sources.length === 0 ? ["emptyDir"] : sources };
    }),
  };
}

function withoutSecurityField(pod: PodView, name: string): PodView {
  const { security } = pod;
  return { ...pod, security: { ...security, fields: security.fields.filter((field) => field !== name) } };
}
