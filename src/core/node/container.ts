import { CAPABILITIES, type Capability } from "../kernel/capability.ts";
import type { ContainerView } from "../kubelet/admission/pod-view-types.ts";

/** What a node needs of one container of a pod. */
export interface NodeContainer {
  /** Its name. */
  readonly name: string;
  /** Which of the pod's three lists it stands in. */
  readonly type: "init" | "regular" | "ephemeral";
  /** The user of its first process, inside the container. */
  readonly user: number;
  /** The group of its first process, inside the container. */
  readonly group: number;
  /** Who says so: the container, the pod, or nobody. Then the image decides, and root is taken for granted. */
  readonly userFrom: "container" | "pod" | "image";
  /** Its further groups, inside the container: `supplementalGroups`, and `fsGroup`. */
  readonly groups: readonly number[];
  /** The capabilities that the runtime leaves it: they are in effect for user 0 alone, the others may not even get them. */
  readonly capabilities: readonly Capability[];
  /** Whether it is privileged. */
  readonly privileged: boolean;
  /** Whether an exec gives its processes no privileges: `allowPrivilegeEscalation: false`. */
  readonly noNewPrivs: boolean;
  /** The volumes that it mounts. */
  readonly mounts: readonly NodeContainerMount[];
}

/** A volume that a container mounts. */
export interface NodeContainerMount {
  /** The name of the volume. */
  readonly volume: string;
  /** The path in the container. */
  readonly mountPath: string;
}

/**
 * Gives what a node needs of a container.
 *
 * @param view - the container
 * @param pod - the user and group that the pod declares, and the further groups of its processes
 * @returns the container
 * @internal
 */
export function nodeContainer(
  view: ContainerView,
  pod: { readonly user: number | undefined; readonly group: number | undefined; readonly groups: readonly number[] },
): NodeContainer {
  const { security } = view;
  const user = security.runAsUser ?? pod.user;
  return {
    name: view.name,
    type: view.kind,
    user: user ?? 0,
    group: security.runAsGroup ?? pod.group ?? 0,
    userFrom: security.runAsUser !== undefined ? "container" : user !== undefined ? "pod" : "image",
    groups: pod.groups,
    capabilities: security.privileged
      ? CAPABILITIES
      : containerCapabilities(security.addedCapabilities, security.droppedCapabilities),
    privileged: security.privileged,
    noNewPrivs: security.allowPrivilegeEscalation === false,
    mounts: view.mounts,
  };
}

/**
 * Gives the capabilities that a runtime leaves to a container.
 *
 * @param add - `capabilities.add`, with or without `CAP_`, or `ALL`
 * @param drop - `capabilities.drop`, likewise
 * @returns the capabilities, in the order of their numbers; names that nobody knows are passed over
 * @remarks `WithCapabilities`, containerd `internal/cri/opts`: `ALL` of either list first, then what is added, then what is
 * dropped. The 14 to start from are `defaultUnixCaps` of containerd's `pkg/oci`.
 * @example
 * ```ts
 * import { containerCapabilities } from "userns-sim/node";
 *
 * containerCapabilities([], []).length; // => 14
 * containerCapabilities(["NET_BIND_SERVICE"], ["ALL"]); // => ["CAP_NET_BIND_SERVICE"]
 * ```
 */
export function containerCapabilities(add: readonly string[], drop: readonly string[]): readonly Capability[] {
  const added = add.map(fullName);
  const dropped = drop.map(fullName);
  const start = dropped.includes(ALL) ? [] : added.includes(ALL) ? CAPABILITIES : DEFAULT_CAPABILITIES;
  return CAPABILITIES.filter((name) => (start.includes(name) || added.includes(name)) && !dropped.includes(name));
}

/**
 * Writes the name of a capability as the kernel does.
 *
 * @param name - the name in any case, with or without `CAP_`
 * @returns the name in capitals, with `CAP_`
 * @internal
 */
export function fullName(name: string): string {
  const upper = name.toUpperCase();
  return upper.startsWith("CAP_") ? upper : `CAP_${upper}`;
}

const ALL = "CAP_ALL";

const DEFAULT_CAPABILITIES: readonly Capability[] = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_FSETID",
  "CAP_FOWNER",
  "CAP_MKNOD",
  "CAP_NET_RAW",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETFCAP",
  "CAP_SETPCAP",
  "CAP_NET_BIND_SERVICE",
  "CAP_SYS_CHROOT",
  "CAP_KILL",
  "CAP_AUDIT_WRITE",
];
