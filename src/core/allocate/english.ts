import type { Explanations } from "../explanations.ts";
import { expectationEnglish } from "../shape/english.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/printable.ts";
import type { PoolError } from "./pool/pool-error.ts";
import { quote, showRange, showRanges } from "./show.ts";
import type { SizePastMax } from "./sizing/auto-size.ts";
import type { SnapshotError } from "./snapshot/snapshot-error.ts";
import type { ReleaseError } from "./steps/release.ts";
import type { RestoreError } from "./steps/restore.ts";
import type { AllocateError, ProposalFlaw } from "./strategy/allocate-error.ts";

/** What a step of the allocator refuses, and what can be wrong with a proposal. */
export type StepRefusal = AllocateError | ProposalFlaw | ReleaseError | RestoreError;

/** Every refusal of the allocator. */
export type AllocatorRefusal = PoolError | SizePastMax | StepRefusal | SnapshotError;

/** What is refused of a snapshot besides what a step refuses, too. */
export type SnapshotRefusal = Exclude<SnapshotError, StepRefusal>;

export const poolEnglish: Explanations<PoolError | SizePastMax> = {
  "size-past-max": ({ size, max }) =>
    `The container needs ${counted(size, "ID")}, and ${max} are the most that are given without asking. Ask for a size, or raise the limit.`,
  "zero-ids-per-pod": () => "The pool gives a pod no IDs at all; idsPerPod must be at least 1.",
  "start-misaligned": ({ start, idsPerPod, nearest }) =>
    `The pool starts at ${start}, which is no multiple of ${idsPerPod}, the number of IDs a pod gets; ${nearest} would be one.`,
  "start-below-ids-per-pod": ({ start, nearest }) =>
    `The pool starts at ${start}, but the first ${nearest} IDs are the host's own; it must start at ${nearest} or above.`,
  "size-misaligned": ({ size, idsPerPod, nearest }) =>
    `The pool has ${counted(size, "ID")}, no whole number of slots of ${idsPerPod}; ${counted(nearest, "ID")} would be one.`,
  "empty-pool": ({ nearest }) => `The pool has no IDs; one pod needs ${nearest}.`,
  "past-last-id": ({ start, size, nearest }) =>
    `The pool ends at ${start + size}, but the last usable ID is 4294967294; from ${start} on there is room for ${counted(nearest, "ID")} in whole slots.`,
  "too-many-slots": ({ slots, limit }) =>
    `The pool has ${slots} slots, but Linux runs at most ${limit} processes, so no more pods; make the pool smaller, or give a pod more IDs.`,
};

export const stepEnglish: Explanations<StepRefusal, ProposalFlaw> = {
  exhausted: ({ podUid, slots, freeSlots, capacity }) =>
    freeSlots === 0
      ? `There is no free slot for pod ${quote(podUid)}: ${capacity === 1 ? "the one of the pool is" : `all ${capacity} of the pool are`} taken.`
      : `Pod ${quote(podUid)} needs ${slots} slots, but of the pool's ${capacity} only ${freeSlots === 1 ? "1 is" : `${freeSlots} are`} free.`,
  "other-size": ({ podUid, ranges, wanted }) =>
    `Pod ${quote(podUid)} has ${showRanges(ranges)} already; release it before it can get ${counted(wanted, "ID")}.`,
  "strategy-refused": ({ strategy, reason }) => `The strategy ${quote(strategy)} gives no range: ${reason}.`,
  "strategy-threw": ({ strategy, during, thrown }) => `The strategy ${quote(strategy)} threw in ${during}: ${thrown}`,
  "answered-later": ({ strategy, during }) =>
    `The strategy ${quote(strategy)} returned a promise from ${during}; a strategy answers at once.`,
  "bad-memory": ({ strategy, during }) =>
    during === "accepts"
      ? `The strategy ${quote(strategy)} does not accept the memory in the snapshot.`
      : `The strategy ${quote(strategy)} returned from ${during} a memory that JSON cannot carry, or none.`,
  "bad-proposal": ({ strategy, flaw }, explain) => `The strategy ${quote(strategy)} is wrong: ${explain(flaw)}`,
  "not-a-proposal": () => "It returned neither { ranges, memory } nor { refuse }.",
  "not-a-range": () => "It proposed a range whose start and size are not both integers from 0 to 4294967295.",
  "wrong-total": ({ size, wanted }) => `It proposed ${counted(size, "ID")}; the pod is to get ${wanted}.`,
  "not-allocated": ({ podUid }) => `Pod ${quote(podUid)} has no range to give back.`,
  "already-allocated": ({ podUid, ranges, wanted }) =>
    `Pod ${quote(podUid)} has ${showRanges(ranges)} already; release it before it can get ${showRanges(wanted)}.`,
  "wrong-size": ({ range, idsPerPod }) =>
    `The range ${showRange(range)} holds ${counted(range.size, "ID")}, no whole number of slots of ${idsPerPod}.`,
  misaligned: ({ range, idsPerPod }) => `The range ${showRange(range)} does not start at a multiple of ${idsPerPod}.`,
  "out-of-pool": ({ range, pool }) => `The range ${showRange(range)} is not within the pool ${showRange(pool)}.`,
  excluded: ({ range }) => `The range ${showRange(range)} holds an ID that the pool excludes.`,
  taken: ({ range, owner }) => `The range ${showRange(range)} holds IDs of pod ${quote(owner)}.`,
  overlapping: ({ range, other }) =>
    `The range ${showRange(range)} shares IDs with ${showRange(other)}, which the pod is to get too.`,
  "range-count": ({ limit, count }) => `A pod gets 1 to ${limit} ranges, not ${count}.`,
};

export const snapshotEnglish: Explanations<SnapshotRefusal, PoolError | ProposalFlaw> = {
  "not-plain-data": ({ path }) => `${place(path)} is not what JSON can carry, or is nested more than 100 deep.`,
  mistyped: ({ path, expected }) => `${place(path)} must be ${expectationEnglish(expected)}.`,
  "unknown-field": ({ path }) => `A snapshot has no field ${printable(path)}.`,
  "unknown-schema": ({ schema, expected }) => `This is a ${quote(schema)} document, not a ${quote(expected)} one.`,
  "other-strategy": ({ strategy, expected }) =>
    `The snapshot was taken with the strategy ${quote(strategy)}, whose memory means nothing to ${quote(expected)}.`,
  "bad-pool": ({ cause }, explain) => `The snapshot's pool is unsound. ${explain(cause)}`,
  "duplicate-pod": ({ podUid, index }) =>
    `Pod ${quote(podUid)} is in the snapshot twice, the second time at pods[${index}].`,
  "bad-range": ({ podUid, index, flaw }, explain) =>
    `Pod ${quote(podUid)} at pods[${index}] cannot have its ranges: ${explain(flaw)}`,
};

function place(path: string): string {
  return path === "" ? "The snapshot" : `The snapshot's ${printable(path)}`;
}
