import { joined, piecesOf } from "../lists/pieces.ts";
import { addPod, dropPod, findPod, type PodList, putPod } from "../lists/pod-list.ts";

/**
 * The directory `pods` of a kubelet: what lies in it, in the order of names byte by byte; `null` when it does not exist.
 */
export type PodsDirectory = readonly PodEntry[] | null;

/** The same while things happen to it. */
export type OpenDirectory = PodList<PodEntry> | null;

/** What stands under the name of a pod in the directory `pods`. */
export type PodEntry = EmptyPodDirectory | PodDirectory | BlockedPodDirectory | BlockedPod;

/** The directory of a pod without a file `userns`. */
export interface EmptyPodDirectory {
  /** The UID of the pod, which is the name of the directory. */
  readonly podUid: string;
  readonly kind: "no-file";
}

/** The directory of a pod with a file `userns`. */
export interface PodDirectory {
  /** The UID of the pod, which is the name of the directory. */
  readonly podUid: string;
  readonly kind: "file";
  /** The content of the file; its bytes are the UTF-8 of this text. */
  readonly raw: string;
}

/** The directory of a pod with an empty directory in the place of the file `userns`. */
export interface BlockedPodDirectory {
  /** The UID of the pod, which is the name of the directory. */
  readonly podUid: string;
  readonly kind: "directory-for-file";
}

/** A file in the place of the directory of a pod. */
export interface BlockedPod {
  /** The UID of the pod, which is the name of the file. */
  readonly podUid: string;
  readonly kind: "file-for-directory";
}

/** Something that others than the kubelet do to the directory `pods`. */
export type DiskEvent = WriteFile | PodDiskEvent | RemovePodsDirectory;

/** Somebody writes the file `userns` of a pod, and makes the directories that it needs. */
export interface WriteFile {
  readonly type: "write-file";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The content, which may be anything. */
  readonly raw: string;
}

/** Somebody changes what stands under the name of a pod. */
export interface PodDiskEvent {
  /**
   * What is done: the file `userns` deleted, the directory made or removed with all that is in it, the file `userns` made a
   * directory, the directory of the pod made a file.
   */
  readonly type:
    | "delete-file"
    | "make-directory"
    | "remove-directory"
    | "file-becomes-directory"
    | "directory-becomes-file";
  /** The UID of the pod. */
  readonly podUid: string;
}

/** Somebody removes the directory `pods` with all that is in it. */
export interface RemovePodsDirectory {
  readonly type: "remove-pods-directory";
}

/**
 * Does to the disk what others do to it.
 * @param pods - the directory
 */
export function editDisk(pods: OpenDirectory, event: DiskEvent): OpenDirectory {
  if (event.type === "remove-pods-directory") return null;
  const { podUid } = event;
  const entries = pods ?? piecesOf<PodEntry>([]);
  switch (event.type) {
    case "write-file":
      return putPod<PodEntry>(entries, { podUid, kind: "file", raw: event.raw });
    case "make-directory":
      return makeDirectory(pods, podUid);
    case "file-becomes-directory":
      return putPod<PodEntry>(entries, { podUid, kind: "directory-for-file" });
    case "directory-becomes-file":
      return putPod<PodEntry>(entries, { podUid, kind: "file-for-directory" });
    case "delete-file":
      return deleteFile(pods, podUid);
    case "remove-directory":
      return pods === null ? null : dropPod(pods, podUid);
  }
}

/**
 * Makes the directory of a pod and that of all pods, unless something stands under these names.
 * @param pods - the directory
 */
export function makeDirectory(pods: OpenDirectory, podUid: string): PodList<PodEntry> {
  return addPod<PodEntry>(pods ?? piecesOf<PodEntry>([]), { podUid, kind: "no-file" });
}

/**
 * Deletes the file `userns` of a pod, or the empty directory in its place, and takes no notice when there is none.
 *
 * Go's `os.Remove`, which "removes the named file or (empty) directory".
 *
 * @param pods - the directory
 */
export function deleteFile(pods: OpenDirectory, podUid: string): OpenDirectory {
  if (pods === null) return pods;
  const kind = findPod(pods, podUid)?.kind;
  return kind === "file" || kind === "directory-for-file" ? putPod<PodEntry>(pods, { podUid, kind: "no-file" }) : pods;
}

/**
 * Lists the pods that have a directory, as `ListPodsFromDisk` does.
 * @returns the UIDs of the pods, in the order of their bytes; `null` when the directory does not exist
 */
export function listPods(pods: OpenDirectory): readonly string[] | null {
  if (pods === null) return null;
  return joined(pods)
    .filter(({ kind }) => kind !== "file-for-directory")
    .map(({ podUid }) => podUid);
}
