import type { Explanations } from "../explanations.ts";
import { flawText, poolText, quote, showRanges } from "./explain-part.ts";
import type { PoolError } from "./pool/pool-error.ts";
import type { SizePastMax } from "./sizing/auto-size.ts";
import type { SnapshotError } from "./snapshot/snapshot-error.ts";
import type { ReleaseError } from "./steps/release.ts";
import type { RestoreError } from "./steps/restore.ts";
import type { AllocateError } from "./strategy/allocate-error.ts";

/** The English of every refusal of the allocator. */
export const allocateTexts: Explanations<
  PoolError | AllocateError | ReleaseError | RestoreError | SnapshotError | SizePastMax
> = {
  "size-past-max": ({ size, max }) =>
    `The container needs ${size} IDs, and ${max} are the most that are given without asking. Ask for a size, or raise the limit.`,
  "zero-ids-per-pod": poolText,
  "start-misaligned": poolText,
  "start-below-ids-per-pod": poolText,
  "size-misaligned": poolText,
  "empty-pool": poolText,
  "past-last-id": poolText,
  "too-many-slots": poolText,
  exhausted: ({ podUid, slots, freeSlots, capacity }) =>
    freeSlots === 0
      ? `There is no free slot for pod ${quote(podUid)}: all ${capacity} of the pool are taken.`
      : `Pod ${quote(podUid)} needs ${slots} slots, but of the pool's ${capacity} only ${freeSlots} are free.`,
  "other-size": ({ podUid, ranges, wanted }) =>
    `Pod ${quote(podUid)} has ${showRanges(ranges)} already; release it before it can get ${wanted} IDs.`,
  "strategy-refused": ({ strategy, reason }) => `The strategy ${quote(strategy)} gives no range: ${reason}.`,
  "strategy-threw": ({ strategy, during, thrown }) => `The strategy ${quote(strategy)} threw in ${during}: ${thrown}`,
  "bad-memory": ({ strategy, during }) =>
    during === "accepts"
      ? `The strategy ${quote(strategy)} does not accept the memory in the snapshot.`
      : `The strategy ${quote(strategy)} returned from ${during} a memory that JSON cannot carry, or none.`,
  "bad-proposal": ({ strategy, flaw }) => `The strategy ${quote(strategy)} is wrong: ${flawText(flaw)}`,
  "not-allocated": ({ podUid }) => `Pod ${quote(podUid)} has no range to give back.`,
  "already-allocated": ({ podUid, ranges, wanted }) =>
    `Pod ${quote(podUid)} has ${showRanges(ranges)} already; release it before it can get ${showRanges(wanted)}.`,
  "wrong-size": flawText,
  misaligned: flawText,
  "out-of-pool": flawText,
  excluded: flawText,
  taken: flawText,
  overlapping: flawText,
  "range-count": flawText,
  "not-plain-data": ({ path }) => `${place(path)} is not what JSON can carry, or is nested more than 100 deep.`,
  mistyped: ({ path, expected }) => `${place(path)} must be ${expected}.`,
  "unknown-field": ({ path }) => `A snapshot has no field ${path}.`,
  "unknown-schema": ({ schema, expected }) => `This is a ${quote(schema)} document, not a ${quote(expected)} one.`,
  "other-strategy": ({ strategy, expected }) =>
    `The snapshot was taken with the strategy ${quote(strategy)}, whose memory means nothing to ${quote(expected)}.`,
  "bad-pool": ({ cause }) => `The snapshot's pool is unsound. ${poolText(cause)}`,
  "duplicate-pod": ({ podUid, index }) =>
    `Pod ${quote(podUid)} is in the snapshot twice, the second time at pods[${index}].`,
  "bad-range": ({ podUid, index, flaw }) =>
    `Pod ${quote(podUid)} at pods[${index}] cannot have its ranges: ${flawText(flaw)}`,
};

function place(path: string): string {
  return path === "" ? "The snapshot" : `The snapshot's ${path}`;
}
