import type { ManifestPath } from "../../manifest/place.ts";

/** A `securityContext`, of a pod or of a container. */
export interface SecurityView {
  /** The way to it. */
  readonly path: ManifestPath;
  /** The names of its fields that are not null. */
  readonly fields: readonly string[];
  /** `runAsUser`. */
  readonly runAsUser: number | undefined;
  /** `runAsGroup`. */
  readonly runAsGroup: number | undefined;
  /** `runAsNonRoot`. */
  readonly runAsNonRoot: boolean | undefined;
  /** `fsGroup`, of a pod. */
  readonly fsGroup: number | undefined;
  /** `supplementalGroups`, of a pod; one that cannot be decoded is `undefined`. */
  readonly supplementalGroups: readonly (number | undefined)[];
  /** `supplementalGroupsPolicy`, of a pod. */
  readonly supplementalGroupsPolicy: string | undefined;
  /** `sysctls`, of a pod: their names. */
  readonly sysctls: readonly string[];
  /** `procMount`, of a container. */
  readonly procMount: string | undefined;
  /** `privileged`, of a container. */
  readonly privileged: boolean;
  /** `allowPrivilegeEscalation`, of a container. */
  readonly allowPrivilegeEscalation: boolean | undefined;
  /** `capabilities.add`, of a container. */
  readonly addedCapabilities: readonly string[];
  /** `capabilities.drop`, of a container. */
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
  /** The way to it. */
  readonly path: ManifestPath;
  /** Its name. */
  readonly name: string;
  /** Where it comes from, by the name of the field; more than one is an error that is not looked for here. */
  readonly sources: readonly string[];
  /** `hostPath.path`. */
  readonly hostPath: string | undefined;
  /** `emptyDir.medium`. */
  readonly medium: string | undefined;
  /** `defaultMode`, of what the kubelet writes itself. */
  readonly defaultMode: number | undefined;
}

/** A container of a pod. */
export interface ContainerView {
  /** Which of the three lists it stands in. */
  readonly kind: "init" | "regular" | "ephemeral";
  /** The way to it. */
  readonly path: ManifestPath;
  /** Its name. */
  readonly name: string;
  /** Its image. */
  readonly image: string;
  /** Its `securityContext`. */
  readonly security: SecurityView;
  /** Whether it has block devices. */
  readonly hasVolumeDevices: boolean;
  /** The volumes it mounts, and where. */
  readonly mounts: readonly { readonly volume: string; readonly mountPath: string; readonly readOnly: boolean }[];
  /** `restartPolicy`: an init container with `Always` runs on. */
  readonly restartPolicy: string | undefined;
  /** The ports of the host it asks for, 0 left out. */
  readonly hostPorts: readonly number[];
  /** The hosts that its probes and lifecycle handlers name. */
  readonly hosts: readonly string[];
}
