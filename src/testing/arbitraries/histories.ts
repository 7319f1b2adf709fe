import * as fc from "fast-check";
import { checkInteger } from "../../core/id/integer.ts";
import { expectArray, expectObject, expectOneOf, misuse } from "../../core/misuse/misuse.ts";
import type { History, HistoryPool } from "../history/history.ts";
import { type HistoryOperation, OPERATION_NAMES, type OperationName } from "../history/operation.ts";
import { expectArbitrary } from "./expect-arbitrary.ts";
import { pools, SLOT_LIMIT } from "./pools.ts";

/** Which histories are wanted. */
export interface HistoryConstraints {
  /** The pools; {@link pools} when absent. */
  readonly pools?: fc.Arbitrary<HistoryPool>;
  /** How many pods come and go; when absent, two more than the pool has slots. */
  readonly pods?: number;
  /** The most operations; 40 when absent. */
  readonly maxOperations?: number;
  /**
   * The most slots that a pod asks for at once. When absent it is 3 where a strategy is tested, or an allocator that says
   * `sizes: true`, and else 1.
   */
  readonly maxSlotsPerPod?: number;
  /** What may happen; everything when absent. */
  readonly operations?: readonly OperationName[];
}

/**
 * Generates what happens to a node: pods come, ask again, go, one by one and in bursts; the allocator restarts; records
 * are lost.
 *
 * @param constraints - which histories are wanted
 * @returns histories, plain data; they shrink towards few operations on the first pods in a pool of one slot
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { podHistories } from "userns-sim/testing";
 *
 * const property = fc.property(podHistories({ maxOperations: 10 }), ({ operations }) => operations.length <= 10);
 * fc.check(property).failed; // => false
 * ```
 */
export function podHistories(constraints: HistoryConstraints = {}): fc.Arbitrary<History> {
  expectConstraints(constraints);
  const { pods, maxOperations = 40, maxSlotsPerPod = 1, operations: allowed = OPERATION_NAMES } = constraints;
  const single = fc.constant<readonly number[]>([1]);
  const slots = slotsUpTo(maxSlotsPerPod);
  const one = slots.map((count) => [count]);
  const many = fc.array(slots, { minLength: 1, maxLength: LARGEST_BURST, size: "max" });
  const events = EVENTS.filter(({ op }) => allowed.includes(op)).map(({ op, isBurst, weight }) => {
    const sizes = isBurst ? many : op === "allocate" ? one : single;
    return { arbitrary: fc.record({ op: fc.constant(op), place: fc.nat({ max: PLACES - 1 }), sizes }), weight };
  });
  return fc
    .tuple(
      constraints.pools ?? pools(),
      fc.nat({ max: 4294967295 }),
      // Any length is as likely as any other: a small pool is full soon, but faults behind a restart take longer.
      fc.array(fc.oneof(...events), { maxLength: Math.min(maxOperations, MOST_EVENTS), size: "max" }),
    )
    .map(([pool, seed, list]) => {
      const names = pods ?? pool.size / pool.idsPerPod + 2;
      const operations = list.flatMap((event) => operationsOf(event, names, pool.idsPerPod));
      return { pool, seed, operations: operations.slice(0, maxOperations) };
    });
}

function expectConstraints(constraints: HistoryConstraints): void {
  expectObject(CALLER, "constraints", constraints, "an object such as { pods: 3 }");
  const { pools: wanted, pods, maxOperations, maxSlotsPerPod, operations } = constraints;
  if (wanted !== undefined) expectArbitrary(CALLER, "pools", wanted);
  if (pods !== undefined) checkInteger(CALLER, "pods", pods, 1, MOST_PODS);
  if (maxOperations !== undefined) checkInteger(CALLER, "maxOperations", maxOperations, 0, Number.MAX_SAFE_INTEGER);
  if (maxSlotsPerPod !== undefined) checkInteger(CALLER, "maxSlotsPerPod", maxSlotsPerPod, 1, SLOT_LIMIT);
  if (operations === undefined) return;
  expectArray(CALLER, "operations", operations, "an array of the names of operations");
  if (operations.length === 0) throw misuse(CALLER, "operations", "an array of at least one name", operations, "none");
  for (const op of operations) expectOneOf(CALLER, "each of operations", op, OPERATION_NAMES);
}

const CALLER = "podHistories";
const MOST_PODS = 1_000_000;

/** What happens at once: to as many pods, from one on, as there are numbers of slots. */
interface Event {
  readonly op: OperationName;
  /** Where among the pods the first one stands, of {@link PLACES}: how many there are, the pool says. */
  readonly place: number;
  readonly sizes: readonly number[];
}

/** A pool of many slots is full only where many pods come at once, and nearly empty where many go. */
const EVENTS: readonly { readonly op: OperationName; readonly isBurst: boolean; readonly weight: number }[] = [
  { op: "allocate", isBurst: false, weight: 12 },
  { op: "release", isBurst: false, weight: 6 },
  { op: "restart", isBurst: false, weight: 2 },
  { op: "loseRecord", isBurst: false, weight: 2 },
  { op: "allocate", isBurst: true, weight: 2 },
  { op: "release", isBurst: true, weight: 1 },
];

const MOST_EVENTS = 24;
const LARGEST_BURST = 12;
const PLACES = 4096;

function slotsUpTo(most: number): fc.Arbitrary<number> {
  return fc.oneof(
    { arbitrary: fc.constant(1), weight: 2 },
    { arbitrary: fc.integer({ min: 1, max: most }), weight: most > 1 ? 3 : 0 },
  );
}

function operationsOf({ op, place, sizes }: Event, pods: number, idsPerPod: number): readonly HistoryOperation[] {
  const first = Math.floor((place * pods) / PLACES);
  return sizes.map((slots, at) => {
    const podUid = `pod-${(first + at) % pods}`;
    if (op === "restart") return { op };
    return op === "allocate" && slots > 1 ? { op, podUid, size: slots * idsPerPod } : { op, podUid };
  });
}
