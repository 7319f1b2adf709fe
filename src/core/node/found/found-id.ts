import type { HostId } from "../../id/id.ts";

/** A number in a text that is a host ID, or could be one. */
export interface FoundId {
  /** Where it begins in the text, from 0, in UTF-16 units. */
  readonly offset: number;
  /** How many units it has there. */
  readonly length: number;
  /** Its line, from 1. */
  readonly line: number;
  /** Its place in the line, from 1, in UTF-16 units. */
  readonly column: number;
  /** The ID; of one that was cut, its first digits. */
  readonly id: HostId;
  /** Whether it was cut, as `ps` cuts `1310720` to `13107+`. */
  readonly cut: boolean;
  /** Whether it is a user's or a group's; null where nothing says so. */
  readonly kind: "uid" | "gid" | null;
  /** Whether the text says that it is an ID; any other number could be one. */
  readonly certain: boolean;
}

/** An ID that a line names. */
export interface NamedId {
  /** Where it begins in the line. */
  readonly at: number;
  /** As it is written: digits, and a `+` where it was cut. */
  readonly text: string;
  readonly kind: FoundId["kind"];
}
