import type { FormName, IdRange } from "userns-sim";
import type { Errno } from "userns-sim/kernel";
import type { DefectName } from "userns-sim/kubelet";
import type { Label, LadderPicture, RulerPicture, SlotsPicture, TimelinePicture, Words } from "userns-sim/lessons";
import type { AccessPath, EscapeRow, EscapeTarget, FoundId, Operation, Verdict } from "userns-sim/node";
import type { PlayEvent, PlayId, Selected } from "./play.ts";

/** All that the view shows of a play. Plain data: texts are in every language, and pictures are those of the lessons. */
export interface Played {
  readonly manifest: PlayedManifest;
  /** What of the settings cannot be, and what would be right. */
  readonly faults: readonly Fault[];
  /** Where the slots lie; null where the kubelet has none. */
  readonly pool: SlotsPicture["pool"] | null;
  /** All pods so far, those that are gone among them, in the order in which they came. */
  readonly pods: readonly PlayedPod[];
  /** The slots and who is in them; null without a pool. A pod that lies in several slots, or before or behind the pool, is in `pods` alone. */
  readonly slots: SlotsPicture | null;
  readonly timeline: PlayedTimeline;
  /** The maps of the selected pod, with the selected ID; null where it has none of its own. */
  readonly rulers: PlayedRulers | null;
  readonly escape: PlayedEscape;
  /** The selected ID everywhere. */
  readonly id: PlayedId | null;
  readonly map: MapBox;
  readonly why: Why;
}

/** Something that is not right in what was typed or pasted. */
export interface Fault {
  /** The way to it: `pool`, `events[3].pod`. */
  readonly place: string;
  /** What is wrong, and what would be right. */
  readonly says: Words;
}

export interface PlayedManifest {
  /** What is wrong; it is left out. */
  readonly problems: readonly ManifestFault[];
  /** How many pods there are. */
  readonly pods: number;
  /** What was passed over: pods that ran to their end, other kinds of objects. */
  readonly notes: readonly Words[];
}

export interface ManifestFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The way to it, such as `spec.hostUsers`; empty where the text is no YAML. */
  readonly path: string;
  readonly says: Words;
}

export interface PlayedPod {
  readonly uid: string;
  /** What it is called on this node. */
  readonly label: string;
  /** `refused`: it was to run, and does not. `host`: it runs in the user namespace of the host. */
  readonly state: "runs" | "host" | "refused" | "gone";
  readonly range: IdRange | null;
  /** The slot in which its range begins; null where it lies in none. */
  readonly slot: number | null;
  readonly containers: readonly string[];
  /** Whether its UID can name a directory. Nothing happens to a pod whose cannot. */
  readonly isNamed: boolean;
  /** Why it is refused. */
  readonly says: Words | null;
  /** The UIDs of the pods with which it shares IDs. */
  readonly shares: readonly string[];
}

export interface PlayedTimeline {
  /** The beginning, at 0, and the events, those that have not happened among them. Row `n` is position `n`. */
  readonly picture: TimelinePicture;
  readonly events: readonly PlayedEvent[];
  readonly position: number;
  /** What has happened to the kubelet by now that is one of its known defects. */
  readonly defects: readonly PlayedDefect[];
  /** Slots that are in use and nobody's. */
  readonly leaked: readonly number[];
}

export interface PlayedEvent {
  /** `null` for the beginning. */
  readonly event: PlayEvent | null;
  readonly outcome: "ok" | "refused" | "later";
  /** What happens. */
  readonly text: Words;
  /** What it came to. */
  readonly says: readonly Words[];
  readonly defects: readonly DefectName[];
}

export interface PlayedDefect {
  readonly name: DefectName;
  readonly what: Words;
  readonly breaks: Words;
  readonly fix: Words;
  readonly source: string;
  /** The positions after the events in which it showed. */
  readonly at: readonly number[];
}

export interface PlayedRulers {
  readonly pod: string;
  readonly label: string;
  /** Of the users, and of the groups. */
  readonly uid: RulerPicture;
  readonly gid: RulerPicture;
}

export interface PlayedEscape {
  /** All containers that one can escape from. */
  readonly from: readonly EscapeChoice[];
  /** The one that is asked about; null where nothing runs. */
  readonly chosen: EscapeChoice | null;
  readonly path: AccessPath;
  /** Whether it matters on this way what is mounted. */
  readonly takesSource: boolean;
  /** Why there is no matrix. */
  readonly refused: Words | null;
  /** What is done to the host. */
  readonly host: readonly PlayedTarget[];
  /** What is done to the other pods, a row each. */
  readonly pods: readonly PlayedPodRow[];
}

export interface EscapeChoice {
  readonly pod: string;
  readonly container: string;
  /** `a/main`. */
  readonly label: string;
}

/** Another pod: `b  0 of 17`, which opens to its targets. While it is closed nobody looks at them, and there may be hundreds of pods. */
export interface PlayedPodRow {
  readonly pod: string;
  readonly label: string;
  /** How many of its cells are allowed, and how many there are. */
  readonly withUserns: number;
  readonly withoutUserns: number;
  readonly of: number;
  readonly beyond: boolean;
  readonly rows: readonly AskedRow[];
}

/** What the library answers in one row of the matrix. */
export type AskedRow = EscapeRow<Verdict>;

/** A file or a process, and what was tried on it. */
export interface PlayedTarget {
  readonly name: string;
  readonly kind: EscapeTarget["kind"];
  readonly cells: readonly PlayedCell[];
}

export interface PlayedCell {
  /** Its name, by which it is selected. */
  readonly cell: string;
  readonly operation: Operation;
  readonly withUserns: CellVerdict;
  readonly withoutUserns: CellVerdict;
  /** Allowed here, and refused to a stranger. */
  readonly beyond: boolean;
  /** The sources do not agree. */
  readonly disputed: boolean;
}

/** `errno` is null where it is allowed. */
export interface CellVerdict {
  readonly allowed: boolean;
  readonly errno: Errno | null;
}

/** An ID in all numberings. */
export interface PlayedId extends PlayId {
  /** Inside of the pod; null for one that is not mapped. */
  readonly container: number | null;
  readonly host: number | null;
  /** What is shown in the pod in the place of an ID that is not mapped; null for one that is. */
  readonly shown: number | null;
  /** The slot, and how far behind its first ID; null outside of the pool. */
  readonly slot: number | null;
  readonly offset: number | null;
  /** Who has the host ID: several only where something is wrong. */
  readonly owners: readonly PlayedOwner[];
}

export interface PlayedOwner {
  readonly pod: string;
  readonly label: string;
  readonly container: number;
  readonly maps: "uid and gid" | "uid" | "gid";
}

/** What stands in the map box. */
export type MapBox = EmptyBox | MapInBox | TextInBox;

export interface EmptyBox {
  readonly kind: "empty";
}

/** A map, in one form, or in several that are then in doubt. */
export interface MapInBox {
  readonly kind: "map";
  readonly readings: readonly MapReading[];
  /** The forms that it might be, and why it is none of them. */
  readonly reasons: readonly FormReason[];
}

export interface MapReading {
  readonly form: FormName;
  readonly uid: RulerPicture;
  /** Null where the text does not tell users from groups. */
  readonly gid: RulerPicture | null;
  /** Whether the kernel takes it, written by root to `/proc/PID/uid_map`, with the steps; and for groups, where told. */
  readonly kernel: readonly WhyDecision[];
}

export interface FormReason {
  readonly form: FormName;
  /** What the kernel answers, where the numbers were read and it is the kernel that refuses the map. */
  readonly errno: Errno | null;
  readonly says: Words;
}

/** Some other text, and the IDs in it. */
export interface TextInBox {
  readonly kind: "text";
  readonly ids: readonly IdInText[];
  /** How many more there are. */
  readonly more: number;
  readonly reasons: readonly FormReason[];
}

export interface IdInText extends Pick<FoundId, "line" | "column" | "id" | "cut" | "kind" | "certain"> {
  readonly owners: readonly PlayedOwner[];
}

/** What is selected, explained. */
export interface Why {
  readonly about: Selected["about"];
  /** What it is about: the name of a cell, an ID, what happened. */
  readonly title: Label;
  readonly says: readonly Words[];
  /** Decisions of the kernel, step by step. */
  readonly decisions: readonly WhyDecision[];
}

export interface WhyDecision {
  /** Whose: on the node as it is, without user namespaces, a stranger's; or on a map. */
  readonly column: "withUserns" | "withoutUserns" | "stranger" | "uid" | "gid";
  readonly allowed: boolean;
  readonly errno: string | null;
  readonly decidedBy: string;
  readonly lines: readonly WhyLine[];
  readonly disputed: Words | null;
  readonly picture: LadderPicture;
}

/** A line of a decision: a rule that was asked, or a directory that lets through. */
export interface WhyLine {
  readonly text: Words;
  readonly depth: number;
  readonly decides: boolean;
  readonly sources: readonly { readonly rule: string; readonly source: string }[];
}
