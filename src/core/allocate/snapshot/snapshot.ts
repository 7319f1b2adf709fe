import { isPromise } from "../../foreign.ts";
import { expectBoolean, expectObject } from "../../misuse/misuse.ts";
import { err, ok, type Result } from "../../result.ts";
import { copyPlain, NotPlainData } from "../../shape/plain-data.ts";
import { createPool } from "../pool/pool.ts";
import { type Allocations, State } from "../state/allocations.ts";
import { emptyCore, initialOf } from "../state/empty-allocations.ts";
import type { Core } from "../state/slot-owners.ts";
import { type AllocationsSnapshot, describeAllocations, type PodSnapshot } from "../state/snapshot-format.ts";
import { answeredLater, badMemory, strategyThrew } from "../steps/ask-strategy.ts";
import { findPlace, isFlaw } from "../steps/check-ranges.ts";
import { tellStrategy } from "../steps/tell-strategy.ts";
import type { Place } from "../strategy/place.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { BadRange, DuplicatePod, SnapshotError } from "./snapshot-error.ts";
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

/** How {@link fromSnapshot} reads a snapshot. */
export interface FromSnapshotOptions {
  /**
   * Whether a strategy may take over what another one began: the pods keep their ranges, and its memory starts afresh. What
   * the snapshot's strategy remembered is left aside; this one hears of each pod as {@link restore} tells it, at the time 0.
   *
   * @defaultValue false
   */
  readonly adopt?: boolean;
}

/**
 * Makes a state from a snapshot that is not trusted: all of it is checked, the pods' ranges above all.
 *
 * @param json - what `JSON.parse` gave, or anything else
 * @param strategy - the strategy that goes on; its name must be that of the snapshot, unless it adopts the pods
 * @param options - whether it adopts them
 * @returns the first state of a new history; or the first thing that is wrong with the snapshot
 * @throws TypeError when the strategy is none, or `adopt` is no boolean.
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
 * @example
 * Another strategy goes on, with the same ranges and a memory of its own:
 *
 * ```ts
 * import { allocate, createPool, emptyAllocations, firstFit, fromSnapshot, quarantine, rangeOf, unwrap } from "userns-sim";
 *
 * const pool = unwrap(createPool({ start: 65536, size: 110 * 65536 }));
 * const { state } = unwrap(allocate(emptyAllocations(pool, firstFit()), "pod-a"));
 * const careful = quarantine(firstFit(), { allocations: 20 });
 * const refused = fromSnapshot(state.toJSON(), careful);
 * !refused.ok && refused.error.code; // => "other-strategy"
 * const next = unwrap(fromSnapshot(state.toJSON(), careful, { adopt: true }));
 * rangeOf(next, "pod-a"); // => { start: 65536, size: 65536 }
 * ```
 */
export function fromSnapshot(
  json: unknown,
  strategy: Strategy,
  options: FromSnapshotOptions = {},
): Result<Allocations, SnapshotError> {
  expectObject("fromSnapshot", "options", options, "an object such as { adopt: true }");
  const { adopt = false } = options;
  expectBoolean("fromSnapshot", "adopt", adopt);
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
  if (!adopt && name !== strategyName) return err({ code: "other-strategy", strategy: name, expected: strategyName });
  if (adopt) return adoptPods(State.first(core, initialOf("fromSnapshot", core)), pods);
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
  for (const [index, pod] of pods.entries()) {
    const place = placeIn(core, pod, index);
    if (!place.ok) return place.error;
    core.toggle(pod.podUid, place.value);
  }
  return undefined;
}

/** The same, step by step, so that the strategy hears of each. */
function adoptPods(empty: Allocations, pods: readonly PodSnapshot[]): Result<Allocations, SnapshotError> {
  let state = empty;
  for (const [index, pod] of pods.entries()) {
    const core = State.enter("fromSnapshot", state);
    const place = placeIn(core, pod, index);
    if (!place.ok) return place;
    const { memory, fault } = tellStrategy("restored", core, state, pod.podUid, place.value, 0);
    if (fault !== undefined) return err(fault);
    state = State.step(state, pod.podUid, place.value, memory);
  }
  return ok(state);
}

function placeIn(core: Core, { podUid, ranges }: PodSnapshot, index: number): Result<Place, DuplicatePod | BadRange> {
  if (core.placeOf(podUid) !== undefined) return err({ code: "duplicate-pod", podUid, index });
  const place = findPlace(core, ranges);
  return isFlaw(place) ? err({ code: "bad-range", podUid, index, flaw: place }) : ok(place);
}
