import { goQuote } from "../../go/go-text.ts";
import type { PodEntry } from "../../kubelet/disk/disk.ts";
import { openPod, readUserns } from "../../kubelet/disk/userns-file.ts";
import { piecesOf } from "../../kubelet/lists/pieces.ts";
import type { OpenManager } from "../../kubelet/manager/open-manager.ts";
import { record } from "../../kubelet/manager/record.ts";
import type { RecordError } from "../../kubelet/settings/errors.ts";
import type { KubeletPodRange } from "../../kubelet/settings/pod-ranges.ts";
import type { KubeletSettings } from "../../kubelet/settings/settings.ts";
import { RELEASE_TABLE, traitAt } from "../../releases/releases.ts";
import type { PodOnDisk } from "./pod-on-disk.ts";

/** What the file of a pod comes to, when a kubelet reads it that knows of no other pod. */
export interface AuditedFile {
  readonly pod: PodOnDisk;
  /** The range that the file names; `undefined` where it names none. */
  readonly range: KubeletPodRange | undefined;
  /** Why the kubelet refuses it; `undefined` where it does not. */
  readonly error: RecordError | undefined;
}

/**
 * Reads the file of a pod as a kubelet does at its start.
 * @param manager - its manager that knows no pod; null where there is none, and only the file itself is looked at
 */
export function readPodFile(pod: PodOnDisk, settings: KubeletSettings, manager: OpenManager | null): AuditedFile {
  const entry = entryOf(pod);
  if (entry === undefined) return { pod, range: undefined, error: undefined };
  const { content } = openPod(piecesOf([entry]), pod.podUid, settings);
  const read = content.ok ? readUserns(pod.podUid, content.value, settings.release) : content;
  if (!read.ok) return { pod, range: undefined, error: read.error };
  const range = read.value;
  if (range === undefined || manager === null) return { pod, range, error: undefined };
  const recorded = record(manager, range, settings.release);
  return { pod, range, error: recorded.ok ? undefined : recorded.error };
}

/**
 * What stands on the disk, for the kubelet of the library; `undefined` where it is not known what the kubelet would
 * find, or where it passes it over.
 */
export function entryOf({ podUid, found }: PodOnDisk): PodEntry | undefined {
  switch (found.kind) {
    case "file":
      return { podUid, kind: "file", raw: found.raw };
    case "no-file":
      return { podUid, kind: "no-file" };
    case "directory":
      return { podUid, kind: "directory-for-file" };
    default:
      return undefined;
  }
}

/**
 * What the kubelet says at its start about the file of a pod. It ends in an ellipsis where the words of
 * Go's decoder would follow, which change from release to release.
 */
export function startMessage(podUid: string, error: RecordError, { release }: KubeletSettings): string {
  const prefix = traitAt(RELEASE_TABLE.startPrefix, release).replace("%q", () => goQuote(podUid));
  const text = error.code === "file-invalid" ? `${traitAt(RELEASE_TABLE.filePrefix, release)}…` : error.text;
  return prefix + text;
}
