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
  readonly code: "wrong-type";
  /** What stands there. */
  readonly found: string;
  /** What has to stand there. */
  readonly expected: ManifestShape;
}

/** A field that every such object needs. */
export interface MissingProblem extends ManifestPlace {
  readonly code: "missing";
  /** What has to stand there. */
  readonly expected: ManifestShape;
}

/** A name that the API server refuses. */
export interface BadNameProblem extends ManifestPlace {
  readonly code: "bad-name";
  /** What stands there. */
  readonly found: string;
  /** What has to stand there. */
  readonly expected: ManifestShape;
}

/** A number outside of what the API server accepts. */
export interface OutOfRangeProblem extends ManifestPlace {
  readonly code: "number-out-of-range";
  /** The number that stands there. */
  readonly found: number;
  /** The least that is accepted. */
  readonly min: number;
  /** The most that is accepted. */
  readonly max: number;
}

/** Two pods that a node could not tell apart. */
export interface DuplicatePodProblem extends ManifestPlace {
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
  readonly code: "misplaced";
  /** What stands there. */
  readonly found: string;
  /** Where it is read from. */
  readonly belongs: ManifestPath;
}

/** Lists in lists, deeper than anything a tool writes. */
export interface TooDeepProblem extends ManifestPlace {
  readonly code: "too-deep";
  /** How deep they may be. */
  readonly limit: number;
}

/** More objects than are read. */
export interface TooManyObjectsProblem extends ManifestPlace {
  readonly code: "too-many-objects";
  /** How many are read. */
  readonly limit: number;
}

/** An object with more values than any that Kubernetes stores. */
export interface TooManyValuesProblem extends ManifestPlace {
  readonly code: "too-many-values";
  /** How many values an object may have, those in others among them. */
  readonly limit: number;
}

/** More containers in all objects together than are read. */
export interface TooManyContainersProblem extends ManifestPlace {
  readonly code: "too-many-containers";
  /** How many are read. */
  readonly limit: number;
}

/** More problems than are told: this one stands where the last of them does. */
export interface TooManyProblemsProblem extends ManifestPlace {
  readonly code: "too-many-problems";
  /** How many are told. */
  readonly limit: number;
}

/** One thing that is wrong with a manifest, and where. */
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
  | TooManyContainersProblem
  | TooManyProblemsProblem;
