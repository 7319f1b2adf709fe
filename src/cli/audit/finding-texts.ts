import { explain } from "../../core/explain/node.ts";
import { sandboxError } from "../../core/kubelet/runtime/sandbox-errors.ts";
import type { AuditFinding } from "../../core/node/audit/audit-finding.ts";
import { type FindingFacts, finding } from "../output/findings.ts";

/** What belongs to all findings of an audit. */
export interface AboutAll {
  /** What a pod is called. */
  readonly nameOf: (podUid: string) => string;
  /** What helps one with the last slot. */
  readonly lastSlotFix: string;
  /** Whether the kubelet would start again. */
  readonly restarts: boolean;
}

/** What the command says of a finding. */
export function findingTexts(found: AuditFinding, { nameOf, lastSlotFix, restarts }: AboutAll): FindingFacts {
  const why = explain(found);
  switch (found.code) {
    case "file-refused": {
      const { podUid, cause, says } = found;
      return finding("refused", cause.code, nameOf(podUid), { says, why, fix: explain("drain") });
    }
    case "last-slot-held":
      return finding("unsound", "last-slot", nameOf(found.podUid), {
        says: sandboxError("last-slot"),
        why,
        fix: lastSlotFix,
        source: "kubernetes/kubernetes issue 139916",
      });
    case "empty-file":
      return finding("warning", found.code, nameOf(found.podUid), {
        why,
        fix: "Delete the pod before the kubelet is restarted.",
        source: "createUserNs, pkg/kubelet/userns/userns_manager.go",
      });
    case "file-unreadable":
      return finding("undecided", found.code, nameOf(found.podUid), {
        why,
        fix: "Read the directory as root, or from a copy that you may read: the kubelet writes its files for root alone.",
      });
    case "overlap":
    case "duplicate-range": {
      const about = found.podUids.map(nameOf).join(" and ");
      const fix = explain("drain");
      return finding("unsound", found.code, about, { says: found.says ?? null, why, fix });
    }
    case "more-overlaps":
      return finding("warning", found.code, "further pods", { why, fix: "Begin with those." });
    case "orphan":
      return finding("warning", found.code, nameOf(found.podUid), {
        why,
        fix: `If the pod is gone for good, remove its directory while the kubelet is stopped${restarts ? ", or restart the kubelet, which then remembers the pod and cleans up" : ""}.`,
        source: "CleanupOrphanedPodUsernsAllocations, pkg/kubelet/userns/userns_manager.go",
      });
    default: {
      const fix = "Find out who made it; remove it once the pod is gone.";
      return finding("unsound", found.code, nameOf(found.podUid), { why, fix });
    }
  }
}
