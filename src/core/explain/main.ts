import {
  type AllocatorRefusal,
  poolEnglish,
  type SnapshotRefusal,
  type StepRefusal,
  snapshotEnglish,
  stepEnglish,
} from "../allocate/english.ts";
import type { PoolError } from "../allocate/pool/pool-error.ts";
import type { SizePastMax } from "../allocate/sizing/auto-size.ts";
import type { ProposalFlaw } from "../allocate/strategy/allocate-error.ts";
import { type Explanations, expectTexts, familiesOf, sayOneOf, unexplained } from "../explanations.ts";
import { type FormRefusal, formEnglish } from "../forms/english.ts";
import { idMapEnglish } from "../idmap/english.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";

/** Every refusal that a function of this entry point gives, or that such a refusal contains. */
export type Refusal = IdMapError | FormRefusal | AllocatorRefusal;

/** What the refusals of this entry point read like in one language: for each code a text, in five families. */
export interface RefusalTexts {
  /** Of maps. */
  readonly idMap: Explanations<IdMapError>;
  /** Of texts, and of maps that are to be written. */
  readonly forms: Explanations<FormRefusal, FormRefusal | IdMapError>;
  /** Of pools, and of sizes. */
  readonly pool: Explanations<PoolError | SizePastMax>;
  /** Of steps. */
  readonly steps: Explanations<StepRefusal, ProposalFlaw>;
  /** Of snapshots. */
  readonly snapshot: Explanations<SnapshotRefusal, PoolError | ProposalFlaw>;
}

/** The English of the refusals of this entry point. */
export const english: RefusalTexts = {
  idMap: idMapEnglish,
  forms: formEnglish,
  pool: poolEnglish,
  steps: stepEnglish,
  snapshot: snapshotEnglish,
};

/**
 * Says what was refused, where, and what would be right.
 *
 * The words may change in any version; programs look at the refusal's `code` and its other fields.
 *
 * @param refusal - the `error` of a {@link Result}
 * @param texts - the language
 * @returns a sentence or two, without control characters of the input
 * @throws TypeError when the argument is no refusal of this entry point.
 * @example
 * ```ts
 * import { createPool, explain } from "userns-sim";
 *
 * const pool = createPool({ start: 65536, size: 100000 });
 * !pool.ok && explain(pool.error).includes("100000"); // => true
 * ```
 */
export function explain(refusal: Refusal, texts: RefusalTexts = english): string {
  expectTexts(texts, Object.keys(english));
  const said = sayOneOf(familiesOf(texts, english), refusal);
  if (said === undefined) throw unexplained("a refusal of this library", refusal);
  return said;
}
