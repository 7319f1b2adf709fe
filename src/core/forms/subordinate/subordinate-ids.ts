import type { HostId } from "../../id/id.ts";
import type { FormError } from "../form/form-error.ts";

/** Subordinate IDs: a host range that a user may hand on to containers. */
export interface SubordinateIds {
  /** Whose they are: a login name, or a user ID in digits. */
  readonly owner: string;
  /** The first ID, 0 to 4294967295. Nothing says that it is one, nor that the range ends below 4294967295. */
  readonly start: HostId;
  /** How many there are, 0 to 4294967295. */
  readonly count: number;
}

/** What a file of subordinate IDs holds: a line that is no entry does not spoil the others. */
export interface SubordinateIdsRead {
  /** The entries, in the order of their lines. */
  readonly entries: readonly SubordinateIds[];
  /** The first 100 lines that are none, and why. Blank lines and comments are neither. */
  readonly problems: readonly FormError[];
  /** How many lines are none, also past the first 100. */
  readonly malformed: number;
}
