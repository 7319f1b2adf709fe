import { checkInteger } from "../../id/integer.ts";
import { expectArray } from "../../misuse/misuse.ts";
import { checkHostRange, type HostRange } from "./host-range.ts";

/** A mapping as an OCI `config.json` has it. */
export interface OciIdMapping {
  /** The first ID in the container. */
  readonly containerID: number;
  /** The first ID on the host. */
  readonly hostID: number;
  /** How many IDs there are. */
  readonly size: number;
}

/** A bind mount as an OCI `config.json` has it. */
export interface OciMount {
  /** Where it is in the container. */
  readonly destination: string;
  /** The type of the mount. */
  readonly type: "bind";
  /** What is mounted. */
  readonly source: string;
  /** How it is mounted: with what is below it, which is not mapped with it, for want of `ridmap`. */
  readonly options: readonly string[];
  /** The map of user IDs; absent for a mount that is not mapped. */
  readonly uidMappings?: readonly OciIdMapping[];
  /** The map of group IDs; absent for a mount that is not mapped. */
  readonly gidMappings?: readonly OciIdMapping[];
}

/** A namespace in an OCI `config.json`. */
export interface OciNamespace {
  /** Always the user namespace. */
  readonly type: "user";
  /** The file of the namespace to join; absent for a new one. */
  readonly path?: string;
}

/** The part of an OCI `config.json` that is about user namespaces. */
export interface OciConfig {
  /** The section for Linux. */
  readonly linux: {
    /** The user namespace: a new one, or that of the sandbox. */
    readonly namespaces: readonly OciNamespace[];
    /** The map of user IDs. */
    readonly uidMappings: readonly OciIdMapping[];
    /** The map of group IDs. */
    readonly gidMappings: readonly OciIdMapping[];
  };
  /** The mounts that are asked for. */
  readonly mounts: readonly OciMount[];
}

/** A bind mount of a container. */
export interface MountRequest {
  /** What is mounted. */
  readonly source: string;
  /** Where it is in the container. */
  readonly destination: string;
  /** Whether nobody may write; not so when not given. */
  readonly readOnly?: boolean;
  /** Whether it is mapped to the pod's IDs; so when not given. `/dev/shm` is not. */
  readonly mapped?: boolean;
}

/**
 * Writes what a runtime such as containerd tells the one below it about a container in a user namespace.
 *
 * @param range - the pod's range
 * @param mounts - the container's bind mounts
 * @param sandboxPid - the process whose user namespace is joined; the sandbox itself makes a new one
 * @returns that part of `config.json`, as plain JSON
 * @throws TypeError when a number of the range is not an integer, RangeError when the range is no range of IDs.
 * @remarks OCI runtime specification, `linux.uidMappings`, `mounts[].uidMappings`: "if there is no recursive option
 * (`ridmap`), the mapping applies to the top mount only". `WithPodNamespaces`, containerd `internal/cri/opts`: the maps are
 * there also where a namespace is joined, and runc from 1.2 on refuses ones that differ from the namespace's.
 * @example
 * ```ts
 * import { ociConfig } from "userns-sim/kubelet";
 *
 * const config = ociConfig({ start: 65536, size: 65536 }, [{ source: "/srv/data", destination: "/data" }]);
 * config.linux.uidMappings; // => [{ containerID: 0, hostID: 65536, size: 65536 }]
 * config.mounts[0]?.options; // => ["rbind", "rprivate", "rw"]
 * ```
 */
export function ociConfig(range: HostRange, mounts: readonly MountRequest[] = [], sandboxPid?: number): OciConfig {
  const { start, size } = checkHostRange("ociConfig", range);
  expectArray("ociConfig", "mounts", mounts, "an array of mounts { source, destination }");
  if (sandboxPid !== undefined) checkInteger("ociConfig", "sandboxPid", sandboxPid, 1, 4194304);
  const mappings = [{ containerID: 0, hostID: start, size }];
  return {
    linux: {
      namespaces: [{ type: "user", ...(sandboxPid === undefined ? {} : { path: `/proc/${sandboxPid}/ns/user` }) }],
      uidMappings: mappings,
      gidMappings: mappings,
    },
    mounts: mounts.map(({ source, destination, readOnly = false, mapped = true }) => ({
      destination,
      type: "bind",
      source,
      options: ["rbind", "rprivate", readOnly ? "ro" : "rw"],
      ...(mapped ? { uidMappings: mappings, gidMappings: mappings } : {}),
    })),
  };
}
