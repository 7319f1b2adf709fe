import { poolEnglish, snapshotEnglish, stepEnglish } from "../../core/allocate/english.ts";
import type { Pool } from "../../core/allocate/pool/pool.ts";
import { fromSnapshot, snapshot } from "../../core/allocate/snapshot/snapshot.ts";
import type { SnapshotError } from "../../core/allocate/snapshot/snapshot-error.ts";
import type { Allocations } from "../../core/allocate/state/allocations.ts";
import { emptyAllocations } from "../../core/allocate/state/empty-allocations.ts";
import { entries, rangeOf } from "../../core/allocate/state/queries.ts";
import { allocate } from "../../core/allocate/steps/allocate.ts";
import type { Allocated } from "../../core/allocate/steps/allocated.ts";
import { type ReleaseError, release } from "../../core/allocate/steps/release.ts";
import { type RestoreError, restore } from "../../core/allocate/steps/restore.ts";
import type { AllocateError } from "../../core/allocate/strategy/allocate-error.ts";
import type { Strategy } from "../../core/allocate/strategy/strategy.ts";
import { sayOneOf } from "../../core/explanations.ts";
import type { Answer, RefusalAnswer } from "../history/answer.ts";
import type { HistoryStep } from "../history/operation.ts";

export interface StrategyState {
  readonly allocations: Allocations;
  /** The live pods whose record is lost. */
  readonly lost: readonly string[];
}

export interface StrategyStep {
  readonly state: StrategyState;
  readonly answer: Answer;
}

export function startStrategy(pool: Pool, strategy: Strategy): StrategyState {
  return { allocations: emptyAllocations(pool, strategy), lost: [] };
}

/**
 * A restart goes through a snapshot, as text, and on with a strategy that `make` makes. Where a record was lost, it
 * starts from nothing and restores what is recorded, because a snapshot would not have lost it.
 */
export function stepStrategy(
  state: StrategyState,
  operation: HistoryStep,
  pool: Pool,
  make: () => Strategy,
): StrategyStep {
  const { allocations, lost } = state;
  switch (operation.op) {
    case "allocate": {
      const { podUid, size } = operation;
      const result = size === undefined ? allocate(allocations, podUid) : allocate(allocations, podUid, { size });
      if (!result.ok) return { state, answer: refusal(result.error) };
      return { state: { allocations: result.value.state, lost }, answer: rangeAnswer(result.value) };
    }
    case "release": {
      const result = release(allocations, operation.podUid);
      if (!result.ok) return { state, answer: refusal(result.error) };
      const { state: after, fault } = result.value;
      return {
        state: {
          allocations: after,
          lost: lost.length === 0 ? lost : lost.filter((other) => other !== operation.podUid),
        },
        answer: fault === undefined ? DONE : refusal(fault),
      };
    }
    case "restore": {
      const { podUid, start, size } = operation;
      const result = restore(allocations, podUid, { start, size });
      if (!result.ok) return { state, answer: refusal(result.error) };
      const { state: after, fault } = result.value;
      return { state: { allocations: after, lost }, answer: fault === undefined ? { start, size } : refusal(fault) };
    }
    case "loseRecord": {
      const { podUid } = operation;
      const isNew = rangeOf(allocations, podUid) !== undefined && !lost.includes(podUid);
      return { state: isNew ? { allocations, lost: [...lost, podUid] } : state, answer: DONE };
    }
    case "cleanup":
    case "corruptRecord":
      throw new RangeError(`stepStrategy: expected no ${operation.op}, which only programs are asked`);
    case "restart":
      return lost.length === 0 ? reread(state, make()) : rebuild(state, pool, make());
  }
}

const DONE: Answer = { ok: true };

/** The answer of the library, in the words of the kit. */
function rangeAnswer({ range: { start, size }, ranges }: Allocated): Answer {
  return ranges.length === 1 ? { start, size } : { start, size, more: ranges.slice(1) };
}

type Refused = AllocateError | ReleaseError | RestoreError | SnapshotError;

function refusal(error: Refused): RefusalAnswer {
  const { code } = error;
  if (code === "strategy-refused") return { error: error.reason, code: error.reason };
  const expected = EXPECTED.get(code);
  if (expected !== undefined) return expected;
  return { error: String(sayOneOf({ stepEnglish, snapshotEnglish, poolEnglish }, error)), code };
}

/** What is expected needs no words: they cost more than the step. */
const EXPECTED: ReadonlyMap<string, RefusalAnswer> = new Map(
  ["exhausted", "not-allocated", "already-allocated", "taken", "excluded", "other-size"].map((code) => [
    code,
    { error: code, code },
  ]),
);

function reread(state: StrategyState, strategy: Strategy): StrategyStep {
  const result = fromSnapshot(JSON.parse(JSON.stringify(snapshot(state.allocations))), strategy);
  if (!result.ok) return { state, answer: refusal(result.error) };
  return { state: { allocations: result.value, lost: [] }, answer: DONE };
}

function rebuild({ allocations, lost }: StrategyState, pool: Pool, strategy: Strategy): StrategyStep {
  let after = emptyAllocations(pool, strategy);
  let answer = DONE;
  for (const { podUid, ranges } of entries(allocations)) {
    if (lost.includes(podUid)) continue;
    const result = restore(after, podUid, ranges);
    if (result.ok) after = result.value.state;
    const fault = result.ok ? result.value.fault : result.error;
    if (fault !== undefined) answer = refusal(fault);
  }
  return { state: { allocations: after, lost: [] }, answer };
}
