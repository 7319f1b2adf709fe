import { NO_ID } from "../../id/id.ts";
import type { KubeletSettings } from "../../kubelet/settings/settings.ts";
import type { AuditFinding, NoKubeletsWork } from "./audit-finding.ts";
import { type AuditedFile, startMessage } from "./pod-file.ts";
import type { FoundOnDisk } from "./pod-on-disk.ts";

/** What is wrong with the file of a pod by itself; `isLooking` says whether the kubelet reads any. */
export function fileFindings(
  { pod, range, error }: AuditedFile,
  settings: KubeletSettings,
  isLooking: boolean,
): readonly AuditFinding[] {
  const { podUid, found } = pod;
  if (isLooking) {
    if (error !== undefined)
      return [{ code: "file-refused", podUid, cause: error, says: startMessage(podUid, error, settings) }];
    if (range !== undefined && range.hostId + range.length > NO_ID)
      return [{ code: "last-slot-held", podUid, range: { start: range.hostId, size: range.length } }];
    if (found.kind === "file" && range === undefined) return [{ code: "empty-file", podUid }];
  }
  if (found.kind === "unreadable") return [{ code: "file-unreadable", podUid, reason: found.reason }];
  const code = STRANGE[found.kind];
  return code === undefined ? [] : [{ code, podUid }];
}

/** What no kubelet makes. */
const STRANGE: { readonly [Kind in FoundOnDisk["kind"]]?: NoKubeletsWork["code"] } = {
  "symbolic-link": "link-for-file",
  "linked-pod": "link-for-directory",
  special: "no-regular-file",
  "too-large": "file-too-large",
};
