import type { ManifestPath, ManifestPlace } from "./place.ts";

/** What a field of a manifest has to be. */
export type ManifestShape =
  | "object"
  | "list"
  | "string"
  | "boolean"
  | "integer"
  | "kind"
  | "name"
  | "container"
  | "dns-label"
  | "dns-subdomain"
  | "uid"
  | "groups-policy";

/** A document, or an item of a list, that is no Kubernetes object, or a field of the wrong type. */
export interface WrongTypeProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "wrong-type";
  /** What stands there, shortened. */
  readonly found: string;
  /** What has to stand there. */
  readonly expected: ManifestShape;
}

/** A field that every such object needs. */
export interface MissingProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "missing";
  /** What has to stand there. */
  readonly expected: ManifestShape;
}

/** A name that the API server refuses. */
export interface BadNameProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "bad-name";
  /** What stands there, shortened. */
  readonly found: string;
  /** The rule it breaks. */
  readonly expected: ManifestShape;
}

/** A number outside of what the API server accepts. */
export interface OutOfRangeProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "out-of-range";
  /** The number that stands there. */
  readonly found: number;
  /** The smallest number accepted. */
  readonly min: number;
  /** The largest number accepted. */
  readonly max: number;
}

/** Two pods that a node could not tell apart. */
export interface DuplicatePodProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "duplicate-pod";
  /** What the two share. */
  readonly shared: "uid" | "name";
  /** The UID, or `namespace/name`. */
  readonly found: string;
  /** Where the first of the two stands. */
  readonly first: ManifestPlace;
}

/** A field that decides about user namespaces, written where nobody reads it. */
export interface MisplacedProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "misplaced";
  /** The field as it is written. */
  readonly found: string;
  /** Where it belongs. */
  readonly belongs: ManifestPath;
}

/** Lists in lists, deeper than anything a tool writes. */
export interface TooDeepProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "too-deep";
  /** How deep lists may stand in each other. */
  readonly limit: number;
}

/** More objects than are read. */
export interface TooManyObjectsProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "too-many-objects";
  /** How many objects are read. */
  readonly limit: number;
}

/** An object with more values than any that Kubernetes stores. */
export interface TooManyValuesProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "too-many-values";
  /** How many values an object may have, those in others among them. */
  readonly limit: number;
}

/** More problems than are told: this one stands where the last of them does. */
export interface TooManyProblemsProblem extends ManifestPlace {
  /** The kind of problem. */
  readonly code: "too-many-problems";
  /** How many are told. */
  readonly limit: number;
}

/** What is wrong with a manifest, and where. */
export type ManifestProblem =
  | WrongTypeProblem
  | MissingProblem
  | BadNameProblem
  | OutOfRangeProblem
  | DuplicatePodProblem
  | MisplacedProblem
  | TooDeepProblem
  | TooManyObjectsProblem
  | TooManyValuesProblem
  | TooManyProblemsProblem;
