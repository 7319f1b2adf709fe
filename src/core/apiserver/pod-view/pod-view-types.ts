import type { ManifestPath } from "../../manifest/place.ts";

/** A `securityContext`, of a pod or of a container. */
export interface SecurityView {
  readonly path: ManifestPath;
  /** The names of its fields that are not null. */
  readonly fields: readonly string[];
  readonly runAsUser: number | undefined;
  readonly runAsGroup: number | undefined;
  readonly runAsNonRoot: boolean | undefined;
  readonly fsGroup: number | undefined;
  /** `supplementalGroups`, of a pod; one that cannot be decoded is `undefined`. */
  readonly supplementalGroups: readonly (number | undefined)[];
  readonly supplementalGroupsPolicy: string | undefined;
  /** `sysctls`, of a pod: their names. */
  readonly sysctls: readonly string[];
  readonly procMount: string | undefined;
  readonly privileged: boolean;
  readonly allowPrivilegeEscalation: boolean | undefined;
  readonly addedCapabilities: readonly string[];
  readonly droppedCapabilities: readonly string[];
  /** `seccompProfile.type`; empty where there is a profile without one. */
  readonly seccompType: string | undefined;
  /** `appArmorProfile.type`; empty where there is a profile without one. */
  readonly appArmorType: string | undefined;
  /** `seLinuxOptions`: its type, user and role, each empty where it is not given. */
  readonly seLinux: { readonly type: string; readonly user: string; readonly role: string };
  /** `windowsOptions.hostProcess`. */
  readonly hostProcess: boolean;
}

/** A volume of a pod. */
export interface VolumeView {
  readonly path: ManifestPath;
  readonly name: string;
  /** Where it comes from, by the name of the field; more than one is an error that is not looked for here. */
  readonly sources: readonly string[];
  readonly hostPath: string | undefined;
  readonly medium: string | undefined;
  /** `defaultMode`, of what the kubelet writes itself. */
  readonly defaultMode: number | undefined;
}

/** A volume that a container mounts. */
export interface MountView {
  readonly path: ManifestPath;
  readonly volume: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
  readonly propagation: string | undefined;
}

/** A container of a pod. */
export interface ContainerView {
  readonly kind: "init" | "regular" | "ephemeral";
  readonly path: ManifestPath;
  readonly name: string;
  readonly image: string;
  readonly security: SecurityView;
  readonly hasVolumeDevices: boolean;
  /** Whether it is given devices by a plugin: its limits name a resource that is none of Kubernetes' own. */
  readonly hasPluginDevices: boolean;
  /** The volumes it mounts, and where. */
  readonly mounts: readonly MountView[];
  /** `restartPolicy`: an init container with `Always` runs on. */
  readonly restartPolicy: string | undefined;
  /** The ports of the host it asks for, 0 left out. */
  readonly hostPorts: readonly number[];
  /** The hosts that its probes and lifecycle handlers name. */
  readonly hosts: readonly string[];
}
