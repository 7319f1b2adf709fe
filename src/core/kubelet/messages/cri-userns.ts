import { CRI_NAMESPACE_MODES, type CriNamespaceMode } from "../../forms/kubernetes/cri.ts";
import { expectArray, expectObject, expectOneOf } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";

/** The maps of a user namespace, as containerd gets them for a sandbox and again for each container. */
export interface UsernsOptions {
  /** Whose user namespace it is. */
  readonly mode: CriNamespaceMode;
  /** The map of user IDs. */
  readonly uids: readonly UsernsMapping[];
  /** The map of group IDs. */
  readonly gids: readonly UsernsMapping[];
}

/** One line of a map. */
export interface UsernsMapping {
  /** The first ID in the container. */
  readonly containerId: number;
  /** The first ID on the host. */
  readonly hostId: number;
  /** How many IDs there are. */
  readonly size: number;
}

/** What containerd makes of them. */
export interface ContainerUserns {
  /** Whether the container is in the pod's user namespace, or in the node's. */
  readonly userns: boolean;
  /** The map of user IDs; empty in the node's. */
  readonly uids: readonly UsernsMapping[];
  /** The map of group IDs; empty in the node's. */
  readonly gids: readonly UsernsMapping[];
}

/** Why containerd refuses them. */
export interface UsernsRefusal {
  readonly code:
    | "several-mappings"
    | "empty-mapping"
    | "mappings-of-node"
    | "pod-without-mappings"
    | "unsupported-mode"
    | "differs-from-sandbox";
  /**
   * containerd's own words. Where a container differs from its sandbox they end with both messages as Go prints them, which
   * are left out.
   */
  readonly text: string;
}

/**
 * Checks the user namespace of a container as containerd does before it makes the container.
 *
 * @param container - what the kubelet says for the container
 * @param sandbox - what it said for the pod's sandbox
 * @returns the namespace that the container gets, or the refusal
 * @remarks `parseUsernsIDs` and `sameUsernsConfig`, containerd `internal/cri/server`: one mapping of each kind, and a
 * container's must be those of its sandbox. So a kubelet that lost a pod's file, and draws a second range for it, shows as a
 * container that does not start.
 * @example
 * ```ts
 * import { checkCriUserns } from "userns-sim/kubelet";
 *
 * const uids = [{ containerId: 0, hostId: 65536, size: 65536 }];
 * const options = { mode: "POD", uids, gids: uids } as const;
 * checkCriUserns(options, options).ok; // => true
 * checkCriUserns({ ...options, gids: [] }, options);
 * // => {
 * //   ok: false,
 * //   error: {
 * //     code: "pod-without-mappings",
 * //     text: "user namespace configuration: can't use user namespace mode \"POD\" without UID and GID mappings",
 * //   },
 * // }
 * ```
 */
export function checkCriUserns(
  container: UsernsOptions,
  sandbox: UsernsOptions,
): Result<ContainerUserns, UsernsRefusal> {
  expectUserns("container", container);
  expectUserns("sandbox", sandbox);
  const refusal = refuse(container);
  if (refusal !== undefined) return err({ code: refusal.code, text: `user namespace configuration: ${refusal.text}` });
  if (!isSame(container, sandbox))
    return err({
      code: "differs-from-sandbox",
      text: "user namespace config for sandbox is different from container.",
    });
  return ok({ userns: container.mode === "POD", uids: container.uids, gids: container.gids });
}

function refuse({ mode, uids, gids }: UsernsOptions): UsernsRefusal | undefined {
  const mapping = refuseMappings("UID", uids) ?? refuseMappings("GID", gids);
  if (mapping !== undefined) return mapping;
  if (mode === "NODE") {
    if (uids.length === 0 && gids.length === 0) return undefined;
    const counts = `Got ${uids.length} UID mappings and ${gids.length} GID mappings`;
    return { code: "mappings-of-node", text: `can't use user namespace mode "NODE" with mappings. ${counts}` };
  }
  if (mode !== "POD") return { code: "unsupported-mode", text: `unsupported user namespace mode: "${mode}"` };
  if (uids.length > 0 && gids.length > 0) return undefined;
  return { code: "pod-without-mappings", text: `can't use user namespace mode "POD" without UID and GID mappings` };
}

function refuseMappings(kind: "UID" | "GID", mappings: readonly UsernsMapping[]): UsernsRefusal | undefined {
  const { length } = mappings;
  if (length > 1)
    return {
      code: "several-mappings",
      text: `${kind} mapping: only one mapping line supported, got ${length} mapping lines`,
    };
  if (mappings.some(({ size }) => size < 1))
    return { code: "empty-mapping", text: `${kind} mapping: invalid mapping length: 0` };
  return undefined;
}

/** A sandbox that would be refused itself is the same as nothing; a container that gets here has at most one mapping. */
function isSame(container: UsernsOptions, sandbox: UsernsOptions): boolean {
  return (
    container.mode === sandbox.mode &&
    isSameMap(container.uids, sandbox.uids) &&
    isSameMap(container.gids, sandbox.gids)
  );
}

function isSameMap(a: readonly UsernsMapping[], b: readonly UsernsMapping[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ containerId, hostId, size }, i) => {
      const other = b[i];
      return containerId === other?.containerId && hostId === other.hostId && size === other.size;
    })
  );
}

function expectUserns(label: string, userns: UsernsOptions): void {
  expectObject("checkCriUserns", label, userns, "an object { mode, uids, gids }");
  expectOneOf("checkCriUserns", `${label}.mode`, userns.mode, CRI_NAMESPACE_MODES);
  expectArray("checkCriUserns", `${label}.uids`, userns.uids, "an array of mappings { containerId, hostId, size }");
  expectArray("checkCriUserns", `${label}.gids`, userns.gids, "an array of mappings { containerId, hostId, size }");
}
