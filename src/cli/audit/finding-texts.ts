import { explain } from "../../core/explain/node.ts";
import { sandboxError } from "../../core/kubelet/runtime/sandbox-errors.ts";
import type { AuditFinding } from "../../core/node/audit/audit-finding.ts";
import { fixText } from "../kubelet/fixes.ts";
import { type FindingFacts, finding } from "../output/findings.ts";

/** What the command says of a finding; `nameOf` gives what a pod is called. */
export function findingTexts(found: AuditFinding, nameOf: (podUid: string) => string): FindingFacts {
  const why = explain(found);
  switch (found.code) {
    case "file-refused": {
      const { podUid, cause, says } = found;
      return finding("refused", cause.code, nameOf(podUid), { says, why, fix: fixText("drain") });
    }
    case "last-slot-held":
      return finding("unsound", "last-slot", nameOf(found.podUid), {
        says: sandboxError("last-slot"),
        why,
        fix: "Delete the pod and let it be made anew. None draws that range again where the account kubelet has an entry in /etc/subuid and /etc/subgid that ends below it.",
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
      const fix = fixText("drain");
      return finding("unsound", found.code, about, { says: found.says ?? null, why, fix });
    }
    case "more-overlaps":
      return finding("warning", found.code, "further pods", { why, fix: "Begin with those." });
    case "orphan":
      return finding("warning", found.code, nameOf(found.podUid), {
        why,
        fix: "If the pod is gone for good, remove its directory while the kubelet is stopped, or restart the kubelet, which then remembers the pod and cleans up.",
        source: "CleanupOrphanedPodUsernsAllocations, pkg/kubelet/userns/userns_manager.go",
      });
    default: {
      const fix = "Find out who made it; remove it once the pod is gone.";
      return finding("unsound", found.code, nameOf(found.podUid), { why, fix });
    }
  }
}
