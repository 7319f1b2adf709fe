/** Why the kernel may refuse the user namespace of a sandbox. */
export const SANDBOX_CAUSES = ["last-slot", "outside-parent-map", "namespace-limit"] as const;

/** Why the kernel refuses the user namespace of a sandbox. */
export type SandboxCause = (typeof SANDBOX_CAUSES)[number];

/** What is known about a sandbox that does not start. */
export interface SandboxErrorRow {
  /** What went wrong. */
  readonly cause: SandboxCause;
  /** The kernel's answer. */
  readonly errno: "EINVAL" | "EPERM" | "ENOSPC";
  /** What Go says about it. */
  readonly goText: string;
  /** What happened. */
  readonly why: string;
  /** Where it is reported. */
  readonly source: string;
}

/** The ways in which the kernel refuses the user namespace of a sandbox. */
export const SANDBOX_ERRORS: readonly SandboxErrorRow[] = [
  {
    cause: "last-slot",
    errno: "EINVAL",
    goText: "invalid argument",
    why: "The range has ID 4294967295, which no map may have; the kubelet keeps it for the pod, so it never starts.",
    source: "kubernetes/kubernetes issue 139916",
  },
  {
    cause: "outside-parent-map",
    errno: "EPERM",
    goText: "operation not permitted",
    why: "The kubelet runs in a user namespace itself, and the range is not in its own map.",
    source: "user_namespaces(7), Defining user and group ID mappings",
  },
  {
    cause: "namespace-limit",
    errno: "ENOSPC",
    goText: "no space left on device",
    why: "user.max_user_namespaces is 0 or used up.",
    source: "namespaces(7), /proc/sys/user; talos issue 8554",
  },
];

/**
 * Says what containerd says about a sandbox whose user namespace the kernel refuses.
 *
 * @param cause - why it refuses
 * @returns the text, verbatim
 * @throws RangeError when there is no such cause.
 * @remarks `UnshareAfterEnterUserns`, containerd `pkg/sys/unshare_linux.go`.
 * @example
 * ```ts
 * import { sandboxError } from "userns-sim/kubelet";
 *
 * sandboxError("last-slot");
 * // => "failed to start noop process for unshare: fork/exec /proc/self/exe: invalid argument"
 * ```
 */
export function sandboxError(cause: SandboxCause): string {
  const row = SANDBOX_ERRORS.find((each) => each.cause === cause);
  if (row === undefined) throw new RangeError(`sandboxError: expected a cause, got ${String(cause)}`);
  return `failed to start noop process for unshare: fork/exec /proc/self/exe: ${row.goText}`;
}
