import { isPromise } from "../../foreign.ts";
import { err, ok, type Result } from "../../result.ts";
import { copyPlain, NotPlainData } from "../../shape/plain-data.ts";
import { createPool } from "../pool/pool.ts";
import { type Allocations, State } from "../state/allocations.ts";
import { emptyCore } from "../state/empty-allocations.ts";
import type { Core } from "../state/slot-owners.ts";
import { type AllocationsSnapshot, describeAllocations, type PodSnapshot } from "../state/snapshot-format.ts";
import { answeredLater, badMemory, strategyThrew } from "../steps/ask-strategy.ts";
import { findPlace, isFlaw } from "../steps/check-ranges.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { SnapshotError } from "./snapshot-error.ts";
import { snapshotShape } from "./snapshot-shape.ts";

/**
 * Writes a state down as plain data that `JSON.stringify` carries without loss.
 *
 * @param state - any state, old ones too
 * @returns a new object that shares nothing with the state: pool, strategy's name and memory, pods and ranges
 * @throws TypeError when the argument is no state, or the strategy's memory is no plain data.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, snapshot, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * snapshot(state).pods; // => [{ podUid: "pod-a", ranges: [{ start: 65536, size: 65536 }] }]
 * ```
 */
export function snapshot(state: Allocations): AllocationsSnapshot {
  return describeAllocations(State.enter("snapshot", state), State.memoryOf(state));
}

/**
 * Makes a state from a snapshot that is not trusted: all of it is checked, the pods' ranges above all.
 *
 * @param json - what `JSON.parse` gave, or anything else
 * @param strategy - the strategy that goes on; its name must be that of the snapshot
 * @returns the first state of a new history; or the first thing that is wrong with the snapshot
 * @throws TypeError when the strategy is none.
 * @example
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, fromSnapshot, rangeOf, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * const copy = unwrap(fromSnapshot(JSON.parse(JSON.stringify(state)), firstFit()));
 * rangeOf(copy, "pod-a"); // => { start: 65536, size: 65536 }
 * fromSnapshot({}, firstFit()).ok; // => false
 * ```
 */
export function fromSnapshot(json: unknown, strategy: Strategy): Result<Allocations, SnapshotError> {
  const data = copyUntrusted(json);
  if (!data.ok) return data;
  const fault = snapshotShape()(data.value, "");
  if (fault !== undefined) return err(fault);
  // Only the shape has been checked; what the type promises beyond it is checked below.
  const { pool, strategy: name, memory, pods } = data.value as AllocationsSnapshot;
  const made = createPool(pool);
  if (!made.ok) return err({ code: "bad-pool", cause: made.error });
  const core = emptyCore("fromSnapshot", made.value, strategy);
  const { strategyName } = core.setup;
  if (name !== strategyName) return err({ code: "other-strategy", strategy: name, expected: strategyName });
  const error = memoryError(core, memory) ?? addPods(core, pods);
  return error === undefined ? ok(State.first(core, memory)) : err(error);
}

/** Reads every property once, so that what is checked afterwards is what is used. */
function copyUntrusted(json: unknown): Result<unknown, SnapshotError> {
  try {
    return ok(copyPlain(json, ""));
  } catch (thrown) {
    return err({ code: "not-plain-data", path: thrown instanceof NotPlainData ? thrown.path : "" });
  }
}

function memoryError(core: Core, memory: unknown): SnapshotError | undefined {
  const { pool, strategy, strategyName } = core.setup;
  try {
    const { accepts } = strategy;
    if (accepts === undefined) return undefined;
    const answer: unknown = accepts.call(strategy, memory, pool);
    if (answer === true) return undefined;
    return isPromise(answer) ? answeredLater(strategyName, "accepts") : badMemory(strategyName, "accepts");
  } catch (thrown) {
    return strategyThrew(strategyName, "accepts", thrown);
  }
}

/** Gives the pods their ranges, each checked against those before it. */
function addPods(core: Core, pods: readonly PodSnapshot[]): SnapshotError | undefined {
  for (const [index, { podUid, ranges }] of pods.entries()) {
    if (core.placeOf(podUid) !== undefined) return { code: "duplicate-pod", podUid, index };
    const place = findPlace(core, ranges);
    if (isFlaw(place)) return { code: "bad-range", podUid, index, flaw: place };
    core.toggle(podUid, place);
  }
  return undefined;
}
