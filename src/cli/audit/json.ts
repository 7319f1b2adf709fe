import type { NodePool } from "../../core/node/check/pool.ts";
import type { Release } from "../../core/releases/releases.ts";
import type { FindingFacts } from "../output/findings.ts";

/** What `userns-sim audit --json` prints. A property that does not apply is null, never left out. */
export interface AuditDocument {
  /**
   * `findings` where something is wrong, exit code 1; `unreadable-files` where nothing is, but a file could not be read, exit
   * code 2; else `sound`, which leaves what is undecided open.
   *
   * With `--upgrade-to` whether the next kubelet `starts`; `starts-not` has exit code 1.
   */
  readonly outcome: "sound" | "findings" | "unreadable-files" | "starts" | "starts-not" | "undecided";
  readonly podsDir: string;
  /** The release whose kubelet is asked: that of `--upgrade-to`, where it is given. */
  readonly release: Release;
  /** Whether somebody read the source of the release; if not, the newest before it that was read stands in. */
  readonly evidence: "read" | "not read";
  /** Null without `--upgrade-to`. */
  readonly upgrade: UpgradeFacts | null;
  /** The host IDs that pods may get, as far as is known; null where user namespaces are off, the kubelet does not start, or nothing is known of its subordinate IDs. */
  readonly pool: NodePool | null;
  readonly nextStart: NextStart;
  readonly counts: AuditCounts;
  readonly findings: readonly FindingFacts[];
  /** The pods whose file names a range, in the order of their UIDs. */
  readonly pods: readonly AuditedPod[];
  /** The user namespaces of this machine besides the host's own; null without `--proc`. */
  readonly namespaces: readonly NamespaceFacts[] | null;
}

export interface UpgradeFacts {
  /** The release that runs. */
  readonly from: Release;
  /** The host IDs that pods have got until now; null where user namespaces were off or the kubelet would not start. */
  readonly poolBefore: NodePool | null;
  /** The pods that must be gone, with their files, before the next kubelet starts. */
  readonly inTheWay: readonly PodInTheWay[];
}

export interface PodInTheWay {
  readonly podUid: string;
  readonly name: string | null;
  /** Why the next kubelet refuses the file, in a word. */
  readonly code: string;
  /** False where that depends on fixes that the release may have. */
  readonly certain: boolean;
}

export interface NextStart {
  readonly outcome: "starts" | "refused" | "undecided";
  /** Its message, verbatim; null where it starts, or the message is not known. */
  readonly says: string | null;
}

export interface AuditCounts {
  readonly pods: number;
  /** Those with a file `userns` that names a range. */
  readonly withRange: number;
  /** Those without such a file: pods on host users, or not yet started. */
  readonly withoutFile: number;
  /** Entries that are no directory, which a kubelet passes over. */
  readonly otherEntries: number;
  /** Slots of the pool that files take; null where there is no pool. */
  readonly slotsTaken: number | null;
  /** Slots of the pool that are free on the disk; null where there is no pool. */
  readonly slotsFree: number | null;
  /** Slots taken by pods that `--pods` does not list; null where there is no list or no pool. */
  readonly slotsLeaked: number | null;
}

export interface AuditedPod {
  /** Its UID, which names its directory; a byte that is no UTF-8 is shown like `\xff`, and a backslash twice. */
  readonly podUid: string;
  /** Its namespace and name, from `--pods`; null where they are not known. */
  readonly name: string | null;
  /** The host IDs that its file names. */
  readonly range: { readonly start: number; readonly size: number };
}

export interface NamespaceFacts {
  /** What the kernel calls it, as `user:[4026532177]`; null where that may not be read, and the map stands for it. */
  readonly id: string | null;
  /** Its mappings as the host sees them. */
  readonly mappings: readonly { readonly containerId: number; readonly hostId: number; readonly size: number }[];
  readonly processes: number;
  /** One of them, the one with the lowest number. */
  readonly example: { readonly pid: number; readonly command: string };
  /** The pod whose file names its range; null where there is none. */
  readonly podUid: string | null;
}
