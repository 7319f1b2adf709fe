import { isInUserns, viewPod } from "../../apiserver/pod-view/pod-view.ts";
import { checkReleaseOptions, isUsernsGateOn, type ReleaseOptions } from "../../apiserver/releases/api-releases.ts";
import { expectObject, expectText } from "../../misuse/misuse.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import { checkHostRange, type HostRange } from "./host-range.ts";

/** The message `IDMapping` of the CRI, in the names of `api.proto`. */
export interface CriIdMapping {
  /** The first ID on the host. */
  readonly host_id: number;
  /** The first ID in the container. */
  readonly container_id: number;
  /** How many IDs there are. */
  readonly length: number;
}

/** The message `UserNamespace` of the CRI. The mode is 0 for `POD` and 2 for `NODE`. */
export interface CriUserNamespaceMessage {
  /** Whose user namespace it is. */
  readonly mode: 0 | 2;
  /** The map of user IDs. */
  readonly uids: readonly CriIdMapping[];
  /** The map of group IDs. */
  readonly gids: readonly CriIdMapping[];
}

/** The message `NamespaceOption` of the CRI: 0 is `POD`, 1 `CONTAINER`, 2 `NODE`. */
export interface CriNamespaceOption {
  /** Whose network namespace it is. */
  readonly network: 0 | 2;
  /** Whose PID namespace it is. */
  readonly pid: 0 | 1 | 2;
  /** Whose IPC namespace it is. */
  readonly ipc: 0 | 2;
  /** Whose user namespace it is; absent while the gate is off, as older kubelets leave it. */
  readonly userns_options?: CriUserNamespaceMessage;
}

/** The message `Mount` of the CRI, as far as IDs are concerned. */
export interface CriMount {
  /** Where it is in the container. */
  readonly container_path: string;
  /** What is mounted. */
  readonly host_path: string;
  /** The map of user IDs: that of the pod. */
  readonly uidMappings: readonly CriIdMapping[];
  /** The map of group IDs: that of the pod. */
  readonly gidMappings: readonly CriIdMapping[];
}

/**
 * Writes the namespaces of a pod as the kubelet tells them to the runtime, for the sandbox and for every container.
 *
 * @param spec - the pod's `spec`, from a parser; nothing about it is trusted
 * @param range - the pod's range; does not matter for a host user
 * @param options - the release and the gates that were set
 * @returns the message as plain JSON
 * @throws TypeError when a number of the range is not an integer, RangeError when the range is no range of IDs, or the
 * release is not modelled.
 * @remarks `NamespacesForPod`, `pkg/kubelet/kuberuntime/util/util.go`; `NamespaceOption` of `api.proto`.
 * @example
 * ```ts
 * import { criNamespaceOption } from "userns-sim/kubelet";
 *
 * const range = { start: 65536, size: 65536 };
 * criNamespaceOption({ hostUsers: false }, range, { release: "1.36" }).userns_options;
 * // => {
 * //   mode: 0,
 * //   uids: [{ host_id: 65536, container_id: 0, length: 65536 }],
 * //   gids: [{ host_id: 65536, container_id: 0, length: 65536 }],
 * // }
 * criNamespaceOption({}, range, { release: "1.36" }).userns_options; // => { mode: 2, uids: [], gids: [] }
 * ```
 */
export function criNamespaceOption(spec: unknown, range: HostRange, options: ReleaseOptions): CriNamespaceOption {
  checkReleaseOptions("criNamespaceOption", options);
  expectObject("criNamespaceOption", "range", range, "an object { start, size }");
  const pod = viewPod(spec);
  const mappings = isInUserns(pod) ? criMappings("criNamespaceOption", range) : [];
  const mode = isInUserns(pod) ? POD : NODE;
  return {
    network: pod.hostNetwork ? NODE : POD,
    pid: pod.hostPID ? NODE : pod.shareProcessNamespace === true ? POD : CONTAINER,
    ipc: pod.hostIPC ? NODE : POD,
    ...(isUsernsGateOn(options) ? { userns_options: { mode, uids: mappings, gids: mappings } } : {}),
  };
}

/**
 * Writes a mount of a container in a user namespace as the kubelet tells it to the runtime.
 *
 * @param mount - what is mounted, and where in the container
 * @param range - the pod's range
 * @param options - the release
 * @returns the message as plain JSON; before 1.27 without maps
 * @throws TypeError when a number of the range is not an integer, RangeError when the range is no range of IDs, or the
 * release is not modelled.
 * @remarks `makeMounts`, `pkg/kubelet/kuberuntime/kuberuntime_container.go`: every mount gets the maps of the pod. The names
 * `uidMappings` and `gidMappings` are those of `api.proto`, which writes its other fields with underscores.
 * @example
 * ```ts
 * import { criMount } from "userns-sim/kubelet";
 *
 * const mount = { hostPath: "/srv/data", containerPath: "/data" };
 * criMount(mount, { start: 65536, size: 65536 }, { release: "1.36" }).uidMappings;
 * // => [{ host_id: 65536, container_id: 0, length: 65536 }]
 * ```
 */
export function criMount(
  mount: { readonly hostPath: string; readonly containerPath: string },
  range: HostRange,
  options: ReleaseOptions,
): CriMount {
  expectObject("criMount", "mount", mount, "an object { hostPath, containerPath }");
  expectText("criMount", "hostPath", mount.hostPath);
  expectText("criMount", "containerPath", mount.containerPath);
  checkReleaseOptions("criMount", options);
  const mappings = criMappings("criMount", range);
  const sent = traitAt(RELEASE_TABLE.mappedMounts, options.release) ? mappings : [];
  return { container_path: mount.containerPath, host_path: mount.hostPath, uidMappings: sent, gidMappings: sent };
}

function criMappings(caller: string, range: HostRange): readonly CriIdMapping[] {
  const { start, size } = checkHostRange(caller, range);
  return [{ host_id: start, container_id: 0, length: size }];
}

/** `NamespaceMode` of `api.proto`. */
const POD = 0;
const CONTAINER = 1;
const NODE = 2;
