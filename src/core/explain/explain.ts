import { allocateTexts } from "../allocate/explain.ts";
import type { PoolError } from "../allocate/pool/pool-error.ts";
import type { SizePastMax } from "../allocate/sizing/auto-size.ts";
import type { SnapshotError } from "../allocate/snapshot/snapshot-error.ts";
import type { ReleaseError } from "../allocate/steps/release.ts";
import type { RestoreError } from "../allocate/steps/restore.ts";
import type { AllocateError } from "../allocate/strategy/allocate-error.ts";
import { type Explanations, say } from "../explanations.ts";
import { formTexts } from "../forms/explain.ts";
import type { FormReadError, FormWriteError } from "../forms/form-error.ts";
import type { NoMapping, ReadMapError } from "../forms/read-map.ts";
import { idMapTexts } from "../idmap/explain.ts";
import type { IdMapError } from "../idmap/id-mapping.ts";

/** Every refusal that a function of this entry point gives. */
export type Refusal =
  | IdMapError
  | FormReadError
  | ReadMapError
  | NoMapping
  | FormWriteError
  | PoolError
  | AllocateError
  | ReleaseError
  | RestoreError
  | SnapshotError
  | SizePastMax;

/**
 * Says in English what was refused, where, and what would be right.
 *
 * The words may change in any version; programs look at the refusal's `code` and its other fields.
 *
 * @param refusal - the `error` of a {@link Result}
 * @returns a sentence or two, without control characters of the input
 * @throws TypeError when the argument is no refusal of this library.
 * @example
 * ```ts
 * import { createPool, explain } from "userns-sim";
 *
 * const pool = createPool({ start: 65536, size: 100000 });
 * !pool.ok && explain(pool.error).includes("100000"); // => true
 * ```
 */
export function explain(refusal: Refusal): string {
  const texts: Explanations<Refusal> = { ...idMapTexts, ...formTexts, ...allocateTexts };
  if (!Object.hasOwn(texts, refusal.code)) throw new TypeError("explain: expected a refusal of this library");
  return say(texts, refusal);
}
