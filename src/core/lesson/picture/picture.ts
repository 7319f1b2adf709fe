import type { ContainerId, HostId } from "../../id/id.ts";
import type { IdMapping } from "../../idmap/id-mapping.ts";
import type { FourNumbers } from "../../kernel/inode/owner-numbers.ts";
import type { KeptDecision } from "../answer/answer.ts";
import type { Label } from "../words/words.ts";

/** What a step looks like, as plain data: the terminal draws it in text, a page as it likes. */
export type Picture =
  | SlotsPicture
  | RulerPicture
  | ObserversPicture
  | OwnerPicture
  | LadderPicture
  | MatrixPicture
  | TimelinePicture;

/** The slots of a pool, and who is in them. */
export interface SlotsPicture {
  readonly kind: "slots";
  /** Where the slots lie. */
  readonly pool: {
    /** The first host ID. */
    readonly start: HostId;
    /** How many host IDs a slot has. */
    readonly idsPerPod: number;
    /** How many slots there are. */
    readonly slots: number;
  };
  /** Who is in which slot; a slot may have several. */
  readonly taken: readonly TakenSlot[];
}

/** Somebody in a slot. */
export interface TakenSlot {
  /** The slot, from 0. */
  readonly slot: number;
  /** Who is in it. */
  readonly label: Label;
}

/** A map as two rulers, the container's above the host's. Not to scale. */
export interface RulerPicture {
  readonly kind: "ruler";
  /** The mappings. */
  readonly mappings: readonly IdMapping[];
  /** IDs that are pointed out. */
  readonly marks: readonly RulerMark[];
}

/** An ID on both rulers. */
export interface RulerMark {
  /** Inside. */
  readonly containerId: ContainerId;
  /** On the host; `undefined` for one without a mapping. */
  readonly hostId: HostId | undefined;
}

/** One thing, and what each observer sees. */
export interface ObserversPicture {
  readonly kind: "observers";
  /** What is looked at. */
  readonly subject: Label;
  /** Who sees what. */
  readonly seen: readonly Seen[];
}

/** What one observer sees. */
export interface Seen {
  /** Who looks. */
  readonly by: Label;
  /** What it is to him. */
  readonly as: number | Label;
}

/** The four numbers of an owner: on disk, in the inode, through the mount, which is what the kernel compares, as shown. */
export interface OwnerPicture {
  readonly kind: "owner";
  /** The numbers; `undefined` where there is none. */
  readonly numbers: FourNumbers;
  /** To whom the last number is shown. */
  readonly reader: Label;
}

/** A decision, rung by rung. */
export interface LadderPicture {
  readonly kind: "ladder";
  /** The decision. */
  readonly decision: KeptDecision;
}

/** Who may do what: a table. */
export interface MatrixPicture {
  readonly kind: "matrix";
  /** The heads of the columns, without that of the names. */
  readonly columns: readonly Label[];
  /** The rows. */
  readonly rows: readonly MatrixRow[];
}

/** A row of a table. */
export interface MatrixRow {
  /** What it is about. */
  readonly name: Label;
  /** As many cells as there are columns. */
  readonly cells: readonly MatrixCell[];
}

/** A cell of a table. */
export interface MatrixCell {
  /** What it says. */
  readonly text: Label;
  /** What is to be noticed: `beyond` what a stranger may, or `disputed` among the sources. */
  readonly mark?: "beyond" | "disputed" | undefined;
}

/** What happened, in order. */
export interface TimelinePicture {
  readonly kind: "timeline";
  /** The events. */
  readonly events: readonly TimelineEvent[];
}

/** Something that happened. */
export interface TimelineEvent {
  /** When: a number, a release, a word. */
  readonly at: number | Label;
  /** What. */
  readonly text: Label;
}
