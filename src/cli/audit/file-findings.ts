import { explain } from "../../core/explain/kubelet.ts";
import { sandboxError } from "../../core/kubelet/runtime/sandbox-errors.ts";
import type { KubeletSettings } from "../../core/kubelet/settings/settings.ts";
import type { FoundOnDisk } from "../kubelet/pods-dir.ts";
import { START_FIXES } from "../kubelet/start-findings.ts";
import { type FindingFacts, finding } from "../output/findings.ts";
import { type PodFile, startMessage } from "./pod-files.ts";

/** What is wrong with the file of a pod by itself. */
export function fileFindings(file: PodFile, name: string, settings: KubeletSettings): readonly FindingFacts[] {
  const { pod, range, error } = file;
  if (error !== undefined)
    return [
      finding("refused", error.code, name, {
        says: startMessage(pod.podUid, error, settings),
        why: explain(error),
        fix: START_FIXES["pod-not-recorded"],
      }),
    ];
  if (range !== undefined && range.hostId + range.length > NO_ID)
    return [
      finding("unsound", "last-slot", name, {
        says: sandboxError("last-slot"),
        why: "Its range holds 4294967295, which is no ID, so the kernel refuses the map: the pod never starts, and keeps the slot.",
        fix: "Delete the pod and let it be made anew, and end the entry of kubelet below that range.",
        source: "kubernetes/kubernetes issue 139916",
      }),
    ];
  if (pod.found.kind === "file" && range === undefined) return [emptyFile(name)];
  return strangeFindings(pod.found, name);
}

const NO_ID = 4294967295;

function emptyFile(name: string): FindingFacts {
  return finding("warning", "empty-file", name, {
    why: "Its file userns has 0 bytes, which counts as none: the next call for the pod takes a second slot, and after a restart of the kubelet its range can be given to another pod while it runs.",
    fix: "Delete the pod before the kubelet is restarted.",
    source: "createUserNs, pkg/kubelet/userns/userns_manager.go",
  });
}

function strangeFindings(found: FoundOnDisk, name: string): readonly FindingFacts[] {
  if (found.kind === "unreadable")
    return [
      finding("undecided", "file-unreadable", name, {
        why: `Its file userns cannot be read: ${found.reason}.`,
        fix: "Read the directory as root, or from a copy that you may read: the kubelet writes its files for root alone.",
      }),
    ];
  const strange = STRANGE[found.kind];
  if (strange === undefined) return [];
  const [code, why] = strange;
  return [finding("unsound", code, name, { why, fix: "Find out who made it; remove it once the pod is gone." })];
}

/** What no kubelet makes. */
const STRANGE: { readonly [Kind in FoundOnDisk["kind"]]?: readonly [code: string, why: string] } = {
  "symbolic-link": [
    "link-for-file",
    "Its file userns is a symbolic link, which no kubelet makes. It was not followed.",
  ],
  "linked-pod": [
    "link-for-directory",
    "A symbolic link stands in the place of its directory, which no kubelet makes and every kubelet passes over. It was not followed.",
  ],
  special: ["no-regular-file", "Its file userns is no regular file, which no kubelet makes. It was not opened."],
  "too-large": ["file-too-large", "Its file userns is larger than 1 MiB, which no kubelet makes. It was not read."],
};
