import type { Mistyped, UnknownField } from "../../shape/shape.ts";
import type { PoolError } from "../pool/pool-error.ts";
import type { AnsweredLater, BadMemory, RangeFlaw, StrategyThrew } from "../strategy/allocate-error.ts";

/** Why {@link fromSnapshot} makes no state. */
export type SnapshotError =
  | NotPlain
  | Mistyped
  | UnknownField
  | UnknownSchema
  | OtherStrategy
  | BadPool
  | BadMemory
  | StrategyThrew
  | AnsweredLater
  | DuplicatePod
  | BadRange;

/** Something in it is not what JSON can carry, is nested more than 100 deep, or throws when it is read. */
export interface NotPlain {
  readonly code: "not-plain-data";
  /** Where, such as `pods[3].podUid`; empty for the whole. */
  readonly path: string;
}

/** It is another document, or a later version of this one. */
export interface UnknownSchema {
  readonly code: "unknown-schema";
  /** What it says it is. */
  readonly schema: string;
  /** What it would have to say. */
  readonly expected: string;
}

/** It was taken with another strategy, whose memory means nothing to this one. */
export interface OtherStrategy {
  readonly code: "other-strategy";
  /** The name of the strategy in the snapshot. */
  readonly strategy: string;
  /** The name of the strategy given. */
  readonly expected: string;
}

/** Its pool is unsound. */
export interface BadPool {
  readonly code: "bad-pool";
  /** Why {@link createPool} refuses it. */
  readonly cause: PoolError;
}

/** A pod is listed twice. */
export interface DuplicatePod {
  readonly code: "duplicate-pod";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The second place in the list of pods, from 0. */
  readonly index: number;
}

/** A pod cannot have the ranges that the snapshot gives it. */
export interface BadRange {
  readonly code: "bad-range";
  /** The UID of the pod. */
  readonly podUid: string;
  /** The pod's place in the list of pods, from 0. */
  readonly index: number;
  /** What is wrong with them. */
  readonly flaw: RangeFlaw;
}
