/** What belongs in the place of a value, of which nothing more has to be said. */
export type ExpectedWord =
  | "plain-data"
  | "string"
  | "array"
  | "object"
  | "true-or-false"
  | "whole-number"
  | "defect-name"
  | "true-false-or-unset"
  | "true-or-unset"
  | "no-manager-at-rest"
  | "slots-in-order"
  | "pods-in-order";

/** One of those that have nothing more to say. */
export interface ExpectedThing {
  /** What belongs there. */
  readonly kind: ExpectedWord;
}

/** An integer between two others, or a release between two others. */
export interface ExpectedBetween {
  /** What belongs there. */
  readonly kind: "integer" | "release";
  /** The least that is right. */
  readonly least: number | string;
  /** The most that is right. */
  readonly most: number | string;
}

/** Something that is not too much: a range that ends there at most, so many entries, levels or characters. */
export interface ExpectedAtMost {
  /** What belongs there. */
  readonly kind: "range" | "entries" | "levels" | "uid-for-a-directory";
  /** The most that is right. */
  readonly most: number;
}

/** One of some words. */
export interface ExpectedOneOf {
  /** What belongs there. */
  readonly kind: "one-of";
  /** The words. */
  readonly values: readonly string[];
}

/** What belongs in the place of a value that is not right. */
export type Expectation = ExpectedThing | ExpectedBetween | ExpectedAtMost | ExpectedOneOf;
