/** What `userns-sim decode --json` prints. A property that does not apply is null, never left out. */
export interface DecodeDocument {
  /**
   * `found` where somebody is behind every ID, or of a text behind one of those that it names; `not-found` where there is none,
   * exit code 1; `unreadable-files` where that may be because a file could not be read, exit code 2.
   */
  readonly outcome: "found" | "not-found" | "unreadable-files";
  /** The pods directory; null where it was not looked into. */
  readonly podsDir: string | null;
  /** Pods whose file could not be read or understood, so that they may be behind any ID, the first 20. */
  readonly unread: readonly string[];
  /** How many there are. */
  readonly unreadCount: number;
  /** An answer for each question, in their order; of a text for each different ID, in the order in which they come. */
  readonly ids: readonly DecodedId[];
  /** The text that was read; null where the IDs were given as arguments. */
  readonly text: DecodedText | null;
}

export interface DecodedId {
  /** What was asked for, as it was written. */
  readonly asked: string;
  /** Whether it is a user's or a group's; null where nobody says, and both are looked for. */
  readonly kind: "uid" | "gid" | null;
  /** The ID, or the first of several. */
  readonly hostId: number;
  /** The IDs that were asked for. */
  readonly ranges: readonly RangeOfIds[];
  /** Whether it was cut, as in `13107+`, so that it is one of these. */
  readonly cut: boolean;
  /** The pods that have it, by their IDs on the host; of a text up to four for each. Several have it only where something is wrong: see `userns-sim audit`. */
  readonly pods: readonly DecodedPod[];
  /** Everybody else who has it, by the IDs on the host; of a text up to four for each. */
  readonly owners: readonly DecodedOwner[];
  /** The IDs that nobody has; none where it was cut. */
  readonly rest: readonly RangeOfIds[];
  /**
   * What the ID is where nobody is found to have it: the overflow ID, or no ID at all; `undecided` where a pod may have it whose
   * file could not be read; `host` where no pod of the directory has it, so that it is the host's own, or a pod's that is gone;
   * `nobody` where no directory was looked into, and the other sources know nobody.
   */
  readonly otherwise: "overflow" | "no-id" | "undecided" | "host" | "nobody" | null;
}

export interface RangeOfIds {
  readonly start: number;
  readonly size: number;
}

export interface DecodedPod {
  /** Its UID, which names its directory; a byte that is no UTF-8 is shown like `\xff`, and a backslash twice. */
  readonly podUid: string;
  /** Its namespace and name, from `--pods`; null where they are not known. */
  readonly name: string | null;
  /** The maps that have the ID: a sound file has the same twice. */
  readonly maps: "uid and gid" | "uid" | "gid";
  readonly containerId: number;
  /** What it is on the host, the first where there are several. */
  readonly hostId: number;
  /** How many there are. */
  readonly size: number;
}

/** Somebody besides pods who has an ID. */
export interface DecodedOwner extends Omit<DecodedPod, "podUid" | "name"> {
  /**
   * A user, whose own ID it is, so that `containerId` is the same; a user who was granted it as a subordinate ID; a map of
   * `--map`; or a process of this machine, in a user namespace.
   */
  readonly kind: "user" | "subordinate" | "map" | "process";
  readonly name: string;
}

export interface DecodedText {
  readonly lines: readonly DecodedLine[];
  /** How many numbers that the text does not name are, without `--all-numbers`, IDs of pods. */
  readonly others: number;
}

export interface DecodedLine {
  readonly line: number;
  readonly text: string;
  /** Where IDs stand in it. */
  readonly places: readonly DecodedPlace[];
}

export interface DecodedPlace {
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly length: number;
  /** Whether the text says that it is an ID. */
  readonly certain: boolean;
  /** The place of its answer in `ids`, from 0. */
  readonly id: number;
}
