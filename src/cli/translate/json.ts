import type { FormName } from "../../core/forms/form/form-names.ts";

/** What `userns-sim translate --json` prints. A property that does not apply is null, never left out. */
export interface TranslateDocument {
  /** `unmapped` where an ID asked for has no mapping in one of the maps. Exit code 1, else 0. */
  readonly outcome: "mapped" | "unmapped";
  readonly form: FormName;
  /** The side that the IDs asked for are on. */
  readonly from: "container" | "host";
  /** The ID that the kernel shows in place of one without a mapping. */
  readonly overflowId: number;
  /** The maps: one, or that of the users and that of the groups where the two differ. */
  readonly maps: readonly MapFacts[];
}

/** What the IDs of a map are: those of users, of groups, of both; `unspecified` where the text does not say. */
export type MapKind = "uid" | "gid" | "uid and gid" | "unspecified";

export interface MapFacts {
  readonly kind: MapKind;
  /** Its mappings, in the order of the text. */
  readonly mappings: readonly MappingFacts[];
  /** A translation for everything asked for, in that order. */
  readonly translations: readonly TranslationFacts[];
}

/** A mapping: container IDs `[containerId, containerId + size)` are host IDs `[hostId, hostId + size)`. */
export interface MappingFacts {
  readonly containerId: number;
  readonly hostId: number;
  readonly size: number;
}

/** An ID or a range, and what it is on the other side. */
export interface TranslationFacts {
  /** What was asked for, as it was written. */
  readonly asked: string;
  /** Its pieces in ascending order, without gaps; one ID is one piece of size 1. */
  readonly pieces: readonly PieceFacts[];
}

/** Consecutive IDs that stay consecutive on the other side. */
export interface PieceFacts {
  readonly containerId: number | null;
  /** The first ID on the host; null where there is none. */
  readonly hostId: number | null;
  readonly size: number;
}
