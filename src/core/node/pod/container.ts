import type { ContainerView } from "../../apiserver/pod-view/pod-view-types.ts";
import { CAPABILITIES, type Capability } from "../../kernel/credentials/capability.ts";
import { expectArray, expectText } from "../../misuse/misuse.ts";

/** What a node needs of one container of a pod. */
export interface NodeContainer {
  /** Its name. */
  readonly name: string;
  /** Which of the pod's three lists it stands in. */
  readonly type: "init" | "regular" | "ephemeral";
  /** Whether it runs beside the others: an init container has ended by then, unless its `restartPolicy` is `Always`. */
  readonly runsOn: boolean;
  /** The user of its first process, inside the container. */
  readonly user: number;
  /** The group of its first process, inside the container. */
  readonly group: number;
  /**
   * Who says so: the container, the pod, or nobody. Then the image decides, and root is taken for granted; where
   * `runAsNonRoot` forbids root, 65532, the user `nonroot` of images without a distribution.
   */
  readonly userFrom: "container" | "pod" | "image";
  /** Whether the kubelet refuses to start it as root: `runAsNonRoot`, of the container or else of the pod. */
  readonly nonRoot: boolean;
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
  /** Whether it is mounted for reading only. */
  readonly readOnly: boolean;
}

export function nodeContainer(
  view: ContainerView,
  pod: {
    readonly user: number | undefined;
    readonly group: number | undefined;
    readonly nonRoot: boolean | undefined;
    readonly groups: readonly number[];
  },
): NodeContainer {
  const { security } = view;
  const user = security.runAsUser ?? pod.user;
  const nonRoot = (security.runAsNonRoot ?? pod.nonRoot) === true;
  const assumed = nonRoot ? NON_ROOT : 0;
  return {
    name: view.name,
    type: view.kind,
    runsOn: view.kind !== "init" || view.restartPolicy === "Always",
    user: user ?? assumed,
    // Without a user, its group is the image's affair as well.
    group: security.runAsGroup ?? pod.group ?? (user === undefined ? assumed : 0),
    nonRoot,
    userFrom: security.runAsUser !== undefined ? "container" : user !== undefined ? "pod" : "image",
    groups: pod.groups,
    capabilities: security.privileged ? CAPABILITIES : leftOf(security.addedCapabilities, security.droppedCapabilities),
    privileged: security.privileged,
    noNewPrivs: security.allowPrivilegeEscalation === false,
    mounts: view.mounts.map(({ volume, mountPath, readOnly }) => ({ volume, mountPath, readOnly })),
  };
}

/**
 * Gives the capabilities that a runtime leaves to a container.
 *
 * @param add - `capabilities.add`, without `CAP_`, or `ALL`
 * @param drop - `capabilities.drop`, likewise
 * @returns the capabilities, in the order of their numbers; names that nobody knows are passed over
 * @remarks `WithCapabilities`, containerd `internal/cri/opts`: `ALL` of either list first, then what is added, then what is
 * dropped. It puts `CAP_` before every name, so that one which has it already, such as `CAP_KILL`, is a name nobody knows. The 14 to start from are `defaultUnixCaps` of containerd's `pkg/oci`.
 * @example
 * ```ts
 * import { containerCapabilities } from "userns-sim/node";
 *
 * containerCapabilities([], []).length; // => 14
 * containerCapabilities(["NET_BIND_SERVICE"], ["ALL"]); // => ["CAP_NET_BIND_SERVICE"]
 * ```
 */
export function containerCapabilities(add: readonly string[], drop: readonly string[]): readonly Capability[] {
  expectNames("add", add);
  expectNames("drop", drop);
  return leftOf(add, drop);
}

function expectNames(label: string, names: readonly string[]): void {
  expectArray("containerCapabilities", label, names, "an array of names");
  for (const name of names) expectText("containerCapabilities", `each of ${label}`, name);
}

function leftOf(add: readonly string[], drop: readonly string[]): readonly Capability[] {
  const added = add.map(criName);
  const dropped = drop.map(criName);
  const isFirst = (name: Capability): boolean =>
    !dropped.includes(ALL) && (added.includes(ALL) || DEFAULT_CAPABILITIES.includes(name));
  return CAPABILITIES.filter((name) => (isFirst(name) || added.includes(name)) && !dropped.includes(name));
}

function criName(name: string): string {
  return `CAP_${name.toUpperCase()}`;
}

const NON_ROOT = 65532;

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
