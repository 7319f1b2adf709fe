/** What can happen to a pod or to its kubelet. */
export const POD_CHANGES = [
  "container-restarts",
  "ephemeral-container-added",
  "sandbox-recreated",
  "kubelet-restarts",
  "mirror-pod-recreated",
  "static-pod-edited",
  "pod-replaced",
] as const;

/** Something that happens to a pod or to its kubelet. */
export type PodChange = (typeof POD_CHANGES)[number];

/** Whether the pod has the same range afterwards. */
export interface RangeKeepingRow {
  /** What happens. */
  readonly change: PodChange;
  /** Whether the range is the same afterwards. */
  readonly keepsRange: boolean;
  /** Why. */
  readonly why: string;
}

/**
 * What becomes of a pod's range. The kubelet keys it by the UID of the pod, and that of a static pod is the one it made
 * itself, never that of the mirror which the API server shows.
 *
 * Inferred from `GetOrCreateUserNamespaceMappings`, which is called with the UID for every sandbox and every
 * container, and from `applyDefaults`, `pkg/kubelet/config/common.go`, which makes the UID of a static pod from its manifest.
 */
export const RANGE_KEEPING: readonly RangeKeepingRow[] = [
  { change: "container-restarts", keepsRange: true, why: "The file of the pod is read again for every container." },
  { change: "ephemeral-container-added", keepsRange: true, why: "It joins the user namespace of the sandbox." },
  { change: "sandbox-recreated", keepsRange: true, why: "The UID is the same, and so is the file." },
  { change: "kubelet-restarts", keepsRange: true, why: "The files of all pods are read at the start." },
  {
    change: "mirror-pod-recreated",
    keepsRange: true,
    why: "A static pod is keyed by its own UID, not by its mirror's.",
  },
  { change: "static-pod-edited", keepsRange: false, why: "Its UID is made from its manifest, and is another one." },
  { change: "pod-replaced", keepsRange: false, why: "Another pod has another UID, whatever its name." },
];

/**
 * Tells whether a pod has the same range after something happened.
 *
 * @param change - what happened
 * @returns its row of {@link RANGE_KEEPING}
 * @throws RangeError when there is no such change.
 * @example
 * ```ts
 * import { rangeAfter } from "userns-sim/kubelet";
 *
 * rangeAfter("sandbox-recreated").keepsRange; // => true
 * rangeAfter("pod-replaced").keepsRange; // => false
 * ```
 */
export function rangeAfter(change: PodChange): RangeKeepingRow {
  const row = RANGE_KEEPING.find((each) => each.change === change);
  if (row === undefined) throw new RangeError(`rangeAfter: expected a change, got ${String(change)}`);
  return row;
}
