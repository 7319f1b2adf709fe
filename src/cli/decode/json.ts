/** What `userns-sim decode --json` prints. A property that does not apply is null, never left out. */
export interface DecodeDocument {
  /**
   * `found` where a pod is behind every ID; `not-found` where there is none behind one, exit code 1; `unreadable-files` where
   * that may be because a file could not be read, exit code 2.
   */
  readonly outcome: "found" | "not-found" | "unreadable-files";
  readonly podsDir: string;
  /** Pods whose file could not be read or understood, so that they may be behind any ID, the first 20. */
  readonly unread: readonly string[];
  /** How many there are. */
  readonly unreadCount: number;
  /** An answer for each ID, in the order of the question. */
  readonly ids: readonly DecodedId[];
}

export interface DecodedId {
  /** What was asked for, as it was written. */
  readonly asked: string;
  /** Whether it is a user's or a group's; null where nobody says, and both are looked for. */
  readonly kind: "uid" | "gid" | null;
  readonly hostId: number;
  /** The pods that have it. Several have it only where something is wrong: see `userns-sim audit`. */
  readonly pods: readonly DecodedPod[];
  /** What the ID is in itself, where no pod has it: the overflow ID, no ID at all, or the host's own. */
  readonly otherwise: "overflow" | "no-id" | "host" | null;
}

export interface DecodedPod {
  /** Its UID, which names its directory; a byte that is no UTF-8 is shown like `\xff`, and a backslash twice. */
  readonly podUid: string;
  /** Its namespace and name, from `--pods`; null where they are not known. */
  readonly name: string | null;
  /** The maps that have the ID: a sound file has the same twice. */
  readonly maps: "uid and gid" | "uid" | "gid";
  readonly containerId: number;
}
