import { RELEASE_TABLE, type Release, traitAt } from "../../releases/releases.ts";

/** The names of all known defects of the kubelet's user-namespace manager. */
export const DEFECT_NAMES = [
  "lost-file-leak",
  "last-slot",
  "pool-wraps",
  "running-range-given-away",
  "start-refused",
  "release-panics",
  "missing-getsubids",
] as const;

/** The name of a known defect. */
export type DefectName = (typeof DEFECT_NAMES)[number];

/** What is known about a defect. */
export interface Defect {
  /** What goes wrong. */
  readonly what: string;
  /** The property that it breaks. */
  readonly breaks: string;
  /** What the kubelet does instead when the defect is fixed. */
  readonly fix: string;
  /** Where it is reported or can be read. */
  readonly source: string;
}

/**
 * The known defects of the kubelet. The releases up to 1.36 have them all, as far as they have the feature; `fixes` of
 * `RELEASE_TABLE` names those that a later one no longer has.
 *
 * Name some in the option `fixes` of `createKubelet` to see what the kubelet would do without them. The fix is the one proposed
 * upstream where there is one, and otherwise the smallest that is sound.
 */
export const DEFECTS: Readonly<Record<DefectName, Defect>> = {
  "lost-file-leak": {
    what: "When the file of a pod is lost or emptied, the next call takes a second slot; the first stays in use until a restart.",
    breaks: "Every slot in use belongs to a pod.",
    fix: "The pod keeps the range that the kubelet remembers for it, and its file is written again.",
    source: "createUserNs, pkg/kubelet/userns/userns_manager.go, v1.36.3: usedBy is not looked at",
  },
  "last-slot": {
    what: "The default pool ends at 2^32, so one pod gets the range with ID 4294967295, which the kernel refuses for ever.",
    breaks: "The kernel accepts every range that a pod is given.",
    fix: "The default pool is one slot shorter, and a configured pool that ends at 2^32 stops the kubelet.",
    source: "kubernetes/kubernetes issue 139916; fixes proposed in PR 140190 and, as here, PR 141345",
  },
  "pool-wraps": {
    what: "A configured pool past 2^32 passes all checks; its top slots become host IDs 0, 65536 …, so a pod is root on the host.",
    breaks: "Every range that a pod is given lies in the pool.",
    fix: "A pool that ends past 2^32 stops the kubelet.",
    source: "kubernetes/kubernetes PR 141345; allocateOne multiplies in 32 bits",
  },
  "running-range-given-away": {
    what: "The range of a running pod is free again after its directory went and a cleanup came, or its file went and a restart.",
    breaks: "No two running pods overlap.",
    fix: "A cleanup keeps the ranges of known and running pods, and a start takes over the ranges of the sandboxes that run.",
    source: "CleanupOrphanedPodUsernsAllocations and MakeUserNsManager, pkg/kubelet/userns/userns_manager.go, v1.36.3",
  },
  "start-refused": {
    what: "One file that does not fit the pool, as after a change of the settings, keeps the kubelet from starting.",
    breaks: "A kubelet whose settings are right starts, whatever lies in the pods directory.",
    fix: "The pod keeps the range of its file, outside the pool too, as long as no other pod has an ID of it; the slots that it touches stay unused. A file without such a range is left alone, and refused when its pod is next asked for.",
    source: "kubernetes/kubernetes issues 132966, 137912, 141941; PR 137922, which let pods overlap, was closed",
  },
  "release-panics": {
    what: "Releasing a range that wrapped past 2^32 looks for a bit before the first and crashes the kubelet.",
    breaks: "No step crashes the kubelet.",
    fix: "The slot is computed as it was when it was allocated, in 32 bits, and is free again. Only seen while `pool-wraps` is not fixed.",
    source: "releaseWithLock, pkg/kubelet/userns/userns_manager.go, v1.36.3; big.Int.Bit panics below 0",
  },
  "missing-getsubids": {
    what: "A node with an account `kubelet` but without the program getsubids does not start its kubelet.",
    breaks: "Where subordinate IDs cannot be configured, the default pool is used.",
    fix: "The default pool is used.",
    source: "kubernetes/kubernetes PRs 141345 and 141971: os.IsNotExist is false for exec.ErrNotFound",
  },
};

/** Tells whether a kubelet is without a defect: by the fixes that it was made with, or by those of its release. */
export function isFixed(release: Release, fixes: readonly DefectName[], defect: DefectName): boolean {
  if (fixes.includes(defect)) return true;
  const released: readonly DefectName[] = traitAt(RELEASE_TABLE.fixes, release);
  return released.includes(defect);
}
