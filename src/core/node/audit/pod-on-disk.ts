import { expectArray, expectObject, expectOneOf, expectText } from "../../misuse/misuse.ts";

/** What stands under the name of a pod in the pods directory of a kubelet. */
export interface PodOnDisk {
  /** The name, which is the pod's UID. */
  readonly podUid: string;
  /** What is found there. */
  readonly found: FoundOnDisk;
}

/** A file `userns`, or what stands in its place or in that of the pod's directory. */
export type FoundOnDisk = FoundFileOnDisk | FoundElse | FoundUnreadable;

/** A file `userns`. */
export interface FoundFileOnDisk {
  readonly kind: "file";
  /** Its content. What is no UTF-8 is U+FFFD, which no reader of such files takes. */
  readonly raw: string;
}

/** No file; something else in its place; too much of one; or no directory of a pod. */
export interface FoundElse {
  /** `special` is no regular file, `too-large` one of more than 1 MiB, `no-pod` no directory, `linked-pod` a link to one. */
  readonly kind: "no-file" | "directory" | "symbolic-link" | "special" | "too-large" | "no-pod" | "linked-pod";
}

/** A file that cannot be read. */
export interface FoundUnreadable {
  readonly kind: "unreadable";
  /** Why, in the words of the system. */
  readonly reason: string;
}

export function expectOnDisk(caller: string, files: readonly PodOnDisk[]): void {
  expectArray(caller, "files", files, "an array of { podUid, found }");
  for (const file of files) {
    expectObject(caller, "each file", file, "an object { podUid, found }");
    expectText(caller, "podUid", file.podUid);
    expectObject(caller, "found", file.found, "an object { kind }");
    expectOneOf(caller, "kind of what is found", file.found.kind, KINDS);
    if (file.found.kind === "file") expectText(caller, "raw", file.found.raw);
  }
}

const KINDS: readonly FoundOnDisk["kind"][] = [
  "file",
  "no-file",
  "directory",
  "symbolic-link",
  "special",
  "too-large",
  "no-pod",
  "linked-pod",
  "unreadable",
];
