import type { FormName } from "../../core/forms/form/form-names.ts";
import type { SubidReader } from "../../core/forms/form/subid-reader.ts";

/** What `userns-sim translate --json` prints. A property that does not apply is null, never left out. */
export interface TranslateDocument {
  /**
   * `unmapped` where an ID asked for has no mapping in one of the maps, `unseen` where its host ID cannot be told, because the
   * namespace that was shown the map has it not, and `cannot-write` where the form of `--write` cannot say the map. Exit code 1,
   * else 0.
   */
  readonly outcome: "mapped" | "unmapped" | "unseen" | "cannot-write";
  readonly form: FormName;
  /** Whether a user namespace is made by the text; where none is, each ID is what it is outside. */
  readonly makesNamespace: boolean;
  /** How the form says which number is which. */
  readonly direction: string;
  /** The side that the IDs asked for are on. */
  readonly from: "container" | "host";
  /** The ID that the kernel shows in place of one without a mapping. */
  readonly overflowId: number;
  /** The form of the map that it lives in; null where it lives on the host. */
  readonly outerForm: FormName | null;
  /** The maps: one, or that of the users and that of the groups where the two differ. A text about one of them has one. */
  readonly maps: readonly MapFacts[];
  /** How subordinate IDs were read; null where there are none. */
  readonly subordinate: SubordinateFacts | null;
  /** The map in another form; null without `--write`. */
  readonly written: WrittenFacts | null;
}

/** What the IDs of a map are: those of users, of groups, of both; `unspecified` where the text does not say. */
export type MapKind = "uid" | "gid" | "uid and gid" | "unspecified";

export interface MapFacts {
  readonly kind: MapKind;
  /** Its mappings, in the order of the text. */
  readonly mappings: readonly MappingFacts[];
  /** The mappings of the map that it lives in; null where it lives on the host. */
  readonly outer: readonly MappingFacts[] | null;
  /** Both together, from the container to the host; null where it lives on the host. */
  readonly composed: readonly MappingFacts[] | null;
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
  /** Its pieces in ascending order, without gaps; one ID is one piece of size 1. The host ID is that behind all levels. */
  readonly pieces: readonly PieceFacts[];
  /** The pieces with both steps; null where the map lives on the host. */
  readonly steps: readonly StepFacts[] | null;
}

/** Consecutive IDs that stay consecutive on the other side. */
export interface PieceFacts {
  readonly containerId: number | null;
  /** The first ID on the host; null where there is none, or none that can be seen. */
  readonly hostId: number | null;
  readonly size: number;
}

/** Consecutive IDs that stay consecutive on both levels. */
export interface StepFacts extends PieceFacts {
  /** The first ID in the map between; null where there is none. */
  readonly intermediateId: number | null;
}

export interface SubordinateFacts {
  readonly reader: SubidReader;
  /** The user whose own ID comes first; null where none does. */
  readonly rootless: number | null;
  /** Why the map is as it is, and what other programs would give instead. */
  readonly why: string;
  /** The readers that would make another map of the text. */
  readonly others: readonly OtherReader[];
}

export interface OtherReader {
  readonly reader: SubidReader;
  /** The map that it makes; null where it makes none. */
  readonly mappings: readonly MappingFacts[] | null;
  /** Why it makes none; null where it makes one. */
  readonly reason: string | null;
}

export interface WrittenFacts {
  readonly form: FormName;
  /** The text; null where the form cannot say the map. */
  readonly text: string | null;
  /** Why it cannot; null where it can. */
  readonly reason: string | null;
}
